package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Points that should be taken back and are not there, where the merchant wants no debt: given up, or looked at (E-06). */
class ShortfallTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    /** 150 of the 200 points that ORD-1 earned are spent on ORD-2. */
    @BeforeEach
    void most_of_what_was_earned_is_spent() {
        points.example("ORD-1", "ann");
        shop.place("ORD-2", "ann", 0, 150);
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    private void when(String shortfall) {
        shop.clawback("CANCELLED,REFUNDED,PARTIALLY_REFUNDED", "returned", "", "PROPORTIONAL/" + shortfall);
    }

    private String clawback(String choices) {
        return shop.preview("ORD-1", choices).answer(200).json().get("clawback").toString();
    }

    @Test
    void E_06_clamp_takes_what_is_there_and_writes_the_rest_off() {
        when("CLAMP");
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/50/150");
        assertThat(points.has("ann")).isEqualTo("0/0");
        assertThat(points.entries("ann")).containsExactly("CLAWBACK -50", "SPEND -150", "EARN 200");
        assertThat(points.history("ORD-1")).containsExactly("CLAWED_BACK", "PLACED");
        shop.give("ann", "POINTS", 500, "null");
        assertThat(shop.activity("ann").get(0).has("debtSettled")).isFalse();
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        shop.cancel("ORD-1", "{}").answer(200);
        assertThat(points.of("ORD-1")).as("what is given up is not taken later").isEqualTo("200/50/150");
        assertThat(points.has("ann")).isEqualTo("500/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"CLAMP", "REJECT"})
    void E_06_points_that_come_in_at_the_last_moment_are_there(String shortfall) {
        when(shortfall);
        shop.place("ORD-3", "ann", 0, 50);
        roads.post("order.updated", "{\"orderId\":\"ORD-1\",\"tags\":[\"returned\"]}")
                .deliver(new ForwardingDynamoDb(shop.store()) {
                    private boolean came;

                    @Override
                    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                        if (!came) {
                            came = true;
                            shop.give("ann", "POINTS", 500, "null");
                        }
                        return super.transactWriteItems(request);
                    }
                });
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("300/0");
        assertThat(shop.call("list-reviews").noQuery().answer(200).json().get("items"))
                .isEmpty();
    }

    @Test
    void E_06_clamp_with_nothing_there_is_told_without_an_entry() {
        when("CLAMP");
        shop.place("ORD-3", "ann", 0, 50);
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/200");
        assertThat(points.history("ORD-1")).containsExactly("CLAWED_BACK", "PLACED");
        assertThat(points.entries("ann")).doesNotContain("CLAWBACK -200").hasSize(3);
    }

    @Test
    void E_06_clamp_is_previewed_and_done_in_the_cancel() {
        when("CLAMP");
        assertThat(clawback("{}")).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":50,"toDebt":0,"toWriteOff":150}\
            """);
        var cancelled = shop.cancel("ORD-1", "{}").answer(200).json();
        assertThat(cancelled.at("/order/clawedBack").longValue()).isEqualTo(50);
        assertThat(cancelled.at("/order/writtenOff").longValue()).isEqualTo(150);
        assertThat(Points.entries(cancelled.get("entries"))).containsExactly("CLAWBACK -50");
        assertThat(clawback("{}")).isEqualTo("""
            {"granted":200,"alreadyTaken":200,"toTake":0,"toDebt":0,"toWriteOff":0}\
            """);
    }

    @Test
    void E_06_what_was_written_off_counts_as_taken_from_each_share() {
        when("CLAMP");
        points.refunded("ORD-1", "r1", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/50/16");
        shop.give("ann", "POINTS", 500, "null");
        points.refunded("ORD-1", "r2", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/117/16");
        points.refunded("ORD-1", "r3", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/184/16");
        assertThat(points.has("ann")).isEqualTo("366/0");
    }

    @Test
    void E_06_reject_takes_nothing_and_opens_one_review_with_the_amount() {
        when("REJECT");
        points.tagged("ORD-1", "returned");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("50/0");
        assertThat(points.history("ORD-1")).containsExactly("PLACED");
        assertThat(shop.reviews()).singleElement().satisfies(review -> {
            assertThat(review.get("type").textValue()).isEqualTo("CLAWBACK_REJECTED");
            assertThat(review.get("status").textValue()).isEqualTo("OPEN");
            assertThat(review.get("orderId").textValue()).isEqualTo("ORD-1");
            assertThat(review.get("customerId").textValue()).isEqualTo("ann");
            assertThat(review.get("amount").longValue()).isEqualTo(200);
            assertThat(review.get("openedAt").textValue()).isEqualTo("2021-01-01T12:00:00Z");
        });
        for (var type : new String[] {"CLAWBACK_REJECTED", "PAID_AFTER_CANCEL"}) {
            assertThat(shop.call("list-reviews")
                            .noQuery()
                            .query("type", type)
                            .query("status", "OPEN")
                            .answer(200)
                            .json()
                            .get("items"))
                    .hasSize(type.equals("CLAWBACK_REJECTED") ? 1 : 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"update", "tags", "refund", "cancel", "bulk", "customer", "merchant", "move"})
    void E_06_every_later_update_or_cancel_tries_again(String retry) {
        when("REJECT");
        points.tagged("ORD-1", "returned");
        tries(retry + " in vain");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        shop.give("ann", "POINTS", 150, "null");
        assertThat(points.of("ORD-1")).as("a credit is no update").isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("200/0");
        tries(retry);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("0/0");
        assertThat(shop.reviews()).hasSize(1);
    }

    private void tries(String retry) {
        var number = shop.journal().size();
        switch (retry.split(" ", 2)[0]) {
            case "update" -> points.updated("ORD-1", "");
            case "tags" -> points.tagged("ORD-1", "vip");
            case "refund" -> points.refunded("ORD-1", "r" + number, 1);
            case "cancel" -> shop.cancel("ORD-1", "{}").answer(200);
            case "bulk" ->
                shop.call("cancel-orders").body("{\"orderIds\":[\"ORD-1\"]}").answer(200);
            case "customer" ->
                roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                        .deliver();
            case "merchant" -> points.updated("ORD-1", "\"status\":\"CANCELLED\"");
            case "move" ->
                shop.call("move-order")
                        .path("orderId", "ORD-1")
                        .body("{\"status\":\"CONFIRMED\"}")
                        .answer(200);
            default -> throw new AssertionError(retry);
        }
    }

    @Test
    void E_06_the_review_is_not_opened_twice_even_when_somebody_has_resolved_it() {
        when("REJECT");
        points.refunded("ORD-1", "r1", 10_000);
        assertThat(shop.reviews().getFirst().get("amount").longValue()).isEqualTo(66);
        var before = shop.contents();
        points.updated("ORD-1", "");
        assertThat(shop.contents()).as("it is told once").isEqualTo(before);
        shop.call("resolve-review")
                .path("reviewId", shop.reviews().getFirst().get("reviewId").textValue())
                .body("{\"note\":\"seen\"}")
                .answer(200);
        points.refunded("ORD-1", "r2", 10_000);
        points.tagged("ORD-1", "returned");
        shop.cancel("ORD-1", "{}").answer(200);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(shop.reviews()).singleElement().satisfies(review -> {
            assertThat(review.get("status").textValue()).isEqualTo("RESOLVED");
            assertThat(review.get("amount").longValue()).isEqualTo(66);
            assertThat(review.get("note").textValue()).isEqualTo("seen");
        });
    }

    @Test
    void E_06_a_cancel_that_is_rejected_its_clawback_cancels_and_reverts_all_the_same() {
        shop.give("bob", "POINTS", 30, "null");
        shop.place("ORD-3", "bob", 0, 30);
        points.earned("ORD-3", "bob", "g3", 40);
        when("REJECT");
        shop.place("ORD-4", "bob", 0, 35);
        var preview = shop.preview("ORD-3", "{\"points\":{\"revert\":true}}").answer(200);
        assertThat(preview.json().get("clawback")).hasToString("""
            {"granted":40,"alreadyTaken":0,"toTake":0,"toDebt":0,"toWriteOff":0}\
            """);
        shop.call("cancel-order")
                .path("orderId", "ORD-3")
                .body("{\"points\":{\"revert\":true}}")
                .header("if-match", preview.etag())
                .answer(200);
        assertThat(points.of("ORD-3")).isEqualTo("40/0/0");
        assertThat(points.has("bob")).isEqualTo("35/0");
        assertThat(points.history("ORD-3")).containsExactly("CANCELLED", "PLACED");
        assertThat(shop.reviews()).hasSize(1);
        var before = shop.contents();
        shop.cancel("ORD-3", "{\"points\":{\"revert\":true}}").answer(200);
        assertThat(shop.contents()).isEqualTo(before);
        shop.give("bob", "POINTS", 10, "null");
        var entries = shop.cancel("ORD-3", "{}").answer(200).json().get("entries");
        assertThat(Points.entries(entries)).containsExactly("CLAWBACK -5", "CLAWBACK -30", "CLAWBACK -5");
    }

    @Test
    void E_06_a_grant_that_comes_after_the_match_can_be_taken_in_its_own_write_always() {
        when("REJECT");
        shop.placeWorth("ORD-3", "bob", 100);
        points.tagged("ORD-3", "returned");
        points.earned("ORD-3", "bob", "g3", 40);
        assertThat(points.of("ORD-3")).isEqualTo("40/40/0");
        assertThat(shop.reviews()).isEmpty();
    }

    @Test
    void E_06_the_shortfall_setting_of_the_moment_decides() {
        when("REJECT");
        points.tagged("ORD-1", "returned");
        when("CLAMP");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        points.updated("ORD-1", "");
        assertThat(points.of("ORD-1")).isEqualTo("200/50/150");
    }

    @Test
    void E_06_what_was_rejected_and_then_expired_is_taken_no_more() {
        when("REJECT");
        points.tagged("ORD-1", "returned");
        shop.at("2022-01-01T00:00:00Z");
        shop.give("ann", "POINTS", 500, "null");
        points.updated("ORD-1", "");
        assertThat(points.of("ORD-1")).as("150 were spent, 50 expired").isEqualTo("200/150/0");
        assertThat(points.has("ann")).isEqualTo("350/0");
    }
}
