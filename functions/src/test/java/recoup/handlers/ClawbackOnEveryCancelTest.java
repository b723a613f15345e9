package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever cancels an order that earned points, it is judged, and they are taken in the same write (E-04). */
class ClawbackOnEveryCancelTest {
    /** Every way in which an order is cancelled, by what its history says of it. */
    enum Way {
        MANUAL,
        BULK,
        PAYMENT_FAILED,
        PAYMENT_EXPIRED,
        CUSTOMER,
        PLATFORM
    }

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    /** Due on 2021-01-02, with 50 points that it spent and 200 that it earned. */
    private void example(String onStatuses) {
        shop.settings("CANCEL_AND_REVERT/VALID_ONLY", "VALID_ONLY/false", false);
        shop.clawback(onStatuses, "", "", "FULL/DEBT");
        shop.give("ann", "POINTS", 50, "null");
        shop.call("place-order").body("""
            {"orderId":"ORD-1","customerId":"ann","total":100,"currency":"USD","use":{"points":50},\
            "paymentDueAt":"2021-01-02T00:00:00Z"}\
            """).answer(201);
        points.earned("ORD-1", "ann", "g1", 200);
    }

    private void cancel(Way way) {
        switch (way) {
            case MANUAL -> shop.cancel("ORD-1", "{}").answer(200);
            case BULK ->
                shop.call("cancel-orders").body("{\"orderIds\":[\"ORD-1\"]}").answer(200);
            case PAYMENT_FAILED ->
                roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
            case PAYMENT_EXPIRED -> {
                shop.at("2021-01-03T00:00:00Z");
                assertThat(roads.sweep()).containsEntry("handled", 1);
            }
            case CUSTOMER ->
                roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                        .deliver();
            case PLATFORM ->
                roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"MERCHANT\"}")
                        .deliver();
        }
    }

    @ParameterizedTest
    @EnumSource
    void E_04_every_cancel_takes_what_the_order_earned_in_its_one_write(Way way) {
        example("CANCELLED");
        var operations = shop.journal().size();
        cancel(way);
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(shop.journal()).hasSize(operations + 1);
        assertThat(points.history("ORD-1")).containsExactly("CANCELLED", "PLACED");
        assertThat(shop.history("ORD-1").get(0).get("trigger").textValue()).isEqualTo(way.name());
        var entry = shop.activity("ann").get(0);
        assertThat(entry.get("type").textValue()).isEqualTo("CLAWBACK");
        assertThat(entry.get("trigger").textValue()).isEqualTo("CLAWBACK");
        assertThat(entry.get("actor")).isEqualTo(shop.history("ORD-1").get(0).get("actor"));
        var reverts = way != Way.MANUAL && way != Way.BULK && way != Way.PLATFORM;
        assertThat(points.has("ann")).isEqualTo(reverts ? "50/0" : "0/0");
    }

    @ParameterizedTest
    @EnumSource
    void E_01_no_cancel_takes_anything_where_that_is_no_condition(Way way) {
        example("REFUNDED,PARTIALLY_REFUNDED");
        cancel(way);
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @ParameterizedTest
    @EnumSource
    void E_02_after_any_cancel_none_of_the_others_takes_more(Way way) {
        example("CANCELLED");
        cancel(way);
        shop.give("ann", "POINTS", 1_000, "null");
        var had = points.has("ann");
        for (var other : Way.values()) {
            if (other != Way.PAYMENT_EXPIRED) {
                cancel(other);
            }
        }
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo(had);
    }

    @ParameterizedTest
    @CsvSource({"MANUAL, 200", "BULK, 200", "CUSTOMER, 200", "PLATFORM, 200", "PAYMENT_FAILED, 0"})
    void E_04_a_cancel_of_a_cancelled_order_takes_what_became_due_and_a_payment_that_is_recorded_does_not(
            Way way, long taken) {
        example("REFUNDED");
        shop.cancel("ORD-1", "{}").answer(200);
        shop.clawback("{\"onStatuses\":[\"CANCELLED\"]}");
        cancel(way);
        assertThat(points.of("ORD-1")).isEqualTo("200/" + taken + "/0");
        assertThat(points.history("ORD-1").getFirst()).isEqualTo(taken == 200 ? "CLAWED_BACK" : "PAYMENT");
        assertThat(points.has("ann")).as("and gives nothing back").isEqualTo((200 - taken) + "/0");
        assertThat(shop.order("ORD-1").at("/cancelledBy/trigger").textValue()).isEqualTo("MANUAL");
    }

    @Test
    void A_01_a_payment_that_expires_without_a_cancel_takes_nothing() {
        example("CANCELLED");
        shop.settings("OFF/VALID_ONLY", "VALID_ONLY/false", false);
        roads.tell("payment.expired", "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(shop.order("ORD-1").get("paymentStatus").textValue()).isEqualTo("EXPIRED");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @Test
    void A_01_a_cancel_that_reverts_nothing_takes_what_was_earned_all_the_same() {
        example("CANCELLED");
        shop.settings("CANCEL/VALID_ONLY", "VALID_ONLY/false", false);
        roads.tell("payment.expired", "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    @Test
    void a_bulk_names_each_order_and_takes_from_each_customer_once() {
        example("CANCELLED");
        shop.placeWorth("ORD-2", "bob", 100);
        points.earned("ORD-2", "bob", "g2", 70);
        var results = shop.call("cancel-orders")
                .body("{\"orderIds\":[\"ORD-1\",\"ORD-2\"]}")
                .header("idempotency-key", "bulk")
                .answer(200)
                .json();
        assertThat(results.findValuesAsText("outcome")).containsExactly("CANCELLED", "CANCELLED");
        var before = shop.contents();
        shop.call("cancel-orders")
                .body("{\"orderIds\":[\"ORD-1\",\"ORD-2\"]}")
                .header("idempotency-key", "bulk")
                .answer(200);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(points.has("bob")).isEqualTo("0/0");
        assertThat(points.of("ORD-2")).isEqualTo("70/70/0");
    }
}
