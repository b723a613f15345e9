package recoup.store;

import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** All of several writes or none, each decided on the items as they were before. */
record Transaction(List<Write> writes, List<Optional<Map<String, AttributeValue>>> after) {
    static final int MOST_ACTIONS = 100;

    Transaction {
        writes = List.copyOf(writes);
        after = List.copyOf(after);
        requireSize(after);
    }

    /**
     * Decides; a cancellation has a reason for every write, in their order.
     *
     * @param actions refuse, when asked for, what does not fit the keys of a table
     */
    static Transaction of(List<Supplier<Write>> actions) {
        var writes = actions.stream().map(Attempt::at).toList();
        requireDistinct(writes.stream().flatMap(Attempt::stream).toList());
        var after = Attempt.all(
                writes.stream().map(write -> write.then(Transaction::decided)).toList());
        return new Transaction(Attempt.all(writes), after);
    }

    private static Attempt<Optional<Map<String, AttributeValue>>> decided(Write write) {
        return write.allowed()
                ? Attempt.at(write::after)
                : new Attempt.Failed<>(Reasons.conditionFailed(write.shownOnFailure()));
    }

    void commit() {
        var byTable = new IdentityHashMap<SimulatedTable, Map<Key, Optional<Map<String, AttributeValue>>>>();
        for (var i = 0; i < writes.size(); i++) {
            byTable.computeIfAbsent(writes.get(i).table(), _ -> new TreeMap<>())
                    .put(writes.get(i).key(), after.get(i));
        }
        byTable.forEach(SimulatedTable::commit);
    }

    private static void requireSize(Collection<Optional<Map<String, AttributeValue>>> after) {
        var size = after.stream().flatMap(Optional::stream).mapToInt(Sizes::of).sum();
        if (size > Sizes.LARGEST_TRANSACTION) {
            throw Refusals.validation("Transaction size cannot exceed 4MB");
        }
    }

    private static void requireDistinct(List<Write> writes) {
        var places = new HashSet<Map.Entry<String, Key>>();
        for (var write : writes) {
            if (!places.add(Map.entry(write.table().creation().tableName(), write.key()))) {
                throw Refusals.validation("Transaction request cannot include multiple operations on one item");
            }
        }
    }
}
