package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points exchanged for a reward: recorded once, with the lots that they were taken from. */
class RedemptionTest {
    private static final String SHOPIFY = "\"provider\":\"shopify\"";
    private static final String NOWHERE = "\"provider\":\"none\"";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    private static List<String> of(JsonNode items, String name) {
        return items.findValuesAsText(name);
    }

    private JsonNode list(String name, String value) {
        return shop.call("list-redemptions")
                .noQuery()
                .query(name, value)
                .answer(200)
                .json();
    }

    @Test
    void points_are_taken_soonest_expiring_first_and_stay_on_the_redemption_as_lots() {
        var never = shop.give("ann", "POINTS", 100, "null");
        var late = shop.give("ann", "POINTS", 30, "\"2022-06-30\"");
        var soon = shop.give("ann", "POINTS", 20, "\"2021-06-30\"");
        var redemption = shop.redeem("RED-1", "ann", 60);
        assertThat(of(redemption.get("lots"), "lotId")).containsExactly(soon, late, never);
        assertThat(of(redemption.get("lots"), "amount")).containsExactly("20", "30", "10");
        assertThat(of(redemption.get("lots"), "expiresOn")).containsExactly("2021-06-30", "2022-06-30", "null");
        assertThat(of(redemption.get("lots"), "reverted")).containsOnly("false");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(90);
    }

    @Test
    void what_was_recorded_is_read_again_as_it_was_answered() {
        shop.give("ann", "POINTS", 100, "null");
        var answered = shop.redeem(
                "RED-1",
                "ann",
                60,
                "\"provider\":\"woocommerce\",\"discountId\":4711,\"tracked\":false,\"sourceExists\":true");
        assertThat(shop.redemption("RED-1")).isEqualTo(answered);
        assertThat(answered.get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(answered.get("customerId").textValue()).isEqualTo("ann");
        assertThat(answered.get("points").longValue()).isEqualTo(60);
        assertThat(answered.get("status").textValue()).isEqualTo("REDEEMED");
        assertThat(answered.has("reversal")).isFalse();
        assertThat(answered.get("reward")).isEqualTo(SampleEvents.json("""
            {"rewardId":"five-off","name":"5.00 off","provider":"woocommerce","code":"CODE-RED-1","discountId":"4711",\
            "tracked":false,"status":"ISSUED"}\
            """));
    }

    @Test
    void a_reward_whose_source_is_gone_already_says_so_and_is_tracked_unless_told_otherwise() {
        shop.give("ann", "POINTS", 100, "null");
        var reward = shop.redeem("RED-1", "ann", 60, NOWHERE + ",\"sourceExists\":false")
                .get("reward");
        assertThat(reward.get("status").textValue()).isEqualTo("SOURCE_MISSING");
        assertThat(reward.get("tracked").booleanValue()).isTrue();
        assertThat(reward.has("discountId")).isFalse();
    }

    @Test
    void C_16_each_lot_is_an_entry_that_names_the_redemption() {
        shop.give("ann", "POINTS", 20, "\"2021-06-30\"");
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 60);
        var entries = shop.activity("ann");
        assertThat(Points.entries(entries)).containsExactly("REDEEM -40", "REDEEM -20", "ISSUE 100", "ISSUE 20");
        for (var entry : List.of(entries.get(0), entries.get(1))) {
            assertThat(entry.get("redemptionId").textValue()).isEqualTo("RED-1");
            assertThat(entry.get("trigger").textValue()).isEqualTo("REDEMPTION");
            assertThat(entry.get("actor").textValue()).isEqualTo("shop-backend");
            assertThat(entry.get("occurredAt").textValue()).isEqualTo("2021-01-01T12:00:00Z");
            assertThat(entry.has("orderId")).isFalse();
        }
        assertThat(entries.get(0).get("balanceAfter").longValue()).isEqualTo(60);
    }

    @Test
    void R_08_recent_activity_is_the_customers_ten_newest_entries_the_redemptions_own_on_top() {
        IntStream.rangeClosed(1, 12).forEach(amount -> shop.give("ann", "POINTS", amount, "null"));
        var recent = shop.redeem("RED-1", "ann", 1).get("recentActivity");
        assertThat(Points.entries(recent))
                .containsExactly(
                        "REDEEM -1",
                        "ISSUE 12",
                        "ISSUE 11",
                        "ISSUE 10",
                        "ISSUE 9",
                        "ISSUE 8",
                        "ISSUE 7",
                        "ISSUE 6",
                        "ISSUE 5",
                        "ISSUE 4");
        shop.give("ann", "STORE_CREDIT", 77, "null");
        var now = shop.redemption("RED-1").get("recentActivity");
        assertThat(now).hasSize(10);
        assertThat(now.get(0)).isEqualTo(shop.activity("ann").get(0));
        assertThat(Points.entries(now)).startsWith("ISSUE 77", "REDEEM -1").endsWith("ISSUE 5");
    }

