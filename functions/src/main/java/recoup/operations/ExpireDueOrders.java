package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recoup.ledger.DueFacts;
import recoup.ledger.DueIndex;
import recoup.ledger.DuePosition;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.model.MerchantId;
import recoup.model.Order;
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

        /** Says once why a shard could not be read. */
        void unread(int shard, RuntimeException fault);

        /** Says once why one order could not be looked at. */
        void failed(MerchantId merchant, OrderId order, RuntimeException fault);
    }

    /**
     * What a sweep did.
     *
     * @param due how many orders were due
     * @param lag how long the longest overdue one that was seen had waited
     * @param finished false if something was left
     * @param read false if some of the index could not be read, so that nobody knows how late it is
     */
    public record Swept(int due, int handled, int failed, Duration lag, boolean finished, boolean read) {
        public static final Swept NOTHING = new Swept(0, 0, 0, Duration.ZERO, true, true);
        private static final Swept UNREAD = new Swept(0, 0, 0, Duration.ZERO, false, false);

        public Swept and(Swept other) {
            return new Swept(
                    due + other.due,
                    handled + other.handled,
                    failed + other.failed,
                    lag.compareTo(other.lag) >= 0 ? lag : other.lag,
                    finished && other.finished,
                    read && other.read);
        }

        private static Swept done(Duration lag) {
            return new Swept(1, 1, 0, lag, true, true);
        }

        private static Swept failed(Duration lag) {
            return new Swept(1, 0, 1, lag, true, true);
        }

        private static Swept left(Duration lag) {
            return new Swept(0, 0, 0, lag, false, true);
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
        var page = page(shard, Optional.empty(), now, run);
        while (page.isPresent() && !page.get().isEmpty()) {
            swept = swept.and(expire(page.get(), now, run));
            if (!swept.finished() || page.get().size() < A_PAGE) {
                return swept;
            }
            page = page(shard, Optional.of(page.get().getLast()), now, run);
        }
        return page.isPresent() ? swept : swept.and(Swept.UNREAD);
    }

    private Optional<List<DuePosition>> page(int shard, Optional<DuePosition> after, Instant now, Run run) {
        try {
            return Optional.of(index.due(shard, after, now, A_PAGE));
        } catch (LedgerUnavailable passing) {
            run.unread(shard, passing);
            return Optional.empty();
        }
    }

    private Swept expire(List<DuePosition> page, Instant now, Run run) {
        var swept = Swept.NOTHING;
        var known = Optional.<FirstLook>empty();
        for (var position : page) {
            if (!run.goesOn()) {
                return swept.and(Swept.left(Duration.between(position.at(), now)));
            }
            var look = known.orElseGet(() -> known(page, run));
            known = Optional.of(look);
            swept = swept.and(expire(position, look, now, run));
        }
        return swept;
    }

    /**
     * A first look at a page: without it, or once it has aged, each order is read by itself. So is an order of a customer
     * whose wallet has been written since.
     */
    private record FirstLook(Map<DuePosition, Facts> facts, Instant realNow, Set<List<Object>> written) {
        FirstLook(Map<DuePosition, Facts> facts, Instant realNow) {
            this(facts, realNow, new HashSet<>());
        }

        Optional<Facts> of(DuePosition position, Request request) {
            return Optional.ofNullable(facts.get(position))
                    .filter(_ -> request.moment().realNow().isBefore(realNow.plus(GOOD_FOR)))
                    .filter(known -> known.order()
                            .filter(order -> written.contains(customer(position, order)))
                            .isEmpty());
        }

        void wrote(DuePosition position, Order order) {
            written.add(customer(position, order));
        }

        private static List<Object> customer(DuePosition position, Order order) {
            return List.of(position.merchant(), order.customer());
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
                case Effect.Done(var order) -> {
                    known.wrote(position, order);
                    yield Swept.done(lag);
                }
                case Effect.Nothing(), Effect.Told(), Effect.UnknownOrder(var _), Effect.UnknownRedemption() ->
                    Swept.NOTHING; // the index was behind
                case Effect.Busy() -> Swept.failed(lag);
                case Effect.Impossible(var _) -> pushedBack(position, now, lag, run);
            };
        } catch (LedgerUnavailable passing) {
            run.failed(position.merchant(), position.order(), passing);
            return Swept.failed(lag);
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
        return Swept.failed(lag);
    }
}
