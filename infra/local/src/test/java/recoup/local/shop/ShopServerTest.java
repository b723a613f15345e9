package recoup.local.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** What goes wrong when a test wants it to, who is kept from whom, and how it all ends. */
class ShopServerTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final String PAST = "{\"date_expires\":\"2020-01-01\"}";

    @Test
    void an_error_changes_nothing_and_only_changing_calls_fail_as_often_as_was_said() {
        try (var open = OpenShops.open()) {
            var coupon = open.wooCommerce("m").make("c").orElseThrow().number();
            open.wooCommerce("m").fail(coupon, new Faults(2, Fault.ERROR));
            assertThat(open.rest("m", "GET", "coupons/" + coupon, "").statusCode())
                    .isEqualTo(200);
            assertThat(open.rest("m", "PUT", "coupons/" + coupon, PAST).statusCode())
                    .isEqualTo(500);
            var deletion = open.rest("m", "DELETE", "coupons/" + coupon + "?force=true", "");
            assertThat(deletion.statusCode()).isEqualTo(500);
            assertThat(OpenShops.json(deletion.body()).path("code").textValue()).isEqualTo("internal_server_error");
            assertThat(active(open.wooCommerce("m"), coupon)).isTrue();
            assertThat(open.rest("m", "PUT", "coupons/" + coupon, PAST).statusCode())
                    .isEqualTo(200);
            assertThat(active(open.wooCommerce("m"), coupon)).isFalse();

            var discount = open.shopify("m").make("c").orElseThrow().number();
            open.shopify("m").fail(discount, new Faults(1, Fault.ERROR));
            var failed = open.graph("m", deactivate(discount), "{}");
            assertThat(failed.at("/errors/0/extensions/code").textValue()).isEqualTo("INTERNAL_SERVER_ERROR");
            assertThat(failed.has("data")).isFalse();
            assertThat(active(open.shopify("m"), discount)).isTrue();
            assertThat(open.graph("m", deactivate(discount), "{}")
                            .at("/data/discountCodeDeactivate/userErrors")
                            .isEmpty())
                    .isTrue();
            assertThat(active(open.shopify("m"), discount)).isFalse();
        }
    }

    @Test
    void a_timeout_changes_nothing_and_a_lost_answer_is_one_to_a_change_that_was_made() {
        try (var open = OpenShops.open()) {
            for (var platform : Platform.values()) {
                var shop = open.shops().of(platform, "m");
                var number = shop.make("c").orElseThrow().number();
                shop.fail(number, new Faults(1, Fault.TIMEOUT));
                assertThatThrownBy(() -> hurried(open, platform, number))
                        .hasCauseInstanceOf(HttpTimeoutException.class);
                assertThat(active(shop, number)).isTrue();
                shop.fail(number, new Faults(1, Fault.ANSWER_LOST));
                assertThatThrownBy(() -> hurried(open, platform, number))
                        .hasCauseInstanceOf(HttpTimeoutException.class);
                assertThat(active(shop, number)).isFalse();
                assertThat(hurried(open, platform, number).statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void what_hangs_ends_when_the_shops_close() throws InterruptedException, TimeoutException {
        var open = OpenShops.open();
        var number = open.wooCommerce("m").make("c").orElseThrow().number();
        open.wooCommerce("m").fail(number, new Faults(1, Fault.TIMEOUT));
        var hanging = CompletableFuture.supplyAsync(() -> open.rest("m", "PUT", "coupons/" + number, PAST));
        while (open.wooCommerce("m").find(number).orElseThrow().faults().any()) {
            Thread.sleep(5);
        }
        assertThat(hanging).isNotDone();
        open.close();
        assertThatThrownBy(() -> hanging.get(2, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void nobody_reaches_another_merchants_discounts() {
        try (var open = OpenShops.open()) {
            var mine = open.shopify("mine").make("SAME").orElseThrow().number();
            var yours = open.shopify("yours").make("SAME").orElseThrow().number();
            assertThat(open.graph("mine", deactivate(yours), "{}")
                            .at("/data/discountCodeDeactivate/userErrors/0/code")
                            .textValue())
                    .isEqualTo("INVALID");
            assertThat(open.graph("mine", "{ codeDiscountNodeByCode(code: \"SAME\") { id } }", "{}")
                            .at("/data/codeDiscountNodeByCode/id")
                            .textValue())
                    .endsWith("/" + mine);
            assertThat(active(open.shopify("yours"), yours)).isTrue();

            var coupon = open.wooCommerce("mine").make("same").orElseThrow().number();
            assertThat(open.wooCommerce("yours").make("same").orElseThrow().number())
                    .as("two sites count for themselves")
                    .isEqualTo(coupon);
            assertThat(open.rest("mine", "DELETE", "coupons/" + coupon + "?force=true", "")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(open.wooCommerce("yours").find(coupon)).isPresent();
            assertThat(open.shopify("mine").find(coupon)).isEmpty();
        }
    }

    @Test
    void every_merchants_id_makes_an_address_of_its_own() {
        try (var open = OpenShops.open()) {
            for (var merchant : List.of("..", ".", "a:b~c@d.e-f_G", "-", "x".repeat(128))) {
                var number = open.shopify(merchant)
                        .make("only " + merchant)
                        .orElseThrow()
                        .number();
                assertThat(open.graph(
                                        merchant,
                                        "query($c: String!) { codeDiscountNodeByCode(code: $c) { id } }",
                                        """
                                        {"c":"only %s"}\
                                        """.formatted(merchant))
                                .at("/data/codeDiscountNodeByCode/id")
                                .textValue())
                        .endsWith("/" + number);
            }
            for (var path :
                    List.of("/", "/shopify/m/admin/api/x/graphql.json", "/magento/shop-m/x", "/shopify/shop-m")) {
                assertThat(open.send("GET", open.server().address().base() + path, "")
                                .statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    private static HttpResponse<String> hurried(OpenShops open, Platform platform, String number) {
        var shop = open.server().address().of(platform, "m");
        var keys = OpenShops.keys("m");
        var request = switch (platform) {
            case SHOPIFY ->
                HttpRequest.newBuilder(URI.create(shop + "/admin/api/2026-07/graphql.json"))
                        .header("X-Shopify-Access-Token", keys.accessToken())
                        .POST(BodyPublishers.ofString(
                                "{\"query\":\"" + deactivate(number).replace("\"", "\\\"") + "\"}"));
            case WOOCOMMERCE ->
                HttpRequest.newBuilder(URI.create(shop + "/wp-json/wc/v3/coupons/" + number))
                        .header("Authorization", OpenShops.basic(keys.consumerKey(), keys.consumerSecret()))
                        .PUT(BodyPublishers.ofString(PAST));
        };
        try {
            return CLIENT.send(request.timeout(Duration.ofMillis(400)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String deactivate(String number) {
        return "mutation { discountCodeDeactivate(id: \"gid://shopify/DiscountCodeNode/" + number
                + "\") { userErrors { code } } }";
    }

    private static boolean active(Shop shop, String number) {
        return shop.isActive(shop.find(number).orElseThrow());
    }
}
