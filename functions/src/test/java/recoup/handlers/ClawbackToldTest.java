package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.queues.Inbox;

/** What is published of points that are taken back, or should have been: one message an operation. */
class ClawbackToldTest {
    private static final String ALL = "CANCELLED,REFUNDED,PARTIALLY_REFUNDED";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    /** 100 points spent, 200 earned; what was told so far is of no account. */
    @BeforeEach
    void an_order_that_spent_and_earned() {
        shop.clawback(ALL, "returned", "", "PROPORTIONAL/DEBT");
        shop.give("ann", "POINTS", 100, "null");
        shop.place("ORD-1", "ann", 0, 100);
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(published()).containsExactly("balance.adjusted");
    }

    /** The types of everything published so far. */
    private List<String> published() {
        assertThat(roads.publish()).isEmpty();
        return roads.inbox().published().stream()
                .map(message -> message.attributes().getOrDefault("eventType", ""))
                .toList();
    }

    private JsonNode told(String type) {
        assertThat(published()).containsExactly("balance.adjusted", type);
        return roads.notifications(type).getFirst();
    }

    @Test
    void L_03_an_update_that_takes_points_is_told_as_that() {
        shop.at("2021-01-02T12:00:00Z");
        points.refunded("ORD-1", "r1", 33);
        var event = told("points.clawed-back");
        assertThat(event.get("subject").textValue()).isEqualTo("ORD-1");
        assertThat(event.get("time").textValue()).isEqualTo("2021-01-02T12:00:00Z");
        assertThat(event.get("source").textValue()).isEqualTo("/recoup/acme");
        var data = event.get("data");
        assertThat(data.get("orderId").textValue()).isEqualTo("ORD-1");
        assertThat(data.get("customerId").textValue()).isEqualTo("ann");
        assertThat(data.get("what").textValue()).isEqualTo("CLAWED_BACK");
        assertThat(data.get("trigger").textValue()).isEqualTo("CLAWBACK");
        assertThat(data.get("actor").textValue()).isEqualTo("shop-backend");
        assertThat(data.get("notifyCustomer").booleanValue()).isFalse();
        assertThat(data.get("entries")).hasSize(1);
        assertThat(data.at("/entries/0")).isEqualTo(shop.activity("ann").get(0));
        assertThat(Points.entries(data.get("entries"))).containsExactly("CLAWBACK -66");
        assertThat(data.get("lots")).isEmpty();
        assertThat(data.has("writtenOff")).isFalse();
        assertThat(data.has("review")).isFalse();
    }

    @Test
    void E_03_a_grant_that_is_taken_at_once_is_told_with_both_entries() {
        shop.placeWorth("ORD-2", "ann", 100);
        points.tagged("ORD-2", "returned");
        points.earned("ORD-2", "ann", "g2", 70);
        var event = told("points.clawed-back");
        assertThat(event.get("subject").textValue()).isEqualTo("ORD-2");
        assertThat(Points.entries(event.at("/data/entries"))).containsExactly("EARN 70", "CLAWBACK -70");
        assertThat(event.at("/data/entries").findValuesAsText("trigger")).containsExactly("PLATFORM", "CLAWBACK");
    }

    @Test
    void a_grant_a_tag_without_a_match_and_a_repeat_are_told_to_nobody() {
        points.tagged("ORD-1", "vip");
        points.earned("ORD-1", "ann", "g2", 10);
        points.earned("ORD-1", "ann", "g2", 10);
        shop.placeWorth("ORD-2", "bob", 100);
        points.tagged("ORD-2", "returned");
        points.updated("ORD-2", "\"status\":\"REFUNDED\"");
        assertThat(published()).containsExactly("balance.adjusted");
        points.refunded("ORD-1", "r1", 33);
        points.refunded("ORD-1", "r1", 33);
        points.updated("ORD-1", "\"refundedTotal\":33");
        assertThat(told("points.clawed-back").at("/data/entries")).hasSize(1);
    }

    @Test
    void C_12_a_cancel_that_takes_too_is_one_message_with_everything_that_it_did() {
        shop.cancel("ORD-1", "{\"points\":{\"revert\":true},\"notifyCustomer\":true}")
                .answer(200);
        var event = told("order.cancelled");
        assertThat(Points.entries(event.at("/data/entries"))).containsExactly("REVERT 100", "CLAWBACK -200");
        assertThat(event.at("/data/entries").findValuesAsText("trigger")).containsExactly("MANUAL", "CLAWBACK");
        assertThat(event.at("/data/lots").findValuesAsText("why")).containsExactly("VALID");
        assertThat(event.at("/data/notifyCustomer").booleanValue()).isTrue();
        assertThat(event.at("/data/trigger").textValue()).isEqualTo("MANUAL");
    }

