package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Refunds, tags and statuses that Shopify and WooCommerce tell take the same points back as the shop's own events. */
class ClawbackByCallbackTest {
    /** The order of Shopify's samples is worth 80.00, that of WooCommerce's 29.35. */
    private static final String SHOPIFY = "820982911946154508";

    private static final String WOOCOMMERCE = "727";

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Points points = new Points(shop, roads);
    private final ShopCallbacks callbacks = new ShopCallbacks(roads);

    @BeforeEach
    void two_orders_that_earned_points() {
        shop.clawback("CANCELLED,REFUNDED,PARTIALLY_REFUNDED", "Refunded-Order", "goodwill", "PROPORTIONAL/DEBT");
        shop.placeWorth(SHOPIFY, "ann", 8_000);
        points.earned(SHOPIFY, "ann", "g1", 200);
        shop.placeWorth(WOOCOMMERCE, "bob", 2_935);
        points.earned(WOOCOMMERCE, "bob", "g2", 200);
    }

    @AfterEach
    void L_06_the_books_balance() {
        points.balance();
    }

    @Test
    void E_05_a_refund_at_shopify_takes_its_share_once() {
        callbacks.shopify("refunds/create", "refunds-create");
        assertThat(points.of(SHOPIFY)).as("29.35 of 80.00").isEqualTo("200/73/0");
        callbacks.shopify("refunds/create", "refunds-create");
        callbacks.shopify("orders/updated", "orders-updated", order -> order.put("tags", ""));
        assertThat(points.of(SHOPIFY)).isEqualTo("200/73/0");
        callbacks.shopify("refunds/create", "refunds-create", refund -> refund.put("id", 890_088_186_047_892_320L));
        assertThat(points.of(SHOPIFY)).as("58.70 of 80.00").isEqualTo("200/146/0");
        assertThat(points.entries("ann")).containsExactly("CLAWBACK -73", "CLAWBACK -73", "EARN 200");
        assertThat(shop.activity("ann").get(0).get("actor").textValue()).isEqualTo("shopify");
        assertThat(shop.activity("ann").get(0).get("trigger").textValue()).isEqualTo("CLAWBACK");
    }

    @Test
    void E_01_a_tag_at_shopify_is_a_tag() {
        callbacks.shopify("orders/updated", "orders-updated", order -> order.put("financial_status", "paid"));
        assertThat(shop.order(SHOPIFY).get("tags")).hasToString("[\"vip\",\"refunded-order\"]");
        assertThat(points.of(SHOPIFY)).isEqualTo("200/200/0");
        assertThat(points.history(SHOPIFY)).containsExactly("CLAWED_BACK", "PLACED");
    }

    @Test
    void E_04_a_skip_tag_at_shopify_prevents_the_match() {
        callbacks.shopify(
                "orders/updated",
                "orders-updated",
                order -> order.put("tags", "refunded-order, Goodwill").put("financial_status", "refunded"));
        callbacks.shopify("refunds/create", "refunds-create");
        assertThat(points.of(SHOPIFY)).isEqualTo("200/0/0");
    }

    @ParameterizedTest
    @CsvSource({"refunded, 200", "partially_refunded, 0", "paid, 0", "voided, 0"})
    void E_01_a_status_at_shopify_is_a_status_and_a_part_without_an_amount_has_no_share(String financial, long taken) {
        callbacks.shopify(
                "orders/updated",
                "orders-updated",
                order -> order.put("tags", "vip").put("financial_status", financial));
        assertThat(points.of(SHOPIFY)).isEqualTo("200/" + taken + "/0");
    }

