package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Preview and cancel over the API: the dialog of the first article. */
class CancelOrderTest {
    private static final String BOTH = """
        {"storeCredit":{"revert":true},"points":{"revert":true}}\
        """;
    private static final String BOTH_EXTENDED = """
        {"storeCredit":{"revert":true,"extendExpiredByDays":30},"points":{"revert":true,"extendExpired":true}}\
        """;

    private final Shop shop = new Shop();

    /** The second article's order, worked by hand: 50 that ends on the day, 50 that never does, 100 points until 2022. */
    @BeforeEach
    void an_order_that_used_three_lots() {
        shop.give("ann", "STORE_CREDIT", 5000, "\"2021-01-01\"");
        shop.give("ann", "STORE_CREDIT", 5000, "null");
        shop.give("ann", "POINTS", 100, "\"2022-01-01\"");
        shop.place("ORD-1", "ann", 10_000, 100);
    }

    @Test
    void C_02_the_preview_shows_every_lot_and_writes_nothing() {
        shop.at("2021-01-03T08:00:00Z");
        var before = shop.contents();
        var answer = shop.preview("ORD-1", BOTH).answer(200);
        var plan = answer.json();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(answer.headers())
                .containsEntry("ETag", "\"" + plan.get("planHash").textValue() + "\"");
        assertThat(texts(plan, "/assets", "asset")).containsExactly("STORE_CREDIT", "POINTS");
        assertThat(texts(plan, "/assets/0/lots", "action")).containsExactly("SKIP", "REVERT");
        assertThat(texts(plan, "/assets/0/lots", "why")).containsExactly("EXPIRED_NOT_EXTENDED", "VALID");
        assertThat(texts(plan, "/assets/0/lots", "expiresOn")).containsExactly("2021-01-01", "null");
        assertThat(texts(plan, "/assets/0/lots", "expired")).containsExactly("true", "false");
        assertThat(plan.at("/assets/0/toRevert").longValue()).isEqualTo(5000);
        assertThat(plan.at("/assets/0/outstandingAfter").longValue()).isEqualTo(5000);
        assertThat(plan.at("/assets/0/statusAfter").textValue()).isEqualTo("REVERTED");
        assertThat(plan.at("/assets/0/coverageAfter").textValue()).isEqualTo("PARTIAL");
        assertThat(plan.at("/assets/1/coverageAfter").textValue()).isEqualTo("FULL");
        assertThat(plan.at("/asOf").textValue()).isEqualTo("2021-01-03T08:00:00Z");
        assertThat(plan.at("/validUntil").textValue()).isEqualTo("2022-01-02T00:00:00Z");
        assertThat(plan.get("clawback").isNull()).isTrue();
    }

