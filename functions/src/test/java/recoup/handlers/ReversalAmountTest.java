package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How many points a reversal gives back, and with which dates: 20 until June, 30 until next June, and 10 that stay. */
class ReversalAmountTest {
    private static final String REASON = "\"reason\":{\"message\":\"agreed\"}";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    @BeforeEach
    void sixty_points_of_three_lots() {
        shop.give("ann", "POINTS", 20, "\"2021-06-30\"");
        shop.give("ann", "POINTS", 30, "\"2022-06-30\"");
        shop.give("ann", "POINTS", 10, "null");
        shop.redeem("RED-1", "ann", 60);
    }

    private static String body(String more) {
        return "{\"discountAction\":\"DEACTIVATE\"" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    private JsonNode reverse(String more) {
        return shop.reverse("RED-1", body(more)).answer(200).json();
    }

    /** What came back, oldest first, such as {@code REDEMPTION_REVERSAL 20 2021-06-30}. */
    private List<String> back() {
        var back = new ArrayList<String>();
        for (var entry : shop.activity("ann")) {
            if (entry.has("note")) {
                back.addFirst(entry.get("type").textValue() + " " + entry.get("amount") + " "
                        + entry.get("expiresOn").asText());
            }
        }
        return back;
    }

    /** What became of the lots, such as {@code 20 false}. */
    private static List<String> lots(JsonNode redemption) {
        var lots = new ArrayList<String>();
        redemption.get("lots").forEach(lot -> lots.add(lot.get("amount") + " " + lot.get("reverted")));
        return lots;
    }

    @Test
    void R_06_each_lot_comes_back_as_its_own_with_its_own_date() {
        shop.at("2021-06-30T23:59:59Z");
        var reversed = reverse("");
        assertThat(back())
                .containsExactly(
                        "REDEMPTION_REVERSAL 20 2021-06-30",
                        "REDEMPTION_REVERSAL 30 2022-06-30",
                        "REDEMPTION_REVERSAL 10 null");
        assertThat(lots(reversed)).containsExactly("20 true", "30 true", "10 true");
        assertThat(reversed.at("/reversal/points").longValue()).isEqualTo(60);
    }

    @Test
    void R_06_an_expired_lot_stays_away_and_the_preview_says_so() {
        shop.at("2021-07-01T00:00:00Z");
        var shown = shop.previewReversal("RED-1", body("")).answer(200).json();
        assertThat(shown.get("allowed").booleanValue()).isTrue();
        assertThat(shown.get("warnings").toString()).isEqualTo("[\"expired-not-extended\"]");
        assertThat(shown.at("/plan/assets/0/toRevert").longValue()).isEqualTo(40);
        assertThat(shown.at("/plan/assets/0/lots").findValuesAsText("why"))
                .containsExactly("EXPIRED_NOT_EXTENDED", "VALID", "VALID");
        var reversed = reverse("");
        assertThat(back()).containsExactly("REDEMPTION_REVERSAL 30 2022-06-30", "REDEMPTION_REVERSAL 10 null");
        assertThat(lots(reversed)).containsExactly("20 false", "30 true", "10 true");
        assertThat(reversed.at("/reversal/points").longValue()).isEqualTo(40);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(40);
    }

    @Test
    void R_06_extended_it_comes_back_until_the_next_annual_date() {
        shop.at("2021-07-01T00:00:00Z");
        var shown = shop.previewReversal("RED-1", body("\"extendExpired\":true"))
                .answer(200)
                .json();
        assertThat(shown.get("warnings")).isEmpty();
        assertThat(shown.at("/plan/assets/0/lots/0/action").textValue()).isEqualTo("REVERT_EXTENDED");
        assertThat(shown.at("/plan/assets/0/lots/0/newExpiresOn").textValue()).isEqualTo("2021-12-31");
        assertThat(lots(reverse("\"extendExpired\":true"))).containsExactly("20 true", "30 true", "10 true");
        assertThat(back())
                .containsExactly(
                        "REDEMPTION_REVERSAL 20 2021-12-31",
                        "REDEMPTION_REVERSAL 30 2022-06-30",
                        "REDEMPTION_REVERSAL 10 null");
    }

    @Test
    void R_02_if_nothing_would_return_the_code_is_not_touched() {
        shop.give("bob", "POINTS", 5, "\"2021-06-30\"");
        shop.redeem("RED-2", "bob", 5);
        shop.at("2021-07-01T00:00:00Z");
        var before = shop.contents();
        for (var more : List.of("", "\"refundAnyway\":true", "\"points\":5")) {
            assertThat(shop.reverse("RED-2", body(more)).answer(409).code()).isEqualTo("nothing-to-return");
        }
        var shown = shop.previewReversal("RED-2", body("")).answer(200).json();
        assertThat(shown.get("allowed").booleanValue()).isFalse();
        assertThat(shown.get("warnings").toString()).isEqualTo("[\"nothing-to-return\",\"expired-not-extended\"]");
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).isEmpty();
        shop.reverse("RED-2", body("\"extendExpired\":true")).answer(200);
        assertThat(shop.available("bob", "POINTS")).isEqualTo(5);
    }

