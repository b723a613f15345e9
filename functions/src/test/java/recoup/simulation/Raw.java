package recoup.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What stands in an item, attribute by attribute. */
public final class Raw {
    private Raw() {}

    public static String text(Map<String, AttributeValue> item, String name) {
        return attribute(item, name).s();
    }

    public static Optional<String> textIfAny(Map<String, AttributeValue> item, String name) {
        return Optional.ofNullable(item.get(name)).map(AttributeValue::s);
    }

    public static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(attribute(item, name).n());
    }

    public static Optional<Long> numberIfAny(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? Optional.of(number(item, name)) : Optional.empty();
    }

    public static List<Map<String, AttributeValue>> list(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name)
                ? attribute(item, name).l().stream().map(AttributeValue::m).toList()
                : List.of();
    }

    /** Nothing, if it has none. */
    public static Map<String, AttributeValue> map(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? attribute(item, name).m() : Map.of();
    }

    public static List<String> texts(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name)
                ? attribute(item, name).l().stream().map(AttributeValue::s).toList()
                : List.of();
    }

    private static AttributeValue attribute(Map<String, AttributeValue> item, String name) {
        var found = item.get(name);
        if (found == null) {
            throw new AssertionError("no " + name + " in " + item);
        }
        return found;
    }
}
