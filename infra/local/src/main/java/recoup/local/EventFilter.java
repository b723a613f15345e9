package recoup.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;

/** Lambda's event filtering, as far as {@code template.yaml} uses it: equality and {@code prefix}. */
record EventFilter(List<JsonNode> patterns) {
    private static final ObjectMapper JSON = new ObjectMapper();

    EventFilter {
        patterns = List.copyOf(patterns);
        patterns.forEach(EventFilter::check);
    }

    /** The event source's patterns; without one everything passes. */
    static EventFilter of(Template event) {
        var patterns = new ArrayList<JsonNode>();
        for (var filter : event.find("FilterCriteria")
                .map(criteria -> criteria.at("Filters").items())
                .orElse(List.of())) {
            patterns.add(parsed(filter.at("Pattern").text()));
        }
        return new EventFilter(patterns);
    }

    boolean passes(Record record) {
        if (patterns.isEmpty()) {
            return true;
        }
        var event = event(record);
        return patterns.stream().anyMatch(pattern -> matches(pattern, event));
    }

    private static boolean matches(JsonNode pattern, JsonNode value) {
        if (pattern.isArray()) {
            return pattern.valueStream().anyMatch(choice -> isOne(choice, value));
        }
        return pattern.propertyStream().allMatch(field -> matches(field.getValue(), value.path(field.getKey())));
    }

    private static boolean isOne(JsonNode choice, JsonNode value) {
        return choice.isObject()
                ? value.isTextual()
                        && value.textValue().startsWith(choice.path("prefix").textValue())
                : choice.equals(value);
    }

    private static void check(JsonNode pattern) {
        if (pattern.isArray()) {
            for (var choice : pattern) {
                if (choice.isObject()
                        && !(choice.size() == 1 && choice.path("prefix").isTextual())) {
                    throw new StartRefused("This filter of template.yaml is not known here: " + choice);
                }
            }
        } else if (pattern.isObject()) {
            pattern.forEach(EventFilter::check);
        } else {
            throw new StartRefused("A filter of template.yaml is neither an object nor a list: " + pattern);
        }
    }

    private static JsonNode parsed(String pattern) {
        try {
            return JSON.readTree(pattern);
        } catch (JsonProcessingException e) {
            throw new StartRefused("A filter of template.yaml is no JSON: " + e.getMessage());
        }
    }

    private static JsonNode event(Record record) {
        var event = JSON.createObjectNode().put("eventName", record.eventNameAsString());
        var inner = event.putObject("dynamodb");
        attributes(inner.putObject("Keys"), record.dynamodb().keys());
        attributes(inner.putObject("NewImage"), record.dynamodb().newImage());
        return event;
    }

    private static void attributes(ObjectNode into, Map<String, AttributeValue> attributes) {
        attributes.forEach((name, value) -> {
            var typed = into.putObject(name);
            Optional.ofNullable(value.s()).ifPresent(text -> typed.put("S", text));
            Optional.ofNullable(value.n()).ifPresent(number -> typed.put("N", number));
            Optional.ofNullable(value.bool()).ifPresent(bool -> typed.put("BOOL", bool));
        });
    }
}
