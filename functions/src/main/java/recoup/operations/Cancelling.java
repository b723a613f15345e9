package recoup.operations;

import java.util.Optional;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.model.Cancellation;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.rules.cancellation.Plan;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPolicy;

/** A cancellation as one write, whatever set it off: the only place that makes one. */
record Cancelling(Trigger trigger, Optional<Reason> reason) {
    /** The order as it will stand, and what is written. */
    record Made(Order order, Commit commit) {}

    /** Carries out {@code plan}, which changes something, on {@code order}, which was read with {@code facts}. */
    Decision<Made> carryOut(Plan plan, Order order, Facts facts, boolean notifyCustomer, Request request) {
        var now = request.moment().now();
        var postings = request.postings(facts);
        var by = new Cancellation(now, trigger, request.caller().actor());
        var after = plan.carryOut(order, postings).cancelled(by);
        var exceeded = Bounds.exceededByRevert(after).or(() -> Bounds.exceededByRevert(postings.wallet()));
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var what = order.cancelled() ? Journal.What.REVERTED : Journal.What.CANCELLED;
        var draft = request.journal(what, trigger, Optional.of(order.id()))
                .because(reason)
                .deciding(Revert.decisions(plan.revert()))
                .notifying(notifyCustomer);
        var told = !order.cancelled() || plan.revert().revertsAnything();
        var commit = Clawing.commit(order, after, draft, told, postings, request);
        return new Decision.Write<>(new Made(after, commit), commit);
    }

    /** By itself: cancels {@code order} and reverts what {@code policy} says, in one step. */
    Decision<Order> byItself(RevertPolicy policy, Order order, Facts facts, Request request) {
        var now = request.moment().now();
        var plan = Plan.of(order, facts.wallet().orElseThrow(), policy, facts.settings(), now);
        var notify = facts.settings().notifications().onAutomaticRevert()
                && plan.revert().revertsAnything();
        return carryOut(plan, order, facts, notify, request).map(Made::order);
    }
}
