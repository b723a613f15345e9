package recoup.store;

import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A place in a table or in an index: the partition, and within it the sort key if the schema has one. */
record Key(AttributeValue partition, Optional<AttributeValue> sort) implements Comparable<Key> {
    /** The place before all others of a partition. */
    static Key first(AttributeValue partition) {
        return new Key(partition, Optional.empty());
    }

    @Override
    public int compareTo(Key other) {
        var byPartition = Values.compare(partition, other.partition);
        return byPartition != 0 ? byPartition : compareSort(other);
    }

    private int compareSort(Key other) {
        if (sort.isEmpty() || other.sort.isEmpty()) {
            return Boolean.compare(sort.isPresent(), other.sort.isPresent());
        }
        return Values.compare(sort.get(), other.sort.get());
    }
}
