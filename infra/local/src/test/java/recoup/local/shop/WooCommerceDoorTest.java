package recoup.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** WooCommerce's REST API v3, as far as a coupon needs it. */
class WooCommerceDoorTest {
    private static final OpenShops OPEN = OpenShops.open();

    @AfterAll
    static void stop() {
        OPEN.close();
    }

    @Test
    void a_coupon_is_shown_by_its_id_and_found_by_its_code_in_any_case() {
        var discount = OPEN.wooCommerce("shown").make("Ada 10%").orElseThrow();
        OPEN.wooCommerce("shown").make("another");
        var coupon = json(OPEN.rest("shown", "GET", "coupons/" + discount.number(), ""), 200);
        assertThat(coupon.path("id")).isEqualTo(OpenShops.json(discount.number()));
        assertThat(coupon.path("code").textValue()).as("kept in lower case").isEqualTo("ada 10%");
        assertThat(coupon.path("date_expires").isNull()).isTrue();
        assertThat(coupon.path("usage_count").intValue()).isZero();
        assertThat(coupon.path("used_by").isEmpty()).isTrue();
        assertThat(json(OPEN.rest("shown", "GET", "coupons?code=ADA%2010%25", ""), 200))
                .singleElement()
                .isEqualTo(coupon);
        assertThat(json(OPEN.rest("shown", "GET", "coupons?code=none", ""), 200))
                .isEmpty();
        assertThat(json(OPEN.rest("shown", "GET", "coupons", ""), 200)).hasSize(2);
    }

    @Test
    void a_date_of_the_past_ends_a_coupon_and_no_date_opens_it_again() {
        var shop = OPEN.wooCommerce("ended");
        var number = shop.make("ended").orElseThrow().number();
        var yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(2);
        for (var date : List.of(yesterday.toString(), yesterday + "T00:00:00", yesterday + "T08:00:00Z")) {
            var ended = put("ended", number, "{\"date_expires\":\"" + date + "\"}");
            assertThat(ended.path("date_expires").textValue()).isEqualTo(yesterday + "T00:00:00");
            assertThat(ended.path("date_expires_gmt").textValue())
                    .as("the site is eight hours behind")
                    .isEqualTo(yesterday + "T08:00:00");
            assertThat(shop.isActive(shop.find(number).orElseThrow())).isFalse();
            assertThat(put("ended", number, "{\"date_expires\":null}"))
                    .as("null is as good as not said")
                    .isEqualTo(ended);
            assertThat(put("ended", number, "{\"date_expires\":\"\"}")
                            .path("date_expires")
                            .isNull())
                    .isTrue();
            assertThat(shop.isActive(shop.find(number).orElseThrow())).isTrue();
        }
        var tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(2);
        put("ended", number, "{\"date_expires\":\"" + tomorrow + "\"}");
        assertThat(shop.isActive(shop.find(number).orElseThrow())).isTrue();
        assertThat(json(OPEN.rest("ended", "PUT", "coupons/" + number, "{\"date_expires\":\"soon\"}"), 400)
                        .path("code")
                        .textValue())
                .isEqualTo("rest_invalid_param");
        assertThat(json(OPEN.rest("ended", "PUT", "coupons/" + number, "no json"), 400)
                        .path("code")
                        .textValue())
                .isEqualTo("rest_invalid_json");
    }