    @Test
    void L_07_expired_points_cannot_be_redeemed_and_what_is_missing_is_told() {
        shop.give("ann", "POINTS", 50, "\"2021-01-01\"");
        shop.give("ann", "POINTS", 50, "null");
        shop.at("2021-01-02T00:00:00Z");
        var before = shop.contents();
        var problem = shop.redeeming("RED-1", "ann", 51, SHOPIFY).answer(409);
        assertThat(problem.code()).isEqualTo("insufficient-balance");
        assertThat(problem.json().get("customerId").textValue()).isEqualTo("ann");
        assertThat(problem.json().get("needed").longValue()).isEqualTo(51);
        assertThat(problem.json().get("available").longValue()).isEqualTo(50);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(Points.entries(shop.redeem("RED-1", "ann", 50).get("recentActivity")))
                .containsExactly("REDEEM -50", "EXPIRE -50", "ISSUE 50", "ISSUE 50");
    }

    @Test
    void store_credit_buys_no_reward() {
        shop.give("ann", "STORE_CREDIT", 500, "null");
        assertThat(shop.redeeming("RED-1", "ann", 1, SHOPIFY).answer(409).code())
                .isEqualTo("insufficient-balance");
    }

    @Test
    void an_id_is_one_redemptions_whatever_it_says() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 10);
        var before = shop.contents();
        for (var points : List.of(10, 20)) {
            var problem = shop.redeeming("RED-1", "ann", points, SHOPIFY).answer(409);
            assertThat(problem.code()).isEqualTo("redemption-exists");
            assertThat(problem.json().get("redemptionId").textValue()).isEqualTo("RED-1");
        }
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void a_code_is_one_redemptions_at_its_provider() {
        shop.give("ann", "POINTS", 100, "null");
        shop.give("bob", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 10);
        var body = """
            {"redemptionId":"RED-2","customerId":"bob","points":10,\
            "reward":{"rewardId":"ten-off","name":"10.00 off","code":"CODE-RED-1","provider":"%s"}}\
            """;
        var problem = shop.call("redeem-points").body(body.formatted("shopify")).answer(409);
        assertThat(problem.code()).isEqualTo("redemption-exists");
        assertThat(problem.json().get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(shop.available("bob", "POINTS")).isEqualTo(100);
        shop.call("redeem-points")
                .body(body.formatted("shopify").replace("CODE-RED-1", "code-red-1"))
                .answer(409);
        shop.call("redeem-points").body(body.formatted("woocommerce")).answer(201);
        assertThat(shop.available("bob", "POINTS")).isEqualTo(90);
    }

    @Test
    void the_same_key_gets_the_first_answer_and_takes_nothing_more() {
        shop.give("ann", "POINTS", 100, "null");
        var first = shop.redeeming("RED-1", "ann", 10, SHOPIFY)
                .header("idempotency-key", "k")
                .answer(201);
        shop.give("ann", "POINTS", 5, "null");
        var again = shop.redeeming("RED-1", "ann", 10, SHOPIFY)
                .header("idempotency-key", "k")
                .answer(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(first.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(95);
        assertThat(shop.redeeming("RED-2", "ann", 10, SHOPIFY)
                        .header("idempotency-key", "k")
                        .answer(422)
                        .code())
                .isEqualTo("idempotency-key-reused");
        assertThat(shop.redeeming("RED-2", "ann", 10, SHOPIFY)
                        .withoutHeader("idempotency-key")
                        .answer(400)
                        .code())
                .isEqualTo("idempotency-key-missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                       | redemptionId,customerId,points,reward
        {"redemptionId":"a b","customerId":"","points":0,"reward":{}}            | redemptionId,customerId,points,reward.rewardId,reward.name,reward.provider,reward.code
        {"redemptionId":"R","customerId":"c","points":1.5,"reward":[]}           | points,reward
        {"redemptionId":"R","customerId":"c","points":1000000000001,"reward":null} | points,reward
        {"redemptionId":"R","customerId":"c","points":"1","reward":{"rewardId":"r","name":"","provider":"SHOPIFY","code":""}} | points,reward.name,reward.provider,reward.code
        {"redemptionId":"R","customerId":"c","points":1,"reward":{"rewardId":"r","name":"n","provider":"magento","code":"c"}} | reward.provider
        {"redemptionId":"R","customerId":"c","points":1,"reward":{"rewardId":"r","name":"n","provider":"none","code":"c","discountId":"x1"}} | reward.discountId
        {"redemptionId":"R","customerId":"c","points":1,"reward":{"rewardId":"r","name":"n","provider":"none","code":"c","discountId":-1}} | reward.discountId
        {"redemptionId":"R","customerId":"c","points":1,"reward":{"rewardId":"r","name":"n","provider":"none","code":"c","tracked":"no","sourceExists":1}} | reward.tracked,reward.sourceExists
        {"redemptionId":"R","customerId":"c","points":1,"reward":{"rewardId":"r","name":"n","provider":"none","code":"c","status":"USED"},"reason":{}} | reason,reward.status
        """)
    void bad_input_is_told_field_by_field(String body, String fields) {
        shop.give("c", "POINTS", 10, "null");
        var before = shop.contents();
        var problem = shop.call("redeem-points").body(body).answer(400);
        assertThat(problem.code()).isEqualTo("validation");
        assertThat(problem.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder(fields.split(",", -1));
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({"254, 201", "255, 201", "256, 400"})
    void a_code_is_free_text_of_255_characters_at_most(int length, int status) {
        shop.give("ann", "POINTS", 10, "null");
        shop.call("redeem-points")
                .body("""
                    {"redemptionId":"R","customerId":"ann","points":1,\
                    "reward":{"rewardId":"r","name":"n","provider":"none","code":"%s"}}\
                    """.formatted("ü 5%".repeat(64).substring(0, 254) + "x".repeat(length - 254)))
                .answer(status);
    }

    @ParameterizedTest
    @CsvSource({
        "redeem-points,      403, 403, 201",
        "list-redemptions,   200, 200, 403",
        "read-redemption,    200, 200, 403",
        "preview-reversal,   200, 200, 403",
        "reverse-redemption, 200, 403, 403",
    })
    void R_01_each_route_lets_in_its_roles_and_no_other(String route, int admin, int viewer, int platform) {
        shop.give("CUS-7", "POINTS", 900, "null");
        shop.redeeming("RED-1", "CUS-7", 100, NOWHERE).answer(201);
        var body = route.equals("redeem-points") ? SampleEvents.json("""
            {"redemptionId":"RED-2","customerId":"CUS-7","points":1,\
            "reward":{"rewardId":"r","name":"n","provider":"none","code":"c"}}\
            """).toString() : Revoker.DEACTIVATE;
        var before = shop.contents();
        for (var claims : List.of("cognito:groups=[]", "scope=recoup/platforms", "cognito:groups=[administrators]")) {
            assertThat(as(route, body, claims).answer(403).code()).isEqualTo("forbidden");
        }
        assertThat(shop.contents()).isEqualTo(before);
        as(route, body, "cognito:groups=[viewer]").answer(viewer);
        as(route, body, "scope=recoup/platform").answer(platform);
        as(route, body, "cognito:groups=[admin]").answer(admin);
    }

    private Shop.Call as(String route, String body, String claim) {
        var call = shop.call(route).withoutClaim("cognito:groups").withoutClaim("scope");
        var named = claim.split("=", 2);
        call.claim(named[0], named[1]);
        return route.startsWith("list") || route.startsWith("read") ? call : call.body(body);
    }

    @Test
    void L_05_merchants_have_redemptions_and_codes_of_their_own() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 10);
        var other = shop.call("read-redemption").path("redemptionId", "RED-1").merchant("emca");
        assertThat(other.answer(404).json().get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(shop.call("list-redemptions")
                        .noQuery()
                        .merchant("emca")
                        .answer(200)
                        .json()
                        .get("items"))
                .isEmpty();
        shop.call("adjust-balance")
                .merchant("emca")
                .path("customerId", "ann")
                .body("{\"asset\":\"POINTS\",\"amount\":7,\"reason\":{\"key\":\"other\"}}")
                .answer(201);
        var theirs = shop.redeeming("RED-1", "ann", 7, SHOPIFY).merchant("emca").answer(201);
        assertThat(theirs.json().get("points").longValue()).isEqualTo(7);
        assertThat(shop.redemption("RED-1").get("points").longValue()).isEqualTo(10);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(90);
    }

    @Test
    void nobody_knows_a_redemption_that_was_never_recorded() {
        assertThat(shop.call("read-redemption")
                        .path("redemptionId", "RED-9")
                        .answer(404)
                        .code())
                .isEqualTo("not-found");
        assertThat(shop.reverse("RED-9", Revoker.DEACTIVATE).answer(404).code()).isEqualTo("not-found");
        assertThat(shop.previewReversal("RED-9", Revoker.DEACTIVATE).answer(404).code())
                .isEqualTo("not-found");
    }

    @Test
    void redemptions_are_listed_newest_first_by_customer_and_status() {
        shop.give("ann", "POINTS", 100, "null");
        shop.give("bob", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 10);
        shop.at("2021-01-02T12:00:00Z");
        shop.redeem("RED-2", "bob", 10);
        shop.at("2021-01-03T12:00:00Z");
        shop.redeem("RED-3", "ann", 10, NOWHERE);
        shop.redeem("RED-4", "ann", 10);
        shop.reverse("RED-3", Revoker.DEACTIVATE).answer(200);
        shop.codes().fails(1);
        shop.reverse("RED-1", Revoker.DEACTIVATE).answer(202);
        assertThat(ids(shop.call("list-redemptions").noQuery().answer(200).json()))
                .containsExactly("RED-4", "RED-3", "RED-2", "RED-1");
        assertThat(ids(list("customerId", "ann"))).containsExactly("RED-4", "RED-3", "RED-1");
        assertThat(ids(list("customerId", "nobody"))).isEmpty();
        assertThat(ids(list("status", "REDEEMED"))).containsExactly("RED-4", "RED-2");
        assertThat(ids(list("status", "REVERSED"))).containsExactly("RED-3");
        assertThat(ids(list("status", "REVERSING"))).containsExactly("RED-1");
        var both = shop.call("list-redemptions")
                .noQuery()
                .query("customerId", "ann")
                .query("status", "REDEEMED");
        assertThat(ids(both.answer(200).json())).containsExactly("RED-4");
        assertThat(list("customerId", "bob").at("/items/0")).isEqualTo(shop.redemption("RED-2"));
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
    }

    @Test
    void pages_go_on_where_the_last_one_ended_and_have_no_gap() {
        shop.give("ann", "POINTS", 100, "null");
        var expected = new ArrayList<String>();
        for (var number = 10; number < 17; number++) {
            shop.redeem("RED-" + number, "ann", 1);
            expected.addFirst("RED-" + number);
        }
        var found = new ArrayList<String>();
        var page = shop.call("list-redemptions")
                .noQuery()
                .query("customerId", "ann")
                .query("limit", "3")
                .answer(200)
                .json();
        while (page.get("nextCursor").isTextual()) {
            assertThat(page.get("items")).hasSize(3);
            found.addAll(ids(page));
            page = shop.call("list-redemptions")
                    .noQuery()
                    .query("customerId", "ann")
                    .query("limit", "3")
                    .query("cursor", page.get("nextCursor").textValue())
                    .answer(200)
                    .json();
        }
        found.addAll(ids(page));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void a_cursor_is_of_one_merchant_and_one_question() {
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-1", "ann", 1);
        shop.redeem("RED-2", "ann", 1);
        var cursor = shop.call("list-redemptions")
                .noQuery()
                .query("limit", "1")
                .answer(200)
                .json()
                .get("nextCursor")
                .textValue();
        var call = shop.call("list-redemptions").noQuery().query("limit", "1");
        call.query("cursor", cursor).merchant("emca").answer(400);
        shop.call("list-redemptions").noQuery().query("cursor", cursor + "x").answer(400);
        assertThat(ids(shop.call("list-redemptions")
                        .noQuery()
                        .query("cursor", cursor)
                        .answer(200)
                        .json()))
                .containsExactly("RED-1");
    }

    @ParameterizedTest
    @CsvSource({"status, USED", "status, redeemed", "customerId, a b", "limit, 0", "limit, 101", "rewardId, five-off"})
    void a_list_takes_no_other_question(String name, String value) {
        assertThat(shop.call("list-redemptions")
                        .noQuery()
                        .query(name, value)
                        .answer(400)
                        .code())
                .isEqualTo("validation");
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("items").forEach(item -> ids.add(item.get("redemptionId").textValue()));
        return ids;
    }
}
