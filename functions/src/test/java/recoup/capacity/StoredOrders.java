package recoup.capacity;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import recoup.handlers.Shop;
import recoup.ledger.Ledger;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.CustomerId;
import recoup.model.Expiry;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.operations.AdjustBalance;
import recoup.operations.Caller;
import recoup.operations.CancelOrder;
import recoup.operations.IfMatch;
import recoup.operations.Moment;
import recoup.operations.Outcome;
import recoup.operations.PlaceOrder;
import recoup.operations.Rendered;
import recoup.operations.Request;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Fills a store with orders by the operations themselves, so that wallets, journals and indexes are what they would be; only
 * the stored answers are left out. A customer has ten orders; two of three spend credit and points; one of ten is
 * cancelled, and of those nine of ten got nothing back yet.
 */
final class StoredOrders {
    private static final int MERCHANTS = 50;
    private static final int ORDERS_A_CUSTOMER = 10;
    private static final long FIRST_ORDER = 5_100_000_000_000L;
    private static final long FIRST_CUSTOMER = 7_100_000_000_000L;
    /** Past the numbers of all that are not due. */
    private static final int FIRST_DUE = 1_000_000;
    /** So far apart that no two have one customer, and not by ten, or they would all be in four shards. */
    private static final int BETWEEN_DUE = 17;

    private static final long GIVEN = 10_000;
    private static final long SPENT = 900;
    /** Long enough before a shop's own time that none of these is younger than what it places. */
    private static final Instant FIRST = Shop.START.minus(Duration.ofDays(10));

    private static final LocalDate YEAR_END = LocalDate.of(2021, 12, 31);
    private static final Rendered NO_ANSWER = new Rendered(0, "");

    private final AdjustBalance adjustBalance;
    private final PlaceOrder placeOrder;
    private final CancelOrder cancelOrder;

    private StoredOrders(DynamoDbClient store) {
        var ledger = new Ledger(store, FreshTable.NAME);
        this.adjustBalance = new AdjustBalance(ledger);
        this.placeOrder = new PlaceOrder(ledger);
        this.cancelOrder = new CancelOrder(ledger);
    }

    /** The ids of 50 merchants. */
    static List<String> merchants() {
        return IntStream.range(0, MERCHANTS)
                .mapToObj(number -> "shop-" + number)
                .toList();
    }

    /** Stores {@code count} orders of one merchant, a second apart. */
    static void of(String merchant, int count, DynamoDbClient store) {
        var stored = new StoredOrders(store);
        for (var order = 0; order < count; order++) {
            stored.store(merchant, order);
        }
    }

    /**
     * Stores {@code count} orders of several merchants: half of all are the first one's, so that its pages are full in a
     * small store, too, and the others share the rest.
     */
    static void of(List<String> merchants, int count, DynamoDbClient store) {
        var half = count / 2;
        of(merchants.getFirst(), half, store);
        var others = merchants.size() - 1;
        for (var other = 0; other < others; other++) {
            of(merchants.get(other + 1), half * (other + 1) / others - half * other / others, store);
        }
    }

    /** Stores {@code count} orders more that are due at {@link Shop#START}, of {@code merchants} in turn, each of three lots. */
    static void due(List<String> merchants, int count, DynamoDbClient store) {
        var stored = new StoredOrders(store);
        for (var order = 0; order < count; order++) {
            stored.storeDue(merchants.get(order % merchants.size()), FIRST_DUE + order * BETWEEN_DUE);
        }
    }

    /** The customer of the merchant's first order, who has ten. */
    static String firstCustomer() {
        return customer(0).value();
    }

    private void store(String merchant, int number) {
        var at = FIRST.plusSeconds(number);
        if (number % ORDERS_A_CUSTOMER == 0) {
            give(merchant, number, Asset.STORE_CREDIT, Expiry.NEVER, at);
            give(merchant, number, Asset.POINTS, Expiry.on(YEAR_END), at);
        }
        Map<Asset, Long> use = number % 3 == 0 ? Map.of() : Map.of(Asset.STORE_CREDIT, SPENT, Asset.POINTS, SPENT);
        place(merchant, number, at, use, at.plus(Duration.ofDays(30)));
        if (number % 10 == 7) {
            cancel(merchant, number, at);
        }
    }

    private void storeDue(String merchant, int number) {
        give(merchant, number, Asset.STORE_CREDIT, Expiry.NEVER, FIRST);
        give(merchant, number, Asset.STORE_CREDIT, Expiry.on(YEAR_END), FIRST);
        give(merchant, number, Asset.POINTS, Expiry.on(YEAR_END), FIRST);
        place(merchant, number, FIRST, Map.of(Asset.STORE_CREDIT, 2 * GIVEN, Asset.POINTS, GIVEN), Shop.START);
    }

    private void give(String merchant, int number, Asset asset, Expiry expiry, Instant at) {
        var gift = new AdjustBalance.Command(
                customer(number),
                new Amount(asset, GIVEN),
                Optional.of(expiry),
                new Reason(Optional.of(Reason.Key.OTHER), Optional.empty()),
                false);
        done(adjustBalance.run(gift, request(merchant, at), _ -> NO_ANSWER));
    }

    private void place(String merchant, int number, Instant at, Map<Asset, Long> use, Instant dueAt) {
        var order = new PlaceOrder.Command(
                order(number),
                Optional.of("#" + number),
                customer(number),
                12_900,
                "USD",
                Optional.empty(),
                Optional.of(dueAt),
                Optional.of(new AttemptId(MeteredShop.ATTEMPT)),
                List.of("vip"),
                use);
        done(placeOrder.run(order, request(merchant, at), _ -> NO_ANSWER));
    }

    private void cancel(String merchant, int number, Instant at) {
        LotRule rule = number % 100 != 7 ? new LotRule.Leave() : new LotRule.OnlyValid();
        var cancel = new CancelOrder.Command(
                order(number),
                new RevertPolicy.Manual(rule, rule),
                Trigger.MANUAL,
                Optional.empty(),
                false,
                new IfMatch.Unsaid());
        done(cancelOrder.cancel(cancel, request(merchant, at), _ -> NO_ANSWER));
    }

    private static void done(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            throw new IllegalStateException("nothing was stored: " + refused);
        }
    }

    private static Request request(String merchant, Instant at) {
        var caller = new Caller(new MerchantId(merchant), "9f1c2b7e-5f0a-4f0e-9a51-8f0c6b7d2e11", Trigger.MANUAL);
        return new Request(caller, new Moment(at, at), () -> false, Optional.empty());
    }

    private static OrderId order(int number) {
        return new OrderId(Long.toString(FIRST_ORDER + number));
    }

    private static CustomerId customer(int number) {
        return new CustomerId(Long.toString(FIRST_CUSTOMER + number / ORDERS_A_CUSTOMER));
    }
}
