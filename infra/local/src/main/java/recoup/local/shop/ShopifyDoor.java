package recoup.local.shop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One merchant's shop as Shopify's Admin GraphQL API shows it, in any of its versions. */
record ShopifyDoor(Shop shop, ShopKeys keys, Jobs jobs) {
    private static final Pattern ENDPOINT = Pattern.compile("/admin/api/[\\w-]+/graphql\\.json");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The answer; empty, if there is to be none. */
    Optional<Reply> answer(Asked asked) {
        if (!ENDPOINT.matcher(asked.path()).matches() || !asked.method().equals("POST")) {
            return Optional.of(errors(404, "Not Found"));
        }
        if (asked.header("X-Shopify-Access-Token")
                .filter(keys.accessToken()::equals)
                .isEmpty()) {
            return Optional.of(
                    errors(401, "[API] Invalid API key or access token (unrecognized login or wrong password)"));
        }
        try {
            return data(JSON.readTree(asked.body())).map(ShopifyDoor::answered);
        } catch (QueryRefused refused) {
            return Optional.of(refused(refused));
        } catch (JsonProcessingException noJson) {
            return Optional.of(errors(400, "Bad Request"));
        }
    }

    private Optional<ObjectNode> data(JsonNode body) {
        var query = QueryParser.parse(body.path("query").asText());
        var operation = query.operation(Optional.of(body.path("operationName"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue));
        Schema.check(query, operation);
        var variables = Query.variables(operation, body.path("variables"));
        var data = JsonNodeFactory.instance.objectNode();
        var projection = new Projection(query, variables);
        for (var field : query.fields(operation)) {
            var value = value(operation.root(), field, Query.arguments(field, variables));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            data.set(field.key(), projection.shown(operation.root(), field, value.get()));
        }
        return Optional.of(data);
    }

    private Optional<JsonNode> value(String root, Selection.Field field, Map<String, JsonNode> arguments) {
        if (field.name().equals("__typename")) {
            return Optional.of(JsonNodeFactory.instance.textNode(root));
        }
        return root.equals(Schema.MUTATION)
                ? new ShopifyMutations(shop, jobs)
                        .answer(field.name(), arguments)
                        .map(JsonNode.class::cast)
                : Optional.of(new ShopifyQueries(shop, jobs).answer(field.name(), arguments));
    }

    private static Reply answered(ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode();
        body.set("data", data);
        cost(body);
        return new Reply(200, body);
    }

    private static Reply refused(QueryRefused refused) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putArray("errors").addObject().put("message", refused.sentence());
        if (!refused.code().isEmpty()) {
            error.putObject("extensions").put("code", refused.code());
        }
        return new Reply(200, body);
    }

    private static Reply errors(int status, String sentence) {
        return new Reply(status, JsonNodeFactory.instance.objectNode().put("errors", sentence));
    }

    /** A bucket that is never empty. */
    private static void cost(ObjectNode body) {
        body.putObject("extensions")
                .putObject("cost")
                .put("requestedQueryCost", 10)
                .put("actualQueryCost", 10)
                .putObject("throttleStatus")
                .put("maximumAvailable", 2000.0)
                .put("currentlyAvailable", 1990)
                .put("restoreRate", 100.0);
    }
}
