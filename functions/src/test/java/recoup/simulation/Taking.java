package recoup.simulation;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one write takes back.
 *
 * @param lines points of a lot, or as debt, in the order in which they are taken
 * @param review whether it opens the review of a rejection
 */
record Taking(List<String> lines, long clawedBack, long writtenOff, boolean review) {
    static final Taking NOTHING = new Taking(List.of(), 0, 0, false);

    Taking {
        lines = List.copyOf(lines);
    }

    /** What must be taken, of so much that is due (E-06). */
    static Taking of(long due, Pocket pocket, Set<String> own, String shortfall, boolean rejectedBefore) {
        var there = Math.min(due, pocket.there());
        var missing = due - there;
        var lines = pocket.paying(there, own);
        return switch (shortfall) {
            case "DEBT" -> {
                var debt = Stream.of(missing + " as debt").filter(_ -> missing > 0);
                yield new Taking(Stream.concat(lines.stream(), debt).toList(), due, 0, false);
            }
            case "CLAMP" -> new Taking(lines, there, missing, false);
            default -> missing > 0 ? new Taking(List.of(), 0, 0, !rejectedBefore) : new Taking(lines, due, 0, false);
        };
    }
}
