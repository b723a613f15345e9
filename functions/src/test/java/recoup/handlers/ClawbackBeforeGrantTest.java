package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A match that comes before the grant is remembered, and taken in the write that enters it (E-03). */
class ClawbackBeforeGrantTest {
    private static final String ALL = "CANCELLED,REFUNDED,PARTIALLY_REFUNDED";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);

    @BeforeEach
    void an_order_that_has_earned_nothing_yet() {
        shop.clawback(ALL, "returned", "goodwill", "PROPORTIONAL/DEBT");
        shop.placeWorth("ORD-1", "ann", 30_000);
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"\"tags\":[\"returned\"]", "\"status\":\"REFUNDED\"", "\"status\":\"CANCELLED\""})
    void E_03_the_grant_is_entered_and_taken_in_one_write(String told) {
        points.updated("ORD-1", told);
        var operations = shop.journal().size();
        shop.at("2021-01-02T12:00:00Z");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("0/0");
        assertThat(shop.journal()).hasSize(operations + 1);
        var activity = shop.activity("ann");
        assertThat(Points.entries(activity)).containsExactly("CLAWBACK -200", "EARN 200");
        assertThat(activity.findValuesAsText("trigger")).containsExactly("CLAWBACK", "PLATFORM");
        assertThat(activity.findValuesAsText("balanceAfter")).containsExactly("0", "200");
        assertThat(activity.get(0).get("lotId")).isEqualTo(activity.get(1).get("lotId"));
        var row = shop.history("ORD-1").get(0);
        assertThat(row.get("what").textValue()).isEqualTo("CLAWED_BACK");
        assertThat(row.get("trigger").textValue()).isEqualTo("CLAWBACK");
        assertThat(row.get("at").textValue()).isEqualTo("2021-01-02T12:00:00Z");
    }

    @Test
    void E_03_a_tag_without_a_grant_writes_no_history() {
        points.tagged("ORD-1", "returned");
        assertThat(points.history("ORD-1")).containsExactly("PLACED");
        assertThat(shop.activity("ann")).isEmpty();
    }

    @Test
    void E_03_the_refunded_share_is_remembered_and_each_grant_is_taken_by_it() {
        points.refunded("ORD-1", "r1", 10_000);
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
        points.earned("ORD-1", "ann", "g2", 100);
        assertThat(points.of("ORD-1")).as("a third of 300").isEqualTo("300/100/0");
        assertThat(points.entries("ann")).containsExactly("CLAWBACK -34", "EARN 100", "CLAWBACK -66", "EARN 200");
        points.refunded("ORD-1", "r2", 20_000);
        assertThat(points.of("ORD-1")).isEqualTo("300/300/0");
    }

    @Test
    void E_03_granting_judges_nothing_by_itself() {
        shop.clawback("{\"enabled\":false}");
        points.tagged("ORD-1", "returned");
        shop.clawback("{\"enabled\":true}");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1"))
                .as("nothing had matched when it was told")
                .isEqualTo("200/0/0");
        assertThat(points.history("ORD-1")).containsExactly("PLACED");
        points.updated("ORD-1", "");
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_04_a_skip_tag_prevents_that_there_is_anything_to_remember() {
        points.tagged("ORD-1", "returned", "goodwill");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/0/0");
    }

    @Test
    void E_02_an_update_that_matches_nothing_forgets_nothing() {
        points.tagged("ORD-1", "returned");
        points.tagged("ORD-1", "vip");
        points.updated("ORD-1", "\"status\":\"CONFIRMED\"");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_02_a_share_that_was_matched_is_not_forgotten_by_one_either() {
        points.updated("ORD-1", "\"refundedTotal\":10000,\"status\":\"PARTIALLY_REFUNDED\"");
        shop.clawback("{\"onStatuses\":[\"CANCELLED\"]}");
        points.updated("ORD-1", "\"status\":\"COMPLETED\"");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/66/0");
    }

    @Test
    void E_03_what_was_matched_is_remembered_whatever_becomes_of_tag_status_and_settings() {
        points.tagged("ORD-1", "returned");
        points.tagged("ORD-1", "goodwill");
        shop.clawback("{\"enabled\":false,\"onTags\":[]}");
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(points.of("ORD-1")).isEqualTo("200/200/0");
    }

    @Test
    void E_03_the_same_grant_again_is_not_taken_again() {
        points.tagged("ORD-1", "returned");
        points.earned("ORD-1", "ann", "g1", 200);
        shop.give("ann", "POINTS", 500, "null");
        var before = shop.contents();
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(points.has("ann")).isEqualTo("500/0");
    }

    @Test
    void E_06_a_share_of_a_grant_leaves_the_rest_of_its_own_lot() {
        shop.give("ann", "POINTS", 50, "\"2021-01-10\"");
        points.refunded("ORD-1", "r1", 15_000);
        points.earned("ORD-1", "ann", "g1", 200);
        assertThat(shop.customer("ann").get("lots").findValuesAsText("remaining"))
                .containsExactlyInAnyOrder("50", "100");
    }
}
