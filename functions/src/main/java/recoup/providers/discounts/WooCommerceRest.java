package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import recoup.providers.Shown;

/** WooCommerce's coupons over HTTP. The key goes in a header: in the address it would stand in the shop's logs. */
final class WooCommerceRest {
    private static final String COUPONS = "/wp-json/wc/v3/coupons";
    private static final String ORDERS = "/wp-json/wc/v3/orders";
    private static final String NO_SUCH_COUPON = "woocommerce_rest_shop_coupon_invalid_id";

    private final ShopCall call;
    private final ShopAddress shop;
    private final Map<String, String> headers;

    WooCommerceRest(ShopCall call, URI shop, String consumerKey, String consumerSecret) {
        var credentials = (consumerKey + ":" + consumerSecret).getBytes(StandardCharsets.UTF_8);
        this.call = call;
        this.shop = new ShopAddress(shop);
        this.headers = Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** The coupon with this number; empty if there is none. */
    Optional<JsonNode> coupon(String number) {
        return sent("GET", "/" + number, "");
    }

    /** What the shop finds by its code. */
    JsonNode couponsWith(String code) {
        return call.send("GET", shop.at(COUPONS + "?code=" + ShopAddress.escaped(code)), headers, "")
                .done();
    }

    /** Orders that the shop finds by a text. */
    JsonNode ordersWith(String text) {
        return call.send("GET", shop.at(ORDERS + "?search=" + ShopAddress.escaped(text)), headers, "")
                .done();
    }

    /** The coupon as it is then; empty if there is none. */
    Optional<JsonNode> put(String number, JsonNode changes) {
        return sent("PUT", "/" + number, changes.toString());
    }

    /** Past the trash, from where it could come back. Deleting what is not there does no harm. */
    void delete(String number) {
        var _ = sent("DELETE", "/" + number + "?force=true", "");
    }

    private Optional<JsonNode> sent(String method, String path, String body) {
        var answer = call.send(method, shop.at(COUPONS + path), headers, body);
        if (answer.status() != 404) {
            return Optional.of(answer.done());
        }
        var code = answer.json().map(error -> Shown.of(error.path("code")));
        if (code.filter(NO_SUCH_COUPON::equals).isPresent()) {
            return Optional.empty();
        }
        throw ShopTrouble.refused("the shop has no coupons there (404 " + code.orElse("?") + ")");
    }
}
