package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Map;

/** An argument as a query writes it. */
sealed interface Value {
    JsonNode with(Map<String, JsonNode> variables);

    /** A text, a number, a truth value, null or a constant's name. */
    record Literal(JsonNode json) implements Value {
        @Override
        public JsonNode with(Map<String, JsonNode> variables) {
            return json;
        }
    }

    /** It is not given at all, if the request does not say it and there is no default. */
    record Variable(String name) implements Value {
        @Override
        public JsonNode with(Map<String, JsonNode> variables) {
            return variables.getOrDefault(name, JsonNodeFactory.instance.nullNode());
        }
    }

    /** Values in brackets. */
    record Many(List<Value> values) implements Value {
        public Many {
            values = List.copyOf(values);
        }

        @Override
        public JsonNode with(Map<String, JsonNode> variables) {
            var list = JsonNodeFactory.instance.arrayNode();
            values.forEach(value -> list.add(value.with(variables)));
            return list;
        }
    }
}