    @Test
    void E_05_a_part_at_shopify_takes_all_where_the_merchant_says_so() {
        shop.clawback("{\"partialRefund\":\"FULL\"}");
        callbacks.shopify("orders/updated", "orders-updated", order -> order.put("tags", "vip"));
        assertThat(points.of(SHOPIFY)).isEqualTo("200/200/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders-cancelled", "orders-cancelled-by-staff"})
    void E_01_an_order_that_is_cancelled_at_shopify_is_cancelled(String sample) {
        callbacks.shopify("orders/cancelled", sample);
        assertThat(shop.order(SHOPIFY).get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(points.of(SHOPIFY)).isEqualTo("200/200/0");
        assertThat(points.history(SHOPIFY)).containsExactly("CANCELLED", "PLACED");
        var before = shop.contents();
        callbacks.shopify("orders/cancelled", sample);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void E_02_everything_that_shopify_tells_of_one_return_takes_the_grant_once() {
        shop.give("ann", "POINTS", 1_000, "null");
        for (var round = 0; round < 2; round++) {
            callbacks.shopify("refunds/create", "refunds-create");
            callbacks.shopify("orders/cancelled", "orders-cancelled");
            callbacks.shopify("orders/updated", "orders-updated");
        }
        assertThat(points.of(SHOPIFY)).isEqualTo("200/200/0");
        assertThat(points.has("ann")).isEqualTo("1000/0");
    }

    @Test
    void of_300_tags_at_shopify_the_first_250_are_read_and_the_update_counts() {
        shop.clawback("{\"onTags\":[\"tag-250\"]}");
        callbacks.shopify("orders/updated", "orders-updated", order -> order.put("tags", tags(300, "tag-")));
        assertThat(shop.order(SHOPIFY).get("tags")).hasSize(250);
        assertThat(points.of(SHOPIFY)).isEqualTo("200/200/0");
        assertThat(roads.log().toString()).contains("left out 50 tags beyond 250");
    }

    @Test
    void a_tag_at_shopify_beyond_the_first_250_matches_nothing() {
        shop.clawback("{\"onTags\":[\"tag-251\"]}");
        callbacks.shopify("orders/updated", "orders-updated", order -> order.put("tags", tags(251, "tag-")));
        assertThat(shop.order(SHOPIFY).get("tags")).hasSize(250);
        assertThat(points.of(SHOPIFY)).isEqualTo("200/0/0");
    }

    private static String tags(int many, String prefix) {
        return IntStream.rangeClosed(1, many)
                .mapToObj(number -> prefix + number)
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "80.01, USD, refunded more than the order's total",
        "29.35, EUR, refunded in another currency than the order's"
    })
    void a_refund_at_shopify_that_cannot_be_is_parked_and_takes_nothing(String amount, String currency, String reason) {
        var before = shop.contents();
        callbacks.shopify("refunds/create", "refunds-create", refund -> {
            ((ObjectNode) refund.at("/transactions/0")).put("amount", amount).put("currency", currency);
            ((ObjectNode) refund.at("/transactions/1")).put("status", "failure");
        });
        assertThat(roads.parked()).containsExactly(reason);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void E_05_refunds_at_woocommerce_take_their_share_once() {
        callbacks.wooCommerce("order-partially-refunded");
        assertThat(points.of(WOOCOMMERCE)).as("10.00 of 29.35").isEqualTo("200/68/0");
        callbacks.wooCommerce("order-partially-refunded");
        assertThat(points.of(WOOCOMMERCE)).isEqualTo("200/68/0");
        callbacks.wooCommerce("order-refunded");
        callbacks.wooCommerce("order-refunded");
        callbacks.wooCommerce("order-partially-refunded");
        assertThat(points.of(WOOCOMMERCE)).isEqualTo("200/200/0");
        assertThat(points.has("bob")).isEqualTo("0/0");
        assertThat(points.history(WOOCOMMERCE)).contains("CLAWED_BACK").doesNotContain("CANCELLED");
        assertThat(shop.activity("bob").get(0).get("actor").textValue()).isEqualTo("woocommerce");
    }

    @Test
    void E_01_the_status_refunded_at_woocommerce_is_enough() {
        shop.clawback("{\"onStatuses\":[\"REFUNDED\"]}");
        callbacks.wooCommerce("order-partially-refunded");
        assertThat(points.of(WOOCOMMERCE)).isEqualTo("200/0/0");
        callbacks.wooCommerce("order-refunded", order -> order.putArray("refunds"));
        assertThat(points.of(WOOCOMMERCE)).isEqualTo("200/200/0");
    }

    @Test
    void E_01_an_order_that_is_cancelled_at_woocommerce_is_cancelled() {
        callbacks.wooCommerce("order-cancelled");
        assertThat(shop.order(WOOCOMMERCE).get("status").textValue()).isEqualTo("CANCELLED");
        assertThat(points.of(WOOCOMMERCE)).isEqualTo("200/200/0");
        assertThat(points.history(WOOCOMMERCE)).containsExactly("CANCELLED", "PLACED");
    }

    @Test
    void the_same_told_by_callbacks_and_by_the_shops_own_events_ends_the_same() {
        for (var order : List.of("A", "B")) {
            shop.placeWorth(order, order, order.equals("A") ? 8_000 : 2_935);
            points.earned(order, order, "grant-" + order, 200);
        }
        callbacks.shopify("refunds/create", "refunds-create");
        callbacks.shopify("orders/updated", "orders-updated");
        points.refunded("A", "r1", 2_935);
        points.updated("A", "\"tags\":[\"vip\",\"refunded-order\"],\"status\":\"PARTIALLY_REFUNDED\"");
        callbacks.wooCommerce("order-partially-refunded");
        callbacks.wooCommerce("order-cancelled");
        points.refunded("B", "r1", 1_000);
        points.updated("B", "\"status\":\"CANCELLED\"");
        assertThat(points.of(SHOPIFY)).isEqualTo(points.of("A"));
        assertThat(points.entries("ann")).isEqualTo(points.entries("A"));
        assertThat(points.history(SHOPIFY)).isEqualTo(points.history("A"));
        assertThat(points.of(WOOCOMMERCE)).isEqualTo(points.of("B"));
        assertThat(points.entries("bob")).isEqualTo(points.entries("B"));
    }
}
