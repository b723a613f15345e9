package recoup.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;

/** One table: its items, its indexes, and its last commits, so that it can be read as it was. */
final class SimulatedTable {
    /** How far back a read may look. Nothing in DynamoDB is late by that much. */
    private static final int LONGEST_HISTORY = 1_000;

    private final CreateTableRequest creation;
    private final KeySchema schema;
    private final Map<String, View> indexes = new TreeMap<>();
    private final View view;
    private final TreeMap<Key, Map<String, AttributeValue>> items = new TreeMap<>();
    private final Deque<Commit> history = new ArrayDeque<>();
    private final InstantSource clock;

    private record Commit(Instant at, Map<Key, View.Change> changes) {}

    /** @param clock by which its commits are dated */
    SimulatedTable(CreateTableRequest creation, InstantSource clock) {
        this.clock = clock;
        this.creation = creation;
        this.schema = KeySchema.of(creation.keySchema(), creation.attributeDefinitions());
        this.view = new View(schema, schema, Optional.empty());
        creation.globalSecondaryIndexes().forEach(index -> indexes.put(index.indexName(), index(index)));
    }

    CreateTableRequest creation() {
        return creation;
    }

    KeySchema schema() {
        return schema;
    }

    /** The index of this name, or the table itself. */
    View view(Optional<String> index) {
        return index.map(name -> Optional.ofNullable(indexes.get(name))
                        .orElseThrow(() -> Refusals.validation("The table does not have the specified index: " + name)))
                .orElse(view);
    }

    /** All items, in the order of their keys. */
    List<Map<String, AttributeValue>> items() {
        return List.copyOf(items.values());
    }

    Optional<Map<String, AttributeValue>> read(Key key, int commitsBehind) {
        if (commitsBehind == 0) {
            return Optional.ofNullable(items.get(key));
        }
        var undone = since(commitsBehind).get(key);
        return undone == null ? Optional.ofNullable(items.get(key)) : undone.after();
    }

    /** What undoes the newest commits. */
    Map<Key, View.Change> since(int commitsBehind) {
        var undone = new TreeMap<Key, View.Change>();
        history.stream()
                .limit(commitsBehind)
                .forEach(commit ->
                        commit.changes.forEach((key, change) -> undone.merge(key, change.undone(), View.Change::then)));
        return undone;
    }

    /** How many of the commits that a read may look back on came after {@code instant}. */
    int commitsSince(Instant instant) {
        return (int)
                history.stream().takeWhile(commit -> commit.at.isAfter(instant)).count();
    }

    /** Refuses what DynamoDB would not store: too large, or with a key for an index that cannot be one. */
    void check(Map<String, AttributeValue> item) {
        if (Sizes.of(item) > Sizes.LARGEST_ITEM) {
            throw Refusals.validation("Item size has exceeded the maximum allowed size");
        }
        indexes.values().forEach(index -> index.position(item));
    }

    /** One commit: all changes at once. A commit that changes nothing is none. */
    void commit(Map<Key, Optional<Map<String, AttributeValue>>> after) {
        var changes = new TreeMap<Key, View.Change>();
        after.forEach((key, item) -> changes.put(key, new View.Change(Optional.ofNullable(items.get(key)), item)));
        changes.values().removeIf(change -> change.before().equals(change.after()));
        if (!changes.isEmpty()) {
            changes.forEach(this::apply);
            remember(changes);
        }
    }

    private void apply(Key key, View.Change change) {
        change.after().ifPresentOrElse(item -> items.put(key, item), () -> items.remove(key));
        view.apply(change);
        indexes.values().forEach(index -> index.apply(change));
    }

    private void remember(Map<Key, View.Change> changes) {
        history.addFirst(new Commit(clock.instant(), changes));
        if (history.size() > LONGEST_HISTORY) {
            history.removeLast();
        }
    }

    private View index(GlobalSecondaryIndex index) {
        var keys = KeySchema.of(index.keySchema(), creation.attributeDefinitions());
        var projection = index.projection();
        return new View(
                keys,
                schema,
                projection.projectionType() == ProjectionType.ALL
                        ? Optional.empty()
                        : Optional.of(Set.copyOf(projection.nonKeyAttributes())));
    }
}
