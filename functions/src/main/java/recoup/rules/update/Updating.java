package recoup.rules.update;

import java.time.Instant;
import java.util.Optional;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.PaymentStatus;
import recoup.model.Refunds;
import recoup.model.Told.Thing;

/**
 * The order as an update leaves it, its status apart: that is cancelled or moved by whoever does so. Tags, statuses, attempt
 * and deadline each go by the newest edition of a source that tells them; refunds are known by their ids, and their total
 * never falls.
 */
public final class Updating {
    /** What became of it. */
    public sealed interface Result {
        /**
         * The order as it stands now.
         *
         * @param status where it moves besides, if that is news
         * @param dueAt the new deadline, if that is news
         */
        record Updated(Order order, Optional<OrderStatus> status, Optional<Instant> dueAt) implements Result {}

        /** It contradicts what is known, or is more than an order can hold, and can never be right. */
        record Impossible(String why) implements Result {}
    }

    /** Beyond them an order's item would grow without end. */
    private static final int MOST_REFUNDS = 200;

    private static final int MOST_TOLD = 50;

    private Updating() {}

    public static Result of(Order order, Update update) {
        var why = contradiction(order, update);
        if (why.isPresent()) {
            return new Result.Impossible(why.get());
        }
        var dueAt = update.dueAt().filter(_ -> news(order, update, Thing.DEADLINE));
        var named = attempted(order, update);
        var payment = refunded(order, dueAt.map(named::dueAt).orElse(named), update);
        var tags = update.tags().filter(_ -> news(order, update, Thing.TAGS)).orElse(order.tags());
        var after = order.withPayment(payment)
                .tagged(tags, order.told().heard(update.source(), update.things(), update.edition()));
        var status = update.status().filter(target -> target != order.status() && news(order, update, Thing.STATUS));
        return tooMuch(after)
                .<Result>map(Result.Impossible::new)
                .orElseGet(() -> new Result.Updated(after, status, dueAt));
    }

    /** Whether everything that {@code update} tells was told before, or is older than what was. */
    public static boolean isRepeat(Order order, Update update) {
        var tellsAnything = update.refund().isPresent() || !update.things().isEmpty();
        return tellsAnything
                && refunds(order.payment(), update).equals(order.payment().refunds())
                && update.things().stream().noneMatch(thing -> news(order, update, thing));
    }

    private static boolean news(Order order, Update update, Thing thing) {
        return order.told().isNews(update.source(), thing, update.edition());
    }

    private static Optional<String> contradiction(Order order, Update update) {
        var total = order.placement().total();
        var known = update.refund().flatMap(refund -> order.payment().refunds().known(refund.id()));
        if (update.currency()
                .filter(currency -> !currency.equals(order.placement().currency()))
                .isPresent()) {
            return Optional.of("refunded in another currency than the order's");
        }
        if (known.filter(before ->
                        before.amount() != update.refund().orElseThrow().amount())
                .isPresent()) {
            return Optional.of("refund known with another amount");
        }
        return refunds(order.payment(), update).total() > total
                ? Optional.of("refunded more than the order's total")
                : Optional.empty();
    }

    /** An old edition may name an attempt that the order has left since: that one is old from now on. */
    private static Payment attempted(Order order, Update update) {
        var payment = order.payment();
        return update.attempt()
                .map(attempt -> news(order, update, Thing.ATTEMPT) ? payment.naming(attempt) : payment.leaving(attempt))
                .orElse(payment);
    }

    /** A told status is taken as told; an amount without one says it by itself, and never less than before. */
    private static Payment refunded(Order order, Payment payment, Update update) {
        var after = payment.withRefunds(refunds(payment, update));
        if (update.refundStatus().isPresent()) {
            return news(order, update, Thing.REFUND_STATUS)
                    ? after.withStatus(update.refundStatus().get())
                    : after;
        }
        var total = after.refunds().total();
        if (total == payment.refunds().total()) {
            return after;
        }
        var all = total >= order.placement().total() || payment.status() == PaymentStatus.REFUNDED;
        return after.withStatus(all ? PaymentStatus.REFUNDED : PaymentStatus.PARTIALLY_REFUNDED);
    }

    private static Refunds refunds(Payment payment, Update update) {
        var told = update.refundedTotal().map(payment.refunds()::toldTotal).orElse(payment.refunds());
        return update.refund()
                .filter(refund -> told.known(refund.id()).isEmpty())
                .map(told::with)
                .orElse(told);
    }

    private static Optional<String> tooMuch(Order order) {
        var payment = order.payment();
        if (payment.refunds().each().size() > MOST_REFUNDS) {
            return Optional.of("more than " + MOST_REFUNDS + " refunds");
        }
        if (payment.leftAttempts().size() > Payment.MOST_LEFT_ATTEMPTS) {
            return Optional.of("more than " + Payment.MOST_LEFT_ATTEMPTS + " payment attempts");
        }
        return order.told().newest().size() > MOST_TOLD ? Optional.of("told by too many sources") : Optional.empty();
    }
}
