package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The codes of a shop's new orders: those of redemptions are used, and campaigns have codes of their own. */
class CodesOfOrdersTest {
    private static final int RECEIVES = 5;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Revoker revoker = new Revoker(shop, roads);
    private final ShopCallbacks callbacks = new ShopCallbacks(roads);

    @BeforeEach
    void a_customer_with_points() {
        shop.give("ann", "POINTS", 100, "null");
    }

    private void shopify(String... codes) {
        callbacks.shopify("orders/create", "orders-create", order -> put(order, "discount_codes", codes));
    }

    private void wooCommerce(String status, String... codes) {
        callbacks.wooCommerce("order-" + status, order -> put(order, "coupon_lines", codes));
    }

    private static void put(ObjectNode order, String lines, String... codes) {
        var list = order.putArray(lines);
        for (var code : codes) {
            list.addObject().put("code", code);
        }
    }

    private String usedBy(String redemption) {
        return shop.redemption(redemption).at("/reward/usedByOrderId").textValue();
    }

    /** What the last delivery said of what it did. */
    private String outcome() {
        return roads.log().getLast().path("outcome").asText();
    }

    /** Until nothing is left to come back; answers how often it was looked at. */
    private int deliverToTheEnd() {
        var times = 0;
        while (!roads.sqs().messages(Roads.ORDER_EVENTS).isEmpty()) {
            roads.sqs().waitsEnd();
            roads.deliver();
            times++;
        }
        return times;
    }

    @Test
    void R_04_a_code_of_a_new_order_at_shopify_is_used() {
        shop.redeem("RED-1", "ann", 10);
        shop.redeem("RED-2", "ann", 10);
        shopify("SUMMER", "CODE-RED-2", "CODE-RED-2");
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        assertThat(revoker.of("RED-2")).isEqualTo("REDEEMED USED");
        assertThat(usedBy("RED-2")).isEqualTo("820982911946154508");
        var problem = shop.reverse("RED-2", Revoker.DEACTIVATE).answer(409);
        assertThat(problem.code()).isEqualTo("reward-already-used");
        assertThat(problem.json().at("/order/orderId").textValue()).isEqualTo("820982911946154508");
        assertThat(shop.codes().asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, USED",
        "on-hold, USED",
        "processing, USED",
        "completed, USED",
        "failed, USED",
        "refunded, USED",
        "cancelled, ISSUED"
    })
    void R_04_a_coupon_of_an_order_at_woocommerce_is_used_unless_the_order_is_cancelled(String status, String reward) {
        shop.redeem("RED-1", "ann", 10, "\"provider\":\"woocommerce\"");
        shop.place("727", "ann", 0, 0);
        wooCommerce(status, "code-red-1");
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED " + reward);
    }

    /** WooCommerce writes all of them small, and Shopify takes them as customers type them. */
    @ParameterizedTest
    @CsvSource({"shopify, code-RED-1", "shopify, CODE-RED-1", "woocommerce, code-red-1", "woocommerce, CODE-red-1"})
    void a_shop_does_not_tell_codes_apart_by_upper_and_lower_case(String provider, String typed) {
        shop.redeem("RED-1", "ann", 10, "\"provider\":\"" + provider + "\"");
        roads.tell("reward.used", "{\"provider\":\"%s\",\"code\":\"%s\"}".formatted(provider, typed))
                .deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
    }

    @Test
    void a_code_that_lives_only_here_is_what_was_written() {
        shop.redeem("RED-1", "ann", 10, "\"provider\":\"none\"");
        roads.tell("reward.used", "{\"provider\":\"none\",\"code\":\"code-red-1\"}")
                .deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED ISSUED");
        roads.tell("reward.used", "{\"provider\":\"none\",\"code\":\"CODE-RED-1\"}")
                .deliver();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
    }

    @Test
    void a_code_that_is_used_before_its_redemption_is_told_is_used() {
        shopify("CODE-RED-1");
        assertThat(outcome()).isEqualTo("later");
        shop.redeem("RED-1", "ann", 10);
        deliverToTheEnd();
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
    }

    @Test
    void a_code_of_a_campaign_is_given_up_in_the_end_and_nobody_needs_to_look() {
        shopify("SUMMER");
        assertThat(deliverToTheEnd()).as("after the first receive").isEqualTo(RECEIVES - 1);
        assertThat(roads.parked()).isEmpty();
        assertThat(outcome()).isEqualTo("nothing");
        assertThat(roads.log().getLast().path("reason").asText()).isEqualTo("a code of no redemption");
    }

    /** Whoever tells of a redemption's code itself knows that it is one. */
    @Test
    void a_code_that_the_shops_own_event_names_is_parked_if_nobody_redeemed_it() {
        roads.post("reward.used", "{\"provider\":\"shopify\",\"code\":\"SUMMER\"}");
        deliverToTheEnd();
        assertThat(roads.parked()).containsExactly("unknown redemption");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\u0000b", "a\nb"})
    void a_code_that_no_redemption_can_have_is_left_out(String code) {
        shop.redeem("RED-1", "ann", 10);
        callbacks.shopify("orders/create", "orders-create", order -> {
            put(order, "discount_codes", "x".repeat(256), "CODE-RED-1");
            ((ArrayNode) order.get("discount_codes")).addObject().put("code", code);
            ((ArrayNode) order.get("discount_codes")).addObject().put("code", 5);
            ((ArrayNode) order.get("discount_codes")).add("CODE-RED-2");
        });
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED USED");
        assertThat(roads.sqs().everSent(Roads.ORDER_EVENTS)).hasSize(1);
    }

    @Test
    void an_order_without_a_code_says_nothing() {
        shopify();
        assertThat(roads.sqs().everSent(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.log().getLast().toString()).contains("shopify orders/create without a code maps to nothing");
    }
}
