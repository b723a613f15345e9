package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.ledger.DueFacts;
import recoup.ledger.DueIndex;
import recoup.ledger.DuePosition;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.model.MerchantId;
import recoup.model.OrderId;

/**
 * Cancels what was not paid in time, one shard of the due index at a time. Two sweeps at once are harmless: each
 * order is looked at again before it is written. One that cannot be cancelled gets a later turn and stands in nobody's way.
 */
public final class ExpireDueOrders {
    /** What a sweep asks of whoever runs it. */
    public interface Run {
        /** A request on behalf of {@code merchant}, with the time of now. */
        Request request(MerchantId merchant);

        /** Whether there is time for one more order. */
        boolean goesOn();

        /** Says once what became of one order that was due. */
        void tell(MerchantId merchant, OrderId order, Effect effect);

        /** Says once why one order could not be looked at. */
        void failed(MerchantId merchant, OrderId order, RuntimeException fault);
    }

    /**
     * What a sweep did.
     *
     * @param due how many orders were due
     * @param lag how long the longest overdue one had waited
     * @param finished false if time ran out before the end
     */
    public record Swept(int due, int handled, int failed, Duration lag, boolean finished) {
        public static final Swept NOTHING = new Swept(0, 0, 0, Duration.ZERO, true);

        public Swept and(Swept other) {
            return new Swept(
                    due + other.due,
                    handled + other.handled,
                    failed + other.failed,
                    lag.compareTo(other.lag) >= 0 ? lag : other.lag,
                    finished && other.finished);
        }
    }

    private static final int A_PAGE = 100;
    /** Settings are a few seconds old at most when they are applied, however slow the page is. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(2);

    private final DueIndex index;
    private final DueFacts facts;
    private final EndPayment endPayment;

    public ExpireDueOrders(Ledger ledger, DueIndex index, DueFacts facts) {
        this.index = index;
        this.facts = facts;
        this.endPayment = new EndPayment(ledger);
    }

    /** Sweeps one shard, from the longest overdue order on, until it is empty or {@code run} has no more time. */
    public Swept shard(int shard, Instant now, Run run) {
        var swept = Swept.NOTHING;
        var page = index.due(shard, Optional.empty(), now, A_PAGE);
        while (!page.isEmpty()) {
            var known = known(page, run);
            for (var position : page) {
                swept = swept.and(run.goesOn() ? expire(position, known, now, run) : outOfTime(position, now));
                if (!swept.finished()) {
                    return swept;
                }
            }
            page = page.size() < A_PAGE ? List.of() : index.due(shard, Optional.of(page.getLast()), now, A_PAGE);
        }
        return swept;
    }

    /** A first look at a page: without it, or once it has aged, each order is read by itself. */
    private record FirstLook(Map<DuePosition, Facts> facts, Instant realNow) {
        Optional<Facts> of(DuePosition position, Request request) {
            return Optional.ofNullable(facts.get(position))
                    .filter(_ -> request.moment().realNow().isBefore(realNow.plus(GOOD_FOR)));
        }
    }

    private FirstLook known(List<DuePosition> page, Run run) {
        var realNow = run.request(page.getFirst().merchant()).moment().realNow();
        try {
            return new FirstLook(facts.read(page), realNow);
        } catch (LedgerUnavailable passing) {
            return new FirstLook(Map.of(), realNow);
        }
    }

    private Swept expire(DuePosition position, FirstLook known, Instant now, Run run) {
        var lag = Duration.between(position.at(), now);
        try {
            var request = run.request(position.merchant());
            var effect = endPayment.expireIfDue(position.order(), known.of(position, request), request);
            run.tell(position.merchant(), position.order(), effect);
            return switch (effect) {
                case Effect.Done(var _) -> new Swept(1, 1, 0, lag, true);
                case Effect.Nothing(), Effect.UnknownOrder(var _) -> Swept.NOTHING; // the index was behind
                case Effect.Busy() -> new Swept(1, 0, 1, lag, true);
                case Effect.Impossible(var _) -> pushedBack(position, now, lag, run);
            };
        } catch (LedgerUnavailable passing) {
            run.failed(position.merchant(), position.order(), passing);
            return new Swept(1, 0, 1, lag, true);
        } catch (RuntimeException fault) {
            run.failed(position.merchant(), position.order(), fault);
            return pushedBack(position, now, lag, run);
        }
    }

    private Swept pushedBack(DuePosition position, Instant now, Duration lag, Run run) {
        try {
            index.pushBack(position, now);
        } catch (LedgerUnavailable passing) {
            run.failed(position.merchant(), position.order(), passing); // then it keeps its turn
        }
        return new Swept(1, 0, 1, lag, true);
    }

    private static Swept outOfTime(DuePosition position, Instant now) {
        return new Swept(0, 0, 0, Duration.between(position.at(), now), false);
    }
}
