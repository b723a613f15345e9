package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import recoup.local.shop.Selection.Field;
import recoup.local.shop.Selection.Inline;
import recoup.local.shop.Selection.Spread;

/** Takes out of whole objects what a query wants of them. */
record Projection(Query query, Map<String, JsonNode> variables) {
    /** What {@code field}, of an object of type {@code owner}, shows of its whole {@code value}. */
    JsonNode shown(String owner, Field field, JsonNode value) {
        var type = Schema.type(owner, field.name());
        if (type.isPresent() && Schema.isConnection(type.get()) && value instanceof ArrayNode all) {
            var page = Connection.page(all, Query.arguments(field, variables));
            return selected(type.get(), field.selections(), page);
        }
        return type.map(it -> selected(it, field.selections(), value)).orElse(value);
    }

    private JsonNode selected(String type, List<Selection> selections, JsonNode value) {
        if (value instanceof ArrayNode list) {
            var result = JsonNodeFactory.instance.arrayNode();
            list.forEach(each -> result.add(selected(type, selections, each)));
            return result;
        }
        if (!(value instanceof ObjectNode object)) {
            return value;
        }
        var result = JsonNodeFactory.instance.objectNode();
        take(object.path("__typename").asText(type), selections, object, result);
        return result;
    }

    private void take(String type, List<Selection> selections, ObjectNode from, ObjectNode to) {
        for (var selection : selections) {
            switch (selection) {
                case Field field when field.name().equals("__typename") -> to.put(field.key(), type);
                case Field field -> to.set(field.key(), shown(type, field, from.path(field.name())));
                case Spread spread -> {
                    var fragment = query.fragment(spread.name());
                    takeIf(fragment.type(), type, fragment.selections(), from, to);
                }
                case Inline inline -> takeIf(inline.type().orElse(type), type, inline.selections(), from, to);
            }
        }
    }

    /** A fragment of a union is for one of its members; a fragment of the union itself for all. */
    private void takeIf(String condition, String type, List<Selection> selections, ObjectNode from, ObjectNode to) {
        if (condition.equals(type) || condition.equals(Schema.UNION)) {
            take(type, selections, from, to);
        }
    }
}
