package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.handlers.Revoker.ANYWAY;
import static recoup.handlers.Revoker.DEACTIVATE;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.OrderId;
import recoup.operations.CodeShop.Told;
import recoup.store.Fault;
import recoup.store.FaultyDynamoDb;

/** A redemption taken back by an admin: the six cases, what the shop is asked, and what is left to see. */
class ReversalTest {
    private static final String SHOPIFY = "\"provider\":\"shopify\"";
    private static final String SOURCE_MISSING = SHOPIFY + ",\"sourceExists\":false";
    private static final String UNTRACKED = SHOPIFY + ",\"tracked\":false";
    private static final String NOWHERE = "\"provider\":\"none\"";
    private static final String DELETE = "{\"discountAction\":\"DELETE\"}";
    private static final String LEAVE = "{\"discountAction\":\"NONE\"}";
    private static final String LEAVE_ANYWAY = "{\"discountAction\":\"NONE\",\"refundAnyway\":true}";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);

    @BeforeEach
    void a_customer_with_points() {
        shop.give("ann", "POINTS", 100, "null");
    }

    private long points() {
        return shop.available("ann", "POINTS");
    }

    private void used(Optional<String> order) {
        shop.redeem("RED-1", "ann", 60);
        shop.codes().says(new Told.Used(order.map(OrderId::new)));
        assertThat(shop.reverse("RED-1", DEACTIVATE).answer(409).code()).isEqualTo("reward-already-used");
    }

    private JsonNode refused(String body, String code) {
        var before = shop.contents();
        var asked = shop.codes().asked();
        var problem = shop.reverse("RED-1", body).answer(409);
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.json().get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(shop.contents()).as("nothing is written").isEqualTo(before);
        assertThat(shop.codes().asked()).as("the shop is not asked").isEqualTo(asked);
        return problem.json();
    }

    /** The case, whether it is allowed, and the warnings, such as {@code 1 true []}. */
    private String preview(String body) {
        var before = shop.contents();
        var asked = shop.codes().asked();
        var answer = shop.previewReversal("RED-1", body).answer(200);
        var shown = answer.json();
        assertThat(shop.contents()).as("a preview writes nothing").isEqualTo(before);
        assertThat(shop.codes().asked()).as("a preview asks no shop").isEqualTo(asked);
        assertThat(answer.etag()).isEqualTo("\"" + shown.at("/plan/planHash").textValue() + "\"");
        assertThat(shown.get("redemption")).isEqualTo(shop.redemption("RED-1"));
        return shown.get("case") + " " + shown.get("allowed") + " " + shown.get("warnings");
    }

    @ParameterizedTest
    @CsvSource({"DEACTIVATE, DEACTIVATED", "DELETE, DELETED"})
    void R_04_case_1_the_code_is_revoked_and_the_points_are_back_with_a_note(String action, String status) {
        shop.redeem("RED-1", "ann", 60);
        var body = "{\"discountAction\":\"" + action
                + "\",\"reason\":{\"key\":\"change_mind\",\"message\":\"by mistake\"}}";
        assertThat(preview(body)).isEqualTo("1 true []");
        shop.at("2021-01-05T08:00:00Z");
        var answer = shop.reverse("RED-1", body).answer(200).json();
        assertThat(shop.codes().asked()).containsExactly("acme " + action + " CODE-RED-1");
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED " + status);
        assertThat(points()).isEqualTo(100);
        var reversal = answer.get("reversal");
        assertThat(reversal.get("points").longValue()).isEqualTo(60);
        assertThat(reversal.get("actor").textValue()).isEqualTo("9f1c2b7e-5f0a-4f0e-9a51-8f0c6b7d2e11");
        assertThat(reversal.get("reason"))
                .isEqualTo(SampleEvents.json("{\"key\":\"change_mind\",\"message\":\"by mistake\"}"));
        assertThat(reversal.get("at").textValue()).isEqualTo("2021-01-05T08:00:00Z");
        var entry = shop.activity("ann").get(0);
        assertThat(entry.get("type").textValue()).isEqualTo("REDEMPTION_REVERSAL");
        assertThat(entry.get("amount").longValue()).isEqualTo(60);
        assertThat(entry.get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(entry.get("trigger").textValue()).isEqualTo("REDEMPTION");
        assertThat(entry.get("actor")).isEqualTo(reversal.get("actor"));
        assertThat(entry.get("reason")).isEqualTo(reversal.get("reason"));
        assertThat(entry.get("note")).isEqualTo(reversal.get("note"));
        assertThat(entry.get("note").textValue()).isNotBlank();
        assertThat(answer.at("/lots/0/reverted").booleanValue()).isTrue();
    }

    @Test
    void R_08_the_answer_shows_the_returned_points_at_once_as_every_later_read_does() {
        shop.redeem("RED-1", "ann", 60);
        var answer = shop.reverse("RED-1", DEACTIVATE).answer(200).json();
        assertThat(answer.at("/recentActivity/0"))
                .isEqualTo(shop.activity("ann").get(0));
        assertThat(answer).isEqualTo(shop.redemption("RED-1"));
        var lot = shop.customer("ann").at("/lots/1");
        assertThat(lot.get("redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(lot.get("remaining").longValue()).isEqualTo(60);
    }

    @Test
    void R_04_case_2_the_source_is_missing() {
        shop.redeem("RED-1", "ann", 60, SOURCE_MISSING);
        assertThat(preview(DEACTIVATE)).isEqualTo("2 false [\"reward-source-missing\"]");
        refused(DEACTIVATE, "reward-source-missing");
        assertThat(points()).isEqualTo(40);
        assertThat(preview(ANYWAY)).isEqualTo("2 true [\"reward-source-missing\"]");
        var answer = shop.reverse("RED-1", ANYWAY).answer(200).json();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED SOURCE_MISSING");
        assertThat(answer.at("/reversal/note").textValue()).contains("no longer exists");
        assertThat(points()).isEqualTo(100);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void R_04_case_3_the_revoke_fails_and_the_points_wait() {
        shop.redeem("RED-1", "ann", 60);
        shop.codes().fails(1);
        var answer = shop.reverse("RED-1", DEACTIVATE).answer(202).json();
        assertThat(answer.get("status").textValue()).isEqualTo("REVERSING");
        assertThat(answer.has("reversal")).isFalse();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSING ISSUED");
        assertThat(points()).isEqualTo(40);
        assertThat(preview(DEACTIVATE)).isEqualTo("3 true [\"revoke-failing\"]");
        assertThat(preview(ANYWAY)).isEqualTo("3 false [\"revoke-failing\",\"reversal-in-progress\"]");
    }

    @ParameterizedTest
    @CsvSource({"0, 200, REVERSED DEACTIVATED, 100", "1, 202, REVERSING ISSUED, 40"})
    void R_04_anyway_does_not_spare_an_unused_code_its_revoke(int failures, int status, String left, long points) {
        shop.redeem("RED-1", "ann", 60);
        shop.codes().fails(failures);
        assertThat(preview(ANYWAY)).isEqualTo("1 true []");
        shop.reverse("RED-1", ANYWAY).answer(status);
        assertThat(shop.codes().asked()).containsExactly("acme DEACTIVATE CODE-RED-1");
        assertThat(revoker.of("RED-1")).isEqualTo(left);
        assertThat(points()).isEqualTo(points);
    }

    @Test
    void R_05_another_reverse_while_it_is_being_reversed_does_nothing_new() {
        shop.redeem("RED-1", "ann", 60);
        shop.codes().fails(1);
        shop.reverse("RED-1", DEACTIVATE).answer(202);
        var before = shop.contents();
        for (var body : new String[] {DEACTIVATE, LEAVE, "{\"discountAction\":\"DELETE\",\"extendExpired\":true}"}) {
            assertThat(shop.reverse("RED-1", body)
                            .answer(202)
                            .json()
                            .get("status")
                            .textValue())
                    .isEqualTo("REVERSING");
        }
        refused(ANYWAY, "reversal-in-progress");
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).hasSize(1);
    }

    @Test
    void R_04_case_4_the_code_was_used_by_an_order_that_we_know() {
        shop.placeWorth("ORD-9", "ann", 5_000);
        roads.tell(
                        "order.updated",
                        "{\"orderId\":\"ORD-9\",\"refundedTotal\":700,\"refund\":{\"refundId\":\"r\",\"amount\":700}}")
                .deliver();
        shop.redeem("RED-1", "ann", 60);
        shop.codes().says(new Told.Used(Optional.of(new OrderId("ORD-9"))));
        var first = shop.reverse("RED-1", DEACTIVATE).answer(409);
        var order = SampleEvents.json("""
            {"orderId":"ORD-9","status":"PENDING","paymentStatus":"PARTIALLY_REFUNDED","refundedTotal":700}\
            """);
        assertThat(first.code()).isEqualTo("reward-already-used");
        assertThat(first.json().get("order")).isEqualTo(order);
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
        assertThat(shop.redemption("RED-1").at("/reward/usedByOrderId").textValue())
                .isEqualTo("ORD-9");
        assertThat(refused(DEACTIVATE, "reward-already-used").get("order")).isEqualTo(order);
        assertThat(preview(DEACTIVATE)).isEqualTo("4 false [\"reward-already-used\"]");
        assertThat(points()).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {ANYWAY, LEAVE_ANYWAY})
    void R_04_case_4_anyway_gives_the_points_back_and_leaves_the_discount_as_it_is(String body) {
        used(Optional.empty());
        assertThat(refused(DEACTIVATE, "reward-already-used").has("order")).isFalse();
        assertThat(preview(body)).isEqualTo("4 true [\"reward-already-used\"]");
        var answer = shop.reverse("RED-1", body).answer(200).json();
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED USED");
        assertThat(answer.at("/reversal/note").textValue()).contains("used");
        assertThat(points()).isEqualTo(100);
        assertThat(shop.codes().asked()).as("only the first time").hasSize(1);
    }

    @Test
    void R_04_case_4_of_an_order_that_we_do_not_know_its_id_alone_is_told() {
        used(Optional.of("theirs-1"));
        assertThat(refused(DEACTIVATE, "reward-already-used").get("order"))
                .isEqualTo(SampleEvents.json("{\"orderId\":\"theirs-1\"}"));
    }

    /** Nobody knew of the use before the shop was asked: who says anyway need not say it twice. */
    @ParameterizedTest
    @ValueSource(strings = {SHOPIFY, UNTRACKED})
    void R_04_case_4_anyway_counts_for_a_use_that_only_the_shop_knew_of(String reward) {
        shop.redeem("RED-1", "ann", 60, reward);
        shop.codes().says(new Told.Used(Optional.of(new OrderId("ORD-9"))));
        var call = shop.reverse("RED-1", ANYWAY).header("idempotency-key", "k");
        var answer = call.answer(200);
        assertThat(answer.json().at("/reversal/note").textValue()).contains("had been used");
        assertThat(answer.json().at("/reward/usedByOrderId").textValue()).isEqualTo("ORD-9");
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED USED");
        assertThat(points()).isEqualTo(100);
        assertThat(call.answer(200).body()).isEqualTo(answer.body());
        revoker.finish(2);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(shop.codes().asked()).hasSize(1);
    }

    /** The shop itself may not say by which order, and a callback comes when it comes. */
    @Test
    void R_04_case_4_the_order_may_be_told_after_the_use() {
        used(Optional.empty());
        roads.tell("reward.used", "{\"redemptionId\":\"RED-1\"}").deliver();
        assertThat(refused(DEACTIVATE, "reward-already-used").has("order")).isFalse();
        roads.tell("reward.used", "{\"redemptionId\":\"RED-1\",\"orderId\":\"ORD-9\"}")
                .deliver();
        roads.tell("reward.used", "{\"redemptionId\":\"RED-1\",\"orderId\":\"ORD-10\"}")
                .deliver();
        assertThat(refused(DEACTIVATE, "reward-already-used")
                        .at("/order/orderId")
                        .textValue())
                .as("the first that used it")
                .isEqualTo("ORD-9");
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"DEACTIVATE | 1 | DEACTIVATED", "DELETE | 1 | DELETED", "NONE | 0 | ISSUED"})
    void R_04_case_5_nobody_tells_whether_it_was_used(String action, int asked, String status) {
        shop.redeem("RED-1", "ann", 60, UNTRACKED);
        var body = "{\"discountAction\":\"" + action + "\"}";
        assertThat(preview(body)).isEqualTo("5 false [\"reward-not-tracked\"]");
        refused(body, "reward-not-tracked");
        var anyway = "{\"discountAction\":\"" + action + "\",\"refundAnyway\":true}";
        assertThat(preview(anyway)).isEqualTo("5 true [\"reward-not-tracked\"]");
        var answer = shop.reverse("RED-1", anyway).answer(200).json();
        assertThat(answer.at("/reversal/note").textValue()).contains("Nobody can tell");
        assertThat(shop.codes().asked()).hasSize(asked);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED " + status);
        assertThat(points()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {DEACTIVATE, ANYWAY, LEAVE, LEAVE_ANYWAY})
    void R_04_case_6_nothing_comes_back_twice_whatever_is_asked(String body) {
        shop.redeem("RED-1", "ann", 60);
        shop.at("2021-01-05T08:00:00Z");
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        shop.at("2021-01-06T08:00:00Z");
        assertThat(refused(body, "redemption-already-reversed")
                        .get("reversedAt")
                        .textValue())
                .isEqualTo("2021-01-05T08:00:00Z");
        assertThat(preview(body)).isEqualTo("6 false [\"redemption-already-reversed\"]");
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SHOPIFY, "\"provider\":\"woocommerce\"", NOWHERE})
    void R_03_a_code_that_was_deactivated_can_still_be_deleted_and_no_points_move(String provider) {
        shop.redeem("RED-1", "ann", 60, provider);
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        var told = revoker.told();
        assertThat(preview(DELETE)).isEqualTo("6 true [\"redemption-already-reversed\"]");
        var before = shop.redemption("RED-1");
        var deleting = shop.reverse("RED-1", DELETE).header("idempotency-key", "delete");
        var answer = deleting.answer(200);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DELETED");
        assertThat(answer.json()).isEqualTo(shop.redemption("RED-1"));
        assertThat(answer.json().get("reversal")).isEqualTo(before.get("reversal"));
        assertThat(points()).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.told()).isEqualTo(told);
        assertThat(deleting.answer(200).body()).isEqualTo(answer.body());
        refused(DELETE, "redemption-already-reversed");
    }

    @Test
    void R_03_what_was_deleted_cannot_be_deactivated() {
        shop.redeem("RED-1", "ann", 60);
        shop.reverse("RED-1", DELETE).answer(200);
        assertThat(preview(DEACTIVATE)).isEqualTo("6 false [\"redemption-already-reversed\",\"reward-deleted\"]");
        refused(DEACTIVATE, "reward-deleted");
        refused(ANYWAY, "reward-deleted");
        assertThat(points()).isEqualTo(100);
    }

    @Test
    void a_shop_that_does_not_answer_leaves_a_deactivated_code_as_it_is_and_says_so() {
        shop.redeem("RED-1", "ann", 60);
        shop.reverse("RED-1", DEACTIVATE).answer(200);
        var before = shop.contents();
        shop.codes().fails(1);
        assertThat(shop.reverse("RED-1", DELETE).answer(503).code()).isEqualTo("unavailable");
        assertThat(shop.contents()).isEqualTo(before);
        shop.codes().says(new Told.Used(Optional.of(new OrderId("ORD-9"))));
        var used = shop.reverse("RED-1", DELETE).answer(409);
        assertThat(used.code()).isEqualTo("reward-already-used");
        assertThat(used.json().at("/order/orderId").textValue()).isEqualTo("ORD-9");
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED USED");
        assertThat(points()).isEqualTo(100);
        refused(DELETE, "redemption-already-reversed");
    }

    @ParameterizedTest
    @ValueSource(strings = {LEAVE, LEAVE_ANYWAY})
    void R_03_a_code_in_a_shop_must_be_revoked_while_it_is_unused(String body) {
        shop.redeem("RED-1", "ann", 60);
        assertThat(preview(body)).isEqualTo("1 false [\"revoke-required\"]");
        refused(body, "revoke-required");
        assertThat(points()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"DEACTIVATE, DEACTIVATED", "DELETE, DELETED", "NONE, ISSUED"})
    void R_03_a_code_that_lives_only_here_needs_no_shop(String action, String status) {
        shop.redeem("RED-1", "ann", 60, NOWHERE);
        var body = "{\"discountAction\":\"" + action + "\"}";
        assertThat(preview(body)).isEqualTo("1 true []");
        shop.reverse("RED-1", body).answer(200);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED " + status);
        assertThat(points()).isEqualTo(100);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void a_discount_that_others_share_is_left_alone_and_can_still_be_deleted() {
        shop.redeem("RED-1", "ann", 60);
        shop.codes().says(new Told.Shared());
        assertThat(shop.reverse("RED-1", DEACTIVATE).answer(409).code()).isEqualTo("code-shared");
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        assertThat(points()).isEqualTo(40);
        shop.reverse("RED-1", DELETE).answer(200);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DELETED");
        assertThat(points()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void R_08_one_reversal_is_one_message_with_what_came_back(boolean notify) {
        shop.redeem("RED-1", "ann", 60);
        assertThat(revoker.told()).isEmpty();
        shop.reverse("RED-1", "{\"discountAction\":\"DEACTIVATE\",\"notifyCustomer\":" + notify + "}")
                .answer(200);
        revoker.finish(3);
        shop.reverse("RED-1", DEACTIVATE).answer(409);
        assertThat(revoker.told()).hasSize(1);
        var message = roads.notifications("redemption.reversed").getFirst();
        assertThat(message.get("subject").textValue()).isEqualTo("RED-1");
        assertThat(message.at("/data/redemptionId").textValue()).isEqualTo("RED-1");
        assertThat(message.at("/data/customerId").textValue()).isEqualTo("ann");
        assertThat(message.at("/data/what").textValue()).isEqualTo("REVERSED");
        assertThat(message.at("/data/notifyCustomer").booleanValue()).isEqualTo(notify);
        assertThat(message.at("/data/entries")).hasSize(1);
        assertThat(message.at("/data/entries/0")).isEqualTo(shop.activity("ann").get(0));
        var attributes = roads.inbox().published().getLast().attributes();
        assertThat(attributes)
                .containsEntry("eventType", "redemption.reversed")
                .containsEntry("notifyCustomer", Boolean.toString(notify));
    }

    @Test
    void the_same_key_gets_the_first_answer_and_asks_the_shop_no_more() {
        shop.redeem("RED-1", "ann", 60);
        var first =
                shop.reverse("RED-1", DEACTIVATE).header("idempotency-key", "k").answer(200);
        shop.give("ann", "POINTS", 5, "null");
        var again =
                shop.reverse("RED-1", DEACTIVATE).header("idempotency-key", "k").answer(200);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(shop.codes().asked()).hasSize(1);
        assertThat(points()).isEqualTo(105);
        assertThat(shop.reverse("RED-1", ANYWAY)
                        .header("idempotency-key", "k")
                        .answer(422)
                        .code())
                .isEqualTo("idempotency-key-reused");
        assertThat(shop.reverse("RED-1", DEACTIVATE)
                        .withoutHeader("idempotency-key")
                        .answer(400)
                        .code())
                .isEqualTo("idempotency-key-missing");
    }

    @Test
    void a_refusal_leaves_the_key_free() {
        used(Optional.empty());
        shop.reverse("RED-1", DEACTIVATE).header("idempotency-key", "k").answer(409);
        shop.reverse("RED-1", ANYWAY).header("idempotency-key", "k").answer(200);
        assertThat(points()).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE"},
            mode = EnumSource.Mode.EXCLUDE)
    void A_07_if_an_answer_of_the_store_is_lost_the_points_still_come_back_once(Fault fault) {
        var calls = survives(fault, 0);
        for (var at = 1L; at < calls; at++) {
            var another = new ReversalTest();
            another.a_customer_with_points();
            another.survives(fault, at);
        }
        assertThat(calls).as("calls of the store").isGreaterThan(5);
    }

    /** One reversal whose call number {@code at} meets the fault; answers how many calls there were. */
    private long survives(Fault fault, long at) {
        shop.redeem("RED-1", "ann", 60);
        var calls = new AtomicLong();
        var store = new FaultyDynamoDb(shop.store(), (_, call) -> {
            calls.set(call + 1);
            return call == at ? fault : Fault.NONE;
        });
        var answer = shop.reverse("RED-1", DEACTIVATE).by(shop.over(store)).answer();
        assertThat(answer.status()).as("%s at call %s: %s", fault, at, answer).isIn(200, 202);
        revoker.finish(3);
        assertThat(revoker.of("RED-1")).isEqualTo("REVERSED DEACTIVATED");
        assertThat(points()).as("%s at call %s", fault, at).isEqualTo(100);
        assertThat(revoker.payments("ann")).isEqualTo(1);
        assertThat(revoker.told()).hasSize(1);
        assertThat(shop.codes().asked()).isNotEmpty();
        return calls.get();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cognito:groups=[viewer]", "scope=recoup/platform", "cognito:groups=[]"})
    void R_01_only_an_admin_reverses(String claim) {
        shop.redeem("RED-1", "ann", 60);
        var before = shop.contents();
        var named = claim.split("=", 2);
        var call = shop.reverse("RED-1", ANYWAY)
                .withoutClaim("cognito:groups")
                .withoutClaim("scope")
                .claim(named[0], named[1]);
        assertThat(call.answer(403).code()).isEqualTo("forbidden");
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void L_05_another_merchants_code_is_never_touched() {
        shop.redeem("RED-1", "ann", 60);
        var before = shop.contents();
        shop.reverse("RED-1", ANYWAY).merchant("emca").answer(404);
        shop.previewReversal("RED-1", ANYWAY).merchant("emca").answer(404);
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {}                                                                           | discountAction
        {"discountAction":"REVOKE","refundAnyway":"yes","points":0,"notifyCustomer":1} | discountAction,refundAnyway,points,notifyCustomer
        {"discountAction":"DELETE","points":1.5,"extendExpired":null,"reason":{}}    | points,extendExpired,reason
        {"discountAction":"DELETE","extendExpiredByDays":3,"refundanyway":true}      | extendExpiredByDays,refundanyway
        """)
    void bad_input_is_told_field_by_field(String body, String fields) {
        shop.redeem("RED-1", "ann", 60);
        var before = shop.contents();
        for (var call : new Shop.Call[] {shop.reverse("RED-1", body), shop.previewReversal("RED-1", body)}) {
            var problem = call.answer(400);
            assertThat(problem.code()).isEqualTo("validation");
            assertThat(problem.json().get("errors").findValuesAsText("field"))
                    .containsExactlyInAnyOrder(fields.split(",", -1));
        }
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.codes().asked()).isEmpty();
    }

    @Test
    void L_04_a_plan_that_was_shown_is_carried_out_as_it_was_shown_or_not_at_all() {
        shop.redeem("RED-1", "ann", 60);
        var shown = shop.previewReversal("RED-1", DEACTIVATE).answer(200);
        shop.give("ann", "POINTS", 1, "null");
        var other = shop.reverse("RED-1", DEACTIVATE)
                .header("if-match", "\"stale\"")
                .answer(412);
        assertThat(other.code()).isEqualTo("plan-changed");
        assertThat(other.json().at("/plan/planHash").textValue())
                .isEqualTo(shown.json().at("/plan/planHash").textValue());
        assertThat(shop.codes().asked()).isEmpty();
        var tag = "\"" + shown.json().at("/plan/planHash").textValue() + "\"";
        shop.reverse("RED-1", DEACTIVATE).header("if-match", tag).answer(200);
    }
}
