package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop and the providers tell, from the queue to the ledger (article 2). */
class AutomaticTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    /** The article's example: credit 50.00 until the day it is placed and 50.00 that stays, 100 points until next year. */
    private void example() {
        shop.at("2021-01-01T23:59:00Z");
        shop.give("ann", "STORE_CREDIT", 5_000, "\"2021-01-01\"");
        shop.give("ann", "STORE_CREDIT", 5_000, "null");
        shop.give("ann", "POINTS", 100, "\"2022-01-01\"");
        shop.place("ORD-1", "ann", 10_000, 100);
        shop.at("2021-01-03T08:00:00Z");
    }

    /** It took the whole batch down. */
    @Test
    void a_message_that_does_not_say_how_often_it_came_comes_back_like_a_new_one() {
        roads.tell("order.paid", "{\"orderId\":\"ORD-9\"}");
        roads.sqs().deliver(Roads.ORDER_EVENTS, event -> {
            event.getRecords().forEach(record -> record.setAttributes(null));
            return roads.consuming(Roads.ORDER_EVENTS, shop.store(), roads.call())
                    .apply(event);
        });
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).hasSize(1);
        assertThat(roads.sqs().waits()).containsExactly(2);
    }

    private void settings(String paymentExpired, String paymentFailed, boolean notify) {
        shop.settings(paymentExpired, paymentFailed, notify);
    }

    private void expect(String order, String status, String payment, String credit, String points) {
        var found = shop.order(order);
        assertThat(List.of(
                        found.get("status").textValue(),
                        found.get("paymentStatus").textValue(),
                        found.get("creditRevertStatus").textValue(),
                        found.get("pointsRevertStatus").textValue()))
                .containsExactly(status, payment, credit, points);
    }

    @Test
    void A_03_the_example_comes_out_to_the_cent() {
        settings("CANCEL_AND_REVERT/ALL_OR_NOTHING", "VALID_ONLY/false", false);
        example();
        roads.tell("payment.expired", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CANCELLED", "EXPIRED", "NOT_REVERTED", "REVERTED");
        assertThat(shop.available("ann", "STORE_CREDIT")).isZero();
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        var history = shop.history("ORD-1").get(0);
        assertThat(history.get("what").textValue()).isEqualTo("CANCELLED");
        assertThat(history.get("trigger").textValue()).isEqualTo("PAYMENT_EXPIRED");
        assertThat(history.findValuesAsText("why"))
                .containsExactly("EXPIRED_NOT_EXTENDED", "BLOCKED_BY_EXPIRED_LOT", "VALID");
        assertThat(history.findValuesAsText("action")).containsExactly("SKIP", "SKIP", "REVERT");
    }

    @Test
    void A_01_off_only_the_payment_status_changes() {
        example();
        roads.tell("payment.expired", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "PENDING", "EXPIRED", "NOT_APPLICABLE", "NOT_APPLICABLE");
        assertThat(shop.history("ORD-1").get(0).get("what").textValue()).isEqualTo("PAYMENT");
    }

    @Test
    void A_01_cancel_cancels_and_gives_nothing_back() {
        settings("CANCEL/ALL_OR_NOTHING", "VALID_ONLY/false", true);
        example();
        roads.tell("payment.expired", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CANCELLED", "EXPIRED", "NOT_REVERTED", "NOT_REVERTED");
        assertThat(shop.available("ann", "POINTS")).isZero();
        roads.publish();
        assertThat(roads.notifications("order.cancelled")
                        .getFirst()
                        .at("/data/notifyCustomer")
                        .booleanValue())
                .as("nothing came back to tell of")
                .isFalse();
    }

    @Test
    void A_04_a_failed_payment_gives_the_valid_lots_back_whatever_expired_payments_do() {
        example();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"code\":\"card_declined\"}")
                .deliver();
        expect("ORD-1", "CANCELLED", "FAILED", "REVERTED", "REVERTED");
        assertThat(shop.order("ORD-1").findValuesAsText("coverage")).containsExactly("PARTIAL", "FULL");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(5_000);
        assertThat(shop.history("ORD-1").get(0).at("/reason/message").textValue())
                .isEqualTo("card_declined");
    }

    @Test
    void A_04_if_nothing_can_come_back_the_order_is_not_reverted() {
        shop.give("ann", "STORE_CREDIT", 70, "\"2021-01-01\"");
        shop.place("ORD-1", "ann", 70, 0);
        shop.at("2021-01-02T00:00:00Z");
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CANCELLED", "FAILED", "NOT_REVERTED", "NOT_APPLICABLE");
    }

    @ParameterizedTest
    @CsvSource({"CANCEL_AND_REVERT/VALID_ONLY, payment.expired", "CANCEL_AND_REVERT/ALL_OR_NOTHING, payment.failed"})
    void A_06_both_lot_rules_are_settings(String expired, String event) {
        settings(expired, event.equals("payment.failed") ? "ALL_OR_NOTHING/false" : "VALID_ONLY/false", false);
        example();
        roads.tell(event, "{\"orderId\":\"ORD-1\"}").deliver();
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(event.equals("payment.failed") ? 0 : 5_000);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
    }

    @Test
    void A_05_validity_goes_by_the_commit_and_not_by_the_time_of_the_event() {
        example();
        roads.sqs().add(Roads.PAYMENT_FAILURES, """
            {"merchantId":"acme","actor":"shop","receivedAt":"2021-01-01T00:00:00Z","event":{"specversion":"1.0",\
            "id":"e","source":"/shop","type":"payment.failed","time":"2021-01-01T23:59:30Z",\
            "data":{"orderId":"ORD-1"}}}\
            """);
        roads.deliver();
        assertThat(shop.available("ann", "STORE_CREDIT"))
                .as("the lot that was valid when the payment failed has expired since")
                .isEqualTo(5_000);
        assertThat(shop.activity("ann").get(0).get("occurredAt").textValue()).isEqualTo("2021-01-03T08:00:00Z");
    }

    @Test
    void A_07_whatever_is_told_however_often_each_lot_comes_back_once() {
        example();
        for (var round = 0; round < 3; round++) {
            roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}")
                    .tell("payment.expired", "{\"orderId\":\"ORD-1\"}")
                    .tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                    .tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"MERCHANT\"}")
                    .tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"CANCELLED\"}")
                    .deliver();
            roads.sweep();
            shop.cancel("ORD-1", "{\"points\":{\"revert\":true}}").answer(200);
        }
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(5_000);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        assertThat(shop.journal()).as("3 gifts, the order, one cancellation").hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "order.paid, '{\"orderId\":\"ORD-1\"}'",
        "payment.failed, '{\"orderId\":\"ORD-1\"}'",
        "payment.expired, '{\"orderId\":\"ORD-1\"}'",
        "order.cancelled, '{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}'",
        "order.updated, '{\"orderId\":\"ORD-1\",\"tags\":[\"vip\"],\"refundedTotal\":30,\"version\":3}'"
    })
    void a_duplicate_writes_nothing_and_is_acknowledged(String type, String data) {
        shop.give("ann", "STORE_CREDIT", 70, "null");
        shop.place("ORD-1", "ann", 70, 0);
        roads.tell(type, data).deliver();
        var before = shop.contents();
        roads.tell(type, data).deliver();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.sqs().messages(Roads.PAYMENT_FAILURES)).isEmpty();
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("nothing");
    }

    @Test
    void A_08_the_failure_of_an_attempt_that_the_order_has_left_changes_nothing() {
        shop.placeWithAttempt("ORD-1", "ann", "pi_1");
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_2\"}")
                .deliver();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_1\"}")
                .tell(
                        "payment.expired",
                        "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"cs_1\",\"paymentAttemptAlias\":\"pi_1\"}")
                .deliver();
        assertThat(shop.order("ORD-1").get("paymentStatus").textValue()).isEqualTo("PENDING");
        assertThat(shop.order("ORD-1").get("paymentAttemptId").textValue()).isEqualTo("pi_2");
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_2\"}")
                .deliver();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"paymentAttemptId\":\"pi_unheard\""})
    void A_08_a_failure_without_an_attempt_or_of_one_never_named_counts(String attempt) {
        shop.placeWithAttempt("ORD-1", "ann", "pi_1");
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"" + attempt + "}").deliver();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
    }

    @Test
    void A_08_a_late_failure_does_not_touch_a_paid_order() {
        shop.placeWithAttempt("ORD-1", "ann", "pi_1");
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_0\"}")
                .deliver();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_1\"}")
                .deliver();
        expect("ORD-1", "PENDING", "PAID", "NOT_APPLICABLE", "NOT_APPLICABLE");
    }

    @Test
    void A_08_a_payment_after_the_cancel_opens_one_review_and_debits_nothing() {
        example();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CANCELLED", "PAID", "REVERTED", "REVERTED");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(100);
        assertThat(shop.reviews()).singleElement().satisfies(review -> {
            assertThat(review.get("type").textValue()).isEqualTo("PAID_AFTER_CANCEL");
            assertThat(review.get("status").textValue()).isEqualTo("OPEN");
            assertThat(review.get("orderId").textValue()).isEqualTo("ORD-1");
            assertThat(review.get("customerId").textValue()).isEqualTo("ann");
        });
        roads.publish();
        assertThat(roads.notifications("review.opened"))
                .singleElement()
                .satisfies(event -> assertThat(event.at("/data/review/reviewId").textValue())
                        .isEqualTo(shop.reviews().getFirst().get("reviewId").textValue()));
    }

    @Test
    void A_08_moving_back_does_not_reset_the_payment_status() {
        example();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"CONFIRMED\"}")
                .deliver();
        expect("ORD-1", "CONFIRMED", "FAILED", "REVERTED", "REVERTED");
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_9\"}")
                .deliver();
        expect("ORD-1", "CONFIRMED", "FAILED", "REVERTED", "REVERTED");
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CONFIRMED", "PAID", "REVERTED", "REVERTED");
        assertThat(shop.reviews()).isEmpty();
    }

    @Test
    void A_09_a_failure_that_lets_the_customer_try_again_is_none_unless_the_merchant_says_so() {
        shop.placeWithAttempt("ORD-1", "ann", "pi_1");
        var before = shop.contents();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"terminal\":false}")
                .deliver();
        assertThat(shop.contents()).isEqualTo(before);
        settings("OFF/ALL_OR_NOTHING", "VALID_ONLY/true", false);
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"terminal\":false}")
                .deliver();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
    }

    @Test
    void A_10_the_customers_own_cancel_gives_the_valid_lots_back() {
        settings("OFF/ALL_OR_NOTHING", "ALL_OR_NOTHING/false", true);
        example();
        roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                .deliver();
        expect("ORD-1", "CANCELLED", "PENDING", "REVERTED", "REVERTED");
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(5_000);
        assertThat(shop.order("ORD-1").at("/cancelledBy/trigger").textValue()).isEqualTo("CUSTOMER");
        roads.publish();
        assertThat(roads.notifications("order.cancelled")
                        .getFirst()
                        .at("/data/notifyCustomer")
                        .booleanValue())
                .isTrue();
    }

    @Test
    void A_11_on_a_cancelled_order_an_automatic_flow_records_the_payment_and_reverts_nothing() {
        settings("CANCEL_AND_REVERT/VALID_ONLY", "VALID_ONLY/false", false);
        example();
        shop.cancel("ORD-1", "{}").answer(200);
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "CANCELLED", "FAILED", "NOT_REVERTED", "NOT_REVERTED");
        assertThat(shop.order("ORD-1").at("/cancelledBy/trigger").textValue()).isEqualTo("MANUAL");
        shop.cancel("ORD-1", "{\"points\":{\"revert\":true}}").answer(200);
        expect("ORD-1", "CANCELLED", "FAILED", "NOT_REVERTED", "REVERTED");
    }

    @Test
    void A_12_cancelled_in_the_shop_by_anyone_else_nothing_comes_back() {
        example();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"CANCELLED\"}")
                .deliver();
        expect("ORD-1", "CANCELLED", "PENDING", "NOT_REVERTED", "NOT_REVERTED");
        assertThat(shop.order("ORD-1").at("/cancelledBy/trigger").textValue()).isEqualTo("PLATFORM");
    }

    @Test
    void A_13_a_refund_alone_returns_nothing_and_sets_the_status() {
        example();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r1\",\"amount\":40}}")
                .deliver();
        expect("ORD-1", "PENDING", "PARTIALLY_REFUNDED", "NOT_APPLICABLE", "NOT_APPLICABLE");
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r2\",\"amount\":60}}")
                .deliver();
        expect("ORD-1", "PENDING", "REFUNDED", "NOT_APPLICABLE", "NOT_APPLICABLE");
        assertThat(shop.order("ORD-1").get("refundedTotal").longValue()).isEqualTo(100);
        assertThat(shop.available("ann", "POINTS")).isZero();
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        expect("ORD-1", "PENDING", "REFUNDED", "NOT_APPLICABLE", "NOT_APPLICABLE");
    }

    @Test
    void A_13_a_told_status_is_taken_as_told_newest_version_first() {
        example();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"REFUNDED\",\"version\":5,\"tags\":[\"new\"]}")
                .deliver();
        roads.tell(
                        "order.updated",
                        "{\"orderId\":\"ORD-1\",\"status\":\"PARTIALLY_REFUNDED\",\"version\":4,\"tags\":[\"old\"]}")
                .deliver();
        expect("ORD-1", "PENDING", "REFUNDED", "NOT_APPLICABLE", "NOT_APPLICABLE");
        assertThat(shop.order("ORD-1").get("tags")).hasToString("[\"new\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"orderId\":\"ORD-1\",\"refundedTotal\":101}",
                "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r1\",\"amount\":101}}",
                "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r1\",\"amount\":-1}}",
                "{\"orderId\":\"ORD-1\",\"refundedTotal\":1,\"currency\":\"EUR\"}",
                "{\"orderId\":\"ORD-1\",\"status\":\"LOST\"}",
                "{\"orderId\":\"ORD-1\",\"statuz\":\"CANCELLED\"}",
                "{\"orderId\":\"no order\"}",
                "{}"
            })
    void what_can_never_be_right_is_parked_with_the_reason(String data) {
        example();
        var before = shop.contents();
        roads.tell("order.updated", data).deliver();
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS + Roads.PARKED))
                .singleElement()
                .satisfies(parked -> {
                    assertThat(parked.attribute("reason")).isNotBlank();
                    assertThat(parked.body()).contains(data.substring(1));
                });
    }

    @Test
    void the_same_refund_id_with_another_amount_is_parked() {
        example();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r1\",\"amount\":40}}")
                .deliver();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"refund\":{\"refundId\":\"r1\",\"amount\":41}}")
                .deliver();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS + Roads.PARKED)).hasSize(1);
        assertThat(shop.order("ORD-1").get("refundedTotal").longValue()).isEqualTo(40);
    }

    @Test
    void an_event_about_an_order_that_is_not_told_yet_comes_back_later_and_is_parked_in_the_end() {
        roads.tell("order.paid", "{\"orderId\":\"ORD-9\"}").deliver();
        for (var receive = 2; receive <= 4; receive++) {
            roads.sqs().waitsEnd();
            roads.deliver();
        }
        assertThat(roads.sqs().waits()).containsExactly(2, 10, 60, 600);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).hasSize(1);
        roads.sqs().waitsEnd();
        roads.deliver();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS + Roads.PARKED))
                .singleElement()
                .satisfies(parked -> assertThat(parked.attribute("reason")).isEqualTo("unknown order"));
    }

    @Test
    void paid_before_the_order_exists_is_not_lost() {
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        shop.place("ORD-1", "ann", 0, 0);
        roads.sqs().waitsEnd();
        roads.deliver();
        assertThat(shop.order("ORD-1").get("paymentStatus").textValue()).isEqualTo("PAID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "no JSON", "{}", "[1]", "{\"merchantId\":\"a b\"}", "{\"merchantId\":\"acme\",\"event\":{}}"
            })
    void a_poison_message_is_parked_and_the_other_nine_are_done(String poison) {
        for (var number = 0; number < 9; number++) {
            shop.place("ORD-" + number, "ann", 0, 0);
            roads.tell("order.paid", "{\"orderId\":\"ORD-" + number + "\"}");
            if (number == 4) {
                roads.sqs().add(Roads.ORDER_EVENTS, poison);
            }
        }
        roads.deliver();
        for (var number = 0; number < 9; number++) {
            assertThat(shop.order("ORD-" + number).get("paymentStatus").textValue())
                    .isEqualTo("PAID");
        }
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS + Roads.PARKED)).hasSize(1);
    }

    @Test
    void C_14_an_order_that_was_moved_out_of_cancelled_is_due_again_by_a_new_date_alone() {
        settings("CANCEL_AND_REVERT/VALID_ONLY", "VALID_ONLY/false", false);
        shop.at("2021-01-02T00:00:00Z");
        shop.placeDue("ORD-1", "ann", "2021-01-03T00:00:00Z");
        shop.cancel("ORD-1", "{}").answer(200);
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"PENDING\"}")
                .deliver();
        shop.at("2021-01-04T00:00:00Z");
        assertThat(roads.sweep()).containsEntry("due", 0);
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"paymentDueAt\":\"2021-01-03T12:00:00Z\"}")
                .deliver();
        assertThat(roads.sweep()).containsEntry("handled", 1);
        expect("ORD-1", "CANCELLED", "EXPIRED", "NOT_APPLICABLE", "NOT_APPLICABLE");
    }

    @Test
    void C_14_a_move_and_a_new_date_in_one_event_make_it_due() {
        settings("CANCEL/VALID_ONLY", "VALID_ONLY/false", false);
        shop.placeDue("ORD-1", "ann", "2021-01-03T00:00:00Z");
        shop.cancel("ORD-1", "{}").answer(200);
        roads.tell(
                        "order.updated",
                        "{\"orderId\":\"ORD-1\",\"status\":\"PENDING\",\"paymentDueAt\":\"2021-01-02T00:00:00Z\"}")
                .deliver();
        assertThat(shop.order("ORD-1").get("paymentDueAt").textValue()).isEqualTo("2021-01-02T00:00:00Z");
        shop.at("2021-01-02T00:00:00Z");
        assertThat(roads.sweep()).containsEntry("handled", 1);
    }

    @Test
    void C_14_an_old_edition_with_a_status_does_not_bring_back_its_old_date() {
        settings("CANCEL/VALID_ONLY", "VALID_ONLY/false", false);
        shop.placeDue("ORD-1", "ann", "2021-01-03T00:00:00Z");
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"version\":5,\"paymentDueAt\":\"2021-01-20T00:00:00Z\"}")
                .deliver();
        roads.tell(
                        "order.updated",
                        "{\"orderId\":\"ORD-1\",\"version\":4,\"status\":\"CONFIRMED\",\"paymentDueAt\":\"2021-01-03T00:00:00Z\"}")
                .deliver();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CONFIRMED");
        assertThat(shop.order("ORD-1").get("paymentDueAt").textValue()).isEqualTo("2021-01-20T00:00:00Z");
    }

    @Test
    void A_12_a_cancel_that_tells_of_a_payment_before_it_records_both_and_opens_no_review() {
        example();
        var cancel =
                "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"MERCHANT\",\"paid\":true,\"updatedAt\":\"2021-01-03T07:00:00Z\"}";
        roads.tell("order.cancelled", cancel).tell("order.cancelled", cancel).deliver();
        expect("ORD-1", "CANCELLED", "PAID", "NOT_REVERTED", "NOT_REVERTED");
        assertThat(shop.reviews()).isEmpty();
    }

    @Test
    void A_08_a_payment_told_with_the_cancel_of_an_order_that_was_cancelled_here_opens_a_review() {
        example();
        shop.cancel("ORD-1", "{}").answer(200);
        var cancel = "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"MERCHANT\",\"paid\":true}";
        roads.tell("order.cancelled", cancel).tell("order.cancelled", cancel).deliver();
        expect("ORD-1", "CANCELLED", "PAID", "NOT_REVERTED", "NOT_REVERTED");
        assertThat(shop.reviews()).hasSize(1);
    }

    @Test
    void A_08_the_other_id_of_an_attempt_that_was_left_is_remembered() {
        shop.placeWithAttempt("ORD-1", "ann", "cs_1");
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"cs_2\"}")
                .deliver();
        roads.tell(
                        "payment.expired",
                        "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"cs_1\",\"paymentAttemptAlias\":\"pi_1\"}")
                .deliver();
        roads.tell("payment.failed", "{\"orderId\":\"ORD-1\",\"paymentAttemptId\":\"pi_1\"}")
                .deliver();
        expect("ORD-1", "PENDING", "PENDING", "NOT_APPLICABLE", "NOT_APPLICABLE");
    }

    @Test
    void an_old_cancel_that_comes_again_after_the_order_was_moved_back_is_no_news() {
        example();
        var cancel = "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\",\"updatedAt\":\"2021-01-03T07:00:00Z\"}";
        roads.tell("urn:recoup:shopify", "order.cancelled", cancel).deliver();
        shop.call("move-order")
                .path("orderId", "ORD-1")
                .body("{\"status\":\"CONFIRMED\"}")
                .answer(200);
        shop.call("reapply-order").path("orderId", "ORD-1").body("{}").answer(200);
        var before = shop.contents();
        roads.tell("urn:recoup:shopify", "order.cancelled", cancel).deliver();
        assertThat(shop.contents()).isEqualTo(before);
        roads.tell("urn:recoup:shopify", "order.cancelled", cancel.replace("07:00", "07:30"))
                .deliver();
        assertThat(shop.order("ORD-1").get("status").textValue()).isEqualTo("CANCELLED");
    }

    @Test
    void a_cancel_that_came_after_the_one_by_hand_is_no_news_once_the_order_was_moved_back() {
        example();
        shop.cancel("ORD-1", "{}").answer(200);
        var cancel = "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\",\"updatedAt\":\"2021-01-03T07:00:00Z\"}";
        roads.tell("urn:recoup:shopify", "order.cancelled", cancel).deliver();
        shop.call("move-order")
                .path("orderId", "ORD-1")
                .body("{\"status\":\"CONFIRMED\"}")
                .answer(200);
        var before = shop.contents();
        roads.tell("urn:recoup:shopify", "order.cancelled", cancel).deliver();
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void the_log_says_merchant_order_trigger_and_outcome_and_nothing_about_people() {
        shop.place("ORD-1", "ann@example.com", 0, 0);
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"tags\":[\"for ann@example.com\"]}")
                .deliver();
        var line = roads.log().getLast();
        assertThat(line.get("merchantId").textValue()).isEqualTo(Roads.MERCHANT);
        assertThat(line.get("orderId").textValue()).isEqualTo("ORD-1");
        assertThat(line.get("trigger").textValue()).isEqualTo("PLATFORM");
        assertThat(line.get("eventType").textValue()).isEqualTo("order.updated");
        assertThat(line.get("outcome").textValue()).isEqualTo("done");
        assertThat(roads.log().toString()).doesNotContain("@");
    }
}