    @Test
    void dates_have_no_zone_and_the_same_in_utc_beside_them() {
        var number = OPEN.wooCommerce("dates").make("dates").orElseThrow().number();
        var coupon = json(OPEN.rest("dates", "GET", "coupons/" + number, ""), 200);
        var here = LocalDateTime.parse(coupon.path("date_created").textValue());
        var utc = LocalDateTime.parse(coupon.path("date_created_gmt").textValue());
        assertThat(Duration.between(here, utc)).isEqualTo(Duration.ofHours(8));
        assertThat(Duration.between(utc.toInstant(ZoneOffset.UTC), Instant.now())
                        .abs())
                .isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void uses_are_counted_and_show_who_but_only_orders_show_which() {
        var shop = OPEN.wooCommerce("used");
        var number = shop.make("Used").orElseThrow().number();
        shop.use(number, Optional.of("727"));
        shop.use(number, Optional.of("order-b"));
        var coupon = json(OPEN.rest("used", "GET", "coupons/" + number, ""), 200);
        assertThat(coupon.path("usage_count").intValue()).isEqualTo(2);
        assertThat(coupon.path("used_by")).hasSize(2);
        var orders = json(OPEN.rest("used", "GET", "orders?search=USED", ""), 200);
        assertThat(orders.findValuesAsText("number")).containsExactly("727", "order-b");
        assertThat(orders.at("/0/id").longValue()).isEqualTo(727);
        assertThat(orders.at("/0/coupon_lines/0/code").textValue()).isEqualTo("used");
        assertThat(json(OPEN.rest("used", "GET", "orders?search=other", ""), 200))
                .isEmpty();
    }

    @Test
    void a_coupon_is_deleted_by_force_alone_and_is_then_an_invalid_id() {
        var number = OPEN.wooCommerce("deleted").make("deleted").orElseThrow().number();
        var path = "coupons/" + number;
        assertThat(json(OPEN.rest("deleted", "DELETE", path, ""), 501)
                        .path("code")
                        .textValue())
                .isEqualTo("woocommerce_rest_trash_not_supported");
        var deleted = json(OPEN.rest("deleted", "DELETE", path + "?force=true", ""), 200);
        assertThat(deleted.path("code").textValue()).isEqualTo("deleted");
        invalidId(OPEN.rest("deleted", "GET", path, ""), 404);
        invalidId(OPEN.rest("deleted", "DELETE", path + "?force=true", ""), 404);
        invalidId(OPEN.rest("deleted", "DELETE", path, ""), 404);
        invalidId(OPEN.rest("deleted", "PUT", path, "{\"date_expires\":\"2020-01-01\"}"), 400);
        assertThat(json(OPEN.rest("deleted", "GET", "coupons?code=deleted", ""), 200))
                .isEmpty();
        assertThat(OPEN.wooCommerce("deleted").make("deleted").orElseThrow().number())
                .as("a number is given once")
                .isNotEqualTo(number);
    }

    @Test
    void who_has_no_key_or_a_wrong_one_is_401() {
        var uri = OPEN.server().address().of(Platform.WOOCOMMERCE, "mine") + "/wp-json/wc/v3/coupons";
        var mine = OpenShops.keys("mine");
        var yours = OpenShops.keys("yours");
        stranger(OPEN.send("GET", uri, ""), "woocommerce_rest_cannot_view");
        for (var credentials : List.of(
                OpenShops.basic(yours.consumerKey(), mine.consumerSecret()),
                OpenShops.basic(mine.consumerKey(), yours.consumerSecret()),
                "Basic ?")) {
            stranger(OPEN.send("GET", uri, "", "Authorization", credentials), "woocommerce_rest_authentication_error");
        }
        stranger(OPEN.send("GET", uri, "", "Authorization", "Bearer x"), "woocommerce_rest_cannot_view");
        var inQuery = uri + "?consumer_key=" + mine.consumerKey().replace(" ", "+") + "&consumer_secret=";
        stranger(OPEN.send("GET", inQuery + "x", ""), "woocommerce_rest_authentication_error");
        assertThat(OPEN.send("GET", inQuery + mine.consumerSecret().replace(" ", "+"), "")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void what_is_no_route_is_404() {
        for (var request :
                List.of("GET products", "POST coupons", "GET coupons/x", "OPTIONS coupons/1", "POST orders")) {
            var words = request.split(" ", 2);
            assertThat(json(OPEN.rest("routes", words[0], words[1], ""), 404)
                            .path("code")
                            .textValue())
                    .as(request)
                    .isEqualTo("rest_no_route");
        }
    }

    private static JsonNode put(String merchant, String number, String body) {
        return json(OPEN.rest(merchant, "PUT", "coupons/" + number, body), 200);
    }

    private static void invalidId(HttpResponse<String> response, int status) {
        assertThat(json(response, status)).isEqualTo(OpenShops.json("""
            {"code":"woocommerce_rest_shop_coupon_invalid_id","message":"Invalid ID.","data":{"status":%d}}\
            """.formatted(status)));
    }

    private static void stranger(HttpResponse<String> response, String code) {
        assertThat(json(response, 401).path("code").textValue()).isEqualTo(code);
    }

    private static JsonNode json(HttpResponse<String> response, int status) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return OpenShops.json(response.body());
    }
}
