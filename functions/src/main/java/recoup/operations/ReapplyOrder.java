package recoup.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.rules.posting.Postings;

/** Takes again what had come back of an order that lives, as a new round; all of it or nothing (C-14a). */
public final class ReapplyOrder {
    /**
     * What was done.
     *
     * @param entries one for each lot taken from; empty if nothing was reverted
     */
    public record Reapplied(Order order, List<Entry> entries) {}

    private final OneWrite oneWrite;

    public ReapplyOrder(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(OrderId order, Request request, Function<Reapplied, Rendered> rendering) {
        return oneWrite.run(request, Wanted.order(order), facts -> decide(order, request, facts), rendering);
    }

    private static Decision<Reapplied> decide(OrderId id, Request request, Facts facts) {
        if (facts.order().isEmpty()) {
            return new Decision.Refuse<>(new Refusal.OrderNotFound(id));
        }
        var order = facts.order().get();
        if (order.cancelled()) {
            return new Decision.Refuse<>(new Refusal.OrderCancelled(id));
        }
        return take(order, request.postings(facts), request);
    }

    private static Decision<Reapplied> take(Order order, Postings postings, Request request) {
        var taken = new ArrayList<Allocation>();
        for (var asset : Asset.values()) {
            var reverted = new Amount(asset, order.reverted(asset));
            var lots = postings.take(EntryType.REAPPLY, reverted);
            if (lots.isEmpty()) {
                return new Decision.Refuse<>(new Refusal.InsufficientBalance(
                        postings.wallet().customer(), asset, reverted.units(), postings.available(asset)));
            }
            lots.get().forEach(lot -> taken.add(lot.allocation(order.round() + 1)));
        }
        return taken.isEmpty()
                ? new Decision.Nothing<>(new Reapplied(order, List.of()))
                : write(order.reapplied(taken), postings, request);
    }

    private static Decision<Reapplied> write(Order after, Postings postings, Request request) {
        var exceeded = Bounds.exceededBy(after);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var journal = request.journal(Journal.What.REAPPLIED, request.caller().trigger(), Optional.of(after.id()))
                .moving(postings.written());
        var commit = Commit.of(request.caller().merchant(), after, postings.writtenWallet(), journal);
        return new Decision.Write<>(new Reapplied(after, commit.entries()), commit);
    }
}