    @Test
    void A_10_the_customers_own_cancel_is_told_the_same_way() {
        roads.tell("order.cancelled", "{\"orderId\":\"ORD-1\",\"cancelledBy\":\"CUSTOMER\"}")
                .deliver();
        var event = told("order.cancelled");
        assertThat(Points.entries(event.at("/data/entries"))).containsExactly("REVERT 100", "CLAWBACK -200");
        assertThat(event.at("/data/trigger").textValue()).isEqualTo("CUSTOMER");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void C_12_a_second_cancel_is_told_by_what_it_does(boolean reverts) {
        shop.clawback("{\"enabled\":false}");
        shop.cancel("ORD-1", "{}").answer(200);
        published();
        shop.clawback("{\"enabled\":true}");
        shop.cancel("ORD-1", "{\"points\":{\"revert\":" + reverts + "},\"notifyCustomer\":true}")
                .answer(200);
        var type = reverts ? "order.reverted" : "points.clawed-back";
        assertThat(published()).containsExactly("balance.adjusted", "order.cancelled", type);
        var data = roads.notifications(type).getFirst().get("data");
        assertThat(Points.entries(data.get("entries")))
                .contains("CLAWBACK -200")
                .hasSize(reverts ? 2 : 1);
        assertThat(data.get("notifyCustomer").booleanValue()).isTrue();
        shop.cancel("ORD-1", "{\"points\":{\"revert\":" + reverts + "},\"notifyCustomer\":true}")
                .answer(200);
        assertThat(published()).as("nothing is left to do").hasSize(3);
    }

    @Test
    void E_06_debt_is_told_as_an_entry_without_a_lot() {
        shop.place("ORD-2", "ann", 0, 200);
        points.tagged("ORD-1", "returned");
        var entry = told("points.clawed-back").at("/data/entries/0");
        assertThat(entry.get("amount").longValue()).isEqualTo(-200);
        assertThat(entry.get("lotId").isNull()).isTrue();
        assertThat(entry.get("expiresOn").isNull()).isTrue();
        assertThat(entry.get("balanceAfter").longValue()).isEqualTo(-200);
    }

    @ParameterizedTest
    @ValueSource(ints = {150, 200})
    void E_06_what_is_written_off_is_told_even_when_nothing_is_taken(int spent) {
        shop.clawback("{\"shortfall\":\"CLAMP\"}");
        shop.place("ORD-2", "ann", 0, spent);
        points.tagged("ORD-1", "returned");
        var data = told("points.clawed-back").get("data");
        assertThat(data.get("writtenOff").longValue()).isEqualTo(spent);
        assertThat(data.get("customerId").textValue()).isEqualTo("ann");
        assertThat(data.get("entries")).hasSize(spent == 200 ? 0 : 1);
    }

    @Test
    void E_06_what_a_cancel_writes_off_is_told_with_it() {
        shop.clawback("{\"shortfall\":\"CLAMP\"}");
        shop.place("ORD-2", "ann", 0, 150);
        shop.cancel("ORD-1", "{}").answer(200);
        var data = told("order.cancelled").get("data");
        assertThat(data.get("writtenOff").longValue()).isEqualTo(150);
        assertThat(Points.entries(data.get("entries"))).containsExactly("CLAWBACK -50");
    }

    @Test
    void E_06_a_rejection_is_told_as_the_review_that_it_opens_and_once() {
        shop.clawback("{\"shortfall\":\"REJECT\"}");
        shop.place("ORD-2", "ann", 0, 150);
        points.tagged("ORD-1", "returned");
        points.tagged("ORD-1", "returned", "again");
        var event = told("review.opened");
        assertThat(event.at("/data/review/type").textValue()).isEqualTo("CLAWBACK_REJECTED");
        assertThat(event.at("/data/review/reviewId").textValue())
                .isEqualTo(shop.reviews().getFirst().get("reviewId").textValue());
        assertThat(event.at("/data/orderId").textValue()).isEqualTo("ORD-1");
        assertThat(event.at("/data/entries")).isEmpty();
    }

    @Test
    void E_06_a_cancel_whose_clawback_is_rejected_is_told_with_the_review() {
        shop.clawback("{\"shortfall\":\"REJECT\"}");
        shop.place("ORD-2", "ann", 0, 150);
        shop.cancel("ORD-1", "{}").answer(200);
        var data = told("order.cancelled").get("data");
        assertThat(data.get("entries")).isEmpty();
        assertThat(data.at("/review/type").textValue()).isEqualTo("CLAWBACK_REJECTED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DEBT", "CLAMP", "REJECT"})
    void the_same_operation_is_told_under_the_same_id_however_often(String shortfall) {
        shop.clawback("{\"shortfall\":\"" + shortfall + "\"}");
        shop.place("ORD-2", "ann", 0, 200);
        points.tagged("ORD-1", "returned");
        roads.inbox().refuse(1);
        assertThat(roads.publish()).isNotEmpty();
        var event = told(shortfall.equals("REJECT") ? "review.opened" : "points.clawed-back");
        var again = new Roads(shop);
        again.publish();
        assertThat(again.inbox().published()).isEqualTo(roads.inbox().published());
        assertThat(republished().published()).containsAll(roads.inbox().published());
        assertThat(event.get("id").textValue()).isNotBlank();
    }

    private Inbox republished() {
        var inbox = new Inbox();
        var day = "{\"merchantId\":\"acme\",\"from\":\"2021-01-01T00:00:00Z\",\"to\":\"2021-01-02T00:00:00Z\"}";
        var _ = roads.republish(inbox, day, roads.call());
        return inbox;
    }
}
