package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialog for an order that spent 100 points, whose lot never expires, and earned 200: one plan, one write (E-06, L-04). */
class ClawbackOnCancelTest {
    private static final String REVERT = "{\"points\":{\"revert\":true}}";
    private static final String LEAVE = "{}";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @BeforeEach
    void an_order_that_spent_and_earned() {
        shop.clawback("CANCELLED", "", "goodwill", "FULL/DEBT");
        shop.give("ann", "POINTS", 100, "null");
        shop.place("ORD-1", "ann", 0, 100);
        points.earned("ORD-1", "ann", "g1", 200);
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    private static String clawback(JsonNode plan) {
        return plan.get("clawback").toString();
    }

    private void spends(long many) {
        shop.place("ORD-of-" + many, "ann", 0, many);
    }

    @Test
    void E_06_the_preview_shows_the_revert_and_the_clawback_and_writes_nothing() {
        var before = shop.contents();
        var plan = shop.preview("ORD-1", REVERT).answer(200).json();
        assertThat(plan.at("/assets/0/toRevert").longValue()).isEqualTo(100);
        assertThat(clawback(plan)).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":200,"toDebt":0,"toWriteOff":0}\
            """);
        assertThat(plan.get("validUntil").textValue())
                .as("then the grant expires unspent, and is not taken")
                .isEqualTo("2022-01-01T00:00:00Z");
        assertThat(shop.contents()).isEqualTo(before);
        shop.at("2022-01-01T00:00:00Z");
        var later = shop.preview("ORD-1", REVERT).answer(200).json();
        assertThat(clawback(later)).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":0,"toDebt":0,"toWriteOff":0}\
            """);
        assertThat(later.get("validUntil").isNull()).isTrue();
    }

    @Test
    void L_04_a_previewed_clawback_is_executed_exactly_as_shown_in_one_operation() {
        var preview = shop.preview("ORD-1", REVERT).answer(200);
        var operations = shop.journal().size();
        shop.at("2021-01-02T12:00:00Z");
        var cancelled = shop.cancel("ORD-1", REVERT)
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        assertThat(cancelled.at("/plan/planHash")).isEqualTo(preview.json().get("planHash"));
        assertThat(cancelled.at("/plan/clawback")).isEqualTo(preview.json().get("clawback"));
        assertThat(cancelled.at("/plan/assets")).isEqualTo(preview.json().get("assets"));
        assertThat(Points.entries(cancelled.get("entries"))).containsExactly("REVERT 100", "CLAWBACK -200");
        assertThat(cancelled.get("entries").findValuesAsText("balanceAfter")).containsExactly("300", "100");
        assertThat(cancelled.get("order")).isEqualTo(shop.order("ORD-1"));
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("100/0");
        assertThat(shop.journal()).as("one journal item").hasSize(operations + 1);
        var row = shop.history("ORD-1").get(0);
        assertThat(row.get("what").textValue()).isEqualTo("CANCELLED");
        assertThat(row.get("trigger").textValue()).isEqualTo("MANUAL");
        assertThat(row.get("lots").findValuesAsText("why")).containsExactly("VALID");
        assertThat(points.history("ORD-1")).containsExactly("CANCELLED", "PLACED");
    }

    @Test
    void L_01_the_entry_says_that_it_is_a_clawback_of_which_lot_by_whom_and_why() {
        var granted = shop.activity("ann").get(0).get("lotId");
        var entries = shop.cancel("ORD-1", "{\"points\":{\"revert\":true},\"reason\":{\"key\":\"change_mind\"}}")
                .answer(200)
                .json()
                .get("entries");
        assertThat(entries.findValuesAsText("trigger")).containsExactly("MANUAL", "CLAWBACK");
        var entry = (ObjectNode) entries.get(1);
        assertThat(entry).isEqualTo(shop.activity("ann").get(0));
        entry.remove("entryId");
        assertThat(entry.remove("lotId")).isEqualTo(granted);
        assertThat(entry).hasToString("""
            {"type":"CLAWBACK","asset":"POINTS","amount":-200,"expiresOn":"2021-12-31","orderId":"ORD-1",\
            "trigger":"CLAWBACK","actor":"9f1c2b7e-5f0a-4f0e-9a51-8f0c6b7d2e11","reason":{"key":"change_mind"},\
            "occurredAt":"2021-01-01T12:00:00Z","balanceAfter":100}\
            """);
    }

    @Test
    void E_06_what_is_missing_is_shown_as_debt_and_entered_without_a_lot() {
        spends(200);
        var preview = shop.preview("ORD-1", LEAVE).answer(200);
        assertThat(clawback(preview.json())).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":0,"toDebt":200,"toWriteOff":0}\
            """);
        var cancelled = shop.cancel("ORD-1", LEAVE)
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        var entry = cancelled.at("/entries/0");
        assertThat(Points.entries(cancelled.get("entries"))).containsExactly("CLAWBACK -200");
        assertThat(entry.get("lotId").isNull()).isTrue();
        assertThat(entry.get("expiresOn").isNull()).isTrue();
        assertThat(entry.get("trigger").textValue()).isEqualTo("CLAWBACK");
        assertThat(entry.get("balanceAfter").longValue()).isEqualTo(-200);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("0/200");
    }

    @Test
    void E_06_the_reverts_are_entered_first_and_what_they_bring_back_can_be_taken() {
        spends(150);
        var preview = shop.preview("ORD-1", REVERT).answer(200);
        assertThat(clawback(preview.json())).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":150,"toDebt":50,"toWriteOff":0}\
            """);
        var cancelled = shop.cancel("ORD-1", REVERT)
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        assertThat(Points.entries(cancelled.get("entries")))
                .containsExactly("REVERT 100", "CLAWBACK -50", "CLAWBACK -100", "CLAWBACK -50");
        assertThat(cancelled.at("/entries/1/lotId"))
                .as("the grant's own lot first")
                .isEqualTo(shop.activity("ann").get(5).get("lotId"));
        assertThat(cancelled.at("/entries/2/lotId")).isEqualTo(cancelled.at("/entries/0/lotId"));
        assertThat(points.has("ann")).isEqualTo("0/50");
    }

    @Test
    void L_04_a_spend_in_between_that_changes_the_clawback_is_refused_with_the_plan_of_now() {
        var shown = shop.preview("ORD-1", REVERT).answer(200);
        spends(150);
        var before = shop.contents();
        var refused =
                shop.cancel("ORD-1", REVERT).header("if-match", shown.etag()).answer(412);
        assertThat(refused.code()).isEqualTo("plan-changed");
        assertThat(clawback(refused.json().get("plan"))).isEqualTo("""
            {"granted":200,"alreadyTaken":0,"toTake":150,"toDebt":50,"toWriteOff":0}\
            """);
        assertThat(shop.contents()).isEqualTo(before);
        shop.cancel("ORD-1", REVERT)
                .header("if-match", "\"" + refused.json().at("/plan/planHash").textValue() + "\"")
                .answer(200);
        assertThat(points.has("ann")).isEqualTo("0/50");
    }

    @ParameterizedTest
    @ValueSource(strings = {"settings", "refund", "grant", "expiry"})
    void L_04_whatever_else_changes_the_clawback_is_refused_too(String change) {
        shop.clawback("{\"onStatuses\":[\"CANCELLED\",\"PARTIALLY_REFUNDED\"]}");
        var shown = shop.preview("ORD-1", LEAVE).answer(200);
        switch (change) {
            case "settings" -> shop.clawback("{\"enabled\":false}");
            case "refund" -> points.refunded("ORD-1", "r1", 1);
            case "grant" -> points.earned("ORD-1", "ann", "g2", 1);
            case "expiry" -> shop.at("2022-01-01T00:00:00Z");
            default -> throw new AssertionError(change);
        }
        shop.cancel("ORD-1", LEAVE).header("if-match", shown.etag()).answer(412);
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("PENDING");
    }

    @Test
    void L_04_a_spend_that_changes_nothing_of_the_plan_does_not_stand_in_its_way() {
        var shown = shop.preview("ORD-1", REVERT).answer(200);
        spends(100);
        shop.cancel("ORD-1", REVERT).header("if-match", shown.etag()).answer(200);
        assertThat(points.has("ann")).isEqualTo("0/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"enabled\":false}",
                "{\"onStatuses\":[\"REFUNDED\",\"PARTIALLY_REFUNDED\"]}",
                "{\"onStatuses\":[],\"onTags\":[\"returned\"]}"
            })
    void E_01_where_nothing_matches_the_plan_has_no_clawback_and_the_cancel_takes_nothing(String settings) {
        shop.clawback(settings);
        assertThat(clawback(shop.preview("ORD-1", REVERT).answer(200).json())).isEqualTo("null");
        var cancelled = shop.cancel("ORD-1", REVERT).answer(200).json();
        assertThat(clawback(cancelled.get("plan"))).isEqualTo("null");
        assertThat(Points.entries(cancelled.get("entries"))).containsExactly("REVERT 100");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @Test
    void E_01_an_order_that_earned_nothing_has_no_clawback() {
        shop.placeWorth("ORD-2", "bob", 100);
        assertThat(clawback(shop.preview("ORD-2", REVERT).answer(200).json())).isEqualTo("null");
        assertThat(shop.cancel("ORD-2", REVERT).answer(200).json().get("entries"))
                .isEmpty();
    }

    @Test
    void E_04_a_skip_tag_keeps_the_cancel_from_taking_anything() {
        points.tagged("ORD-1", "goodwill");
        assertThat(clawback(shop.preview("ORD-1", REVERT).answer(200).json())).isEqualTo("null");
        shop.cancel("ORD-1", REVERT).answer(200);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @Test
    void E_02_what_was_taken_before_is_shown_and_not_taken_again() {
        shop.clawback("{\"onStatuses\":[\"CANCELLED\",\"PARTIALLY_REFUNDED\"],\"partialRefund\":\"PROPORTIONAL\"}");
        points.refunded("ORD-1", "r1", 33);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        assertThat(clawback(shop.preview("ORD-1", LEAVE).answer(200).json())).isEqualTo("""
            {"granted":200,"alreadyTaken":66,"toTake":134,"toDebt":0,"toWriteOff":0}\
            """);
        shop.cancel("ORD-1", LEAVE).answer(200);
        assertThat(clawback(shop.preview("ORD-1", LEAVE).answer(200).json())).isEqualTo("""
            {"granted":200,"alreadyTaken":200,"toTake":0,"toDebt":0,"toWriteOff":0}\
            """);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel-order", "revert-order"})
    void E_04_cancelling_a_cancelled_order_again_takes_what_became_due_and_then_writes_nothing(String again) {
        shop.clawback("{\"enabled\":false}");
        shop.cancel("ORD-1", REVERT).answer(200);
        shop.clawback("{\"enabled\":true}");
        shop.at("2021-01-05T00:00:00Z");
        var preview = shop.preview("ORD-1", REVERT).answer(200);
        var second = shop.call(again)
                .path("orderId", "ORD-1")
                .body(REVERT)
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        assertThat(Points.entries(second.get("entries"))).containsExactly("CLAWBACK -200");
        assertThat(second.at("/plan/clawback")).isEqualTo(preview.json().get("clawback"));
        assertThat(second.at("/order/cancelledAt").textValue()).isEqualTo("2021-01-01T12:00:00Z");
        assertThat(second.at("/order/clawedBack").longValue()).isEqualTo(200);
        assertThat(points.history("ORD-1")).containsExactly("CLAWED_BACK", "CANCELLED", "PLACED");
        var before = shop.contents();
        assertThat(shop.call(again)
                        .path("orderId", "ORD-1")
                        .body(REVERT)
                        .answer(200)
                        .json()
                        .get("entries"))
                .isEmpty();
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void E_04_a_second_cancel_that_reverts_and_takes_is_told_as_a_revert() {
        shop.clawback("{\"enabled\":false}");
        shop.cancel("ORD-1", LEAVE).answer(200);
        shop.clawback("{\"enabled\":true}");
        var second = shop.cancel("ORD-1", REVERT).answer(200).json();
        assertThat(Points.entries(second.get("entries"))).containsExactly("REVERT 100", "CLAWBACK -200");
        assertThat(points.history("ORD-1")).containsExactly("REVERTED", "CANCELLED", "PLACED");
        assertThat(points.has("ann")).isEqualTo("100/0");
    }

    @Test
    void the_same_key_gets_the_first_answer_and_takes_nothing_more() {
        var first =
                shop.cancel("ORD-1", REVERT).header("idempotency-key", "once").answer(200);
        points.earned("ORD-1", "ann", "g2", 10);
        var before = shop.contents();
        var again =
                shop.cancel("ORD-1", REVERT).header("idempotency-key", "once").answer(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void what_was_reverted_and_taken_can_be_reapplied_only_if_it_is_there() {
        shop.cancel("ORD-1", REVERT).answer(200);
        spends(50);
        shop.call("move-order")
                .path("orderId", "ORD-1")
                .body("{\"status\":\"CONFIRMED\"}")
                .answer(200);
        assertThat(shop.call("reapply-order")
                        .path("orderId", "ORD-1")
                        .body("{}")
                        .answer(409)
                        .code())
                .isEqualTo("insufficient-balance");
        shop.give("ann", "POINTS", 50, "null");
        shop.call("reapply-order").path("orderId", "ORD-1").body("{}").answer(200);
        assertThat(List.of(points.has("ann"), points.of("ORD-1"))).containsExactly("0/0", "200/200/0");
        var again = shop.cancel("ORD-1", REVERT).answer(200).json();
        assertThat(Points.entries(again.get("entries"))).containsExactly("REVERT 50", "REVERT 50");
    }
}
