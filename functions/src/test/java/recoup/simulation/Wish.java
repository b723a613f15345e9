package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;
import static recoup.simulation.Raw.texts;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How much of what an order earned a merchant wants back, by the rules alone: all of it, or the share that was refunded
 * (E-01, E-02, E-04, E-05).
 *
 * @param refunded of the order's total; the most that ever matched
 */
record Wish(boolean whole, long refunded) {
    static final Wish NOTHING = new Wish(false, 0);

    /** After the order was judged once more: a wish never falls. */
    Wish judged(Map<String, AttributeValue> order, Map<String, AttributeValue> settings) {
        var fresh = of(order, settings, this);
        return new Wish(whole || fresh.whole, Math.max(refunded, fresh.refunded));
    }

    /** Whether one of its tags alone keeps these settings from wanting anything of an order. */
    static boolean isPrevented(Map<String, AttributeValue> order, Map<String, AttributeValue> settings) {
        var without = new HashMap<>(settings);
        var skips = without.remove("clawbackSkipTags") != null;
        return skips
                && of(order, settings).equals(NOTHING)
                && !of(order, without).equals(NOTHING);
    }

    /** What these settings want of an order as it stands. */
    static Wish of(Map<String, AttributeValue> order, Map<String, AttributeValue> settings) {
        return of(order, settings, NOTHING);
    }

    private static Wish of(Map<String, AttributeValue> order, Map<String, AttributeValue> settings, Wish before) {
        var tags = words(order, "tg");
        if (!settings.containsKey("clawbackEnabled")
                || words(settings, "clawbackSkipTags").stream().anyMatch(tags::contains)) {
            return NOTHING;
        }
        var statuses = texts(settings, "clawbackOnStatuses");
        var payment = text(order, "ps");
        var all = words(settings, "clawbackOnTags").stream().anyMatch(tags::contains)
                || (statuses.contains("CANCELLED") && text(order, "st").equals("CANCELLED"))
                || (statuses.contains("REFUNDED") && payment.equals("REFUNDED"));
        var refunded = refunded(order);
        var less = refunded > 0 && refunded < number(order, "t");
        var inParts = less || list(order, "rs").size() > 1 || before.refunded > 0;
        var last = payment.equals("REFUNDED") && inParts;
        var partly = statuses.contains("PARTIALLY_REFUNDED") && (payment.equals("PARTIALLY_REFUNDED") || last);
        var how = textIfAny(settings, "clawbackPartialRefund").orElse("FULL");
        return new Wish(
                all || (partly && (how.equals("FULL") || (last && how.equals("PROPORTIONAL")))),
                partly && how.equals("PROPORTIONAL") ? refunded : 0);
    }

    /** In points, of so many points granted. */
    long of(long granted, long total) {
        return whole ? granted : granted * refunded / total;
    }

    static long refunded(Map<String, AttributeValue> order) {
        var each = list(order, "rs").stream()
                .mapToLong(refund -> number(refund, "n"))
                .sum();
        return Math.max(numberIfAny(order, "rf").orElse(0L), each);
    }

    private static List<String> words(Map<String, AttributeValue> item, String name) {
        return texts(item, name).stream()
                .map(word -> word.strip().toLowerCase(Locale.ROOT))
                .toList();
    }
}
