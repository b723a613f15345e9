package recoup.providers.discounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import recoup.providers.Shown;

/**
 * Shopify's GraphQL over HTTP. Nearly every no comes with status 200: errors of the whole query, throttling among them, and
 * the user errors of a mutation.
 */
final class ShopifyGraph {
    /** A version lives a year at least; Shopify answers with the oldest that lives once it is gone. */
    static final String VERSION = "2026-07";

    private static final String PATH = "/admin/api/" + VERSION + "/graphql.json";

    private final ShopCall call;
    private final ShopAddress shop;
    private final Map<String, String> headers;

    ShopifyGraph(ShopCall call, URI shop, String accessToken) {
        this.call = call;
        this.shop = new ShopAddress(shop);
        this.headers = Map.of("Content-Type", "application/json", "X-Shopify-Access-Token", accessToken);
    }

    static ObjectNode variables() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The data that {@code operation} answers with; none if there is any error, for a null would look like an answer. */
    JsonNode data(ShopifyOperation operation, ObjectNode variables) {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("query", operation.document())
                .put("operationName", operation.written())
                .set("variables", variables);
        var answer = call.send("POST", shop.at(PATH), headers, body.toString()).done();
        if (!answer.path("errors").isEmpty() || answer.path("errors").isTextual()) {
            throw trouble(answer);
        }
        return Optional.of(answer.path("data"))
                .filter(JsonNode::isObject)
                .orElseThrow(() -> ShopTrouble.unsure("the shop's answer has no data"));
    }

    /** The payload of a mutation that had no user errors. After one the shop is asked: what was to be done may be done. */
    JsonNode payload(ShopifyOperation mutation, ObjectNode variables) {
        var payload = data(mutation, variables).path("payload");
        if (!payload.path("userErrors").isArray()) {
            throw ShopTrouble.unsure("the shop's answer does not say whether it did it");
        }
        if (!payload.path("userErrors").isEmpty()) {
            throw ShopTrouble.unsure(
                    "the shop refused: " + codes(payload.path("userErrors"), error -> Shown.of(error.path("code"))));
        }
        return payload;
    }

    private static ShopTrouble trouble(JsonNode answer) {
        var codes = codes(answer.path("errors"), ShopifyGraph::errorCode);
        return switch (codes) {
            case "THROTTLED" ->
                ShopTrouble.busy(
                        "the shop throttles (THROTTLED)",
                        refill(answer.path("extensions").path("cost")));
            case "ACCESS_DENIED" -> ShopTrouble.refused("the credentials may not do that (ACCESS_DENIED)");
            default -> ShopTrouble.unsure("the shop could not: " + codes);
        };
    }

    /** The code, which older answers to too many questions lack. */
    private static String errorCode(JsonNode error) {
        var code = error.path("extensions").path("code");
        return code.isMissingNode() && error.path("message").asText().equals("Throttled")
                ? "THROTTLED"
                : Shown.of(code);
    }

    /** How long the bucket takes until it holds what the query costs. */
    private static Optional<Duration> refill(JsonNode cost) {
        var requested = cost.path("requestedQueryCost");
        var available = cost.path("throttleStatus").path("currentlyAvailable");
        var rate = cost.path("throttleStatus").path("restoreRate");
        if (!requested.isNumber()
                || !available.isNumber()
                || !rate.isNumber()
                || rate.decimalValue().signum() <= 0) {
            return Optional.empty();
        }
        var missing =
                requested.decimalValue().subtract(available.decimalValue()).max(BigDecimal.ZERO);
        return Optional.of(RetryAfter.seconds(missing.divide(rate.decimalValue(), MathContext.DECIMAL64)));
    }

    /** The codes of {@code errors} alone: their messages are free text. */
    private static String codes(JsonNode errors, Function<JsonNode, String> code) {
        var codes = StreamSupport.stream(errors.spliterator(), false)
                .map(code)
                .distinct()
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "?" : codes;
    }
}
