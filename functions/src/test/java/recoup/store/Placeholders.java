package recoup.store;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What {@code #names} and {@code :values} stand for in one request. Each must be defined, and each must be used. */
final class Placeholders {
    private final Map<String, String> names;
    private final Map<String, AttributeValue> values;
    private final Set<String> used = new HashSet<>();

    private Placeholders(Map<String, String> names, Map<String, AttributeValue> values) {
        this.names = names;
        this.values = values;
    }

    /** @param hasNames whether the request carries names at all: an empty map that is sent is refused, as it is there */
    static Placeholders of(
            boolean hasNames, Map<String, String> names, boolean hasValues, Map<String, AttributeValue> values) {
        if (hasNames) {
            requireKeys("ExpressionAttributeNames", "#", names.keySet());
        }
        if (hasValues) {
            requireKeys("ExpressionAttributeValues", ":", values.keySet());
        }
        return new Placeholders(names, Values.accepted(values));
    }

    static Placeholders ofNames(boolean hasNames, Map<String, String> names) {
        return of(hasNames, names, false, Map.of());
    }

    String name(String placeholder) {
        return defined("name", placeholder, names);
    }

    AttributeValue value(String placeholder) {
        return defined("value", placeholder, values);
    }

    void requireAllUsed() {
        if (!used.containsAll(names.keySet())) {
            throw Refusals.validation("Value provided in ExpressionAttributeNames unused in expressions");
        }
        if (!used.containsAll(values.keySet())) {
            throw Refusals.validation("Value provided in ExpressionAttributeValues unused in expressions");
        }
    }

    private <T> T defined(String kind, String placeholder, Map<String, T> definitions) {
        used.add(placeholder);
        var definition = definitions.get(placeholder);
        if (definition == null) {
            throw Refusals.validation("An expression attribute " + kind + " used in expression is not defined; "
                    + "attribute " + kind + ": " + placeholder);
        }
        return definition;
    }

    private static void requireKeys(String what, String prefix, Set<String> keys) {
        if (keys.isEmpty()) {
            throw Refusals.validation(what + " must not be empty");
        }
        for (var key : keys) {
            if (!key.matches(prefix + "[A-Za-z0-9_]+")) {
                throw Refusals.validation(what + " contains invalid key: Syntax error; key: \"" + key + "\"");
            }
        }
    }
}
