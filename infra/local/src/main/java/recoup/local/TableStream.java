package recoup.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import recoup.local.Checkpoints.Checkpoint;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The table's stream, shard after shard in the order of the writes, from where the checkpoints say. */
final class TableStream {
    /** Takes records; when it returns they are done with. */
    @FunctionalInterface
    interface Sink {
        void take(List<Record> records) throws InterruptedException;
    }

    /** Few enough that a crash has little to publish again. */
    private static final int PAGE = 100;
    /** A stream keeps a day, and a shard some hours. */
    private static final int MOST_PAGES_OF_SHARDS = 100;

    private final DynamoDbStreamsClient client;
    private final String arn;
    private final Checkpoints checkpoints;
    /** The next iterator of each shard that is being read. */
    private final Map<String, String> iterators = new LinkedHashMap<>();

    private final Set<String> finished = new HashSet<>();

    TableStream(DynamoDbStreamsClient client, String arn, Checkpoints checkpoints) {
        this.client = client;
        this.arn = arn;
        this.checkpoints = checkpoints;
    }

    String arn() {
        return arn;
    }

    /** Hands on one page of every shard that is open, and says whether there was anything. */
    boolean pass(Sink sink) throws InterruptedException {
        if (iterators.isEmpty()) {
            openShards();
        }
        var found = false;
        for (var shard : List.copyOf(iterators.entrySet())) {
            found |= page(shard.getKey(), shard.getValue(), sink);
        }
        return found;
    }

    /** Goes on from the checkpoints: an iterator has expired, or the store was away. */
    void startAgain() {
        iterators.clear();
    }

    private boolean page(String shard, String iterator, Sink sink) throws InterruptedException {
        var page = client.getRecords(request -> request.shardIterator(iterator).limit(PAGE));
        if (page.hasRecords() && !page.records().isEmpty()) {
            sink.take(page.records());
            var last = page.records().getLast();
            checkpoints.put(shard, new Checkpoint(last.dynamodb().sequenceNumber(), last.eventID()));
        }
        if (page.nextShardIterator() == null) {
            iterators.remove(shard);
            finished.add(shard);
            openShards();
            return true;
        }
        iterators.put(shard, page.nextShardIterator());
        return !page.records().isEmpty();
    }

    /** Opens every shard that is neither finished nor the child of one that is still to be read. */
    private void openShards() {
        var shards = shards();
        var ids = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        checkpoints.keep(ids);
        finished.retainAll(ids);
        for (var shard : shards) {
            var parent = shard.parentShardId();
            var waits = parent != null && ids.contains(parent) && !finished.contains(parent);
            if (!waits && !finished.contains(shard.shardId()) && !iterators.containsKey(shard.shardId())) {
                iterators.put(shard.shardId(), iterator(shard.shardId()));
            }
        }
    }

    private List<Shard> shards() {
        var shards = new ArrayList<Shard>();
        var after = new String[1];
        for (var i = 0; i < MOST_PAGES_OF_SHARDS; i++) {
            var page = client.describeStream(request -> request.streamArn(arn).exclusiveStartShardId(after[0]))
                    .streamDescription();
            shards.addAll(page.shards());
            if (page.lastEvaluatedShardId() == null) {
                break;
            }
            after[0] = page.lastEvaluatedShardId();
        }
        return shards;
    }

    private String iterator(String shard) {
        return checkpoints
                .of(shard)
                .filter(checkpoint -> isThere(shard, checkpoint))
                .map(checkpoint -> iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, checkpoint))
                .orElseGet(() -> client.getShardIterator(request ->
                                request.streamArn(arn).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                        .shardIterator());
    }

    /** A store that was killed may have lost its last write, and given the number to another one: then all is read again. */
    private boolean isThere(String shard, Checkpoint checkpoint) {
        try {
            var at = iterator(shard, ShardIteratorType.AT_SEQUENCE_NUMBER, checkpoint);
            return client.getRecords(request -> request.shardIterator(at).limit(1)).records().stream()
                    .anyMatch(record -> record.eventID().equals(checkpoint.eventId()));
        } catch (SdkException trimmed) {
            return false;
        }
    }

    private String iterator(String shard, ShardIteratorType type, Checkpoint checkpoint) {
        return client.getShardIterator(request -> request.streamArn(arn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(checkpoint.sequenceNumber()))
                .shardIterator();
    }
}
