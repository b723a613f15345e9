package recoup.operations;

import java.time.Instant;
import java.util.Optional;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Trigger;
import recoup.rules.update.Update;
import recoup.rules.update.Updating;

/** The shop tells how an order stands: status, tags, refunds, payment attempt, deadline. */
public final class UpdateOrder {
    private final OneEvent oneEvent;

    public UpdateOrder(Ledger ledger) {
        this.oneEvent = new OneEvent(ledger);
    }

    public Effect run(OrderId id, Update update, Request request) {
        return oneEvent.run(
                id,
                request,
                order -> changesNothing(order, update),
                (order, facts) -> decide(order, update, facts, request));
    }

    private static boolean changesNothing(Order order, Update update) {
        return switch (Updating.of(order, update)) {
            case Updating.Result.Impossible(var _) -> false;
            case Updating.Result.Updated(var after, var status, var _) -> after.equals(order) && status.isEmpty();
        };
    }

    private static Decision<Effect> decide(Order order, Update update, Facts facts, Request request) {
        return switch (Updating.of(order, update)) {
            case Updating.Result.Impossible(var why) -> new Decision.Nothing<>(new Effect.Impossible(why));
            case Updating.Result.Updated(var after, var status, var dueAt) ->
                status.map(target -> move(after, target, dueAt, facts, request))
                        .orElseGet(() -> stay(order, after, request));
        };
    }

    private static Decision<Effect> move(
            Order order, OrderStatus target, Optional<Instant> dueAt, Facts facts, Request request) {
        if (target == OrderStatus.CANCELLED) {
            return CancelInShop.cancelled(order, CancelInShop.By.MERCHANT, facts, request);
        }
        var moved = order.movedTo(target);
        var due = dueAt.map(at -> moved.withPayment(moved.payment().dueAt(at))); // a new one counts (C-14)
        return told(due.orElse(moved), Journal.What.MOVED_BACK, request);
    }

    private static Decision<Effect> stay(Order order, Order after, Request request) {
        if (after.equals(order)) {
            return OneEvent.nothing();
        }
        var paid = after.payment().status() != order.payment().status()
                || after.payment().refunds().total()
                        != order.payment().refunds().total();
        return paid
                ? told(after, Journal.What.PAYMENT, request)
                : new Decision.Write<>(
                        new Effect.Done(after), Commit.of(request.caller().merchant(), after));
    }

    private static Decision<Effect> told(Order after, Journal.What what, Request request) {
        var exceeded = Bounds.exceededBy(after);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var journal = request.journal(what, Trigger.PLATFORM, Optional.of(after.id()));
        var commit = Commit.of(request.caller().merchant(), after, Optional.empty(), journal);
        return new Decision.Write<>(new Effect.Done(after), commit);
    }
}
