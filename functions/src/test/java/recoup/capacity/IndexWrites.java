package recoup.capacity;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.store.Sizes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/**
 * What DynamoDB writes into a table's global indexes when an item changes: one write for an entry that appears,
 * disappears or only changes what it projects, two when its key changes, none when nothing of it does. It writes them
 * after the commit and each for itself, so a transaction makes them no dearer (DynamoDB Local doubles them; others measured
 * it on AWS).
 *
 * @see <a href="https://github.com/nubo-db/dynoxide/pull/188">measured on AWS</a>
 */
final class IndexWrites {
    /** @param projected the attributes that an entry has; empty if it has all */
    private record Index(String name, Set<String> key, Optional<Set<String>> projected) {
        static Index of(GlobalSecondaryIndex index, Set<String> tableKey) {
            var key = names(index.keySchema());
            var projection = index.projection();
            var projected = Optional.of(Stream.of(tableKey, key, Set.copyOf(projection.nonKeyAttributes()))
                            .flatMap(Set::stream)
                            .collect(Collectors.toSet()))
                    .filter(_ -> projection.projectionType() != ProjectionType.ALL);
            return new Index(index.indexName(), key, projected);
        }

        /** The item's entry; an item that lacks a part of the key has none. */
        Optional<Map<String, AttributeValue>> entry(Map<String, AttributeValue> item) {
            return Optional.of(item)
                    .filter(whole -> whole.keySet().containsAll(key))
                    .map(whole -> projected.map(names -> only(names, whole)).orElse(whole));
        }

        boolean sameKey(Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
            return only(key, one).equals(only(key, other));
        }
    }

    private final List<Index> indexes;

    IndexWrites(CreateTableRequest table) {
        var tableKey = names(table.keySchema());
        this.indexes = table.globalSecondaryIndexes().stream()
                .map(index -> Index.of(index, tableKey))
                .toList();
    }

    /** The charges for an item that was one thing and became another; an absent one is empty. */
    List<Charge> charges(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        return indexes.stream()
                .flatMap(index -> charges(index, before.flatMap(index::entry), after.flatMap(index::entry)))
                .toList();
    }

    private static Stream<Charge> charges(
            Index index, Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        if (before.equals(after)) {
            return Stream.empty();
        }
        if (before.isPresent() && after.isPresent() && index.sameKey(before.get(), after.get())) {
            var larger = Math.max(Sizes.of(before.get()), Sizes.of(after.get()));
            return Stream.of(charge(index, "change", larger));
        }
        return Stream.concat(
                before.stream().map(entry -> charge(index, "delete", Sizes.of(entry))),
                after.stream().map(entry -> charge(index, "put", Sizes.of(entry))));
    }

    private static Charge charge(Index index, String what, int bytes) {
        return Charge.write("index " + index.name() + " " + what, bytes, Charge.Writing.PLAIN);
    }

    private static Map<String, AttributeValue> only(Set<String> names, Map<String, AttributeValue> item) {
        var part = new HashMap<>(item);
        part.keySet().retainAll(names);
        return part;
    }

    private static Set<String> names(List<KeySchemaElement> key) {
        return key.stream().map(KeySchemaElement::attributeName).collect(Collectors.toSet());
    }
}
