package recoup.capacity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import recoup.handlers.AdminApi;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.ledger.OrderIndex;
import recoup.ledger.Table;
import recoup.model.MerchantId;
import recoup.model.Settings;
import recoup.model.Trigger;
import recoup.operations.Caller;
import recoup.operations.ListOrders;
import recoup.operations.Moment;
import recoup.operations.Request;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * One merchant's API, called as clients call it: keys are UUIDs, and every order waits for a payment with a deadline,
 * which is one index entry more. A call costs nothing until it is metered.
 */
final class MeteredShop {
    /** Both assets, and a reason: what the console sends. */
    static final String ALL_BACK = """
        {"storeCredit":{"revert":true},"points":{"revert":true},"reason":{"key":"change_mind"},"notifyCustomer":true}\
        """;

    static final String NOTHING_BACK = """
        {"reason":{"key":"change_mind"}}\
        """;

    /** How a shop names its orders and customers. */
    enum Naming {
        /** 13 digits, as the large shop platforms do. */
        NUMBERS,
        /** 36 characters. */
        UUIDS;

        String name(long number) {
            return switch (this) {
                case NUMBERS -> Long.toString(number);
                case UUIDS -> uuid(number);
            };
        }
    }

    /** The payment attempt that every order names. */
    static final String ATTEMPT = "pi_3MtwBwLkdIwHu7ix28a3tqPa";

    /** Until when every order must be paid. */
    static final String DEADLINE = "2021-01-01T13:00:00Z";

    static final int PAGE = 25;
    private static final int LOT_UNITS = 1_250;
    private static final long FIRST_ORDER = 6_203_048_591_000L;
    private static final long FIRST_CUSTOMER = 7_814_553_207_000L;

    private final Shop shop = new Shop();
    private final CapacityMeter meter = new CapacityMeter(shop.store(), Table.creation(FreshTable.NAME));
    private final AdminApi metered = shop.over(meter);
    private final MeteredRoads roads = new MeteredRoads(this, new Roads(shop));
    private final String merchant;
    private final Naming naming;
    private long orders = FIRST_ORDER;
    private long customers = FIRST_CUSTOMER;
    private long keys;

    MeteredShop(String merchant, Naming naming) {
        this.merchant = merchant;
        this.naming = naming;
    }

    /** What lies below the meter. */
    SimulatedDynamoDb store() {
        return shop.store();
    }

    String merchant() {
        return merchant;
    }

    /** What is told to this shop, and swept. */
    MeteredRoads roads() {
        return roads;
    }

    /** From now on it is {@code instant}. */
    void at(String instant) {
        shop.at(instant);
    }

    /** Saves what becomes of an order of {@code anyMerchant} that is not paid in time. */
    void onExpiredPayment(String anyMerchant, Settings.PaymentExpired.Mode mode) {
        saveSettings(anyMerchant, settings -> ((ObjectNode) settings.get("paymentExpired")).put("mode", mode.name()));
    }

    /** Saves whether this merchant takes earned points back of every order that is cancelled or refunded, in part too. */
    void takesEarnedPointsBack(boolean enabled) {
        saveSettings(merchant, settings -> {
            var clawback = (ObjectNode) settings.get("clawback");
            clawback.put("enabled", enabled);
            clawback.putArray("onStatuses").add("CANCELLED").add("REFUNDED").add("PARTIALLY_REFUNDED");
        });
    }

    private void saveSettings(String anyMerchant, Consumer<ObjectNode> change) {
        var settings = (ObjectNode)
                call("read-settings").merchant(anyMerchant).answer(200).json();
        change.accept(settings);
        call("save-settings")
                .merchant(anyMerchant)
                .header("if-match", "*")
                .body(settings.toString())
                .answer(200);
    }

    /** Who placed {@code order}. */
    String customerOf(String order) {
        return shown(order).get("customerId").textValue();
    }

    /** The points that were taken back of what {@code order} earned. */
    long clawedBack(String order) {
        return shown(order).get("clawedBack").longValue();
    }

    private JsonNode shown(String order) {
        return call("read-order").path("orderId", order).answer(200).json();
    }

    Shop.Call call(String sample) {
        return shop.call(sample).merchant(merchant).header("idempotency-key", uuid(keys++));
    }

