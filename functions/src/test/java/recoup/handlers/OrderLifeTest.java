package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finishing later, moving back, taking again: what happens to an order after its first cancel. */
class OrderLifeTest {
    private static final String BOTH = """
        {"storeCredit":{"revert":true},"points":{"revert":true}}\
        """;

    private final Shop shop = new Shop();

    @BeforeEach
    void an_order_that_used_three_lots() {
        shop.give("ann", "STORE_CREDIT", 300, "\"2021-01-31\"");
        shop.give("ann", "STORE_CREDIT", 200, "null");
        shop.give("ann", "POINTS", 40, "\"2021-12-31\"");
        shop.place("ORD-1", "ann", 500, 40);
    }

    @Test
    void C_10_revert_finishes_a_cancelled_order_and_refuses_one_that_lives() {
        var refused = on("revert-order", BOTH).answer(409);
        assertThat(refused.code()).isEqualTo("order-not-cancelled");
        assertThat(refused.json().get("orderId").textValue()).isEqualTo("ORD-1");
        shop.cancel("ORD-1", "{}").answer(200);
        var reverted = on("revert-order", BOTH).answer(200).json();
        assertThat(numbers(reverted.get("entries"), "amount")).containsExactly(300L, 200L, 40L);
        assertThat(reverted.at("/order/creditRevertStatus").textValue()).isEqualTo("REVERTED");
        var before = shop.contents();
        on("revert-order", BOTH).answer(200);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void C_10_revert_judges_if_match_and_replays_like_cancel() {
        shop.cancel("ORD-1", "{}").answer(200);
        on("revert-order", BOTH).header("if-match", "\"other\"").answer(412);
        var tag = shop.preview("ORD-1", BOTH).answer(200).etag();
        var first = on("revert-order", BOTH)
                .header("if-match", tag)
                .header("idempotency-key", "once")
                .answer(200);
        var again = on("revert-order", BOTH)
                .header("if-match", tag)
                .header("idempotency-key", "once")
                .answer(200);
        assertThat(again.body()).isEqualTo(first.body());
        shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(422);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "CONFIRMED", "COMPLETED"})
    void C_14_moving_a_reverted_order_back_debits_nothing_and_warns_with_the_amounts(String status) {
        shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true}}\
            """).answer(200);
        var moved = move(status).answer(200).json();
        assertThat(moved.at("/order/status").textValue()).isEqualTo(status);
        assertThat(moved.at("/order/cancelledAt").isNull()).isTrue();
        assertThat(moved.get("warnings")).hasSize(1);
        assertThat(moved.at("/warnings/0/code").textValue()).isEqualTo("manual-adjustment-required");
        assertThat(moved.at("/warnings/0/asset").textValue()).isEqualTo("STORE_CREDIT");
        assertThat(moved.at("/warnings/0/amount").longValue()).isEqualTo(500);
        assertThat(moved.at("/order/creditRevertStatus").textValue())
                .as("C-09: whatever the order's status")
                .isEqualTo("REVERTED");
        assertThat(moved.at("/order/pointsRevertStatus").textValue()).isEqualTo("NOT_APPLICABLE");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(500);
    }

    @Test
    void C_14_cancelling_again_after_a_move_back_pays_nothing_more() {
        shop.cancel("ORD-1", BOTH).answer(200);
        move("CONFIRMED").answer(200);
        var again = shop.cancel("ORD-1", BOTH).answer(200).json();
        assertThat(again.get("entries")).isEmpty();
        assertThat(again.at("/order/status").textValue()).isEqualTo("CANCELLED");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(500);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(40);
    }

    @Test
    void C_14_an_order_moved_out_of_cancelled_is_no_longer_due_other_moves_keep_the_date() {
        shop.call("place-order").body("""
            {"orderId":"ORD-2","customerId":"ann","total":1,"currency":"USD",
             "paymentDueAt":"2021-02-01T00:00:00Z","use":{}}\
            """).answer(201);
        move("ORD-2", "CONFIRMED").answer(200);
        assertThat(shop.order("ORD-2").get("paymentDueAt").textValue()).isEqualTo("2021-02-01T00:00:00Z");
        shop.cancel("ORD-2", "{}").answer(200);
        assertThat(shop.order("ORD-2").get("paymentDueAt").textValue()).isEqualTo("2021-02-01T00:00:00Z");
        move("ORD-2", "PENDING").answer(200);
        assertThat(shop.order("ORD-2").get("paymentDueAt").isNull()).isTrue();
    }

    @Test
    void moving_to_where_it_is_writes_nothing_and_warns_all_the_same() {
        shop.cancel("ORD-1", BOTH).answer(200);
        var first = move("PENDING").answer(200);
        var before = shop.contents();
        assertThat(move("PENDING").answer(200).body()).isEqualTo(first.body());
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CANCELLED", "REFUNDED", "pending", ""})
    void an_order_is_moved_to_three_statuses_alone(String status) {
        var answer = move(status).answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("status");
    }

    @Test
    void C_14a_reapply_takes_what_came_back_as_a_new_round_and_only_then_can_it_come_back_again() {
        shop.cancel("ORD-1", BOTH).answer(200);
        assertThat(reapply().answer(409).code()).isEqualTo("order-cancelled");
        move("CONFIRMED").answer(200);
        var reapplied = reapply().answer(200).json();
        assertThat(numbers(reapplied.get("entries"), "amount")).containsExactly(-300L, -200L, -40L);
        assertThat(texts(reapplied.get("entries"), "type")).containsOnly("REAPPLY");
        assertThat(reapplied.at("/order/assets/0/allocated").longValue()).isEqualTo(500);
        assertThat(reapplied.at("/order/assets/0/reverted").longValue()).isZero();
        assertThat(reapplied.at("/order/creditRevertStatus").textValue()).isEqualTo("NOT_APPLICABLE");
        assertThat(shop.available("ann", "STORE_CREDIT")).isZero();

        shop.cancel("ORD-1", BOTH).answer(200);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(500);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(40);
        var lots = texts(shop.activity("ann"), "lotId");
        assertThat(StreamSupport.stream(shop.activity("ann").spliterator(), false)
                        .filter(entry -> entry.get("type").textValue().equals("REVERT"))
                        .map(entry -> entry.get("lotId").textValue()))
                .as("six lots of their own, of " + lots)
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void C_14a_what_was_outstanding_stays_outstanding() {
        shop.at("2021-02-01T00:00:00Z");
        shop.cancel("ORD-1", BOTH).answer(200);
        move("CONFIRMED").answer(200);
        var order = reapply().answer(200).json().get("order");
        assertThat(numbers(order.at("/assets/0/lots"), "amount")).containsExactly(300L, 200L);
        assertThat(order.at("/assets/0/allocated").longValue()).isEqualTo(500);
        var cancelled = shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true,"extendExpiredByDays":10}}\
            """).answer(200).json();
        assertThat(texts(cancelled.get("entries"), "expiresOn")).containsExactly("2021-02-11", "null");
    }

    @Test
    void C_14a_after_the_credit_was_spent_elsewhere_reapply_is_refused_and_takes_nothing() {
        shop.cancel("ORD-1", BOTH).answer(200);
        move("CONFIRMED").answer(200);
        shop.place("ORD-2", "ann", 1, 0);
        var before = shop.contents();
        var refused = reapply().answer(409);
        assertThat(refused.code()).isEqualTo("insufficient-balance");
        assertThat(refused.json().get("needed").longValue()).isEqualTo(500);
        assertThat(refused.json().get("available").longValue()).isEqualTo(499);
        assertThat(refused.json().get("customerId").textValue()).isEqualTo("ann");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void C_14a_it_takes_the_soonest_expiring_lots_whoever_they_came_from() {
        shop.cancel("ORD-1", BOTH).answer(200);
        move("CONFIRMED").answer(200);
        shop.give("ann", "STORE_CREDIT", 100, "\"2021-01-02\"");
        var entries = reapply().answer(200).json().get("entries");
        assertThat(numbers(entries, "amount")).containsExactly(-100L, -300L, -100L, -40L);
    }

    @Test
    void C_14a_where_nothing_is_reverted_it_writes_nothing() {
        var before = shop.contents();
        assertThat(reapply().answer(200).json().get("entries")).isEmpty();
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void a_reapply_says_nothing_and_a_retry_gets_its_first_answer() {
        shop.cancel("ORD-1", BOTH).answer(200);
        move("CONFIRMED").answer(200);
        on("reapply-order", "{\"asset\":\"POINTS\"}").answer(400);
        var first = reapply().header("idempotency-key", "once").answer(200);
        assertThat(reapply().header("idempotency-key", "once").answer(200).body())
                .isEqualTo(first.body());
    }

    @Test
    void C_13_a_bulk_cancels_and_never_reverts() {
        shop.place("ORD-2", "bob", 0, 0);
        var results = bulk("\"ORD-1\",\"ORD-9\",\"ORD-2\"").answer(200).json().get("results");
        assertThat(texts(results, "orderId")).containsExactly("ORD-1", "ORD-9", "ORD-2");
        assertThat(texts(results, "outcome")).containsExactly("CANCELLED", "REFUSED", "CANCELLED");
        assertThat(results.at("/1/problem/code").textValue()).isEqualTo("not-found");
        var order = shop.order("ORD-1");
        assertThat(order.get("creditRevertStatus").textValue()).isEqualTo("NOT_REVERTED");
        assertThat(order.at("/cancelledBy/trigger").textValue()).isEqualTo("BULK");
        assertThat(shop.available("ann", "STORE_CREDIT")).isZero();
        on("revert-order", BOTH).answer(200);
        assertThat(shop.available("ann", "STORE_CREDIT"))
                .as("finished one by one")
                .isEqualTo(500);
    }

    @Test
    void C_13_a_repeated_bulk_gives_each_orders_first_outcome_and_another_finds_nothing_to_do() {
        shop.place("ORD-2", "bob", 0, 0);
        shop.cancel("ORD-2", "{}").answer(200);
        var first =
                bulk("\"ORD-1\",\"ORD-2\"").header("idempotency-key", "once").answer(200);
        assertThat(texts(first.json().get("results"), "outcome")).containsExactly("CANCELLED", "UNCHANGED");
        var before = shop.contents();
        assertThat(bulk("\"ORD-1\",\"ORD-2\"")
                        .header("idempotency-key", "once")
                        .answer(200)
                        .body())
                .isEqualTo(first.body());
        var other = bulk("\"ORD-1\",\"ORD-2\"").answer(200);
        assertThat(texts(other.json().get("results"), "outcome")).containsExactly("UNCHANGED", "UNCHANGED");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"storeCredit", "points"})
    void C_13_choices_in_a_bulk_are_refused_and_nothing_is_cancelled(String asset) {
        var answer = shop.call("cancel-orders").body("""
            {"orderIds":["ORD-1"],"%s":{"revert":true}}\
            """.formatted(asset)).answer(422);
        assertThat(answer.code()).isEqualTo("bulk-revert-not-supported");
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[1]", "[\"a#b\"]", "\"ORD-1\"", "null", "{}"})
    void a_bulk_is_of_one_to_a_hundred_ids(String ids) {
        var answer =
                shop.call("cancel-orders").body("{\"orderIds\":" + ids + "}").answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("orderIds");
        var many = "\"x\"" + ",\"x\"".repeat(100);
        shop.call("cancel-orders").body("{\"orderIds\":[" + many + "]}").answer(400);
        shop.call("cancel-orders")
                .body("{\"orderIds\":[\"ORD-1\"]}")
                .withoutHeader("idempotency-key")
                .answer(400);
    }

    @Test
    void history_tells_what_happened_newest_first_and_the_rule_that_decided_for_each_lot() {
        shop.at("2021-02-01T00:00:00Z");
        shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true},"reason":{"key":"change_mind"}}\
            """).answer(200);
        on("revert-order", """
            {"storeCredit":{"revert":true,"extendExpiredByDays":5},"points":{"revert":true}}\
            """).answer(200);
        move("CONFIRMED").answer(200);
        reapply().answer(200);
        var history = on("read-history", "").answer(200).json().get("items");
        assertThat(texts(history, "what"))
                .containsExactly("REAPPLIED", "MOVED_BACK", "REVERTED", "CANCELLED", "PLACED");
        assertThat(texts(history.at("/2/lots"), "why"))
                .containsExactly("EXPIRED_EXTENDED", "ALREADY_REVERTED", "VALID");
        assertThat(texts(history.at("/2/lots"), "action")).containsExactly("REVERT_EXTENDED", "SKIP", "REVERT");
        assertThat(texts(history.at("/3/lots"), "why")).containsExactly("EXPIRED_NOT_EXTENDED", "VALID", "NOT_CHOSEN");
        assertThat(numbers(history.at("/3/lots"), "amount")).containsExactly(300L, 200L, 40L);
        assertThat(history.at("/3/reason/key").textValue()).isEqualTo("change_mind");
        assertThat(texts(history, "trigger")).containsExactly("MANUAL", "MANUAL", "MANUAL", "MANUAL", "PLATFORM");
    }

    @Test
    void history_comes_in_pages() {
        for (var times = 0; times < 3; times++) {
            shop.cancel("ORD-1", "{}").answer(200);
            move("PENDING").answer(200);
        }
        var first = on("read-history", "").query("limit", "5").answer(200).json();
        assertThat(first.get("items")).hasSize(5);
        shop.cancel("ORD-1", "{}").answer(200);
        var second = on("read-history", "")
                .query("limit", "5")
                .query("cursor", first.get("nextCursor").textValue())
                .answer(200)
                .json();
        assertThat(texts(second.get("items"), "what")).containsExactly("CANCELLED", "PLACED");
        assertThat(second.get("nextCursor").isNull()).isTrue();
        shop.call("read-history").path("orderId", "ORD-9").answer(404);
    }

    private Shop.Call on(String sample, String body) {
        var call = shop.call(sample).path("orderId", "ORD-1");
        return body.isEmpty() ? call : call.body(body);
    }

    private Shop.Call move(String status) {
        return move("ORD-1", status);
    }

    private Shop.Call move(String order, String status) {
        return shop.call("move-order").path("orderId", order).body("{\"status\":\"" + status + "\"}");
    }

    private Shop.Call reapply() {
        return on("reapply-order", "{}");
    }

    private Shop.Call bulk(String ids) {
        return shop.call("cancel-orders").body("{\"orderIds\":[" + ids + "]}");
    }

    private static List<String> texts(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.path(field).asText())
                .toList();
    }

    private static List<Long> numbers(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.get(field).longValue())
                .toList();
    }
}
