package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The table's stream and its function, as Lambda's event source mapping joins them. */
class StreamConsumerTest {
    private static final StreamFunction DONE = (_, _) -> null;
    private static volatile StreamFunction function = DONE;
    private static final LocalStack STACK =
            SmallStack.start(SmallStack.OPTIONS, (_, _) -> null, StreamConsumerTest::call);

    private static final Queue<DynamodbStreamRecord> DELIVERED = new ConcurrentLinkedQueue<>();
    private static final Queue<Integer> BATCHES = new ConcurrentLinkedQueue<>();

    private static @Nullable StreamsEventResponse call(DynamodbEvent event, Context context) {
        BATCHES.add(event.getRecords().size());
        DELIVERED.addAll(event.getRecords());
        return function.handleRequest(event, context);
    }

    private final Calls calls = new Calls(STACK.address());

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @Test
    void a_record_arrives_as_lambda_hands_it_over_and_only_if_the_filter_lets_it_pass() {
        begin(DONE);
        SmallStack.write(STACK, "order", "O");
        STACK.dynamoDb()
                .putItem(put -> put.tableName(STACK.table())
                        .item(Map.of(
                                "pk", AttributeValue.fromS("full"),
                                "sk", AttributeValue.fromS("J#1"),
                                "n", AttributeValue.fromN("7"),
                                "b", AttributeValue.fromB(SdkBytes.fromUtf8String("bytes")),
                                "l", AttributeValue.fromL(List.of(AttributeValue.fromBool(true))),
                                "m", AttributeValue.fromM(Map.of("x", AttributeValue.fromNul(true))))));
        SmallStack.write(STACK, "full", "J#1"); // changes it: no insert
        drain();
        assertThat(DELIVERED).hasSize(1);
        var record = DELIVERED.remove();
        assertThat(record.getEventName()).isEqualTo("INSERT");
        assertThat(record.getEventSource()).isEqualTo("aws:dynamodb");
        assertThat(record.getEventSourceARN()).contains(":table/recoup-local/stream/");
        assertThat(record.getDynamodb().getSequenceNumber()).isNotBlank();
        assertThat(record.getDynamodb().getStreamViewType()).isEqualTo("NEW_IMAGE");
        assertThat(id(record)).isEqualTo("full");
        var image = record.getDynamodb().getNewImage();
        assertThat(at(image, "n").getN()).isEqualTo("7");
        assertThat(SdkBytes.fromByteBuffer(at(image, "b").getB()).asUtf8String())
                .isEqualTo("bytes");
        assertThat(at(image, "l").getL().getFirst().getBOOL()).isTrue();
        assertThat(at(at(image, "m").getM(), "x").getNULL()).isTrue();
    }

    @Test
    void from_the_lowest_failed_record_on_they_come_again_in_order() {
        var first = Collections.synchronizedList(new ArrayList<String>());
        begin((event, _) -> {
            var failed = event.getRecords().stream()
                    .filter(record -> List.of("2", "3").contains(id(record)) && !first.contains(id(record)))
                    .toList();
            first.addAll(failed.stream().map(StreamConsumerTest::id).toList());
            return failed(failed.reversed().stream()
                    .map(record -> record.getDynamodb().getSequenceNumber())
                    .toList());
        });
        transact("0", "1", "2", "3");
        drain();
        assertThat(DELIVERED.stream().map(StreamConsumerTest::id)).containsSubsequence("0", "1", "2", "3", "2", "3");
        assertThat(DELIVERED).hasSize(6);
    }

    @Test
    void a_record_that_always_fails_stands_alone_in_the_end_and_the_others_are_done() {
        begin((event, _) -> {
            if (event.getRecords().stream().anyMatch(record -> id(record).equals("bad"))) {
                throw new IllegalStateException("this stack trace belongs to the test");
            }
            return null;
        });
        transact("a", "bad", "c", "d");
        assertThat(drain()).contains("\"drained\":true");
        assertThat(DELIVERED.stream().map(StreamConsumerTest::id)).endsWith("bad", "c", "d");
        // 4, its halves, the left one's halves; and two retries
        assertThat(BATCHES).containsExactly(4, 2, 1, 1, 1, 1, 2);
    }

    @Test
    void an_identifier_that_is_none_of_the_batch_means_that_all_of_it_failed() {
        begin((event, _) -> BATCHES.size() == 1 ? failed(List.of("stranger")) : new StreamsEventResponse());
        transact("x", "y");
        drain();
        assertThat(DELIVERED.stream().map(StreamConsumerTest::id)).containsExactly("x", "y", "x", "y");
    }

    @Test
    void what_was_committed_before_the_stack_was_killed_is_published_after_its_restart(@TempDir Path data)
            throws InterruptedException {
        var attempts = new ConcurrentLinkedQueue<String>();
        var published = new ConcurrentLinkedQueue<String>();
        var options = SmallStack.OPTIONS.data(data);
        try (var stack = SmallStack.start(options, (_, _) -> null, (event, _) -> {
            event.getRecords().forEach(record -> published.add(id(record)));
            return null;
        })) {
            SmallStack.write(stack, "before", "J#1");
            SmallStack.await(() -> published.contains("before"));
        }
        published.clear();
        try (var stack = SmallStack.start(options, (_, _) -> null, (event, _) -> {
            attempts.addAll(
                    event.getRecords().stream().map(StreamConsumerTest::id).toList());
            return failed(event.getRecords().stream()
                    .map(record -> record.getDynamodb().getSequenceNumber())
                    .toList());
        })) {
            SmallStack.write(stack, "committed", "J#1");
            SmallStack.await(() -> attempts.contains("committed"));
        }
        try (var stack = SmallStack.start(options, (_, _) -> null, (event, _) -> {
            event.getRecords().forEach(record -> published.add(id(record)));
            return null;
        })) {
            SmallStack.write(stack, "after", "J#1");
            SmallStack.await(() -> published.contains("after"));
            assertThat(published).containsExactly("committed", "after");
        }
    }

    private static void begin(StreamFunction next) {
        function = next;
        DELIVERED.clear();
        BATCHES.clear();
    }

    private String drain() {
        return calls.send("POST", "/_local/drain", "{}").body();
    }

    /** In one write, so that they come together. */
    private static void transact(String... ids) {
        var sort = "J#" + System.nanoTime();
        STACK.dynamoDb()
                .transactWriteItems(write -> write.transactItems(IntStream.range(0, ids.length)
                        .mapToObj(i -> TransactWriteItem.builder()
                                .put(put -> put.tableName(STACK.table())
                                        .item(Map.of(
                                                "pk", AttributeValue.fromS(ids[i]), "sk", AttributeValue.fromS(sort))))
                                .build())
                        .toList()));
    }

    private static StreamsEventResponse failed(List<String> numbers) {
        return new StreamsEventResponse(numbers.stream()
                .map(number ->
                        BatchItemFailure.builder().withItemIdentifier(number).build())
                .toList());
    }

    private static String id(DynamodbStreamRecord record) {
        return at(record.getDynamodb().getKeys(), "pk").getS();
    }

    private static <V> V at(Map<String, V> attributes, String name) {
        return Objects.requireNonNull(attributes.get(name), name);
    }
}
