package recoup.operations;

import java.util.Optional;
import recoup.ledger.Commit;
import recoup.ledger.Ledger;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.PaymentStatus;
import recoup.model.Review;
import recoup.model.Trigger;

/**
 * An order was paid, by whichever attempt. If it is cancelled it stays so, nothing is debited, and somebody must look at it
 * (A-08).
 */
public final class PayOrder {
    private final OneEvent oneEvent;

    public PayOrder(Ledger ledger) {
        this.oneEvent = new OneEvent(ledger);
    }

    public Effect run(OrderId id, Request request) {
        return oneEvent.run(id, request, order -> !order.payment().canBePaid(), (order, _) -> decide(order, request));
    }

    static Decision<Effect> decide(Order order, Request request) {
        if (!order.payment().canBePaid()) {
            return OneEvent.nothing();
        }
        var paid = order.withPayment(order.payment().withStatus(PaymentStatus.PAID));
        var exceeded = Bounds.exceededByPayment(paid);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        return new Decision.Write<>(new Effect.Done(paid), commit(paid, request));
    }

    private static Commit commit(Order paid, Request request) {
        var merchant = request.caller().merchant();
        var journal = request.journal(Journal.What.PAYMENT, Trigger.PLATFORM, Optional.of(paid.id()));
        if (!paid.cancelled()) {
            return Commit.of(merchant, paid, Optional.empty(), journal);
        }
        var review = Review.paidAfterCancel(paid, request.moment().now());
        return Commit.of(merchant, paid, Optional.empty(), journal.opening(review.id()))
                .opening(review);
    }
}
