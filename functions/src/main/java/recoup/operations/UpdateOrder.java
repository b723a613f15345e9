package recoup.operations;

import java.time.Instant;
import java.util.Optional;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Trigger;
import recoup.rules.posting.Postings;
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
                order -> changesNothing(order, update)
                        && (Updating.isRepeat(order, update) || oneEvent.isIdle(order, request)),
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
            case Updating.Result.Updated(var after, var status, var _)
            when status.filter(target -> target == OrderStatus.CANCELLED).isPresent() ->
                CancelInShop.cancelled(after, CancelInShop.By.MERCHANT, facts, request);
            case Updating.Result.Updated(var after, var status, var dueAt) -> {
                var moved = status.map(target -> moved(after, target, dueAt)).orElse(after);
                var postings = request.postings(facts);
                var judged = Updating.isRepeat(order, update)
                        ? moved
                        : Clawing.judgedAndTaken(moved, postings, facts.settings());
                yield written(order, judged, postings, request);
            }
        };
    }

    private static Order moved(Order order, OrderStatus target, Optional<Instant> dueAt) {
        var moved = order.movedTo(target);
        return dueAt.map(at -> moved.withPayment(moved.payment().dueAt(at))).orElse(moved); // a new one counts (C-14)
    }

    private static Decision<Effect> written(Order order, Order after, Postings postings, Request request) {
        var moves = after.status() != order.status();
        var pays = after.payment().status() != order.payment().status()
                || after.payment().refunds().total()
                        != order.payment().refunds().total();
        var what = moves ? Journal.What.MOVED_BACK : Journal.What.PAYMENT;
        var draft = request.journal(what, Trigger.PLATFORM, Optional.of(order.id()));
        return Clawing.write(order, after, draft, moves || pays, postings, request);
    }
}
