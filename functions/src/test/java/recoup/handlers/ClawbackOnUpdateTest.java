package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the shop tells of an order that earned 200 points and is worth 300.00 (article 3). */
class ClawbackOnUpdateTest {
    private static final String ALL = "CANCELLED,REFUNDED,PARTIALLY_REFUNDED";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @BeforeEach
    void an_order_that_earned_points() {
        points.example("ORD-1", "ann");
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    @Test
    void E_01_by_default_nothing_is_taken_whatever_is_told() {
        points.tagged("ORD-1", "returned");
        points.refunded("ORD-1", "r1", 10_000);
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        points.updated("ORD-1", "\"status\":\"CANCELLED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(points.has("ann")).isEqualTo("200/0");
    }

    @Test
    void E_01_switched_off_the_conditions_count_for_nothing() {
        shop.clawback(ALL, "returned", "", "FULL/DEBT");
        shop.clawback("{\"enabled\":false}");
        points.tagged("ORD-1", "returned");
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, CANCELLED, 200",
        "CANCELLED, REFUNDED, 0",
        "CANCELLED, PARTIALLY_REFUNDED, 0",
        "REFUNDED, CANCELLED, 0",
        "REFUNDED, REFUNDED, 200",
        "REFUNDED, PARTIALLY_REFUNDED, 0",
        "PARTIALLY_REFUNDED, CANCELLED, 0",
        "PARTIALLY_REFUNDED, REFUNDED, 0",
        "PARTIALLY_REFUNDED, PARTIALLY_REFUNDED, 200",
        "'CANCELLED,REFUNDED', REFUNDED, 200",
        "'CANCELLED,REFUNDED', CONFIRMED, 0"
    })
    void E_01_each_status_is_a_condition_of_its_own(String conditions, String told, long taken) {
        shop.clawback(conditions, "", "", "FULL/DEBT");
        points.updated("ORD-1", "\"status\":\"" + told + "\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/" + taken + "/0");
        assertThat(points.has("ann")).isEqualTo((200 - taken) + "/0");
    }

    @ParameterizedTest
    @CsvSource({
        "returned, returned, 200",
        "returned, ' ReTurned  ', 200",
        "' Returned ', returned, 200",
        "returned, returned-late, 0",
        "returned, return, 0",
        "'lost,returned', returned, 200",
        "'lost,returned', 'lost returned', 0"
    })
    void E_01_tags_match_whole_trimmed_and_whatever_their_case(String conditions, String tag, long taken) {
        shop.clawback("", conditions, "", "FULL/DEBT");
        points.tagged("ORD-1", "vip", tag);
        assertThat(points.of("ORD-1")).isEqualTo("200/" + taken + "/0");
    }

    @Test
    void E_01_what_was_taken_says_so_in_entry_and_history() {
        shop.clawback("REFUNDED", "returned", "", "FULL/DEBT");
        shop.at("2021-01-02T12:00:00Z");
        points.tagged("ORD-1", "returned");
        var lot = shop.activity("ann").get(1).get("lotId");
        var entry = (ObjectNode) shop.activity("ann").get(0);
        assertThat(entry.remove("entryId").textValue()).isNotBlank();
        assertThat(entry.remove("lotId")).isEqualTo(lot);
        assertThat(entry).hasToString("""
            {"type":"CLAWBACK","asset":"POINTS","amount":-200,"expiresOn":"2021-12-31","orderId":"ORD-1",\
            "trigger":"CLAWBACK","actor":"shop-backend","occurredAt":"2021-01-02T12:00:00Z","balanceAfter":0}\
            """);
        assertThat(shop.history("ORD-1").get(0)).hasToString("""
            {"at":"2021-01-02T12:00:00Z","trigger":"CLAWBACK","actor":"shop-backend","what":"CLAWED_BACK","lots":[]}\
            """);
        assertThat(points.history("ORD-1")).containsExactly("CLAWED_BACK", "PLACED");
    }

    @Test
    void E_04_a_skip_tag_prevents_the_match_while_it_is_there() {
        shop.clawback(ALL, "returned", " Goodwill,manual", "FULL/DEBT");
        points.updated("ORD-1", "\"tags\":[\"returned\",\"goodwill \"],\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        points.updated("ORD-1", "\"status\":\"CANCELLED\"");
        assertThat(points.of("ORD-1")).as("the tag is still there").isEqualTo("200/0/0");
        points.tagged("ORD-1");
        assertThat(points.of("ORD-1"))
                .as("judged as it then stands: refunded, cancelled, and without the tag")
                .isEqualTo("200/200/0");
    }

    @Test
    void E_04_a_skip_tag_that_comes_later_undoes_nothing_and_prevents_the_rest() {
        shop.clawback(ALL, "", "goodwill", "PROPORTIONAL/DEBT");
        points.refunded("ORD-1", "r1", 10_000);
        points.tagged("ORD-1", "goodwill");
        points.refunded("ORD-1", "r2", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        points.tagged("ORD-1", "other");
        assertThat(points.of("ORD-1")).isEqualTo("200/133/0");
    }

    @Test
    void E_04_tags_that_the_order_was_placed_with_count_at_the_next_update_and_no_sooner() {
        shop.clawback("", "returned", "", "FULL/DEBT");
        shop.placeWorth("ORD-2", "bob", 30_000, "vip", "returned");
        points.earned("ORD-2", "bob", "g2", 50);
        roads.tell("order.paid", "{\"orderId\":\"ORD-2\"}").deliver();
        assertThat(points.of("ORD-2"))
                .as("a payment that is recorded is no update")
                .isEqualTo("50/0/0");
        points.updated("ORD-2", "");
        assertThat(points.of("ORD-2")).isEqualTo("50/50/0");
    }

    @Test
    void E_04_told_tags_replace_the_list() {
        shop.clawback("", "returned", "", "FULL/DEBT");
        shop.placeWorth("ORD-2", "bob", 30_000, "returned");
        points.earned("ORD-2", "bob", "g2", 50);
        points.tagged("ORD-2", "vip");
        assertThat(points.of("ORD-2")).isEqualTo("50/0/0");
        assertThat(shop.order("ORD-2").get("tags")).hasToString("[\"vip\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PENDING", "CONFIRMED", "COMPLETED"})
    void E_04_a_move_by_hand_is_an_update_even_to_where_the_order_is(String status) {
        points.tagged("ORD-1", "returned");
        shop.clawback("", "returned", "", "FULL/DEBT");
        var moved = shop.call("move-order")
                .path("orderId", "ORD-1")
                .body("{\"status\":\"" + status + "\"}")
                .answer(200)
                .json();
        assertThat(moved.at("/order/clawedBack").longValue()).isEqualTo(200);
        assertThat(moved.get("order")).isEqualTo(shop.order("ORD-1"));
        assertThat(points.has("ann")).isEqualTo("0/0");
        assertThat(shop.activity("ann").get(0).get("trigger").textValue()).isEqualTo("CLAWBACK");
        var moves = !status.equals("PENDING");
        assertThat(points.history("ORD-1")).containsExactly(moves ? "MOVED_BACK" : "CLAWED_BACK", "PLACED");
        assertThat(roads.publish()).as("what was not taken").isEmpty();
        assertThat(roads.notifications("points.clawed-back")).hasSize(1);
    }

    @Test
    void E_05_three_equal_refunds_take_66_67_and_67() {
        shop.clawback("REFUNDED,PARTIALLY_REFUNDED", "", "", "PROPORTIONAL/DEBT");
        points.refunded("ORD-1", "r1", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        points.refunded("ORD-1", "r2", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/133/0");
        points.refunded("ORD-1", "r3", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.entries("ann")).containsExactly("CLAWBACK -67", "CLAWBACK -67", "CLAWBACK -66", "EARN 200");
        assertThat(points.history("ORD-1")).containsExactly("CLAWED_BACK", "CLAWED_BACK", "CLAWED_BACK", "PLACED");
    }

    @Test
    void E_05_what_is_refunded_so_far_takes_the_same_as_its_parts() {
        shop.clawback("REFUNDED,PARTIALLY_REFUNDED", "", "", "PROPORTIONAL/DEBT");
        points.updated("ORD-1", "\"refundedTotal\":10000");
        points.refunded("ORD-1", "r1", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        points.updated("ORD-1", "\"refundedTotal\":20000");
        points.refunded("ORD-1", "r2", 10_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/133/0");
        points.updated("ORD-1", "\"refundedTotal\":15000");
        points.updated("ORD-1", "\"refundedTotal\":30000");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "149, 0", "150, 1", "299, 1", "300, 2", "29999, 199", "30000, 200"})
    void E_05_a_share_is_exact_and_rounded_down(long refunded, long taken) {
        shop.clawback("REFUNDED,PARTIALLY_REFUNDED", "", "", "PROPORTIONAL/DEBT");
        points.refunded("ORD-1", "r1", refunded);
        assertThat(points.of("ORD-1")).isEqualTo("200/" + taken + "/0");
    }

    @Test
    void E_05_a_refund_of_a_part_takes_all_or_nothing_if_the_merchant_says_so() {
        shop.clawback(ALL, "", "", "NONE/DEBT");
        points.refunded("ORD-1", "r1", 29_999);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        shop.clawback("{\"partialRefund\":\"FULL\"}");
        points.refunded("ORD-1", "r1", 29_999);
        assertThat(points.of("ORD-1")).as("a known refund says nothing").isEqualTo("200/0/0");
        points.updated("ORD-1", "");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_05_a_total_of_nothing_counts_as_a_full_refund() {
        shop.clawback("PARTIALLY_REFUNDED", "", "", "PROPORTIONAL/DEBT");
        shop.placeWorth("ORD-2", "bob", 0);
        points.earned("ORD-2", "bob", "g2", 50);
        points.updated("ORD-2", "\"status\":\"PARTIALLY_REFUNDED\"");
        assertThat(points.of("ORD-2")).isEqualTo("50/50/0");
    }

    @Test
    void E_05_a_told_status_without_an_amount_has_no_share_yet() {
        shop.clawback(ALL, "", "", "PROPORTIONAL/DEBT");
        points.updated("ORD-1", "\"status\":\"PARTIALLY_REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        points.refunded("ORD-1", "r1", 15_000);
        assertThat(points.of("ORD-1")).isEqualTo("200/100/0");
        points.updated("ORD-1", "\"status\":\"REFUNDED\"");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"refundedTotal\":30001                                            | refunded more than the order's"
                        + " total",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":30001}                  | refunded more than the order's"
                        + " total",
                "\"refund\":{\"refundId\":\"r0\",\"amount\":7}                      | refund known with another amount",
                "\"refundedTotal\":300,\"currency\":\"EUR\"                         | refunded in another currency"
                        + " than the order's",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":30},\"currency\":\"EUR\" | refunded in another currency"
                        + " than the order's",
                "\"refund\":{\"refundId\":\"r1\",\"amount\":-1}                     | invalid: refund.amount must be a"
                        + " whole number from 1 to 1000000000000",
                "\"refundedTotal\":-1                                               | invalid: refundedTotal must be a"
                        + " whole number from 0 to 1000000000000"
            })
    void a_refund_that_cannot_be_is_parked_with_the_reason_and_takes_nothing(String told, String reason) {
        shop.clawback(ALL, "returned", "", "FULL/DEBT");
        shop.clawback("{\"enabled\":false}");
        points.refunded("ORD-1", "r0", 1);
        shop.clawback("{\"enabled\":true}");
        var before = shop.contents();
        points.updated("ORD-1", "\"tags\":[\"returned\"],\"status\":\"REFUNDED\"," + told);
        assertThat(roads.parked()).containsExactly(reason);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void E_01_of_300_tags_the_first_250_count_and_the_log_says_how_many_did_not() {
        shop.clawback("", "tag-250,tag-251", "", "FULL/DEBT");
        var tags = tags(300);
        points.tagged("ORD-1", tags.toArray(String[]::new));
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(shop.order("ORD-1").get("tags")).hasSize(250);
        assertThat(roads.log().getLast().get("tagsLeftOut").intValue()).isEqualTo(50);
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("done");
    }

    @Test
    void E_01_a_tag_beyond_the_first_250_matches_nothing_and_the_update_counts() {
        shop.clawback("REFUNDED", "tag-251,tag-300", "", "FULL/DEBT");
        points.tagged("ORD-1", tags(300).toArray(String[]::new));
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
        assertThat(shop.order("ORD-1").get("tags")).hasSize(250);
        points.updated("ORD-1", "\"status\":\"REFUNDED\",\"tags\":[\"" + String.join("\",\"", tags(251)) + "\"]");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(roads.log().getLast().get("tagsLeftOut").intValue()).isEqualTo(1);
        points.tagged("ORD-1", tags(250).toArray(String[]::new));
        assertThat(roads.log().getLast().has("tagsLeftOut")).isFalse();
    }

    private static List<String> tags(int many) {
        var tags = new ArrayList<String>();
        IntStream.rangeClosed(1, many).forEach(number -> tags.add("tag-" + number));
        return tags;
    }
}
