package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recoup.local.crash.DynamoDbServer;
import software.amazon.awssdk.services.sqs.model.Message;

/** A stack whose store and queues are not its own. */
class ElsewhereTest {
    private static final Options STACK = Options.defaults().port(0).demo(false);
    private static final URI NOBODY = URI.create("http://127.0.0.1:1");

    @Test
    void what_is_in_a_store_and_in_queues_elsewhere_outlives_the_stack() throws Exception {
        try (var store = DynamoDbServer.start();
                var queues = LastingQueues.start(Duration.ofSeconds(2))) {
            var options = STACK.endpoint(Optional.of(store.endpoint())).queues(Optional.of(queues.endpoint()));
            try (var first = LocalStack.start(options)) {
                SmallStack.write(first, "kept", "x");
                first.sqs()
                        .sendMessage(message -> message.queueUrl(first.queueUrl("OrderEventsParked"))
                                .messageBody("parked"));
                assertThat(health(first)).isEqualTo(200);
            }
            try (var second = LocalStack.start(options)) {
                assertThat(store.items()).hasSize(1);
                var parked = second.sqs()
                        .receiveMessage(receive -> receive.queueUrl(second.queueUrl("OrderEventsParked")))
                        .messages();
                assertThat(parked).extracting(Message::body).containsExactly("parked");
                assertThat(health(second)).isEqualTo(200);
            }
        }
    }

    @Test
    void a_data_folder_beside_a_store_elsewhere_is_made_and_used_by_one_stack(@TempDir Path folder) throws Exception {
        try (var store = DynamoDbServer.start()) {
            var options = STACK.endpoint(Optional.of(store.endpoint())).data(folder.resolve("not/there/yet"));
            try (var _ = LocalStack.start(options)) {
                assertThatThrownBy(() -> LocalStack.start(options))
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining("in use by another stack");
            }
            try (var again = LocalStack.start(options)) {
                assertThat(health(again)).isEqualTo(200);
            }
        }
    }

    @Test
    void where_nobody_answers_is_one_clear_sentence() {
        assertThatThrownBy(() -> LocalStack.start(STACK.queues(Optional.of(NOBODY))))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("There are no queues at " + NOBODY + ": ");
        assertThatThrownBy(() -> LocalStack.start(STACK.endpoint(Optional.of(NOBODY))))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("There is no DynamoDB at " + NOBODY + ": ");
    }

    @Test
    void where_they_are_comes_from_the_environment() {
        var options = Options.of(Map.of(
                "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:8000",
                "AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9324"));
        assertThat(options.endpoint()).contains(URI.create("http://127.0.0.1:8000"));
        assertThat(options.queues()).contains(URI.create("http://127.0.0.1:9324"));
        assertThat(Options.of(Map.of()).queues()).isEmpty();
        assertThatThrownBy(() -> Options.of(Map.of("AWS_ENDPOINT_URL_SQS", "9324")))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("AWS_ENDPOINT_URL_SQS must be a URL");
    }

    private static int health(LocalStack stack) {
        return new Calls(stack.address()).send("GET", "/_local/health", "").statusCode();
    }
}
