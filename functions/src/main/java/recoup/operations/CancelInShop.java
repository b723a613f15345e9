package recoup.operations;

import java.util.Optional;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.rules.revert.RevertPolicy;

/** An order was cancelled in the shop: by the customer, or by anyone else. */
public final class CancelInShop {
    /** Who cancelled. */
    public enum By {
        CUSTOMER,
        MERCHANT;

        private Trigger trigger() {
            return switch (this) {
                case CUSTOMER -> Trigger.CUSTOMER;
                case MERCHANT -> Trigger.PLATFORM;
            };
        }

        private RevertPolicy policy() {
            return switch (this) {
                case CUSTOMER -> new RevertPolicy.CustomerCancelled();
                case MERCHANT -> new RevertPolicy.NothingBack();
            };
        }
    }

    private final OneEvent oneEvent;

    public CancelInShop(Ledger ledger) {
        this.oneEvent = new OneEvent(ledger);
    }

    public Effect run(OrderId id, By by, Request request) {
        return oneEvent.run(id, request, Order::cancelled, (order, facts) -> decide(order, by, facts, request));
    }

    static Decision<Effect> decide(Order order, By by, Facts facts, Request request) {
        return order.cancelled()
                ? OneEvent.nothing()
                : OneEvent.done(
                        new Cancelling(by.trigger(), Optional.empty()).byItself(by.policy(), order, facts, request));
    }
}
