package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Points that are taken back and no longer there become debt, which the next credits pay (E-06). */
class DebtTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @BeforeEach
    void an_order_that_earned_points() {
        shop.clawback("REFUNDED,PARTIALLY_REFUNDED", "returned", "", "PROPORTIONAL/DEBT");
        points.example("ORD-1", "ann");
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    /** 150 of the 200 points are spent on ORD-2, then all 200 are taken back. */
    private void owing150() {
        shop.place("ORD-2", "ann", 0, 150);
        points.tagged("ORD-1", "returned");
        assertThat(points.has("ann")).isEqualTo("0/150");
    }

    private long debtSettled() {
        return shop.activity("ann").get(0).path("debtSettled").longValue();
    }

    @Test
    void E_06_what_is_there_is_taken_and_the_rest_is_owed() {
        shop.place("ORD-2", "ann", 0, 150);
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("0/150");
        assertThat(shop.customer("ann").get("lots")).isEmpty();
        var activity = shop.activity("ann");
        assertThat(Points.entries(activity)).containsExactly("CLAWBACK -150", "CLAWBACK -50", "SPEND -150", "EARN 200");
        assertThat(activity.get(0).get("lotId").isNull()).isTrue();
        assertThat(activity.get(0).get("expiresOn").isNull()).isTrue();
        assertThat(activity.get(0).get("balanceAfter").longValue()).isEqualTo(-150);
        assertThat(activity.get(0).get("trigger").textValue()).isEqualTo("CLAWBACK");
        assertThat(activity.get(1).get("lotId").isNull()).isFalse();
    }

    @Test
    void E_06_an_adjustment_pays_debt_first() {
        owing150();
        shop.give("ann", "POINTS", 100, "null");
        assertThat(points.has("ann")).isEqualTo("0/50");
        assertThat(debtSettled()).isEqualTo(100);
        assertThat(shop.customer("ann").get("lots")).isEmpty();
        shop.give("ann", "POINTS", 80, "null");
        assertThat(points.has("ann")).isEqualTo("30/0");
        assertThat(debtSettled()).isEqualTo(50);
        assertThat(shop.customer("ann").at("/lots/0/amount").longValue()).isEqualTo(80);
        assertThat(shop.customer("ann").at("/lots/0/remaining").longValue()).isEqualTo(30);
        shop.give("ann", "POINTS", 1, "null");
        assertThat(shop.activity("ann").get(0).has("debtSettled")).isFalse();
    }

    @Test
    void E_06_a_grant_pays_debt_first() {
        owing150();
        shop.placeWorth("ORD-3", "ann", 100);
        points.earned("ORD-3", "ann", "g3", 160);
        assertThat(points.has("ann")).isEqualTo("10/0");
        assertThat(debtSettled()).isEqualTo(150);
        points.tagged("ORD-3", "returned");
        assertThat(points.of("ORD-3")).isEqualTo("160/160/0");
        assertThat(points.has("ann")).as("what paid the debt is missing again").isEqualTo("0/150");
    }

    @Test
    void E_06_a_revert_pays_debt_first_and_the_preview_says_how_much() {
        owing150();
        var preview = shop.preview("ORD-2", "{\"points\":{\"revert\":true}}").answer(200);
        assertThat(preview.json().at("/assets/0/debtSettled").longValue()).isEqualTo(150);
        assertThat(preview.json().at("/assets/0/toRevert").longValue()).isEqualTo(150);
        var cancelled = shop.cancel("ORD-2", "{\"points\":{\"revert\":true}}")
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        assertThat(cancelled.at("/entries/0/debtSettled").longValue()).isEqualTo(150);
        assertThat(cancelled.at("/entries/0/amount").longValue()).isEqualTo(150);
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    @Test
    void E_06_store_credit_pays_no_debt_of_points() {
        owing150();
        shop.give("ann", "STORE_CREDIT", 500, "null");
        assertThat(points.has("ann")).isEqualTo("0/150");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(500);
        assertThat(shop.customer("ann").at("/balances/0/debt").longValue()).isZero();
        shop.place("ORD-3", "ann", 500, 0);
    }

    @Test
    void E_06_who_owes_points_cannot_spend_any() {
        owing150();
        var order =
                "{\"orderId\":\"ORD-3\",\"customerId\":\"ann\",\"total\":100,\"currency\":\"USD\",\"use\":{\"points\":%d}}";
        var before = shop.contents();
        var refused = shop.call("place-order").body(order.formatted(1)).answer(409);
        assertThat(refused.code()).isEqualTo("insufficient-balance");
        assertThat(shop.call("adjust-balance")
                        .path("customerId", "ann")
                        .body("{\"asset\":\"POINTS\",\"amount\":-1,\"reason\":{\"key\":\"other\"}}")
                        .answer(409)
                        .code())
                .isEqualTo("insufficient-balance");
        assertThat(shop.contents()).isEqualTo(before);
        shop.give("ann", "POINTS", 151, "null");
        shop.call("place-order").body(order.formatted(2)).answer(409);
        shop.call("place-order").body(order.formatted(1)).answer(201);
    }

    @Test
    void E_06_the_grants_own_lot_is_taken_first_and_then_the_soonest_expiring() {
        shop.give("ann", "POINTS", 40, "null");
        shop.give("ann", "POINTS", 30, "\"2021-02-01\"");
        shop.give("ann", "POINTS", 20, "\"2021-01-15\"");
        points.refunded("ORD-1", "r1", 15_000);
        assertThat(shop.customer("ann").get("lots").findValuesAsText("remaining"))
                .as("all of it from the grant")
                .containsExactlyInAnyOrder("100", "40", "30", "20");
        shop.place("ORD-2", "ann", 0, 80);
        points.refunded("ORD-1", "r2", 15_000);
        assertThat(points.entries("ann").subList(0, 2)).containsExactly("CLAWBACK -30", "CLAWBACK -70");
        assertThat(shop.activity("ann").get(0).get("expiresOn").isNull())
                .as("the one that never expires is all that is left")
                .isTrue();
        assertThat(points.has("ann")).isEqualTo("10/0");
    }

    @Test
    void E_06_of_the_others_the_soonest_expiring_goes_first() {
        shop.place("ORD-2", "ann", 0, 200);
        shop.give("ann", "POINTS", 100, "null");
        shop.give("ann", "POINTS", 60, "\"2021-02-01\"");
        shop.give("ann", "POINTS", 50, "\"2021-01-15\"");
        points.tagged("ORD-1", "returned");
        assertThat(points.entries("ann").subList(0, 3)).containsExactly("CLAWBACK -90", "CLAWBACK -60", "CLAWBACK -50");
    }

    @Test
    void E_06_what_expired_unspent_of_the_grant_is_not_taken_again() {
        shop.place("ORD-2", "ann", 0, 50);
        shop.at("2022-01-01T00:00:00Z");
        shop.give("ann", "POINTS", 1_000, "null");
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).as("the 50 that were spent").isEqualTo("200/50/0");
        assertThat(points.has("ann")).isEqualTo("950/0");
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        points.tagged("ORD-1", "returned", "again");
        assertThat(points.of("ORD-1")).isEqualTo("200/50/0");
        assertThat(points.has("ann")).isEqualTo("950/0");
    }

    @Test
    void E_06_what_expired_after_a_part_was_taken_is_not_taken_again_either() {
        points.refunded("ORD-1", "r1", 10_000);
        shop.place("ORD-2", "ann", 0, 100);
        shop.at("2022-01-01T00:00:00Z");
        shop.give("ann", "POINTS", 1_000, "null");
        points.refunded("ORD-1", "r2", 20_000);
        assertThat(points.of("ORD-1"))
                .as("66 before, 34 expired, the 100 that were spent")
                .isEqualTo("200/166/0");
        assertThat(points.has("ann")).isEqualTo("900/0");
    }

    @Test
    void E_06_a_grant_that_expired_whole_leaves_nothing_to_take() {
        shop.at("2022-01-01T00:00:00Z");
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("0/0");
        points.earned("ORD-1", "ann", "g2", 30);
        assertThat(points.of("ORD-1")).as("the target is of all grants").isEqualTo("230/30/0");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void E_06_debt_is_the_customers_and_not_the_orders(boolean refundedFirst) {
        points.example("ORD-3", "ann");
        shop.place("ORD-2", "ann", 0, 400);
        points.tagged(refundedFirst ? "ORD-1" : "ORD-3", "returned");
        assertThat(points.has("ann")).isEqualTo("0/200");
        points.tagged(refundedFirst ? "ORD-3" : "ORD-1", "returned");
        assertThat(points.has("ann")).isEqualTo("0/400");
        assertThat(points.of("ORD-1")).isEqualTo(points.of("ORD-3")).isEqualTo("200/200/0");
    }
}
