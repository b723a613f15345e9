package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recoup.ledger.Table;
import recoup.local.Checkpoints.Checkpoint;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The stream is read in order, once, and from where it was left, over the end of a shard and the end of a run. */
class TableStreamTest {
    private static final AmazonDynamoDBLocal STORE = DynamoDBEmbedded.create();

    private final List<String> taken = new ArrayList<>();
    private String table = "";
    private String arn = "";

    @AfterAll
    static void stop() {
        STORE.shutdown();
    }

    @BeforeEach
    void freshTable() {
        table = "table-" + System.nanoTime();
        STORE.dynamoDbClient().createTable(Table.creation(table));
        arn = STORE.dynamoDbClient()
                .describeTable(request -> request.tableName(table))
                .table()
                .latestStreamArn();
    }

    @Test
    void records_come_in_the_order_of_the_writes_and_once() throws InterruptedException {
        var stream = stream(Checkpoints.open(Optional.empty()));
        assertThat(stream.pass(this::take)).isFalse();
        for (var i = 0; i < 250; i++) {
            write("" + i);
        }
        var passes = 0;
        while (stream.pass(this::take)) {
            passes++;
        }
        assertThat(passes).isBetween(3, 4);
        assertThat(taken).hasSize(250).isSortedAccordingTo((a, b) -> Integer.parseInt(a) - Integer.parseInt(b));
    }

    @Test
    void a_shard_that_ends_is_followed_by_its_child() throws InterruptedException {
        var stream = stream(Checkpoints.open(Optional.empty()));
        write("a");
        assertThat(stream.pass(this::take)).isTrue();
        write("b");
        STORE.triggerShardRollovers();
        write("c");
        STORE.triggerShardRollovers();
        write("d");
        read(stream);
        assertThat(taken).containsExactly("a", "b", "c", "d");
    }

    @Test
    void the_next_run_goes_on_after_what_was_taken(@TempDir Path data) throws InterruptedException, IOException {
        write("a");
        write("b");
        read(stream(Checkpoints.open(Optional.of(data))));
        STORE.triggerShardRollovers();
        write("c");
        read(stream(Checkpoints.open(Optional.of(data))));
        assertThat(taken).containsExactly("a", "b", "c");
        read(stream(Checkpoints.open(Optional.of(data))));
        assertThat(taken).hasSize(3);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.resolve("stream-checkpoints.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void what_was_not_taken_to_the_end_comes_again(@TempDir Path data) throws InterruptedException {
        write("a");
        var first = stream(Checkpoints.open(Optional.of(data)));
        try {
            first.pass(records -> {
                take(records);
                throw new InterruptedException("killed");
            });
        } catch (InterruptedException killed) {
            assertThat(taken).containsExactly("a");
        }
        read(stream(Checkpoints.open(Optional.of(data))));
        assertThat(taken).containsExactly("a", "a");
    }

    @Test
    void a_number_that_another_record_got_after_a_crash_is_no_checkpoint() throws InterruptedException {
        write("a");
        write("b");
        var checkpoints = Checkpoints.open(Optional.empty());
        read(stream(checkpoints));
        var shard = STORE.dynamoDbStreamsClient()
                .describeStream(request -> request.streamArn(arn))
                .streamDescription()
                .shards()
                .getFirst()
                .shardId();
        var last = checkpoints.of(shard).orElseThrow();
        taken.clear();
        checkpoints.put(shard, new Checkpoint(last.sequenceNumber(), "another"));
        read(stream(checkpoints));
        assertThat(taken).containsExactly("a", "b");
        taken.clear();
        checkpoints.put(shard, new Checkpoint("000000000000000099999", last.eventId()));
        read(stream(checkpoints));
        assertThat(taken).containsExactly("a", "b");
    }

    @Test
    void it_goes_on_from_its_checkpoint_when_the_store_was_away() throws InterruptedException {
        var stream = stream(Checkpoints.open(Optional.empty()));
        write("a");
        read(stream);
        stream.startAgain();
        write("b");
        read(stream);
        assertThat(taken).containsExactly("a", "b");
    }

    private void read(TableStream stream) throws InterruptedException {
        while (stream.pass(this::take)) {
            assertThat(taken).hasSizeLessThan(1_000);
        }
    }

    private TableStream stream(Checkpoints checkpoints) {
        return new TableStream(STORE.dynamoDbStreamsClient(), arn, checkpoints);
    }

    private void take(List<Record> records) {
        records.forEach(record -> taken.add(record.dynamodb()
                .keys()
                .getOrDefault("pk", AttributeValue.fromS("?"))
                .s()));
    }

    private void write(String id) {
        STORE.dynamoDbClient()
                .putItem(put -> put.tableName(table)
                        .item(Map.of("pk", AttributeValue.fromS(id), "sk", AttributeValue.fromS("J#1"))));
    }
}
