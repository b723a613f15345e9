package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import recoup.handlers.CodeRevoker;
import recoup.handlers.Environment;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.store.FreshTable;

/** A way through the API on which redemptions are undone: at once, late, by force, elsewhere, or not for a while. */
final class RedemptionTour {
    private static final int MOST_FAILURES = 12;

    private static final Environment QUEUES = Environment.of(Map.of(
            Environment.TABLE, FreshTable.NAME,
            Environment.REVOCATIONS, Roads.REVOCATIONS,
            Environment.REVOCATIONS_PARKED, Roads.REVOCATIONS + Roads.PARKED));

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    private RedemptionTour() {
        shop.give("CUS-7", "POINTS", 1_000, "\"2021-06-30\"");
    }

    /** Every answer that shows a redemption shows it here. */
    static void everythingComesBack() {
        var tour = new RedemptionTour();
        tour.recording();
        tour.reading();
        tour.previewing();
        tour.reversing();
        tour.comingLate();
        tour.stuck();
        tour.givenBackElsewhere();
    }

    private void recording() {
        shop.call("redeem-points").header("idempotency-key", "once").answer(201);
        shop.call("redeem-points").header("idempotency-key", "once").answer(201);
        var known = redeem(Map.of("redemptionId", "RED-2", "code", "SHIP", "discountId", "1057371324"))
                .answer(201)
                .json();
        assertThat(known.at("/reward/discountId").textValue()).isEqualTo("1057371324");
        assertThat(known.at("/recentActivity/0/redemptionId").textValue()).isEqualTo("RED-2");
        redeem(Map.of("redemptionId", "RED-3", "code", "MUG 12", "provider", "none", "tracked", "false"))
                .answer(201);
        assertThat(redeem(Map.of("redemptionId", "RED-9", "code", "DEAR", "points", "5000"))
                        .answer(409)
                        .code())
                .isEqualTo("insufficient-balance");
    }

    private void reading() {
        shop.call("read-redemption").answer(200);
        var absent = shop.call("read-redemption").path("redemptionId", "RED-9").answer(404);
        assertThat(absent.json().get("redemptionId").textValue()).isEqualTo("RED-9");
        var first = shop.call("list-redemptions").query("limit", "1").answer(200);
        assertThat(first.json().get("nextCursor").isNull()).isFalse();
        shop.call("list-redemptions")
                .query("status", "REDEEMED")
                .query("limit", "1")
                .answer(200);
        assertThat(shop.call("list-redemptions")
                        .query("limit", "1")
                        .query("cursor", first.json().get("nextCursor").textValue())
                        .answer(200)
                        .json()
                        .at("/items/0/redemptionId")
                        .textValue())
                .isEqualTo("RED-2");
    }

    private void previewing() {
        var preview = shop.call("preview-reversal").answer(200);
        assertThat(preview.json().at("/case").intValue()).isEqualTo(1);
        assertThat(preview.json().at("/allowed").booleanValue()).isTrue();
        assertThat(preview.json().at("/warnings")).isEmpty();
        assertThat(preview.etag())
                .isEqualTo("\"" + preview.json().at("/plan/planHash").textValue() + "\"");
        var untracked = previewOf("RED-3", "{\"discountAction\":\"NONE\"}");
        assertThat(untracked.at("/case").intValue()).isEqualTo(5);
        assertThat(untracked.at("/allowed").booleanValue()).isFalse();
        assertThat(untracked.at("/warnings")).hasToString("[\"reward-not-tracked\"]");
        shop.call("preview-reversal").path("redemptionId", "RED-9").answer(404);
        shop.call("preview-reversal")
                .body("{\"discountAction\":\"DELETE\",\"points\":60}")
                .answer(400);
        shop.call("preview-reversal").body("{\"discountAction\":\"BURN\"}").answer(400);
    }

    /** The code is revoked at once; the points, and more of them for another. */
    private void reversing() {
        assertThat(shop.call("reverse-redemption")
                        .header("if-match", "\"other\"")
                        .header("idempotency-key", "other")
                        .answer(412)
                        .code())
                .isEqualTo("plan-changed");
        shop.call("reverse-redemption").header("idempotency-key", "back").answer(200);
        shop.call("reverse-redemption").header("idempotency-key", "back").answer(200);
        shop.call("reverse-redemption").path("redemptionId", "RED-9").answer(404);
        var more = shop.call("reverse-redemption")
                .path("redemptionId", "RED-3")
                .body("""
                    {"discountAction":"NONE","refundAnyway":true,"points":150,"reason":{"message":"Goodwill"}}\
                    """)
                .answer(200)
                .json();
        assertThat(more.at("/reversal/points").longValue()).isEqualTo(150);
        assertThat(more.at("/recentActivity").findValuesAsText("type")).contains("ADJUST", "REDEMPTION_REVERSAL");
        assertThat(shop.customer("CUS-7").get("lots").findValuesAsText("redemptionId"))
                .contains("RED-1", "RED-3");
        assertThat(shop.activity("CUS-7").findValuesAsText("note")).isNotEmpty();
        var preview = previewOf("RED-1", "{\"discountAction\":\"DELETE\"}");
        assertThat(preview.at("/case").intValue()).isEqualTo(6);
        assertThat(preview.at("/warnings")).hasToString("[\"redemption-already-reversed\"]");
    }

