package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sns.model.BatchRequestTooLongException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.TooManyEntriesInBatchRequestException;

/** The real client publishes; what SNS would refuse is refused here. */
class TopicTest {
    private static final Inbox INBOX = Inbox.open(Optional.empty());
    private static final Topic TOPIC = Topic.take();

    @BeforeAll
    static void start() {
        TOPIC.open(INBOX);
    }

    @AfterAll
    static void stop() {
        TOPIC.close();
    }

    @Test
    void what_is_published_stands_in_the_inbox_of_its_merchant() {
        var message = "{\"type\":\"order.cancelled\",\"note\":\"ä & ü = 100%, <+>\"}";
        var id = TOPIC.client()
                .publish(publish -> publish.topicArn(Topic.ARN)
                        .message(message)
                        .messageAttributes(attributes("one", "order.cancelled")))
                .messageId();
        assertThat(id).isNotBlank();
        assertThat(INBOX.of("one"))
                .containsExactly(
                        new Inbox.Delivery(message, Map.of("merchantId", "one", "eventType", "order.cancelled")));
        assertThat(INBOX.of("nobody")).isEmpty();
    }

    @Test
    void a_batch_is_published_entry_by_entry_and_the_newest_stands_first() {
        var answer = TOPIC.client()
                .publishBatch(batch -> batch.topicArn(Topic.ARN).publishBatchRequestEntries(entries(10, "m")));
        assertThat(answer.successful())
                .hasSize(10)
                .allSatisfy(each -> assertThat(each.messageId()).isNotBlank());
        assertThat(answer.successful().stream().map(each -> each.id())).contains("a&b-0", "a&b-9");
        assertThat(answer.failed()).isEmpty();
        assertThat(INBOX.of("batch").stream().map(Inbox.Delivery::message))
                .startsWith("m9", "m8")
                .hasSize(10);
    }

    @Test
    void the_bounds_are_those_of_sns() {
        var large = "x".repeat(256 * 1024 - 40);
        assertThatThrownBy(() -> TOPIC.client()
                        .publish(publish -> publish.topicArn(Topic.ARN)
                                .message(large)
                                .messageAttributes(attributes("large", "with its attributes it is beyond 256 KB"))))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> TOPIC.client()
                        .publishBatch(batch -> batch.topicArn(Topic.ARN).publishBatchRequestEntries(entries(2, large))))
                .isInstanceOf(BatchRequestTooLongException.class);
        assertThatThrownBy(() -> TOPIC.client()
                        .publishBatch(batch -> batch.topicArn(Topic.ARN).publishBatchRequestEntries(entries(11, "m"))))
                .isInstanceOf(TooManyEntriesInBatchRequestException.class);
        assertThatThrownBy(() -> TOPIC.client()
                        .publish(publish ->
                                publish.topicArn(Topic.ARN + "-another").message("m")))
                .isInstanceOf(NotFoundException.class);
        assertThat(INBOX.of("large")).isEmpty();
    }

    @Test
    void a_data_folder_keeps_what_was_published_but_for_a_line_that_a_kill_tore(@TempDir Path data) throws IOException {
        var first = Inbox.open(Optional.of(data));
        var one = new Inbox.Delivery("{\"id\":\"one\",\"who\":\"ä\"}", Map.of("merchantId", "shop"));
        var two = new Inbox.Delivery("two\n", Map.of("merchantId", "shop", "eventType", "any"));
        assertThat(first.add(List.of(one, two))).isTrue();
        var file = data.resolve("notifications.jsonl");
        Files.write(file, new byte[] {'\n', '{', '"', (byte) 0xC3}, StandardOpenOption.APPEND);
        var second = Inbox.open(Optional.of(data));
        assertThat(second.of("shop")).containsExactly(two, one);
        assertThat(second.add(List.of(one))).isTrue();
        assertThat(Inbox.open(Optional.of(data)).of("shop")).containsExactly(one, two, one);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void what_cannot_be_kept_is_not_published(@TempDir Path data) throws IOException {
        var inbox = Inbox.open(Optional.of(data));
        Files.delete(data.resolve("notifications.jsonl"));
        assertThat(inbox.add(List.of(new Inbox.Delivery("one", Map.of("merchantId", "shop")))))
                .isFalse();
        assertThat(inbox.of("shop")).isEmpty();
    }

    private static List<PublishBatchRequestEntry> entries(int count, String message) {
        return IntStream.range(0, count)
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id("a&b-" + i)
                        .message(message + i)
                        .messageAttributes(attributes("batch", "any"))
                        .build())
                .toList();
    }

    private static Map<String, MessageAttributeValue> attributes(String merchant, String type) {
        return Map.of("merchantId", text(merchant), "eventType", text(type));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
