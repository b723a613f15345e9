package recoup.capacity;

import static recoup.capacity.MeteredShop.ALL_BACK;
import static recoup.capacity.MeteredShop.NOTHING_BACK;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import recoup.capacity.MeteredRoads.Event;
import recoup.capacity.MeteredShop.Naming;
import recoup.model.CustomerId;
import recoup.model.RevertStatus;
import recoup.model.Settings.PaymentExpired.Mode;
import recoup.operations.ListOrders.Filter;

/**
 * What every operation costs, in stores of three sizes: {@code ./mvnw -q -Pbench -pl functions test} makes the
 * table of {@code docs/cost.md} again. It counts and times nothing, so that every machine makes the same table.
 */
class CostBenchmark {
    private static final Path DOCUMENT = Path.of("..", "docs", "cost.md");
    private static final List<Integer> STORED_ORDERS = List.of(1_000, 10_000, 100_000);
    private static final List<String> MERCHANTS = StoredOrders.merchants();
    private static final String MERCHANT = MERCHANTS.getFirst();
    private static final int BULK = 100;
    private static final int DUE = 100;

    @Test
    void costs() throws IOException {
        var columns = STORED_ORDERS.stream().map(CostBenchmark::measured).toList();
        var rows = columns.getFirst().keySet().stream()
                .map(operation -> new CostTable.Row(
                        operation,
                        columns.stream().map(column -> column.get(operation)).toList()))
                .toList();
        var document = Files.readString(DOCUMENT);
        Files.writeString(DOCUMENT, CostTable.inserted(document, STORED_ORDERS, rows));
    }

    private static MeteredShop shop(int storedOrders) {
        var shop = new MeteredShop(MERCHANT, Naming.NUMBERS);
        MERCHANTS.forEach(merchant -> shop.onExpiredPayment(merchant, Mode.CANCEL_AND_REVERT));
        StoredOrders.of(MERCHANTS, storedOrders, shop.store());
        StoredOrders.due(MERCHANTS, DUE, shop.store());
        return shop;
    }

    private static Map<String, Usage> measured(int storedOrders) {
        var shop = shop(storedOrders);
        var costs = new LinkedHashMap<String, Usage>();
        placements(shop, costs);
        cancellations(shop, costs);
        afterwards(shop, costs);
        pages(shop, costs);
        told(shop, costs);
        recorded(shop, costs);
        clawbacks(shop, costs);
        sweeps(shop, costs);
        return costs;
    }

    private static void placements(MeteredShop shop, Map<String, Usage> costs) {
        var poor = shop.customer(0, 0);
        costs.put("place, nothing spent", shop.costOfCreating(shop.place(shop.nextOrder(), poor, 0, 0)));
        var rich = shop.customer(2, 1);
        costs.put("place, 3 lots", shop.costOfCreating(shop.place(shop.nextOrder(), rich, 2, 1)));
    }

    private static void cancellations(MeteredShop shop, Map<String, Usage> costs) {
        costs.put("preview, 3 lots", shop.cost(shop.preview(shop.order(2, 1))));
        costs.put("cancel, no lots", shop.cost(shop.cancel(shop.order(0, 0), ALL_BACK)));
        costs.put("cancel, 1 lot", shop.cost(shop.cancel(shop.order(1, 0), ALL_BACK)));
        var cancel = shop.cancel(shop.order(2, 1), ALL_BACK);
        costs.put("cancel, 3 lots", shop.cost(cancel));
        costs.put("the same again, same key", shop.cost(cancel));
        var uuids = new MeteredShop(MERCHANT, Naming.UUIDS);
        costs.put(
                "cancel, 3 lots, ids are UUIDs (in a store of its own)",
                uuids.cost(uuids.cancel(uuids.order(2, 1), ALL_BACK)));
        costs.put("cancel, 50 lots", shop.cost(shop.cancel(shop.order(25, 25), ALL_BACK)));
        costs.put("cancel, 250 lots", shop.cost(shop.cancel(shop.order(125, 125), ALL_BACK)));
    }

    private static void afterwards(MeteredShop shop, Map<String, Usage> costs) {
        var order = shop.order(2, 1);
        costs.put("cancel, nothing back, 3 lots", shop.cost(shop.cancel(order, NOTHING_BACK)));
        costs.put("revert, 3 lots", shop.cost(shop.revert(order)));
        costs.put("move back", shop.cost(shop.move(order)));
        costs.put("reapply, 3 lots", shop.cost(shop.reapply(order)));
        var many = Stream.generate(() -> shop.order(1, 0)).limit(BULK).toList();
        costs.put("bulk of 100, 1 lot each", shop.cost(shop.cancelMany(many)));
    }

