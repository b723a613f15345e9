package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** A queue and its function, as Lambda's event source mapping joins them. */
class QueueConsumerTest {
    private static final Template TEMPLATE = Template.parse("""
        Parameters:
          Few: { Type: Number, Default: 2 }
        Globals:
          Function: { Timeout: 5 }
        Resources:
          Worker:
            Type: AWS::Serverless::Function
            Properties:
              Handler: Worker
              Timeout: 1
              Events:
                Partial: { Type: SQS, Properties: { Queue: !GetAtt PartialQueue.Arn, BatchSize: 10,
                           FunctionResponseTypes: [ReportBatchItemFailures], ScalingConfig: { MaximumConcurrency: !Ref Few } } }
                Plain: { Type: SQS, Properties: { Queue: !GetAtt PlainQueue.Arn, BatchSize: 1,
                         ScalingConfig: { MaximumConcurrency: 3 } } }
          PartialQueue:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 1
              RedrivePolicy: { deadLetterTargetArn: !GetAtt PartialParked.Arn, maxReceiveCount: 1 }
          PartialParked: { Type: AWS::SQS::Queue, Properties: { MessageRetentionPeriod: 1209600 } }
          PlainQueue:
            Type: AWS::SQS::Queue
            Properties:
              VisibilityTimeout: 30
              RedrivePolicy: { deadLetterTargetArn: !GetAtt PlainParked.Arn, maxReceiveCount: 5 }
          PlainParked: { Type: AWS::SQS::Queue }
        """);

    private static final QueueSource PARTIAL = source("PartialQueue");
    private static final QueueSource PLAIN = source("PlainQueue");

    private final Queues queues = Queues.start(QueueDefinition.all(TEMPLATE));
    private final Queue<SQSMessage> received = new ConcurrentLinkedQueue<>();
    private final List<QueueConsumer> consumers = new ArrayList<>();

    @AfterEach
    void stop() {
        consumers.forEach(QueueConsumer::stop);
        queues.close();
    }

    @Test
    void the_template_says_how_a_queue_is_read() {
        assertThat(PARTIAL.batchSize()).isEqualTo(10);
        assertThat(PARTIAL.concurrency()).isEqualTo(2);
        assertThat(PARTIAL.reportsFailures()).isTrue();
        assertThat(PARTIAL.function().limit()).isEqualTo(Duration.ofSeconds(1));
        assertThat(PLAIN.batchSize()).isEqualTo(1);
        assertThat(PLAIN.reportsFailures()).isFalse();
        assertThat(queues.all().stream().map(Queues.Queue::name)).containsExactly("partial", "plain");
        assertThat(QueueDefinition.all(TEMPLATE).stream().map(QueueDefinition::name))
                .containsExactlyInAnyOrder("partial", "partial-parked", "plain", "plain-parked");
    }

    @Test
    void a_message_arrives_as_lambda_hands_it_over() throws InterruptedException {
        read(PARTIAL, _ -> null);
        queues.client()
                .sendMessage(message -> message.queueUrl(url("PartialQueue"))
                        .messageBody("{\"ä\":1}")
                        .messageAttributes(Map.of(
                                "reason",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("why")
                                        .build())));
        await(() -> received.size() == 1);
        var message = received.remove();
        assertThat(message.getBody()).isEqualTo("{\"ä\":1}");
        assertThat(message.getMessageId()).isNotBlank();
        assertThat(message.getReceiptHandle()).isNotBlank();
        assertThat(message.getEventSource()).isEqualTo("aws:sqs");
        assertThat(message.getEventSourceArn()).isEqualTo("arn:aws:sqs:us-east-1:000000000000:partial");
        assertThat(message.getAttributes())
                .containsEntry("ApproximateReceiveCount", "1")
                .containsKeys("SentTimestamp", "ApproximateFirstReceiveTimestamp");
        assertThat(Objects.requireNonNull(message.getMessageAttributes().get("reason"))
                        .getStringValue())
                .isEqualTo("why");
    }

    @Test
    void what_is_not_reported_is_done_and_the_rest_is_dead_in_the_end() throws InterruptedException {
        send("PartialQueue", 10);
        read(
                PARTIAL,
                event -> failed(event.getRecords().stream()
                        .filter(message -> message.getBody().equals("7"))
                        .map(SQSMessage::getMessageId)
                        .toList()));
        await(() -> depth("PartialQueue").equals(new Queues.Depth(0, 0, 1)));
        assertThat(received).hasSize(10);
    }

