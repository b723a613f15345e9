package recoup.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** The attributes that make a key, and what DynamoDB demands of them. */
record KeySchema(Attribute partition, Optional<Attribute> sort) {
    private static final int LONGEST_PARTITION = 2048;
    private static final int LONGEST_SORT = 1024;
    private static final int MOST_BYTES_A_CHARACTER = 3;

    /** A key attribute: its name, its type, and how many bytes it may have. */
    record Attribute(String name, ScalarAttributeType type, int longest) {
        /** The value, accepted; refused if it cannot be a key. */
        AttributeValue checked(AttributeValue value) {
            requireType(value);
            var accepted = Values.accepted(value);
            var text = accepted.s();
            if (text != null && !text.isEmpty() && text.length() * MOST_BYTES_A_CHARACTER <= longest) {
                return accepted;
            }
            if (accepted.n() == null) {
                requireLength(Values.bytes(accepted).length);
            }
            return accepted;
        }

        private void requireType(AttributeValue value) {
            if (!value.type().name().equals(type.name())) {
                throw Refusals.validation("One or more parameter values were invalid: Type mismatch for key " + name
                        + " expected: " + type + " actual: " + Values.typeName(value));
            }
        }

        private void requireLength(int length) {
            if (length == 0) {
                throw Refusals.validation("One or more parameter values are not valid. The AttributeValue for a key"
                        + " attribute cannot contain an empty string value. Key: " + name);
            }
            if (length > longest) {
                throw Refusals.validation("One or more parameter values were invalid: Size of key " + name
                        + " has exceeded the maximum size limit of " + longest + " bytes");
            }
        }
    }

    static KeySchema of(List<KeySchemaElement> elements, List<AttributeDefinition> definitions) {
        return new KeySchema(
                attribute(elements, KeyType.HASH, definitions, LONGEST_PARTITION)
                        .orElseThrow(() -> Refusals.validation("No Hash Key specified in schema")),
                attribute(elements, KeyType.RANGE, definitions, LONGEST_SORT));
    }

    private static Optional<Attribute> attribute(
            List<KeySchemaElement> elements, KeyType role, List<AttributeDefinition> definitions, int longest) {
        return elements.stream()
                .filter(element -> element.keyType() == role)
                .findFirst()
                .map(element -> new Attribute(element.attributeName(), type(element, definitions), longest));
    }

    private static ScalarAttributeType type(KeySchemaElement element, List<AttributeDefinition> definitions) {
        return definitions.stream()
                .filter(definition -> definition.attributeName().equals(element.attributeName()))
                .findFirst()
                .map(AttributeDefinition::attributeType)
                .orElseThrow(() ->
                        Refusals.validation("Some index key attribute has no definition: " + element.attributeName()));
    }

    List<Attribute> attributes() {
        return sort.map(second -> List.of(partition, second)).orElseGet(() -> List.of(partition));
    }

    Set<String> names() {
        return Set.copyOf(attributes().stream().map(Attribute::name).toList());
    }

    /** The key that a request names: these attributes and no other. */
    Key named(Map<String, AttributeValue> key) {
        if (key.size() != attributes().size()
                || !attributes().stream().allMatch(attribute -> key.containsKey(attribute.name()))) {
            throw Refusals.validation("The provided key element does not match the schema");
        }
        return of(key);
    }

    /** The key of an item, which must have one. */
    Key of(Map<String, AttributeValue> item) {
        for (var attribute : attributes()) {
            if (!item.containsKey(attribute.name())) {
                throw Refusals.validation("One or more parameter values were invalid: Missing the key "
                        + attribute.name() + " in the item");
            }
        }
        return found(item).orElseThrow();
    }

    /** The key of an item; none if the item lacks one of the attributes. Those that it has must fit. */
    Optional<Key> found(Map<String, AttributeValue> item) {
        var first = found(partition, item);
        var second = sort.flatMap(attribute -> found(attribute, item));
        return sort.isPresent() && second.isEmpty() ? Optional.empty() : first.map(value -> new Key(value, second));
    }

    private static Optional<AttributeValue> found(Attribute attribute, Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(attribute.name())).map(attribute::checked);
    }
}
