package recoup.rules;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import recoup.ledger.DueFacts;
import recoup.ledger.DueIndex;
import recoup.ledger.Ledger;
import recoup.ledger.Outbox;
import recoup.ledger.ReviewIndex;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Reason;
import recoup.model.Review;
import recoup.model.Settings;
import recoup.model.Told;
import recoup.model.Trigger;
import recoup.operations.AdjustBalance;
import recoup.operations.Caller;
import recoup.operations.CancelInShop;
import recoup.operations.CancelOrder;
import recoup.operations.Effect;
import recoup.operations.EndPayment;
import recoup.operations.ExpireDueOrders;
import recoup.operations.IfMatch;
import recoup.operations.Moment;
import recoup.operations.MoveOrder;
import recoup.operations.Outcome;
import recoup.operations.PayOrder;
import recoup.operations.PlaceOrder;
import recoup.operations.Rendered;
import recoup.operations.Request;
import recoup.operations.UpdateOrder;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** One merchant's orders in a simulated store, what is told about them, and a clock that stands until it is set. */
final class ToldShop {
    static final long TOTAL = 10_000;
    static final OrderId ORDER = new OrderId("ORD-1");

    private static final MerchantId MERCHANT = new MerchantId("acme");
    private static final Rendered NO_ANSWER = new Rendered(0, "");

    private final SimulatedDynamoDb store = FreshTable.simulated();
    private final Ledger ledger = new Ledger(store, FreshTable.NAME);
    private Instant now = Instant.parse("2021-01-01T12:00:00Z");

    /** A shop with these settings. */
    ToldShop(Settings settings) {
        if (!ledger.save(MERCHANT, settings)) {
            throw new IllegalStateException("settings were saved before");
        }
    }

    void at(String instant) {
        now = Instant.parse(instant);
    }

    void give(Asset asset, long units, Expiry expiry) {
        var reason = new Reason(Optional.of(Reason.Key.OTHER), Optional.empty());
        var gift = new AdjustBalance.Command(
                Worlds.CUSTOMER, new Amount(asset, units), Optional.of(expiry), reason, false);
        done(new AdjustBalance(ledger).run(gift, request(), _ -> NO_ANSWER));
    }

    /** An order of 100.00 with attempt pi_1, to be paid until {@code dueAt}. */
    void place(OrderId order, long credit, long points, Optional<Instant> dueAt) {
        var placed = new PlaceOrder.Command(
                order,
                Optional.empty(),
                Worlds.CUSTOMER,
                TOTAL,
                "USD",
                Optional.empty(),
                dueAt,
                Optional.of(new AttemptId("pi_1")),
                List.of(),
                Map.of(Asset.STORE_CREDIT, credit, Asset.POINTS, points));
        done(new PlaceOrder(ledger).run(placed, request(), _ -> NO_ANSWER));
    }

    Effect failed(String... attempt) {
        return ended(EndPayment.How.FAILED, true, attempt);
    }

    Effect expired(String... attempt) {
        return ended(EndPayment.How.EXPIRED, true, attempt);
    }

    Effect ended(EndPayment.How how, boolean terminal, String... attempt) {
        var ids = Arrays.stream(attempt).map(AttemptId::new).collect(Collectors.toSet());
        var command = new EndPayment.Command(ORDER, how, ids, terminal, Optional.empty());
        return new EndPayment(ledger).run(command, request());
    }

    Effect paid() {
        return new PayOrder(ledger).run(ORDER, request());
    }

    Effect told(Telling telling) {
        return told(ORDER, telling);
    }

    Effect told(OrderId order, Telling telling) {
        return new UpdateOrder(ledger).run(order, telling.update(), request());
    }

    Effect cancelledInShop(CancelInShop.By by) {
        return new CancelInShop(ledger)
                .run(
                        new CancelInShop.Command(
                                ORDER, by, "shop", new Told.Edition(Optional.empty(), Optional.empty()), false),
                        request());
    }

    /** An admin cancels and gives back what is valid, or nothing. */
    void cancelledByHand(LotRule rule) {
        var cancel = new CancelOrder.Command(
                ORDER,
                new RevertPolicy.Manual(rule, rule),
                Trigger.MANUAL,
                Optional.empty(),
                false,
                new IfMatch.Unsaid());
        done(new CancelOrder(ledger).cancel(cancel, request(), _ -> NO_ANSWER));
    }

    void movedByHand(OrderStatus target) {
        done(new MoveOrder(ledger).run(new MoveOrder.Command(ORDER, target), request(), _ -> NO_ANSWER));
    }

    /** Every shard of the due index, and what was said about it, an order a line. */
    Sweep sweep() {
        var told = new ArrayList<String>();
        var expire =
                new ExpireDueOrders(ledger, new DueIndex(store, FreshTable.NAME), new DueFacts(store, FreshTable.NAME));
        var run = new ExpireDueOrders.Run() {
            @Override
            public Request request(MerchantId merchant) {
                return ToldShop.this.request();
            }

            @Override
            public boolean goesOn() {
                return true;
            }

            @Override
            public void tell(MerchantId merchant, OrderId order, Effect effect) {
                told.add(order + " " + effect.getClass().getSimpleName());
            }

            @Override
            public void unread(int shard, RuntimeException fault) {
                throw fault;
            }

            @Override
            public void failed(MerchantId merchant, OrderId order, RuntimeException fault) {
                told.add(order + " fault");
            }
        };
        var swept = IntStream.range(0, DueIndex.SHARDS)
                .mapToObj(shard -> expire.shard(shard, now, run))
                .reduce(ExpireDueOrders.Swept.NOTHING, ExpireDueOrders.Swept::and);
        return new Sweep(swept, told);
    }

    /** What a sweep did, and what it said. */
    record Sweep(ExpireDueOrders.Swept swept, List<String> told) {}

    /** Makes an order one that no code can read. */
    void spoil(OrderId order) {
        store.updateItem(UpdateItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key("M#" + MERCHANT + "#O#" + order, "O"))
                .updateExpression("SET st = :spoilt")
                .expressionAttributeValues(Map.of(":spoilt", AttributeValue.fromS("SPOILT")))
                .build());
    }

    Order order() {
        return order(ORDER);
    }

    Order order(OrderId order) {
        return ledger.order(MERCHANT, order).orElseThrow();
    }

    long available(Asset asset) {
        return ledger.wallet(MERCHANT, Worlds.CUSTOMER).lots().stream()
                .filter(lot -> lot.amount().asset() == asset)
                .mapToLong(lot -> lot.remaining())
                .sum();
    }

    List<Review> reviews() {
        return new ReviewIndex(store, FreshTable.NAME).newest(MERCHANT, Optional.empty(), 100);
    }

    /** What was committed about the order, oldest first. */
    List<Journal> history() {
        return ledger.journal(MERCHANT, order(), order().journal());
    }

    List<Outbox.Committed> outbox() {
        return store.items(FreshTable.NAME).stream()
                .flatMap(item -> Outbox.read(item).stream())
                .toList();
    }

    /** Every item, to tell that nothing was written. */
    Object contents() {
        return store.items(FreshTable.NAME);
    }

    private Request request() {
        var caller = new Caller(MERCHANT, "shop", Trigger.PLATFORM);
        return new Request(caller, new Moment(now, now), () -> false, Optional.empty());
    }

    private static void done(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new AssertionError("refused: " + refused);
        }
    }
}
