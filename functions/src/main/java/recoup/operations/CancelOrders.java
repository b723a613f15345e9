package recoup.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.model.Fingerprint;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.rules.revert.RevertPolicy;

/** Cancels many orders and gives nothing back; they can be finished one by one (C-13). */
public final class CancelOrders {
    /**
     * Which orders.
     *
     * @param key the client's idempotency key; each order is guarded by a key of its own that begins with it
     */
    public record Command(List<OrderId> orders, Optional<Reason> reason, String key) {
        public Command {
            orders = List.copyOf(orders);
        }
    }

    /** What became of one of them. */
    public record OneOfThem(OrderId order, Outcome outcome) {}

    private final CancelOrder cancelOrder;

    public CancelOrders(Ledger ledger) {
        this.cancelOrder = new CancelOrder(ledger);
    }

    /** One after the other, in their order; when the store stops answering, the rest is refused untried. */
    public List<OneOfThem> run(Command command, Request request, Function<CancelOrder.Cancelled, Rendered> rendering) {
        var results = new ArrayList<OneOfThem>();
        var answering = true;
        for (var order : command.orders()) {
            var outcome = answering ? cancel(order, command, request, rendering) : Optional.<Outcome>empty();
            answering = outcome.isPresent();
            results.add(new OneOfThem(order, outcome.orElse(new Outcome.Refused(new Refusal.Unanswered()))));
        }
        return results;
    }

    private Optional<Outcome> cancel(
            OrderId order, Command command, Request request, Function<CancelOrder.Cancelled, Rendered> rendering) {
        var named = request.named(new Idempotency(
                command.key() + ":" + order, Fingerprint.of("order-cancellations", order, command.reason())));
        var cancel = new CancelOrder.Command(
                order, new RevertPolicy.NothingBack(), Trigger.BULK, command.reason(), false, new IfMatch.Unsaid());
        try {
            return Optional.of(cancelOrder.cancel(cancel, named, rendering));
        } catch (LedgerUnavailable unavailable) {
            return Optional.empty();
        }
    }
}
