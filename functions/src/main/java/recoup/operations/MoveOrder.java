package recoup.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;

/** Moves an order to a status that lives. What came back stays with the customer, and the answer warns of it (C-14). */
public final class MoveOrder {
    /**
     * Where to.
     *
     * @param status not CANCELLED
     */
    public record Command(OrderId order, OrderStatus status) {
        public Command {
            if (status == OrderStatus.CANCELLED) {
                throw new IllegalArgumentException("an order is cancelled by CancelOrder");
            }
        }
    }

    /**
     * The order where it is now.
     *
     * @param stillReverted what came back and was not debited, for somebody to adjust by hand
     */
    public record Moved(Order order, List<Amount> stillReverted) {}

    private final OneWrite oneWrite;

    public MoveOrder(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(Command command, Request request, Function<Moved, Rendered> rendering) {
        var wanted = Wanted.order(command.order());
        return oneWrite.run(request, wanted, facts -> decide(command, request, facts), rendering);
    }

    private static Decision<Moved> decide(Command command, Request request, Facts facts) {
        return facts.order()
                .map(order -> decide(order, command, request, facts))
                .orElseGet(() -> new Decision.Refuse<>(new Refusal.OrderNotFound(command.order())));
    }

    private static Decision<Moved> decide(Order order, Command command, Request request, Facts facts) {
        var moves = order.status() != command.status();
        var postings = request.postings(facts);
        var moved = moves ? order.movedTo(command.status()) : order;
        var after = Clawing.judgedAndTaken(moved, postings, facts.settings());
        if (after.equals(order)) {
            return new Decision.Nothing<>(moved(order));
        }
        var draft = request.journal(Journal.What.MOVED_BACK, request.caller().trigger(), Optional.of(order.id()));
        var commit = Clawing.commit(order, after, draft, moves, postings, request);
        return Clawing.exceeded(after, commit)
                .<Decision<Moved>>map(Decision.Refuse::new)
                .orElseGet(() -> new Decision.Write<>(moved(after), commit));
    }

    private static Moved moved(Order order) {
        var stillReverted = Arrays.stream(Asset.values())
                .map(asset -> new Amount(asset, order.reverted(asset)))
                .filter(amount -> amount.units() > 0)
                .toList();
        return new Moved(order, stillReverted);
    }
}
