package recoup.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Entry;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.rules.cancellation.Plan;
import recoup.rules.revert.RevertPolicy;

/** Cancels an order and gives back what the policy says (C-01 to C-13). */
public final class CancelOrder {
    /**
     * What shall happen to an order.
     *
     * @param policy what comes back; of a bulk nothing does (C-13)
     * @param trigger an admin's hand, or a bulk
     * @param ifMatch the plan that was shown, if one was (L-04)
     */
    public record Command(
            OrderId order,
            RevertPolicy policy,
            Trigger trigger,
            Optional<Reason> reason,
            boolean notifyCustomer,
            IfMatch ifMatch) {}

    /**
     * What was done.
     *
     * @param entries what came back and what was taken back, an entry a lot; empty if nothing was
     * @param plan the plan that was carried out
     * @param became false if it was cancelled already
     */
    public record Cancelled(Order order, List<Entry> entries, Plan plan, boolean became) {}

    private final OneWrite oneWrite;

    public CancelOrder(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    /** From any status, CANCELLED included: then it is about what is outstanding (C-10). */
    public Outcome cancel(Command command, Request request, Function<Cancelled, Rendered> rendering) {
        var wanted = Wanted.order(command.order());
        return oneWrite.run(request, wanted, facts -> decide(command, request, facts), rendering);
    }

    /** The same for an order that must be cancelled already. */
    public Outcome revert(Command command, Request request, Function<Cancelled, Rendered> rendering) {
        var wanted = Wanted.order(command.order());
        return oneWrite.run(
                request,
                wanted,
                facts -> facts.order().filter(order -> !order.cancelled()).isPresent()
                        ? new Decision.Refuse<>(new Refusal.OrderNotCancelled(command.order()))
                        : decide(command, request, facts),
                rendering);
    }

    private static Decision<Cancelled> decide(Command command, Request request, Facts facts) {
        return facts.order()
                .map(order -> decide(order, command, request, facts))
                .orElseGet(() -> new Decision.Refuse<>(new Refusal.OrderNotFound(command.order())));
    }

    private static Decision<Cancelled> decide(Order order, Command command, Request request, Facts facts) {
        var plan = Plan.of(
                order,
                facts.wallet().orElseThrow(),
                command.policy(),
                facts.settings(),
                request.moment().now());
        if (!command.ifMatch().allows(plan.hash())) {
            return new Decision.Refuse<>(new Refusal.PlanChanged(plan));
        }
        if (order.cancelled() && !plan.changes(order)) {
            return new Decision.Nothing<>(new Cancelled(order, List.of(), plan, false));
        }
        return new Cancelling(command.trigger(), command.reason())
                .carryOut(plan, order, facts, command.notifyCustomer(), request)
                .map(made -> new Cancelled(made.order(), made.commit().entries(), plan, !order.cancelled()));
    }
}
