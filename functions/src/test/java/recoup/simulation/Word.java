package recoup.simulation;

import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;
import static recoup.simulation.Raw.texts;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One thing that was told, and how the table must show in the end that it was.
 *
 * @param mark what its message contains and no other
 * @param about the order or the redemption that it is about
 * @param attempts the ids of the attempt that came to nothing, if it tells of one
 */
record Word(String mark, String about, End end, List<String> attempts, Shows shows) {
    /** Where its message ends. */
    enum End {
        /** It is acknowledged, and its effect shows. */
        TAKEN,
        /** One of two that contradict each other: the second to come is parked. */
        TAKEN_OR_PARKED,
        /** It counts until a date. Of two copies at once, one may come in time and the other too late. */
        TAKEN_UNLESS_LATE,
        PARKED
    }

    /** Whether an order, or a redemption, and its journal items, raw, show it. */
    @FunctionalInterface
    interface Shows {
        boolean in(Map<String, AttributeValue> order, List<Map<String, AttributeValue>> journal);

        default Shows and(Shows other) {
            return (order, journal) -> in(order, journal) && other.in(order, journal);
        }
    }

    Word {
        attempts = List.copyOf(attempts);
    }

    static Shows nothing() {
        return (_, _) -> true;
    }

    static Shows paid() {
        return (order, _) -> Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED").contains(text(order, "ps"));
    }

    /** A final failure of an attempt that the order has not left ends its waiting. */
    static Shows ended(List<String> attempts) {
        return (order, _) -> !text(order, "ps").equals("PENDING") || isOld(attempts, order);
    }

    static Shows cancelled() {
        return (_, journal) -> journal.stream().anyMatch(item -> text(item, "w").equals("CANCELLED"));
    }

    static Shows told(String source, long version) {
        return (order, _) -> Raw.list(order, "tv").stream()
                .filter(each -> text(each, "s").equals(source))
                .anyMatch(each -> numberIfAny(each, "v").orElse(-1L) >= version);
    }

    /** Tags are those that the newest edition told, all of them and no others (E-04). */
    static Shows tagged(String source, long version, List<String> tags) {
        return (order, _) -> Raw.list(order, "tv").stream()
                .filter(each ->
                        text(each, "s").equals(source) && text(each, "k").equals("TAGS"))
                .anyMatch(each -> number(each, "v") > version
                        || (number(each, "v") == version && texts(order, "tg").equals(tags)));
    }

    /** It is recorded as it was told; {@code expiry} as JSON, empty for none. */
    static Shows granted(String grant, long points, String expiry) {
        return (order, _) -> Raw.list(Raw.map(order, "ea"), "g").stream()
                .filter(each -> text(each, "i").equals(grant))
                .anyMatch(each -> number(each, "n") == points
                        && expiry.isEmpty() == each.containsKey("u")
                        && (expiry.isEmpty()
                                || expiry.equals(textIfAny(each, "x")
                                        .map(date -> "\"" + date + "\"")
                                        .orElse("null"))));
    }

    static Shows named(String attempt) {
        return (order, _) -> textIfAny(order, "pa").filter(attempt::equals).isPresent()
                || texts(order, "pf").contains(attempt);
    }

    static Shows refunded(String refund, long amount) {
        return (order, _) -> Raw.list(order, "rs").stream()
                .anyMatch(each -> text(each, "i").equals(refund) && number(each, "n") == amount);
    }

    static Shows refundedUpTo(long total) {
        return (order, _) -> numberIfAny(order, "rf").orElse(0L) >= total;
    }

    /** A use shows, unless the points were back before it was told. */
    static Shows rewardIs(String status) {
        return reversed(redemption -> rewardStatus(redemption).equals(status));
    }

    static Shows rewardIsNot(String status) {
        return reversed(redemption -> !rewardStatus(redemption).equals(status));
    }

    static Shows reversed() {
        return reversed(_ -> false);
    }

    private static Shows reversed(Predicate<Map<String, AttributeValue>> or) {
        return (redemption, _) -> redemption.containsKey("re") || or.test(redemption);
    }

    private static String rewardStatus(Map<String, AttributeValue> redemption) {
        return text(Raw.map(redemption, "rw"), "s");
    }

    /** Whether the order has left the attempt that goes by these ids. */
    static boolean isOld(List<String> attempts, Map<String, AttributeValue> order) {
        var current = textIfAny(order, "pa").filter(attempts::contains).isPresent();
        return !current && !Collections.disjoint(texts(order, "pf"), attempts);
    }
}
