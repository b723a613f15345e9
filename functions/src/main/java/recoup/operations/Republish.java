package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import recoup.ledger.JournalPage;
import recoup.ledger.Ledger;
import recoup.ledger.OrderIndex;
import recoup.ledger.Outbox;
import recoup.ledger.Outbox.Committed;
import recoup.ledger.RedemptionIndex;
import recoup.ledger.Standing;
import recoup.model.CustomerId;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.Redemption;

/**
 * Reads what a merchant committed in a span of time once more, after the stream was lost: wallet by wallet, then order by
 * order and redemption by redemption for what moved no value. Nothing is marked as published; whoever has a message knows it by
 * its id.
 */
public final class Republish {
    /**
     * What to read.
     *
     * @param from business time, inclusive
     * @param to exclusive
     */
    public record Span(MerchantId merchant, Instant from, Instant to) {
        boolean holds(Committed committed) {
            var at = committed.journal().at();
            return !at.isBefore(from) && at.isBefore(to);
        }
    }

    /** How far it has come. */
    public sealed interface Position {
        /** Behind {@code after} in one shard of the wallets. */
        record Wallets(int shard, Optional<CustomerId> after) implements Position {}

        /** Behind {@code before} among the orders, as their index sorts them. */
        record Orders(Optional<String> before) implements Position {}

        /** Behind {@code before} among the redemptions, as their index sorts them. */
        record Redemptions(Optional<String> before) implements Position {}
    }

    public static final Position START = new Position.Wallets(0, Optional.empty());

    private static final int WALLETS_A_STEP = 5;
    private static final int A_PAGE = 100;
    /** Clocks of functions differ: a wallet's journal is read a little beyond the span. */
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final OrderIndex orders;
    private final RedemptionIndex redemptions;

    public Republish(Ledger ledger, OrderIndex orders, RedemptionIndex redemptions) {
        this.ledger = ledger;
        this.orders = orders;
        this.redemptions = redemptions;
    }

    /** Hands a few of the span's operations to {@code publish}, and says where to go on; empty at the end. */
    public Optional<Position> step(Span span, Position from, Consumer<Committed> publish) {
        return switch (from) {
            case Position.Wallets(var shard, var after) -> Optional.of(wallets(span, shard, after, publish));
            case Position.Orders(var before) -> Optional.of(orders(span, before, publish));
            case Position.Redemptions(var before) -> redemptions(span, before, publish);
        };
    }

    private Position wallets(Span span, int shard, Optional<CustomerId> after, Consumer<Committed> publish) {
        var customers = ledger.wallets(span.merchant(), shard, after, WALLETS_A_STEP);
        customers.forEach(customer -> wallet(span, customer, publish));
        if (!customers.isEmpty()) {
            return new Position.Wallets(shard, Optional.of(customers.getLast()));
        }
        return shard + 1 < Ledger.WALLET_SHARDS
                ? new Position.Wallets(shard + 1, Optional.empty())
                : new Position.Orders(Optional.empty());
    }

    /** Newest first, and no further back than the span can begin. */
    private void wallet(Span span, CustomerId customer, Consumer<Committed> publish) {
        journal(
                span,
                before -> ledger.journal(span.merchant(), customer, before, A_PAGE),
                item -> Outbox.ofWallet(span.merchant(), customer, item),
                publish);
    }

    private static void journal(
            Span span,
            Function<Optional<Long>, JournalPage> pages,
            Function<JournalPage.Versioned, Committed> outgoing,
            Consumer<Committed> publish) {
        var oldest = span.from().minus(CLOCKS_DIFFER_BY);
        var before = Optional.<Long>empty();
        do {
            var page = pages.apply(before);
            page.items().stream().map(outgoing).filter(span::holds).forEach(publish);
            before = page.next()
                    .filter(_ -> !page.items().getLast().journal().at().isBefore(oldest));
        } while (before.isPresent());
    }

    private Position orders(Span span, Optional<String> before, Consumer<Committed> publish) {
        var all = Standing.matching(Optional.empty(), Optional.empty(), Optional.empty());
        var places = orders.newest(span.merchant(), all, before, A_PAGE);
        orders.load(
                        span.merchant(),
                        places.stream().map(OrderIndex.Place::order).toList())
                .forEach(order -> order(span, order, publish));
        return places.size() < A_PAGE
                ? new Position.Redemptions(Optional.empty())
                : new Position.Orders(Optional.of(places.getLast().position()));
    }

    /** One that was written once has nothing to tell but what is in its wallet's journal. */
    private Optional<Position> redemptions(Span span, Optional<String> before, Consumer<Committed> publish) {
        var some = redemptions.newest(span.merchant(), Optional.empty(), before, A_PAGE);
        some.stream()
                .filter(redemption -> redemption.version() > 1)
                .forEach(redemption -> redemption(span, redemption, publish));
        return some.size() < A_PAGE
                ? Optional.empty()
                : Optional.of(new Position.Redemptions(Optional.of(RedemptionIndex.positionOf(some.getLast()))));
    }

    private void redemption(Span span, Redemption redemption, Consumer<Committed> publish) {
        journal(
                span,
                before -> ledger.journal(span.merchant(), redemption.id(), before, A_PAGE),
                item -> Outbox.ofRedemption(span.merchant(), redemption, item),
                publish);
    }

    private void order(Span span, Order order, Consumer<Committed> publish) {
        var keys = order.journal().stream()
                .filter(key -> key.ledger() == JournalKey.Ledger.ORDER)
                .toList();
        for (var start = 0; start < keys.size(); start += A_PAGE) {
            var some = keys.subList(start, Math.min(keys.size(), start + A_PAGE));
            var items = ledger.journal(span.merchant(), order, some);
            for (var number = 0; number < some.size(); number++) {
                var committed = Outbox.ofOrder(span.merchant(), order, some.get(number), items.get(number));
                if (span.holds(committed)) {
                    publish.accept(committed);
                }
            }
        }
    }
}