    @Test
    void an_identifier_that_is_none_of_the_batch_means_that_all_of_it_failed() throws InterruptedException {
        send("PartialQueue", 2);
        read(PARTIAL, _ -> failed(List.of("stranger")));
        await(() -> depth("PartialQueue").equals(new Queues.Depth(0, 0, 2)));
        assertThat(received).hasSize(2);
    }

    @Test
    void a_function_that_throws_or_takes_too_long_has_done_nothing() throws InterruptedException {
        send("PartialQueue", 1);
        var calls = new AtomicInteger();
        read(PARTIAL, _ -> {
            if (calls.incrementAndGet() == 1) {
                send("PartialQueue", 1);
                throw new IllegalStateException("this stack trace belongs to the test");
            }
            sleep(1_200);
            return null;
        });
        await(() -> depth("PartialQueue").equals(new Queues.Depth(0, 0, 2)));
        assertThat(calls).hasValue(2);
    }

    @Test
    void a_function_may_set_how_long_a_message_stays_invisible() throws InterruptedException {
        send("PlainQueue", 1);
        read(PLAIN, event -> {
            if (received.size() == 1) {
                queues.client()
                        .changeMessageVisibility(change -> change.queueUrl(url("PlainQueue"))
                                .receiptHandle(event.getRecords().getFirst().getReceiptHandle())
                                .visibilityTimeout(1));
                throw new IllegalStateException("this stack trace belongs to the test");
            }
            return null;
        });
        await(() -> received.size() == 1);
        assertThat(depth("PlainQueue").inFlight()).isEqualTo(1);
        await(() -> depth("PlainQueue").equals(new Queues.Depth(0, 0, 0)));
        assertThat(received.stream().map(it -> it.getAttributes().get("ApproximateReceiveCount")))
                .containsExactly("1", "2");
    }

    @Test
    void no_more_calls_run_at_once_than_the_template_allows() throws InterruptedException {
        send("PlainQueue", 9);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        read(PLAIN, _ -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            sleep(100);
            running.decrementAndGet();
            return null;
        });
        await(() -> depth("PlainQueue").isIdle());
        assertThat(received).hasSize(9);
        assertThat(most).hasValue(3);
    }

    @Test
    void on_an_idle_stack_a_message_does_not_wait_for_the_poll_to_end() throws InterruptedException {
        var taken = new ConcurrentLinkedQueue<String>();
        read(PLAIN, event -> {
            taken.add(event.getRecords().getFirst().getBody());
            return null;
        });
        for (var i = 1; i <= 30; i++) {
            queues.client()
                    .sendMessage(message -> message.queueUrl(url("PlainQueue")).messageBody("any"));
            var sent = i;
            await(() -> taken.size() == sent); // each waits for less than a poll lasts
        }
    }

    @Test
    void it_ends_though_it_waits_for_messages() throws InterruptedException {
        var consumer = read(PLAIN, _ -> null);
        Thread.sleep(200);
        consumer.stop();
        await(() -> !consumer.isUp()); // for less than a poll lasts
    }

    private interface Work {
        @Nullable
        SQSBatchResponse done(SQSEvent event);
    }

    private QueueConsumer read(QueueSource source, Work work) {
        var consumer = new QueueConsumer(
                source,
                queues.byId(source.queue()),
                queues.client(),
                (event, _) -> {
                    received.addAll(event.getRecords());
                    return work.done(event);
                },
                new Invocations());
        consumers.add(consumer);
        consumer.start();
        return consumer;
    }

    private static SQSBatchResponse failed(List<String> ids) {
        return new SQSBatchResponse(ids.stream().map(BatchItemFailure::new).toList());
    }

    private void send(String queue, int count) {
        queues.client()
                .sendMessageBatch(batch -> batch.queueUrl(url(queue))
                        .entries(IntStream.range(0, count)
                                .mapToObj(i -> SendMessageBatchRequestEntry.builder()
                                        .id("" + i)
                                        .messageBody("" + i)
                                        .build())
                                .toList()));
    }

    private String url(String queue) {
        return queues.byId(queue).url();
    }

    private Queues.Depth depth(String queue) {
        return queues.depth(queues.byId(queue));
    }

    private static QueueSource source(String queue) {
        return QueueSource.all(TEMPLATE).stream()
                .filter(source -> source.queue().equals(queue))
                .findFirst()
                .orElseThrow();
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void await(BooleanSupplier what) throws InterruptedException {
        var end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!what.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(end);
            Thread.sleep(10);
        }
    }
}