    @Test
    void R_07_of_fewer_the_latest_expiring_come_back_first_and_the_rest_is_closed() {
        var reversed = reverse("\"points\":35," + REASON);
        assertThat(back()).containsExactly("REDEMPTION_REVERSAL 25 2022-06-30", "REDEMPTION_REVERSAL 10 null");
        assertThat(lots(reversed)).containsExactly("20 false", "25 true", "5 false", "10 true");
        assertThat(reversed.at("/reversal/points").longValue()).isEqualTo(35);
        assertThat(reversed.at("/reversal/reason/message").textValue()).isEqualTo("agreed");
        assertThat(reversed.get("status").textValue()).isEqualTo("REVERSED");
        assertThat(reversed.get("points").longValue()).as("spent").isEqualTo(60);
        assertThat(shop.reverse("RED-1", body("")).answer(409).code()).isEqualTo("redemption-already-reversed");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(35);
    }

    /** What its preview says is closed, whatever is wanted and although its code may still be deleted. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"points\":100," + REASON, "\"extendExpired\":true"})
    void R_07_a_preview_of_a_reversed_redemption_promises_no_more_points(String more) {
        reverse("\"points\":35," + REASON);
        shop.at("2021-07-01T00:00:00Z");
        var body = "{\"discountAction\":\"DELETE\"" + (more.isEmpty() ? "" : "," + more) + "}";
        var shown = shop.previewReversal("RED-1", body).answer(200).json();
        assertThat(shown.get("allowed").booleanValue()).isTrue();
        assertThat(shown.get("warnings").toString()).isEqualTo("[\"redemption-already-reversed\"]");
        assertThat(shown.at("/plan/assets/0/toRevert").longValue()).isZero();
        assertThat(shown.at("/plan/assets/0/alreadyReverted").longValue()).isEqualTo(35);
        assertThat(shown.at("/plan/assets/0/lots").findValuesAsText("why"))
                .containsExactly("NOT_CHOSEN", "ALREADY_REVERTED", "NOT_CHOSEN", "ALREADY_REVERTED");
        var tag = "\"" + shown.at("/plan/planHash").textValue() + "\"";
        shop.reverse("RED-1", body).header("if-match", tag).answer(200);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(35);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1  | REDEMPTION_REVERSAL 1 null",
                "10 | REDEMPTION_REVERSAL 10 null",
                "40 | REDEMPTION_REVERSAL 30 2022-06-30, REDEMPTION_REVERSAL 10 null",
                "59 | REDEMPTION_REVERSAL 19 2021-06-30, REDEMPTION_REVERSAL 30 2022-06-30, REDEMPTION_REVERSAL 10 null"
            })
    void R_07_fewer_are_exact_to_the_point(long points, String expected) {
        reverse("\"points\":" + points + "," + REASON);
        assertThat(back()).containsExactly(expected.split(", ", -1));
        assertThat(shop.available("ann", "POINTS")).isEqualTo(points);
    }

    @ParameterizedTest
    @ValueSource(longs = {61, 100, 120})
    void R_07_of_more_the_surplus_is_one_lot_until_the_next_annual_date(long points) {
        var reversed = reverse("\"points\":" + points + "," + REASON);
        assertThat(back())
                .containsExactly(
                        "REDEMPTION_REVERSAL 20 2021-06-30",
                        "REDEMPTION_REVERSAL 30 2022-06-30",
                        "REDEMPTION_REVERSAL 10 null",
                        "ADJUST " + (points - 60) + " 2021-12-31");
        assertThat(reversed.at("/reversal/points").longValue()).isEqualTo(points);
        assertThat(reversed.at("/recentActivity/0/redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(points);
        var page = shop.call("verify").noQuery().answer(200).json();
        assertThat(page.get("balanced").booleanValue()).isTrue();
    }

    @Test
    void R_07_when_every_lot_has_expired_a_surplus_still_comes_back() {
        shop.give("bob", "POINTS", 5, "\"2021-06-30\"");
        shop.redeem("RED-2", "bob", 5);
        shop.at("2021-07-01T00:00:00Z");
        shop.reverse("RED-2", body("\"points\":8," + REASON)).answer(200);
        assertThat(shop.available("bob", "POINTS")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"59, reason", "61, reason", "120, reason", "121, points"})
    void R_07_another_amount_needs_a_reason_and_is_twice_the_points_at_most(long points, String field) {
        var before = shop.contents();
        var more = "\"points\":" + points + (field.equals("points") ? "," + REASON : "");
        for (var call : List.of(shop.reverse("RED-1", body(more)), shop.previewReversal("RED-1", body(more)))) {
            var problem = call.answer(400);
            assertThat(problem.code()).isEqualTo("validation");
            assertThat(problem.json().get("errors").findValuesAsText("field")).containsExactly(field);
        }
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void R_07_the_amount_that_was_spent_is_no_other_amount() {
        reverse("\"points\":60");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(60);
    }

    @Test
    void R_05_what_a_retry_gives_back_is_what_was_asked_for_at_first() {
        shop.codes().fails(2);
        shop.reverse("RED-1", body("\"points\":100,\"notifyCustomer\":true,\"extendExpired\":true," + REASON))
                .answer(202);
        shop.at("2021-07-01T00:00:00Z");
        revoker.finish(5);
        assertThat(back())
                .containsExactly(
                        "REDEMPTION_REVERSAL 20 2021-12-31",
                        "REDEMPTION_REVERSAL 30 2022-06-30",
                        "REDEMPTION_REVERSAL 10 null",
                        "ADJUST 40 2021-12-31");
        var reversal = shop.redemption("RED-1").get("reversal");
        assertThat(reversal.get("actor").textValue()).isEqualTo("9f1c2b7e-5f0a-4f0e-9a51-8f0c6b7d2e11");
        assertThat(reversal.at("/reason/message").textValue()).isEqualTo("agreed");
        assertThat(reversal.get("at").textValue()).isEqualTo("2021-07-01T00:00:00Z");
        assertThat(revoker.told()).hasSize(1);
        assertThat(revoker.told().getFirst().at("/data/notifyCustomer").booleanValue())
                .isTrue();
    }

    @Test
    void E_06_returned_points_pay_debt_first() {
        var points = new Points(shop, roads);
        shop.clawback("CANCELLED", "", "", "FULL/DEBT");
        points.example("ORD-1", "ann");
        shop.redeem("RED-2", "ann", 200);
        shop.cancel("ORD-1", "{}").answer(200);
        assertThat(points.has("ann")).isEqualTo("0/200");
        reverse("");
        assertThat(points.has("ann")).isEqualTo("0/140");
        assertThat(shop.activity("ann").get(0).get("debtSettled").longValue()).isEqualTo(10);
    }
}
