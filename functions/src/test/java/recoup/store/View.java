package recoup.store;

import java.util.Collections;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A table or one of its indexes: the items that have its key, in its order. */
final class View {
    /** Where an item stands: the view's key, and the table's where several items share the first. */
    record Position(Key key, Key tableKey) implements Comparable<Position> {
        @Override
        public int compareTo(Position other) {
            var byKey = key.compareTo(other.key);
            return byKey != 0 ? byKey : tableKey.compareTo(other.tableKey);
        }
    }

    /** An item of the table before and after a change. */
    record Change(Optional<Map<String, AttributeValue>> before, Optional<Map<String, AttributeValue>> after) {
        Change undone() {
            return new Change(/* before= */ after, /* after= */ before);
        }

        /** This change and a later one of the same item, as one. */
        Change then(Change later) {
            return new Change(before, later.after);
        }
    }

    private final KeySchema schema;
    private final KeySchema tableSchema;
    private final Optional<Set<String>> kept;
    private final Set<String> keyAttributes;
    private final TreeMap<Position, Map<String, AttributeValue>> items = new TreeMap<>();

    /** @param kept the attributes that an index keeps beside the keys; empty if all */
    View(KeySchema schema, KeySchema tableSchema, Optional<Set<String>> kept) {
        this.schema = schema;
        this.tableSchema = tableSchema;
        this.kept = kept;
        var names = new TreeSet<>(schema.names());
        names.addAll(tableSchema.names());
        this.keyAttributes = Collections.unmodifiableSet(names);
    }

    KeySchema schema() {
        return schema;
    }

    /** The attributes that tell a position: the view's key and the table's. */
    Set<String> keyAttributes() {
        return keyAttributes;
    }

    boolean isIndex() {
        return !schema.equals(tableSchema);
    }

    boolean keepsAll() {
        return kept.isEmpty();
    }

    boolean keeps(String attribute) {
        return keepsAll()
                || keyAttributes.contains(attribute)
                || kept.orElseThrow().contains(attribute);
    }

    /** Where the item stands; nowhere if it lacks the key. Refused if its key attributes do not fit. */
    Optional<Position> position(Map<String, AttributeValue> item) {
        return schema.found(item).map(key -> new Position(key, tableSchema.of(item)));
    }

    void apply(Change change) {
        apply(change, items);
    }

    /** The items of one partition, as they are after these changes as well. */
    NavigableMap<Position, Map<String, AttributeValue>> partition(AttributeValue partition, Iterable<Change> changes) {
        var first = new Position(Key.first(partition), Key.first(partition));
        var found = new TreeMap<Position, Map<String, AttributeValue>>();
        for (var entry : items.tailMap(first).entrySet()) {
            if (!entry.getKey().key().partition().equals(partition)) {
                break;
            }
            found.put(entry.getKey(), entry.getValue());
        }
        for (var change : changes) {
            var there = isIn(partition, change.after());
            if (there || isIn(partition, change.before())) {
                change.before().flatMap(this::position).ifPresent(found::remove);
            }
            if (there) {
                change.after().ifPresent(item -> position(item).ifPresent(position -> found.put(position, kept(item))));
            }
        }
        return found;
    }

    private boolean isIn(AttributeValue partition, Optional<Map<String, AttributeValue>> item) {
        return item.filter(it -> partition.equals(it.get(schema.partition().name())))
                .isPresent();
    }

    private void apply(Change change, Map<Position, Map<String, AttributeValue>> to) {
        change.before().flatMap(this::position).ifPresent(to::remove);
        change.after().ifPresent(item -> position(item).ifPresent(position -> to.put(position, kept(item))));
    }

    private Map<String, AttributeValue> kept(Map<String, AttributeValue> item) {
        if (keepsAll()) {
            return item;
        }
        var part = new TreeMap<>(item);
        part.keySet().removeIf(name -> !keeps(name));
        return Values.copy(part);
    }
}