    /** The shop cannot be told at once: 202, again and again, until it can. */
    private void comingLate() {
        shop.codes().fails(2);
        var reversing = reverse("RED-2", "late").answer(202).json();
        assertThat(reversing.get("status").textValue()).isEqualTo("REVERSING");
        assertThat(reverse("RED-2", "late").answer(202).headers()).containsEntry("Idempotency-Replayed", "true");
        reverse("RED-2", "later").answer(202);
        var preview = previewOf("RED-2", "{\"discountAction\":\"DELETE\",\"refundAnyway\":true}");
        assertThat(preview.at("/case").intValue()).isEqualTo(3);
        assertThat(preview.at("/warnings")).hasToString("[\"revoke-failing\",\"reversal-in-progress\"]");
        shop.call("list-redemptions").query("status", "REVERSING").answer(200);
        tryAgain(2);
        assertThat(shop.call("read-redemption")
                        .path("redemptionId", "RED-2")
                        .answer(200)
                        .json()
                        .get("status")
                        .textValue())
                .isEqualTo("REVERSED");
    }

    /** It never can be told: a person must look. */
    private void stuck() {
        redeem(Map.of("redemptionId", "RED-4", "code", "STUCK")).answer(201);
        shop.codes().fails(MOST_FAILURES);
        reverse("RED-4", "stuck").answer(202);
        tryAgain(MOST_FAILURES);
        assertThat(roads.notifications("review.opened")).hasSize(1);
        assertThat(shop.reviews()).singleElement().satisfies(review -> {
            assertThat(review.get("type").textValue()).isEqualTo("REVOKE_STUCK");
            assertThat(review.get("redemptionId").textValue()).isEqualTo("RED-4");
            assertThat(review.has("orderId")).isFalse();
        });
        shop.call("resolve-review").path("reviewId", "REVOKE_STUCK:RED-4").answer(200);
    }

    /** Nothing comes back here of what came back there (R-04, case 6). */
    private void givenBackElsewhere() {
        redeem(Map.of("redemptionId", "RED-5", "code", "ELSEWHERE")).answer(201);
        roads.tell("reward.refunded-externally", """
            {"redemptionId":"RED-5","refundedAt":"2021-01-01T11:00:00Z"}\
            """).deliver();
        var reversal = shop.call("read-redemption")
                .path("redemptionId", "RED-5")
                .answer(200)
                .json()
                .get("reversal");
        assertThat(reversal.get("points").longValue()).isZero();
        assertThat(reversal.get("at").textValue()).isEqualTo("2021-01-01T11:00:00Z");
        assertThat(roads.publish()).isEmpty();
        assertThat(roads.notifications("redemption.reversed")).hasSize(4);
    }

    /** The code-revoker gets what was begun, and then so many rounds. */
    private void tryAgain(int rounds) {
        var sqs = roads.sqs();
        var revoker = new CodeRevoker(QUEUES, shop.store(), sqs, shop.codes(), shop.businessTime());
        for (var round = 0; round < rounds; round++) {
            assertThat(roads.publish()).isEmpty();
            sqs.waitsEnd();
            sqs.deliver(Roads.REVOCATIONS, event -> revoker.handleRequest(event, new OneCall()));
        }
        assertThat(sqs.messages(Roads.REVOCATIONS)).isEmpty();
        assertThat(roads.publish()).isEmpty();
    }

    private Shop.Call redeem(Map<String, String> fields) {
        return redeem(shop, fields);
    }

    /** The sample with these fields, of the redemption or of its reward, as JSON or as words. */
    static Shop.Call redeem(Shop shop, Map<String, String> fields) {
        var body = (ObjectNode) SampleEvents.json(SampleEvents.read("admin-api/redeem-points", JsonNode.class)
                .get("body")
                .textValue());
        var reward = (ObjectNode) body.get("reward");
        fields.forEach((name, value) -> {
            var json = value.matches("true|false|\\d{1,5}") ? SampleEvents.json(value) : body.textNode(value);
            (body.has(name) ? body : reward).set(name, json);
        });
        return shop.call("redeem-points").body(body.toString());
    }

    private Shop.Call reverse(String redemption, String key) {
        return shop.call("reverse-redemption").path("redemptionId", redemption).header("idempotency-key", key);
    }

    private JsonNode previewOf(String redemption, String choices) {
        return shop.call("preview-reversal")
                .path("redemptionId", redemption)
                .body(choices)
                .answer(200)
                .json();
    }
}