    Usage cost(Shop.Call call) {
        return meter.during(() -> call.by(metered).answer(200));
    }

    /** What {@code calls} cost by way of the client that they are given. */
    Usage cost(Consumer<DynamoDbClient> calls) {
        return meter.during(() -> calls.accept(meter));
    }

    Usage costOfCreating(Shop.Call call) {
        return meter.during(() -> call.by(metered).answer(201));
    }

    /** A customer with so many lots of store credit and of points, of 1,250 units each; every second credit has an end. */
    String customer(int creditLots, int pointsLots) {
        var customer = naming.name(customers++);
        for (var lot = 0; lot < creditLots; lot++) {
            give(customer, "STORE_CREDIT", lot % 2 == 0 ? "null" : "\"2021-06-30\"");
        }
        for (var lot = 0; lot < pointsLots; lot++) {
            give(customer, "POINTS", "\"2021-12-31\"");
        }
        return customer;
    }

    /** An order that spends all of a new customer's lots. */
    String order(int creditLots, int pointsLots) {
        var customer = customer(creditLots, pointsLots);
        var order = nextOrder();
        place(order, customer, creditLots, pointsLots).answer(201);
        return order;
    }

    String nextOrder() {
        return naming.name(orders++);
    }

    Shop.Call place(String order, String customer, int creditLots, int pointsLots) {
        return call("place-order").body("""
            {"orderId":"%s","number":"#%s","customerId":"%s","total":12900,"currency":"USD",\
            "placedAt":"2021-01-01T11:59:30Z","paymentDueAt":"%s",\
            "paymentAttemptId":"%s","tags":["vip"],\
            "use":{"storeCredit":%d,"points":%d}}\
            """.formatted(
                        order,
                        order.substring(order.length() - 4),
                        customer,
                        DEADLINE,
                        ATTEMPT,
                        creditLots * LOT_UNITS,
                        pointsLots * LOT_UNITS));
    }

    Shop.Call preview(String order) {
        return call("preview-cancellation").path("orderId", order).body(ALL_BACK);
    }

    Shop.Call cancel(String order, String choices) {
        return call("cancel-order").path("orderId", order).body(choices);
    }

    Shop.Call revert(String order) {
        return call("revert-order").path("orderId", order).body(ALL_BACK);
    }

    Shop.Call move(String order) {
        return call("move-order").path("orderId", order).body("{\"status\":\"CONFIRMED\"}");
    }

    Shop.Call reapply(String order) {
        return call("reapply-order").path("orderId", order);
    }

    Shop.Call cancelMany(List<String> many) {
        return call("cancel-orders").body("""
            {"orderIds":["%s"],"reason":{"key":"other"}}\
            """.formatted(String.join("\",\"", many)));
    }

    Shop.Call activity(String customer) {
        return call("read-activity").path("customerId", customer).query("limit", Integer.toString(PAGE));
    }

    Shop.Call verification() {
        return call("verify").query("limit", Integer.toString(PAGE));
    }

    /** A page of 25 orders, by the operation itself: whatever asks for it reads nothing else. */
    Usage costOfPage(ListOrders.Filter filter) {
        var caller = new Caller(new MerchantId(merchant), "viewer", Trigger.MANUAL);
        var request = new Request(caller, new Moment(Shop.START, Shop.START), () -> false, Optional.empty());
        var list = new ListOrders(new OrderIndex(meter, FreshTable.NAME));
        return meter.during(() -> {
            var page = list.run(filter, Optional.empty(), PAGE, request);
            if (page.orders().size() < PAGE && filter.customer().isEmpty()) {
                throw new IllegalStateException(
                        "too few orders for a page: " + page.orders().size());
            }
        });
    }

    private void give(String customer, String asset, String expiresOn) {
        call("adjust-balance")
                .path("customerId", customer)
                .body("""
                    {"asset":"%s","amount":%d,"expiresOn":%s,"reason":{"key":"other"}}\
                    """.formatted(asset, LOT_UNITS, expiresOn))
                .answer(201);
    }

    private static String uuid(long number) {
        return UUID.nameUUIDFromBytes(Long.toString(number).getBytes(UTF_8)).toString();
    }
}