    @Test
    void C_07_valid_lots_come_back_expired_ones_stay_outstanding() {
        shop.at("2021-01-03T08:00:00Z");
        var cancelled = shop.cancel("ORD-1", BOTH).answer(200).json();
        var order = cancelled.get("order");
        assertThat(order).isEqualTo(shop.order("ORD-1"));
        assertThat(order.get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(order.get("creditRevertStatus").textValue()).isEqualTo("REVERTED");
        assertThat(order.at("/assets/0/coverage").textValue()).isEqualTo("PARTIAL");
        assertThat(order.at("/assets/0/outstanding").longValue()).isEqualTo(5000);
        assertThat(order.get("pointsRevertStatus").textValue()).isEqualTo("REVERTED");
        assertThat(order.at("/cancelledBy/trigger").textValue()).isEqualTo("MANUAL");
        assertThat(order.get("cancelledAt").textValue()).isEqualTo("2021-01-03T08:00:00Z");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(5000);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
    }

    @Test
    void C_08_nothing_chosen_to_extend_and_all_expired_leaves_the_order_cancelled_and_not_reverted() {
        shop.give("bob", "POINTS", 70, "\"2021-01-02\"");
        shop.place("ORD-2", "bob", 0, 70);
        shop.at("2021-01-03T00:00:00Z");
        var cancelled = shop.cancel("ORD-2", BOTH).answer(200).json();
        assertThat(cancelled.get("entries")).isEmpty();
        assertThat(cancelled.at("/order/status").textValue()).isEqualTo("CANCELLED");
        assertThat(cancelled.at("/order/pointsRevertStatus").textValue()).isEqualTo("NOT_REVERTED");
        assertThat(cancelled.at("/order/creditRevertStatus").textValue()).isEqualTo("NOT_APPLICABLE");
        assertThat(shop.available("bob", "POINTS")).isZero();
    }

    @Test
    void C_09_before_the_cancel_nothing_is_applicable() {
        var order = shop.order("ORD-1");
        assertThat(order.get("creditRevertStatus").textValue()).isEqualTo("NOT_APPLICABLE");
        assertThat(order.get("pointsRevertStatus").textValue()).isEqualTo("NOT_APPLICABLE");
        assertThat(order.get("cancelledAt").isNull()).isTrue();
        assertThat(order.get("cancelledBy").isNull()).isTrue();
    }

    @Test
    void C_10_cancelling_again_finishes_what_was_left_and_then_writes_nothing() {
        shop.at("2021-01-03T08:00:00Z");
        shop.cancel("ORD-1", BOTH).answer(200);
        shop.at("2021-02-01T08:00:00Z");
        var second = shop.cancel("ORD-1", BOTH_EXTENDED).answer(200).json();
        assertThat(second.at("/order/cancelledAt").textValue()).isEqualTo("2021-01-03T08:00:00Z");
        assertThat(texts(second, "/entries", "amount")).containsExactly("5000");
        assertThat(texts(second, "/entries", "expiresOn")).containsExactly("2021-03-03");
        assertThat(second.at("/order/assets/0/coverage").textValue()).isEqualTo("FULL");

        var before = shop.contents();
        var third = shop.cancel("ORD-1", BOTH_EXTENDED).answer(200).json();
        assertThat(third.get("entries")).isEmpty();
        assertThat(texts(third, "/plan/assets/0/lots", "why")).containsOnly("ALREADY_REVERTED");
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(10_000);
    }

    @Test
    void C_11_two_lots_are_two_entries_and_two_lots_even_with_one_date() {
        shop.give("bob", "POINTS", 30, "\"2021-12-31\"");
        shop.give("bob", "POINTS", 40, "\"2021-12-31\"");
        shop.place("ORD-2", "bob", 0, 70);
        var entries = shop.cancel("ORD-2", BOTH).answer(200).json().get("entries");
        assertThat(texts(entries, "", "type")).containsExactly("REVERT", "REVERT");
        assertThat(texts(entries, "", "amount")).containsExactly("30", "40");
        assertThat(texts(entries, "", "balanceAfter")).containsExactly("30", "70");
        assertThat(texts(entries, "", "lotId")).doesNotHaveDuplicates();
        assertThat(texts(shop.customer("bob"), "/lots", "lotId")).isEqualTo(texts(entries, "", "lotId"));
        assertThat(texts(shop.customer("bob"), "/lots", "orderId")).containsOnly("ORD-2");
    }

    @Test
    void C_12_the_journal_says_whether_to_notify_and_a_request_that_writes_nothing_says_nothing() {
        shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true},"points":{"revert":true},"notifyCustomer":true}\
            """).answer(200);
        assertThat(shop.store().items("recoup"))
                .filteredOn(item -> item.containsKey("nf"))
                .hasSize(1);
        shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true},"notifyCustomer":true}\
            """).answer(200);
        assertThat(shop.store().items("recoup"))
                .filteredOn(item -> item.containsKey("nf"))
                .hasSize(1);
    }

    @Test
    void L_01_every_entry_says_who_what_why_for_which_order_and_when() {
        shop.at("2021-01-03T08:00:00Z");
        shop.cancel("ORD-1", """
            {"points":{"revert":true},"reason":{"key":"wait_too_long","message":"three weeks"}}\
            """).answer(200);
        var entry = shop.activity("ann").get(0);
        assertThat(entry.get("type").textValue()).isEqualTo("REVERT");
        assertThat(entry.get("actor").textValue()).isEqualTo("9f1c2b7e-5f0a-4f0e-9a51-8f0c6b7d2e11");
        assertThat(entry.get("trigger").textValue()).isEqualTo("MANUAL");
        assertThat(entry.at("/reason/key").textValue()).isEqualTo("wait_too_long");
        assertThat(entry.at("/reason/message").textValue()).isEqualTo("three weeks");
        assertThat(entry.get("orderId").textValue()).isEqualTo("ORD-1");
        assertThat(entry.get("occurredAt").textValue()).isEqualTo("2021-01-03T08:00:00Z");
    }

    @Test
    void L_04_a_previewed_plan_is_executed_exactly_as_shown() {
        shop.at("2021-01-03T08:00:00Z");
        var preview = shop.preview("ORD-1", BOTH_EXTENDED).answer(200);
        shop.at("2021-01-03T09:00:00Z");
        var cancelled = shop.cancel("ORD-1", BOTH_EXTENDED)
                .header("if-match", preview.etag())
                .answer(200)
                .json();
        assertThat(cancelled.at("/plan/planHash")).isEqualTo(preview.json().get("planHash"));
        assertThat(cancelled.at("/plan/assets")).isEqualTo(preview.json().get("assets"));
        assertThat(texts(cancelled, "/entries", "expiresOn")).containsExactly("2021-02-02", "null", "2022-01-01");
    }

    @Test
    void L_04_a_plan_that_time_has_changed_is_refused_and_the_plan_of_now_comes_back() {
        var preview = shop.preview("ORD-1", BOTH).answer(200);
        assertThat(preview.json().get("validUntil").textValue()).isEqualTo("2021-01-02T00:00:00Z");
        shop.at("2021-01-02T00:00:00Z");
        var before = shop.contents();
        var refused =
                shop.cancel("ORD-1", BOTH).header("if-match", preview.etag()).answer(412);
        assertThat(refused.code()).isEqualTo("plan-changed");
        assertThat(refused.json().at("/plan/assets/0/toRevert").longValue()).isEqualTo(5000);
        assertThat(shop.contents()).isEqualTo(before);
        shop.cancel("ORD-1", BOTH)
                .header("if-match", "\"" + refused.json().at("/plan/planHash").textValue() + "\"")
                .answer(200);
    }

    @Test
    void L_04_a_plan_that_another_admin_has_carried_out_is_refused() {
        var tag = shop.preview("ORD-1", BOTH).answer(200).etag();
        shop.cancel("ORD-1", BOTH).header("if-match", tag).answer(200);
        shop.cancel("ORD-1", BOTH).header("if-match", tag).answer(412);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(10_000);
    }

    @Test
    void L_04_the_plan_of_another_order_does_not_match() {
        shop.place("ORD-2", "bob", 0, 0);
        shop.place("ORD-3", "bob", 0, 0);
        var tag = shop.preview("ORD-2", "{}").answer(200).etag();
        shop.cancel("ORD-3", "{}").header("if-match", tag).answer(412);
    }

    @Test
    void the_same_key_gets_the_first_answer_byte_for_byte_before_if_match_is_judged() {
        var tag = shop.preview("ORD-1", BOTH).answer(200).etag();
        var first = shop.cancel("ORD-1", BOTH)
                .header("idempotency-key", "once")
                .header("if-match", tag)
                .answer(200);
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        var before = shop.contents();
        shop.at("2023-01-01T00:00:00Z");
        var again = shop.cancel("ORD-1", BOTH.replace(":", " : "))
                .header("idempotency-key", "once")
                .header("if-match", tag)
                .answer(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void the_same_key_with_anything_else_is_refused() {
        shop.place("ORD-2", "ann", 0, 0);
        shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(200);
        var otherBody = shop.cancel("ORD-1", BOTH_EXTENDED)
                .header("idempotency-key", "once")
                .answer(422);
        assertThat(otherBody.code()).isEqualTo("idempotency-key-reused");
        shop.cancel("ORD-2", BOTH).header("idempotency-key", "once").answer(422);
        assertThat(shop.order("ORD-2").get("status").textValue()).isEqualTo("PENDING");
    }

    @Test
    void a_key_belongs_to_one_merchant() {
        shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(200);
        shop.cancel("ORD-1", BOTH)
                .header("idempotency-key", "once")
                .merchant("other")
                .answer(404);
    }

    @Test
    void a_refusal_and_an_answer_that_wrote_nothing_leave_the_key_free() {
        shop.cancel("ORD-1", BOTH)
                .header("idempotency-key", "once")
                .header("if-match", "\"stale\"")
                .answer(412);
        shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(200);
        shop.cancel("ORD-1", BOTH).header("idempotency-key", "twice").answer(200);
        shop.cancel("ORD-1", BOTH_EXTENDED).header("idempotency-key", "twice").answer(200);
    }

    @Test
    void an_answer_is_forgotten_after_thirty_days_of_real_time_whatever_the_business_clock_says() {
        var first = shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(200);
        shop.at("2031-01-01T00:00:00Z");
        shop.later(java.time.Duration.ofDays(30).minusMillis(1));
        assertThat(shop.cancel("ORD-1", BOTH)
                        .header("idempotency-key", "once")
                        .answer(200)
                        .body())
                .isEqualTo(first.body());
        shop.later(java.time.Duration.ofMillis(1));
        var second =
                shop.cancel("ORD-1", BOTH).header("idempotency-key", "once").answer(200);
        assertThat(second.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(second.json().get("entries")).isEmpty();
    }

    @Test
    void L_05_another_merchants_order_is_not_there() {
        shop.preview("ORD-1", BOTH).merchant("other").answer(404);
        assertThat(shop.cancel("ORD-1", BOTH).merchant("other").answer(404).code())
                .isEqualTo("not-found");
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("PENDING");
    }

    @Test
    void L_07_expiry_is_written_down_with_the_next_write_and_is_no_part_of_its_answer() {
        shop.give("ann", "POINTS", 11, "\"2021-01-05\"");
        shop.at("2021-01-07T00:00:00Z");
        var coming = shop.activity("ann").get(0);
        assertThat(coming.get("type").textValue()).isEqualTo("EXPIRE");
        var cancelled = shop.cancel("ORD-1", BOTH).answer(200).json();
        assertThat(texts(cancelled, "/entries", "type")).containsOnly("REVERT");
        var activity = shop.activity("ann");
        assertThat(texts(activity, "", "type")).startsWith("REVERT", "REVERT", "EXPIRE");
        assertThat(activity.get(2)).as("what was shown is what was written").isEqualTo(coming);
        assertThat(coming.get("occurredAt").textValue()).isEqualTo("2021-01-06T00:00:00Z");
        assertThat(coming.get("amount").longValue()).isEqualTo(-11);
    }

    @Test
    void two_hundred_and_fifty_lots_come_back_as_two_hundred_and_fifty_lots() {
        var expected = new ArrayList<String>();
        for (var lot = 1; lot <= 250; lot++) {
            shop.give("bob", "STORE_CREDIT", lot, "\"2022-01-01\"");
            expected.add(Integer.toString(lot));
        }
        shop.place("ORD-2", "bob", 250 * 251 / 2, 0);
        assertThat(shop.available("bob", "STORE_CREDIT")).isZero();
        var entries = shop.cancel("ORD-2", BOTH).answer(200).json().get("entries");
        assertThat(texts(entries, "", "amount")).isEqualTo(expected);
        assertThat(texts(shop.customer("bob"), "/lots", "remaining")).isEqualTo(expected);
        shop.cancel("ORD-2", BOTH).answer(200);
        assertThat(shop.available("bob", "STORE_CREDIT")).isEqualTo(250 * 251 / 2);
    }

    @Test
    void an_order_that_is_not_there_is_not_found_and_named() {
        var answer = shop.cancel("ORD-9", BOTH).answer(404);
        assertThat(answer.json().get("orderId").textValue()).isEqualTo("ORD-9");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        shop.preview("ORD-9", BOTH).answer(404);
    }

    @Test
    void a_cancel_without_a_key_is_refused() {
        var answer = shop.cancel("ORD-1", BOTH).withoutHeader("idempotency-key").answer(400);
        assertThat(answer.code()).isEqualTo("idempotency-key-missing");
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("PENDING");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-1",
                "3651",
                "1.5",
                "30.0",
                "3e1",
                "1e400",
                "9223372036854775808",
                "\"30\"",
                "true",
                "null",
                "[]",
                "{}"
            })
    void C_05_any_other_extension_is_refused_and_the_order_stays_untouched(String days) {
        var before = shop.contents();
        var answer = shop.cancel("ORD-1", """
            {"storeCredit":{"revert":true,"extendExpiredByDays":%s},"points":{"revert":true}}\
            """.formatted(days)).answer(400);
        assertThat(answer.code()).isEqualTo("validation");
        assertThat(texts(answer.json(), "/errors", "field")).containsExactly("storeCredit.extendExpiredByDays");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void C_04_choices_without_effect_are_accepted() {
        shop.place("ORD-2", "ann", 0, 0);
        shop.cancel("ORD-2", BOTH_EXTENDED).answer(200);
        var cancelled = shop.cancel("ORD-1", """
            {"storeCredit":{"revert":false,"extendExpiredByDays":5},"points":{"revert":false,"extendExpired":true}}\
            """).answer(200).json();
        assertThat(cancelled.get("entries")).isEmpty();
        assertThat(cancelled.at("/order/creditRevertStatus").textValue()).isEqualTo("NOT_REVERTED");
    }

    @Test
    void every_field_at_fault_is_named_at_once() {
        var answer = shop.cancel("ORD-1", """
            {"storeCredit":{"extendExpiredByDays":0},"points":{"revert":"yes","extend":true},"reason":{},
             "notifyCustomer":1,"revertCredit":true}\
            """).answer(400);
        assertThat(texts(answer.json(), "/errors", "field"))
                .containsExactlyInAnyOrder(
                        "storeCredit.revert",
                        "storeCredit.extendExpiredByDays",
                        "points.revert",
                        "points.extend",
                        "reason",
                        "notifyCustomer",
                        "revertCredit");
    }

    @Test
    void a_body_may_come_as_base64() {
        var bytes = BOTH.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        shop.cancel("ORD-1", BOTH)
                .base64(Base64.getEncoder().encodeToString(bytes))
                .answer(200);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(10_000);
    }

    private static List<String> texts(JsonNode json, String pointer, String field) {
        var texts = new ArrayList<String>();
        json.at(pointer).forEach(each -> texts.add(each.path(field).asText()));
        return texts;
    }
}
