package recoup.simulation;

import static recoup.simulation.Raw.textIfAny;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an admin ticks in the dialog of a cancel (C-01). It stands in the reason's words, which the journal keeps: so the table
 * alone says whether what was done is what was ticked.
 *
 * @param request its idempotency key, so that two who tick the same are two
 * @param storeCredit {@code absent}, {@code revert} or {@code leave}, and beside the latter two maybe for how many days
 * @param points the same, and maybe until the annual date
 * @param later whether it is about an order that is cancelled already, and no other
 */
record Dialog(String request, String storeCredit, String points, boolean later, boolean notifies) {
    private static final String MARK = "ticked:";
    private static final String ANNUALLY = "annually";
    private static final int LONGEST = 3650;

    static Dialog any(RandomGenerator random, String request) {
        var days = random.nextInt(4) == 0 ? LONGEST : 1 + random.nextInt(30);
        return new Dialog(
                request,
                ticked(random, Integer.toString(days)),
                ticked(random, ANNUALLY),
                random.nextInt(4) == 0,
                random.nextInt(4) == 0);
    }

    /** Often both, often one of the two; an extension may stand beside what is left, and beside what has not expired (C-04). */
    private static String ticked(RandomGenerator random, String extension) {
        var choice = switch (random.nextInt(8)) {
            case 0 -> "absent";
            case 1 -> "leave";
            default -> "revert";
        };
        return choice.equals("absent") || random.nextInt(2) == 0 ? choice : choice + " " + extension;
    }

    /** Whether {@code asset} is to come back. */
    boolean reverts(String asset) {
        return of(asset).startsWith("revert");
    }

    /** For how many days store credit is extended; empty for points, which are extended to the annual date. */
    Optional<Integer> days(String asset) {
        return extension(asset).filter(word -> !word.equals(ANNUALLY)).map(Integer::valueOf);
    }

    boolean extendsExpired(String asset) {
        return reverts(asset) && extension(asset).isPresent();
    }

    /** The contract's body. */
    String body() {
        var choices = new ArrayList<String>();
        if (!storeCredit.equals("absent")) {
            choices.add("\"storeCredit\":{\"revert\":%s%s}"
                    .formatted(
                            reverts("C"),
                            days("C")
                                    .map(number -> ",\"extendExpiredByDays\":" + number)
                                    .orElse("")));
        }
        if (!points.equals("absent")) {
            choices.add("\"points\":{\"revert\":%s,\"extendExpired\":%s}"
                    .formatted(reverts("P"), extension("P").isPresent()));
        }
        choices.add("\"notifyCustomer\":" + notifies);
        choices.add("\"reason\":{\"key\":\"other\",\"message\":\"" + words() + "\"}");
        return "{" + String.join(",", choices) + "}";
    }

    private String words() {
        return MARK
                + String.join(":", request, storeCredit, points, Boolean.toString(later), Boolean.toString(notifies));
    }

    /** What was ticked by whoever made this journal item; empty if nobody here did. */
    static Optional<Dialog> in(Map<String, AttributeValue> journal) {
        return textIfAny(journal, "rm").filter(words -> words.startsWith(MARK)).map(words -> {
            var parts = words.substring(MARK.length()).split(":", -1);
            return new Dialog(
                    parts[0], parts[1], parts[2], Boolean.parseBoolean(parts[3]), Boolean.parseBoolean(parts[4]));
        });
    }

    private Optional<String> extension(String asset) {
        return Stream.of(of(asset).split(" ", 2)).skip(1).findFirst();
    }

    private String of(String asset) {
        return asset.equals("C") ? storeCredit : points;
    }
}
