package recoup.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A document path such as {@code a.b[0]}, its names already resolved. It begins with an attribute of the item. */
record Path(String attribute, List<Step> rest) implements Operand {
    /** The way down from a value. */
    sealed interface Step {
        /** Into the map, by name. */
        record Field(String name) implements Step {}

        /** Into the list, from 0. */
        record Element(int index) implements Step {}
    }

    Path {
        rest = List.copyOf(rest);
    }

    @Override
    public Optional<AttributeValue> in(Map<String, AttributeValue> item) {
        var found = Optional.ofNullable(item.get(attribute));
        for (var step : rest) {
            found = found.flatMap(value -> down(value, step));
        }
        return found;
    }

    private static Optional<AttributeValue> down(AttributeValue value, Step step) {
        return switch (step) {
            case Step.Field(var name) -> Optional.ofNullable(value.m().get(name));
            case Step.Element(var index) ->
                index < value.l().size() ? Optional.of(value.l().get(index)) : Optional.empty();
        };
    }
}
