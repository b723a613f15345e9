package recoup.rules.clawback;

import java.util.List;
import java.util.stream.Stream;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Target;

/** The merchant's conditions for taking earned points back: any one match is enough (E-01). */
public final class Conditions {
    private Conditions() {}

    /**
     * How much of what {@code order} earned is to be taken back, judged as it stands (E-04), but with {@code status}. What
     * was matched before stays so (E-02, E-07).
     */
    public static Target judge(Order order, OrderStatus status, Settings.Clawback settings) {
        var before = order.earnings().target();
        if (!settings.enabled() || hasOneOf(settings.skipTags(), order)) {
            return before;
        }
        var byTag = hasOneOf(settings.onTags(), order) ? Target.WHOLE : Target.NOTHING;
        return settings.onStatuses().stream()
                .map(condition -> matched(condition, order, status, settings.partialRefund()))
                .reduce(before.or(byTag), Target::or);
    }

    private static Target matched(
            OnStatus condition, Order order, OrderStatus status, Settings.Clawback.PartialRefund partialRefund) {
        var payment = order.payment();
        return switch (condition) {
            case CANCELLED -> status == OrderStatus.CANCELLED ? Target.WHOLE : Target.NOTHING;
            case REFUNDED -> payment.status() == PaymentStatus.REFUNDED ? Target.WHOLE : Target.NOTHING;
            case PARTIALLY_REFUNDED -> refunded(order, partialRefund);
        };
    }

    /** The last of several partial refunds is one too, so that the parts are the whole, whichever is told last (E-05). */
    private static Target refunded(Order order, Settings.Clawback.PartialRefund partialRefund) {
        var refunds = order.payment().refunds();
        var total = order.placement().total();
        return switch (order.payment().status()) {
            case PARTIALLY_REFUNDED -> partly(Target.share(refunds.total(), total), partialRefund);
            case REFUNDED -> isInParts(order) ? partly(Target.WHOLE, partialRefund) : Target.NOTHING;
            case PENDING, PAID, EXPIRED, FAILED -> Target.NOTHING;
        };
    }

    private static boolean isInParts(Order order) {
        var refunds = order.payment().refunds();
        var less = refunds.total() > 0 && refunds.total() < order.placement().total();
        return less || refunds.each().size() > 1 || order.earnings().target().refunded() > 0;
    }

    private static Target partly(Target share, Settings.Clawback.PartialRefund partialRefund) {
        return switch (partialRefund) {
            case FULL -> Target.WHOLE;
            case PROPORTIONAL -> share;
            case NONE -> Target.NOTHING;
        };
    }

    /** Tags match whole, trimmed, and whatever their case (E-01). */
    private static boolean hasOneOf(List<String> wanted, Order order) {
        return wanted.stream().anyMatch(tag -> tagged(order.tags().stream(), tag.strip()));
    }

    private static boolean tagged(Stream<String> tags, String wanted) {
        return tags.anyMatch(tag -> tag.strip().equalsIgnoreCase(wanted));
    }
}
