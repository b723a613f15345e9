package recoup.simulation;

import static recoup.simulation.Raw.textIfAny;

import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an admin asks of a redemption. It stands in the reason's words, which the journal keeps: so the table alone says whether
 * what was done is what was asked.
 *
 * @param points how many come back; those that were spent, if it is left out
 */
record Asked(String action, boolean anyway, Optional<Long> points, boolean extension, boolean notifies) {
    private static final String MARK = "asked:";

    static Asked any(RandomGenerator random, long spent) {
        var action = switch (random.nextInt(8)) {
            case 0 -> "NONE";
            case 1, 2, 3 -> "DELETE";
            default -> "DEACTIVATE";
        };
        var points = switch (random.nextInt(6)) {
            case 0 -> Optional.of(1 + random.nextLong(spent));
            case 1 -> Optional.of(spent + 1 + random.nextLong(spent));
            case 2 -> Optional.of(spent);
            default -> Optional.<Long>empty();
        };
        return new Asked(action, random.nextInt(3) == 0, points, random.nextInt(3) == 0, random.nextInt(4) == 0);
    }

    /** The contract's body; what takes no reason to be done has one here too. */
    String body() {
        return """
            {"discountAction":"%s","refundAnyway":%s%s,"extendExpired":%s,"notifyCustomer":%s,\
            "reason":{"key":"change_mind","message":"%s"}}\
            """.formatted(
                action, anyway, points.map(number -> ",\"points\":" + number).orElse(""), extension, notifies, words());
    }

    private String words() {
        return MARK
                + String.join(
                        ":",
                        action,
                        Boolean.toString(anyway),
                        points.map(Object::toString).orElse("all"),
                        Boolean.toString(extension),
                        Boolean.toString(notifies));
    }

    /** What was asked by whoever made this journal item, or this intent; empty if nobody here did. */
    static Optional<Asked> in(Map<String, AttributeValue> item) {
        return textIfAny(item, "rm").filter(words -> words.startsWith(MARK)).map(words -> {
            var parts = words.substring(MARK.length()).split(":", -1);
            return new Asked(
                    parts[0],
                    Boolean.parseBoolean(parts[1]),
                    Optional.of(parts[2]).filter(text -> !text.equals("all")).map(Long::valueOf),
                    Boolean.parseBoolean(parts[3]),
                    Boolean.parseBoolean(parts[4]));
        });
    }
}
