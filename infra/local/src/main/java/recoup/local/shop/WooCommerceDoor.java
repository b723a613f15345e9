package recoup.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One merchant's shop as WooCommerce's REST API v3 shows it. The real one takes a key and its secret over HTTPS only; this one
 * is on this machine and has no certificate.
 */
record WooCommerceDoor(Shop shop, ShopKeys keys) {
    private static final String API = "/wp-json/wc/v3/";
    private static final Pattern ONE = Pattern.compile(API + "coupons/(\\d{1,18})/?");
    private static final Pattern ALL = Pattern.compile(API + "coupons/?");
    private static final Pattern ORDERS = Pattern.compile(API + "orders/?");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answer; empty, if there is to be none. */
    Optional<Reply> answer(Asked asked) {
        var refusal = stranger(asked);
        if (refusal.isPresent()) {
            return refusal;
        }
        var one = ONE.matcher(asked.path());
        if (one.matches()) {
            return one(asked, Long.toString(Long.parseLong(one.group(1))));
        }
        if (!asked.method().equals("GET")) {
            return noRoute();
        }
        if (ALL.matcher(asked.path()).matches()) {
            return Optional.of(new Reply(200, coupons(asked)));
        }
        return ORDERS.matcher(asked.path()).matches()
                ? Optional.of(new Reply(
                        200, Coupon.orders(shop, asked.parameter("search").orElse(""))))
                : noRoute();
    }

    private Optional<Reply> one(Asked asked, String number) {
        return switch (asked.method()) {
            case "GET" ->
                Optional.of(shop.find(number)
                        .map(discount -> new Reply(200, Coupon.json(discount)))
                        .orElseGet(() -> invalidId(404)));
            case "PUT", "POST", "PATCH" -> update(asked, number);
            case "DELETE" -> delete(asked, number);
            default -> noRoute();
        };
    }

    private ArrayNode coupons(Asked asked) {
        var coupons = JsonNodeFactory.instance.arrayNode();
        asked.parameter("code")
                .filter(code -> !code.isEmpty())
                .map(code -> shop.reading(code).stream().toList())
                .orElseGet(shop::all)
                .forEach(discount -> coupons.add(Coupon.json(discount)));
        return coupons;
    }

    /** Of a coupon that is not there it says 400 here, not 404. What it is told of anything but the end is ignored. */
    private Optional<Reply> update(Asked asked, String number) {
        JsonNode body;
        try {
            body = JSON.readTree(asked.body());
        } catch (JsonProcessingException noJson) {
            return refused(400, "rest_invalid_json", "Invalid JSON body passed.");
        }
        var dateExpires = body.path("date_expires");
        if (dateExpires.isMissingNode() || dateExpires.isNull()) {
            return changed(number, 400, Optional::of);
        }
        return Coupon.end(dateExpires)
                .map(end -> changed(number, 400, discount -> Optional.of(discount.endingAt(end, shop.latest()))))
                .orElseGet(() -> refused(400, "rest_invalid_param", "Invalid parameter(s): date_expires"));
    }

    private Optional<Reply> delete(Asked asked, String number) {
        if (asked.parameter("force")
                .filter(force -> force.equals("true") || force.equals("1"))
                .isEmpty()) {
            return shop.find(number).isPresent()
                    ? refused(501, "woocommerce_rest_trash_not_supported", "The shop_coupon does not support trashing.")
                    : Optional.of(invalidId(404));
        }
        return changed(number, 404, _ -> Optional.empty());
    }

    private Optional<Reply> changed(String number, int unknown, Function<Discount, Optional<Discount>> to) {
        return switch (shop.change(number, to)) {
            case Change.Made(var before) ->
                Optional.of(new Reply(200, Coupon.json(shop.find(number).orElse(before))));
            case Change.Absent() -> Optional.of(invalidId(unknown));
            case Change.Faulty(var fault) ->
                switch (fault) {
                    case TIMEOUT, ANSWER_LOST -> Optional.empty();
                    case ERROR ->
                        refused(
                                500,
                                "internal_server_error",
                                "<p>There has been a critical error on this website.</p>");
                };
        };
    }

    /** What somebody is told who is not let in. */
    private Optional<Reply> stranger(Asked asked) {
        var credentials = asked.header("Authorization")
                .filter(header -> header.startsWith("Basic "))
                .map(header -> decoded(header.substring("Basic ".length())))
                .or(() -> asked.parameter("consumer_key")
                        .map(key ->
                                key + ":" + asked.parameter("consumer_secret").orElse("")));
        if (credentials.isEmpty()) {
            return refused(401, "woocommerce_rest_cannot_view", "Sorry, you cannot list resources.");
        }
        var parts = credentials.get().split(":", 2);
        if (!parts[0].equals(keys.consumerKey())) {
            return refused(401, "woocommerce_rest_authentication_error", "Consumer key is invalid.");
        }
        return parts.length == 2 && parts[1].equals(keys.consumerSecret())
                ? Optional.empty()
                : refused(401, "woocommerce_rest_authentication_error", "Consumer secret is invalid.");
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64.strip()), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException nothing) {
            return "";
        }
    }

    private static Optional<Reply> noRoute() {
        return refused(404, "rest_no_route", "No route was found matching the URL and request method.");
    }

    private static Reply invalidId(int status) {
        return error(status, "woocommerce_rest_shop_coupon_invalid_id", "Invalid ID.");
    }

    private static Optional<Reply> refused(int status, String code, String message) {
        return Optional.of(error(status, code, message));
    }

    private static Reply error(int status, String code, String message) {
        var error = JsonNodeFactory.instance.objectNode().put("code", code).put("message", message);
        error.putObject("data").put("status", status);
        return new Reply(status, error);
    }
}
