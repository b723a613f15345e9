package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What Shopify shows of a shop: each object whole, out of which a query takes its fields. */
final class ShopifyTree {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern GLOBAL_ID = Pattern.compile("gid://shopify/(\\w+)/([^/?]+)(\\?.*)?");

    private ShopifyTree() {}

    static String id(String type, String number) {
        return "gid://shopify/" + type + "/" + number;
    }

    /** The number in a global id; of another type it names nothing here, and what is no global id at all is refused. */
    static Optional<String> number(String type, JsonNode id) {
        var matcher = GLOBAL_ID.matcher(id.asText());
        if (!matcher.matches()) {
            throw QueryRefused.of("argumentLiteralsIncompatible", "Invalid global id '" + id.asText() + "'");
        }
        return matcher.group(1).equals(type) ? Optional.of(matcher.group(2)) : Optional.empty();
    }

    static ObjectNode node(Discount discount, boolean active) {
        var node = typed("DiscountCodeNode").put("id", id("DiscountCodeNode", discount.number()));
        var basic = typed("DiscountCodeBasic")
                .put(
                        "title",
                        discount.codes().stream()
                                .map(RedeemCode::text)
                                .findFirst()
                                .orElse(""))
                .put("status", active ? "ACTIVE" : "EXPIRED")
                .put("startsAt", discount.madeAt().toString())
                .put("createdAt", discount.madeAt().toString())
                .put("updatedAt", discount.endsAt().orElse(discount.madeAt()).toString())
                .put("appliesOncePerCustomer", false)
                .put("asyncUsageCount", discount.uses())
                .putNull("usageLimit");
        basic.set("endsAt", discount.endsAt().map(ShopifyTree::time).orElseGet(JSON::nullNode));
        basic.set(
                "codesCount",
                typed("Count").put("count", discount.codes().size()).put("precision", "EXACT"));
        basic.set("codes", codes(discount));
        node.set("codeDiscount", basic);
        return node;
    }

    /** The orders whose discount code is known, the newest code's last. */
    static ArrayNode orders(Shop shop) {
        var orders = JSON.arrayNode();
        for (var discount : shop.all()) {
            for (var code : discount.codes()) {
                code.orders().forEach(order -> orders.add(order(order, code.text())));
            }
        }
        return orders;
    }

    static ObjectNode job(String number, boolean done) {
        return typed("Job").put("id", id("Job", number)).put("done", done);
    }

    /** A user error stands in the payload, under HTTP 200. */
    static ArrayNode userError(Optional<String> field, String code, String message) {
        var error = typed("DiscountUserError")
                .put("code", code)
                .put("message", message)
                .putNull("extraInfo")
                .putNull("field");
        field.ifPresent(name -> error.putArray("field").add(name));
        return JSON.arrayNode().add(error);
    }

    static ObjectNode typed(String type) {
        return JSON.objectNode().put("__typename", type);
    }

    private static ArrayNode codes(Discount discount) {
        var codes = JSON.arrayNode();
        for (var code : discount.codes()) {
            codes.add(typed("DiscountRedeemCode")
                    .put("id", id("DiscountRedeemCode", code.number()))
                    .put("code", code.text())
                    .put("asyncUsageCount", code.uses())
                    .put("createdAt", discount.madeAt().toString()));
        }
        return codes;
    }

    private static ObjectNode order(String order, String code) {
        var node = typed("Order")
                .put("id", id("Order", order))
                .put("legacyResourceId", order)
                .put("name", "#" + order)
                .put("discountCode", code);
        node.putArray("discountCodes").add(code);
        return node;
    }

    private static JsonNode time(Instant instant) {
        return JSON.textNode(instant.toString());
    }
}
