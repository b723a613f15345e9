package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What other shop systems were caught doing with store credit and points, each as a story that must end well here. */
class BugsOfOthersTest {
    private static final String EVERYTHING =
            "{\"storeCredit\":{\"revert\":true,\"extendExpiredByDays\":30},\"points\":{\"revert\":true,\"extendExpired\":true}}";
    private static final String BY_HAND = "by hand";
    private static final String IN_TIME = "in time";
    private static final String PAYMENT = "payment";
    private static final int PERCENT_OF_CONFLICTS = 20;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    private void zone(String zone) {
        var settings = (ObjectNode) shop.call("read-settings").answer(200).json();
        shop.call("save-settings")
                .header("if-match", "*")
                .body(settings.put("timeZone", zone).toString())
                .answer(200);
    }

    /** How often each lot of an order came back, of {@code customer}. */
    private List<String> reverts(String customer) {
        return StreamSupport.stream(shop.activity(customer).spliterator(), false)
                .filter(entry -> entry.get("type").textValue().equals("REVERT"))
                .map(entry -> entry.get("orderId").textValue() + " "
                        + entry.get("asset").textValue() + " "
                        + entry.get("amount"))
                .sorted()
                .toList();
    }

    private void cancelledBy(String path) {
        switch (path) {
            case BY_HAND -> shop.cancel("ORD-1", EVERYTHING).answer(200);
            case IN_TIME -> roads.sweep();
            case PAYMENT ->
                roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
            default -> throw new AssertionError(path);
        }
    }

    private void threePathsToCancelOneOrder() {
        shop.settings("CANCEL_AND_REVERT/VALID_ONLY", "VALID_ONLY/false", false);
        shop.give("ann", "STORE_CREDIT", 50, "null");
        shop.give("ann", "POINTS", 100, "null");
        shop.call("place-order")
                .body("{\"orderId\":\"ORD-1\",\"customerId\":\"ann\",\"total\":100,\"currency\":\"USD\","
                        + "\"paymentDueAt\":\"2021-01-02T00:00:00Z\",\"use\":{\"storeCredit\":50,\"points\":100}}")
                .answer(201);
        shop.at("2021-01-02T00:00:00Z");
    }

    static List<List<String>> everyOrder() {
        return List.of(
                List.of(BY_HAND, IN_TIME, PAYMENT),
                List.of(BY_HAND, PAYMENT, IN_TIME),
                List.of(IN_TIME, BY_HAND, PAYMENT),
                List.of(IN_TIME, PAYMENT, BY_HAND),
                List.of(PAYMENT, BY_HAND, IN_TIME),
                List.of(PAYMENT, IN_TIME, BY_HAND));
    }

    @ParameterizedTest
    @MethodSource("everyOrder")
    void a_credit_reverted_twice_because_three_paths_cancel_one_order(List<String> paths) {
        threePathsToCancelOneOrder();
        paths.forEach(this::cancelledBy);
        assertThat(reverts("ann")).containsExactly("ORD-1 POINTS 100", "ORD-1 STORE_CREDIT 50");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(50);
    }

