package recoup.operations;

import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Order;
import recoup.model.OrderId;

/**
 * One thing that was told about an order, perhaps for the second time. The order alone tells whether it is settled: a repeat
 * costs one read and no write. Whatever is not settled is one write, as every operation.
 */
final class OneEvent {
    private final Ledger ledger;
    private final OneWrite oneWrite;

    OneEvent(Ledger ledger) {
        this.ledger = ledger;
        this.oneWrite = new OneWrite(ledger);
    }

    /**
     * Runs it to its end.
     *
     * @param settled whether it would change nothing; true of an order once, it must not become false by what others do
     *     before this ends
     * @throws recoup.ledger.LedgerUnavailable if the store did not answer until the attempts were used up
     */
    Effect run(
            OrderId id, Request request, Predicate<Order> settled, BiFunction<Order, Facts, Decision<Effect>> decide) {
        return run(id, Wanted.order(id), request, settled, decide);
    }

    /** The same, with more than the order {@code wanted}. */
    Effect run(
            OrderId id,
            Wanted wanted,
            Request request,
            Predicate<Order> settled,
            BiFunction<Order, Facts, Decision<Effect>> decide) {
        var known = request.reading(() -> ledger.order(request.caller().merchant(), id));
        if (known.isEmpty()) {
            return new Effect.UnknownOrder(id);
        }
        return settled.test(known.get()) ? new Effect.Nothing() : write(id, wanted, request, decide, Optional.empty());
    }

    /** The same for whoever knows already that it is not settled, and has perhaps read {@code first}. */
    Effect write(
            OrderId id, Request request, BiFunction<Order, Facts, Decision<Effect>> decide, Optional<Facts> first) {
        return write(id, Wanted.order(id), request, decide, first);
    }

    private Effect write(
            OrderId id,
            Wanted wanted,
            Request request,
            BiFunction<Order, Facts, Decision<Effect>> decide,
            Optional<Facts> first) {
        var ended = oneWrite.run(
                request,
                wanted,
                facts -> facts.order()
                        .map(order -> decide.apply(order, facts))
                        .orElseGet(() -> new Decision.Nothing<>(new Effect.UnknownOrder(id))),
                first);
        return switch (ended) {
            case Ended.Written<Effect>(var effect) -> effect;
            case Ended.Unneeded<Effect>(var effect) -> effect;
            case Ended.Replayed<Effect>(var _) -> throw new IllegalStateException("an event names no idempotency key");
            case Ended.Refused<Effect>(var refusal) -> impossible(refusal);
        };
    }

    /**
     * Whether what says nothing new would change nothing either when the order is judged once more: the conditions may be new,
     * or the points there that were not (E-04, E-06). The settings may be a moment old.
     */
    boolean isIdle(Order order, Request request) {
        return request.reading(
                () -> Clawing.isIdle(order, ledger.settings(request.caller().merchant(), Consistency.EVENTUAL)));
    }

    private static Effect impossible(Refusal refusal) {
        if (refusal instanceof Refusal.TooMany(var what, var most)) {
            var words = what.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            return new Effect.Impossible("more than " + most + " " + words);
        }
        return refusal instanceof Refusal.Busy ? new Effect.Busy() : new Effect.Impossible(refusal.toString());
    }

    static Decision<Effect> nothing() {
        return new Decision.Nothing<>(new Effect.Nothing());
    }

    static Decision<Effect> done(Decision<Order> decision) {
        return decision.map(Effect.Done::new);
    }
}