    private static void pages(MeteredShop shop, Map<String, Usage> costs) {
        var customer = StoredOrders.firstCustomer();
        costs.put("page of 25 orders, unfiltered", shop.costOfPage(filter(Optional.empty(), Optional.empty())));
        costs.put(
                "page of 25 orders, credit NOT_REVERTED",
                shop.costOfPage(filter(Optional.of(RevertStatus.NOT_REVERTED), Optional.empty())));
        costs.put(
                "orders of a customer with 10",
                shop.costOfPage(filter(Optional.empty(), Optional.of(new CustomerId(customer)))));
        costs.put("activity page of that customer", shop.cost(shop.activity(customer)));
        costs.put("verification page of 25 wallets", shop.cost(shop.verification()));
    }

    private static void told(MeteredShop shop, Map<String, Usage> costs) {
        toldTwice("payment failed", Event.FAILED, shop, costs);
        toldTwice("payment expired", Event.EXPIRED, shop, costs);
        toldTwice("cancelled by the customer", Event.CANCELLED_BY_CUSTOMER, shop, costs);
        toldTwice("paid", Event.PAID, shop, costs);
        toldTwice("order updated: tags and a refund", Event.UPDATED, shop, costs);
        var uuids = new MeteredShop(MERCHANT, Naming.UUIDS);
        costs.put(
                "payment failed, 3 lots, ids are UUIDs (in a store of its own)",
                uuids.roads().heard(Event.FAILED, uuids.order(2, 1)));
        var large = shop.order(125, 125);
        costs.put("payment failed, 250 lots", shop.roads().heard(Event.FAILED, large));
        costs.put("payment failed, 250 lots, told again", shop.roads().heardAgain(Event.FAILED, large));
    }

    private static void toldTwice(String what, Event event, MeteredShop shop, Map<String, Usage> costs) {
        var order = shop.order(2, 1);
        costs.put(what + ", 3 lots", shop.roads().heard(event, order));
        costs.put(what + ", told again", shop.roads().heardAgain(event, order));
    }

    private static void recorded(MeteredShop shop, Map<String, Usage> costs) {
        var cancelled = shop.order(2, 1);
        shop.cancel(cancelled, ALL_BACK).answer(200);
        costs.put("payment failed, but cancelled before", shop.roads().heard(Event.FAILED, cancelled));
        costs.put("paid after that, which opens a review", shop.roads().heard(Event.PAID, cancelled));
        costs.put("payment failed, may be tried again", shop.roads().maybeTriedAgain(shop.order(2, 1)));
        costs.put("order updated: tags alone", shop.roads().tagged(shop.order(2, 1)));
        shop.onExpiredPayment(MERCHANT, Mode.OFF);
        costs.put("payment expired, mode OFF", shop.roads().heard(Event.EXPIRED, shop.order(2, 1)));
        shop.onExpiredPayment(MERCHANT, Mode.CANCEL_AND_REVERT);
    }

    /** What an order earned is given, and taken back in the write of whatever makes it due. */
    private static void clawbacks(MeteredShop shop, Map<String, Usage> costs) {
        toldTwice("points earned", Event.EARNED, shop, costs);
        shop.takesEarnedPointsBack(true);
        var refunded = earned(shop);
        costs.put(
                "order updated, and earned points taken back, 3 lots",
                shop.roads().heard(Event.UPDATED, refunded));
        costs.put("order updated, and taken back, told again", shop.roads().heardAgain(Event.UPDATED, refunded));
        var undated = earned(shop);
        costs.put(
                "order updated without a date, and taken back, 3 lots",
                shop.roads().refunded(undated));
        costs.put("order updated without a date, told again", shop.roads().refundedAgain(undated));
        costs.put("preview, 3 lots, and earned points taken back", shop.cost(shop.preview(earned(shop))));
        costs.put("cancel, 3 lots, and earned points taken back", shop.cost(shop.cancel(earned(shop), ALL_BACK)));
        var matched = shop.order(2, 1);
        shop.cancel(matched, ALL_BACK).answer(200);
        costs.put("points earned, and taken back at once, 3 lots", shop.roads().heard(Event.EARNED, matched));
        shop.takesEarnedPointsBack(false);
    }

    private static String earned(MeteredShop shop) {
        var order = shop.order(2, 1);
        shop.roads().heard(Event.EARNED, order);
        return order;
    }

    /** The orders placed meanwhile have a deadline, too: they are out of the way before one of them is swept alone. */
    private static void sweeps(MeteredShop shop, Map<String, Usage> costs) {
        var hundred = shop.roads().swept(DUE);
        costs.put("sweep, nothing due", shop.roads().swept(0));
        shop.at(MeteredShop.DEADLINE);
        shop.roads().sweep();
        shop.order(2, 1);
        costs.put("sweep, 1 due of 3 lots", shop.roads().swept(1));
        costs.put("sweep, 100 due of 3 lots", hundred);
        costs.put("sweep, 100 due of 3 lots: its queries alone", hundred.queries());
    }

    private static Filter filter(Optional<RevertStatus> credit, Optional<CustomerId> customer) {
        return new Filter(Optional.empty(), Optional.empty(), credit, Optional.empty(), Optional.empty(), customer);
    }
}