    /** The same at one moment, over a store that is busy. */
    @Test
    void a_credit_reverted_twice_because_three_paths_cancel_one_order_at_once() {
        threePathsToCancelOneOrder();
        var busy = busy(7);
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}");
        atOnce(List.of(
                () -> shop.cancel("ORD-1", EVERYTHING).by(shop.over(busy)).answer(),
                () -> shop.cancel("ORD-1", EVERYTHING).by(shop.over(busy)).answer(),
                () -> roads.sweep(busy, roads.call()),
                () -> {
                    roads.deliver(busy);
                    return "delivered";
                }));
        everyOrder().getFirst().forEach(this::cancelledBy);
        assertThat(reverts("ann")).containsExactly("ORD-1 POINTS 100", "ORD-1 STORE_CREDIT 50");
    }

    /** Cancelling gave points back, refunding did not; the mend gave them back at the refund, too. */
    @Test
    void a_fix_that_made_points_revert_twice() {
        shop.give("ann", "POINTS", 100, "null");
        shop.place("ORD-1", "ann", 0, 100);
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        points.refunded("ORD-1", "refund-1", 100);
        assertThat(points.has("ann"))
                .as("a refund alone returns nothing (A-13)")
                .isEqualTo("0/0");
        shop.cancel("ORD-1", EVERYTHING).answer(200);
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        points.refunded("ORD-1", "refund-1", 100);
        roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                .deliver();
        assertThat(reverts("ann")).containsExactly("ORD-1 POINTS 100");
    }

    @ParameterizedTest
    @CsvSource({"payment.failed", "payment.expired"})
    void a_late_failed_that_downgrades_a_paid_order(String late) {
        shop.settings("CANCEL_AND_REVERT/VALID_ONLY", "VALID_ONLY/true", false);
        shop.give("ann", "STORE_CREDIT", 50, "null");
        shop.place("ORD-1", "ann", 50, 0);
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        var before = shop.order("ORD-1");
        roads.tell(late, "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(shop.order("ORD-1")).isEqualTo(before);
        assertThat(before.get("paymentStatus").textValue()).isEqualTo("PAID");
        assertThat(reverts("ann")).isEmpty();
    }

    @Test
    void paid_before_the_order_exists_acknowledged_and_lost() {
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS))
                .as("not acknowledged")
                .hasSize(1);
        shop.placeDue("ORD-1", "ann", "2021-01-02T00:00:00Z");
        roads.sqs().waitsEnd();
        roads.deliver();
        assertThat(shop.order("ORD-1").get("paymentStatus").textValue()).isEqualTo("PAID");
        shop.at("2021-01-03T00:00:00Z");
        roads.sweep();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("PENDING");
    }

    /** The order's points were given back by its cancel, and the refund took them again. */
    @Test
    void points_deducted_again_at_refund() {
        shop.clawback("CANCELLED,REFUNDED,PARTIALLY_REFUNDED", "", "", "FULL/DEBT");
        shop.give("ann", "POINTS", 100, "null");
        shop.place("ORD-1", "ann", 0, 100);
        points.earned("ORD-1", "ann", "grant-1", 20);
        shop.cancel("ORD-1", EVERYTHING).answer(200);
        assertThat(points.has("ann")).isEqualTo("100/0");
        var entries = points.entries("ann");
        points.refunded("ORD-1", "refund-1", 40);
        points.refunded("ORD-1", "refund-2", 60);
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.has("ann")).isEqualTo("100/0");
        assertThat(points.entries("ann")).as("no entry more").isEqualTo(entries);
    }

    /** 200 points for 300.00, refunded in parts of every size: each share is whole, and all shares are the whole. */
    @ParameterizedTest
    @CsvSource({"1, 30000", "3, 10000", "7, 4285", "97, 309"})
    void partial_returns_that_lose_or_gain_a_unit(int parts, long part) {
        shop.clawback("PARTIALLY_REFUNDED,REFUNDED", "", "", "PROPORTIONAL/DEBT");
        points.example("ORD-1", "ann");
        var refunded = 0L;
        for (var number = 1; number <= parts; number++) {
            var amount = number == parts ? 30_000 - refunded : part;
            refunded += amount;
            points.refunded("ORD-1", "refund-" + number, amount);
            assertThat(points.of("ORD-1")).isEqualTo("200/" + 200 * refunded / 30_000 + "/0");
        }
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    /** The whole last day counts, wherever the merchant is; a day has 23 or 25 hours when clocks change. */
    @ParameterizedTest
    @CsvSource({
        "Pacific/Auckland,    2021-04-04, 2021-04-04T11:59:59.999Z, 2021-04-04T12:00:00Z",
        "Europe/Berlin,       2021-03-28, 2021-03-28T21:59:59.999Z, 2021-03-28T22:00:00Z",
        "America/New_York,    2021-11-07, 2021-11-08T04:59:59.999Z, 2021-11-08T05:00:00Z",
        "Pacific/Kiritimati,  2021-06-30, 2021-06-30T09:59:59.999Z, 2021-06-30T10:00:00Z",
        "Pacific/Pago_Pago,   2021-06-30, 2021-07-01T10:59:59.999Z, 2021-07-01T11:00:00Z"
    })
    void an_expiry_a_day_early_in_another_zone(String zone, String date, String last, String first) {
        zone(zone);
        shop.give("ann", "STORE_CREDIT", 50, "\"" + date + "\"");
        shop.give("bob", "STORE_CREDIT", 50, "\"" + date + "\"");
        shop.place("ORD-1", "ann", 50, 0);
        shop.place("ORD-2", "bob", 50, 0);
        shop.at(last);
        var valid = shop.cancel("ORD-1", "{\"storeCredit\":{\"revert\":true}}").answer(200);
        assertThat(valid.json().at("/entries/0/expiresOn").textValue()).isEqualTo(date);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(50);
        shop.at(first);
        assertThat(shop.available("ann", "STORE_CREDIT")).isZero();
        shop.cancel("ORD-2", "{\"storeCredit\":{\"revert\":true}}").answer(200);
        assertThat(reverts("bob")).isEmpty();
    }

    @Test
    void two_tabs_spending_the_same_credit() {
        shop.give("ann", "STORE_CREDIT", 50, "null");
        var busy = busy(11);
        var statuses = atOnce(IntStream.rangeClosed(1, 8)
                .<Callable<Object>>mapToObj(tab -> () -> shop.call("place-order")
                        .by(shop.over(busy))
                        .body(
                                "{\"orderId\":\"TAB-%d\",\"customerId\":\"ann\",\"total\":50,\"currency\":\"USD\",\"use\":{\"storeCredit\":50,\"points\":0}}"
                                        .formatted(tab))
                        .answer()
                        .status())
                .toList());
        assertThat(statuses.stream().filter(status -> status.equals(201))).hasSize(1);
        assertThat(statuses).containsOnly(201, 409);
        assertThat(shop.available("ann", "STORE_CREDIT")).isZero();
    }

    /** Points of an order are spent on a reward, and then the order goes back. */
    @Test
    void earn_refund_keep_the_points() {
        shop.clawback("CANCELLED,REFUNDED", "", "", "FULL/DEBT");
        points.example("ORD-1", "ann");
        shop.redeem("RED-1", "ann", 200);
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).as("what was spent is owed").isEqualTo("0/200");
        shop.reverse("RED-1", Revoker.DEACTIVATE).answer(200);
        assertThat(points.has("ann")).as("what comes back pays the debt first").isEqualTo("0/0");
    }

    /** A store that refuses a part of its calls, as one does that others use at the same time. */
    private DynamoDbClient busy(long seed) {
        return new FaultyDynamoDb(shop.store(), Faults.random(seed, Map.of(Fault.CONFLICT, PERCENT_OF_CONFLICTS)));
    }

    private static List<Object> atOnce(List<Callable<Object>> calls) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<>();
            for (var call : threads.invokeAll(calls)) {
                results.add(call.get());
            }
            return results;
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }
}
