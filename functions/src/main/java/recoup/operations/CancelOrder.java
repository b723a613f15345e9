package recoup.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Cancellation;
import recoup.model.Entry;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.rules.posting.Postings;
import recoup.rules.revert.Plan;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPolicy;

/** Cancels an order by hand and gives back what the admin chose (C-01 to C-12). */
public final class CancelOrder {
    /**
     * What the admin chose.
     *
     * @param ifMatch the plan that was shown, if one was (L-04)
     */
    public record Command(
            OrderId order, RevertPolicy policy, Optional<Reason> reason, boolean notifyCustomer, IfMatch ifMatch) {}

    /**
     * What the admin did.
     *
     * @param entries what came back, an entry a lot; empty if nothing did
     * @param plan the plan that was carried out
     */
    public record Cancelled(Order order, List<Entry> entries, Plan plan) {}

    private final OneWrite oneWrite;

    public CancelOrder(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(
            Command command, Request request, Idempotency idempotency, Function<Cancelled, Rendered> rendering) {
        var wanted = Wanted.order(command.order());
        return oneWrite.run(request, idempotency, wanted, facts -> decide(command, request, facts), rendering);
    }

    private static Decision<Cancelled> decide(Command command, Request request, Facts facts) {
        return facts.order()
                .map(order -> decide(order, command, request, facts))
                .orElseGet(() -> new Decision.Refuse<>(new Refusal.OrderNotFound(command.order())));
    }

    private static Decision<Cancelled> decide(Order order, Command command, Request request, Facts facts) {
        var now = request.moment().now();
        var calendar = facts.settings().calendar();
        var wallet = facts.wallet().orElseThrow();
        var plan = Revert.plan(order, wallet, command.policy(), calendar, now);
        if (!command.ifMatch().allows(plan.hash())) {
            return new Decision.Refuse<>(new Refusal.PlanChanged(plan));
        }
        if (order.cancelled() && !plan.revertsAnything()) {
            return new Decision.Nothing<>(new Cancelled(order, List.of(), plan));
        }
        return carryOut(plan, order, Postings.open(wallet, calendar, now), command, request);
    }

    private static Decision<Cancelled> carryOut(
            Plan plan, Order order, Postings postings, Command command, Request request) {
        var now = request.moment().now();
        var actor = request.caller().actor();
        var after = Revert.carryOut(plan, order, postings).cancelled(new Cancellation(now, Trigger.MANUAL, actor));
        var exceeded = Bounds.exceededBy(after).or(() -> Bounds.exceededBy(postings.wallet()));
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var wallet = Optional.of(postings).filter(Postings::moved).map(Postings::wallet);
        var journal = new Journal(
                order.cancelled() ? Journal.What.REVERTED : Journal.What.CANCELLED,
                now,
                Trigger.MANUAL,
                actor,
                command.reason(),
                Optional.of(order.id()),
                postings.moved() ? postings.movements() : List.of(),
                Revert.leftAlone(plan),
                command.notifyCustomer());
        var commit = Commit.of(request.caller().merchant(), after, wallet, journal);
        return new Decision.Write<>(new Cancelled(after, commit.entries(), plan), commit);
    }
}
