package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import recoup.simulation.WatchedDynamoDb.Commit;

/** Names what one write was, of all that can happen to points that an order earned. */
record Kinds(Wish wish, Earned was, Earned is, Taking taking, Commit commit) {
    void tell(boolean rejectedBefore, Consumer<String> seen) {
        var types = types();
        if (is.grants().size() > was.grants().size()) {
            tell(types.contains("EXPIRE"), "grant after expiry of another lot", seen);
            tell(!was.grants().isEmpty(), "another grant of an order", seen);
            tell(text(commit.after(), "st").equals("CANCELLED"), "grant after the cancel", seen);
        }
        tell(taking.review(), "clawback rejected", seen);
        if (is.taken() == was.taken()) {
            return;
        }
        tell(types.contains("EARN"), "taken in the write of the grant", seen);
        tell(types.contains("REVERT"), "clawback and revert in one write", seen);
        tell(rejectedBefore, "rejection retried with success", seen);
        tell(was.taken() > 0, "clawback in parts", seen);
        tell(!wish.whole(), "clawback of a share", seen);
        tell(taking.writtenOff() > 0, "points written off", seen);
        tell(taking.lines().stream().anyMatch(line -> line.endsWith("as debt")), "debt made", seen);
        var lots = taken();
        lots.removeAll(is.lots());
        tell(!lots.isEmpty(), "taken from another lot than the grant's", seen);
        seen.accept("clawback by "
                + commit.journal().map(journal -> text(journal, "w")).orElse("nobody"));
    }

    private Set<String> taken() {
        var lots = new HashSet<String>();
        for (var line : taking.lines()) {
            var of = line.indexOf(" of ");
            if (of > 0) {
                lots.add(line.substring(of + " of ".length()));
            }
        }
        return lots;
    }

    private Set<String> types() {
        return commit.journal().stream()
                .flatMap(journal -> list(journal, "m").stream())
                .filter(line -> number(line, "n") != 0)
                .map(line -> text(line, "t"))
                .collect(Collectors.toSet());
    }

    private static void tell(boolean happened, String what, Consumer<String> seen) {
        if (happened) {
            seen.accept(what);
        }
    }
}
