package recoup.local;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Reads a queue for a function, as Lambda's event source mapping does: what the function does not report as failed is
 * deleted, and what failed stays invisible until its visibility ends. Unlike Lambda's it never waits for a batch to fill.
 */
final class QueueConsumer {
    private static final int LONGEST_POLL_SECONDS = 20;
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final QueueSource source;
    private final Queues.Queue queue;
    private final SqsClient sqs;
    private final QueueFunction function;
    private final Invocations invocations;
    private final Semaphore free;
    private final Thread poller;
    private volatile boolean closing;

    QueueConsumer(
            QueueSource source, Queues.Queue queue, SqsClient sqs, QueueFunction function, Invocations invocations) {
        this.source = source;
        this.queue = queue;
        this.sqs = sqs;
        this.function = function;
        this.invocations = invocations;
        this.free = new Semaphore(source.concurrency());
        this.poller = Thread.ofVirtual().name("read " + queue.name()).unstarted(this::poll);
    }

    void start() {
        poller.start();
    }

    boolean isUp() {
        return poller.isAlive();
    }

    /** Receives nothing more. */
    void stop() {
        closing = true;
        poller.interrupt();
    }

    /** Waits for the batches that run, until {@code end} by {@link System#nanoTime}. */
    void awaitEnd(long end) throws InterruptedException {
        if (free.tryAcquire(source.concurrency(), end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            free.release(source.concurrency());
        }
    }

    private void poll() {
        while (!closing) {
            try {
                free.acquire();
                receive();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void receive() throws InterruptedException {
        try {
            var messages = next();
            if (messages.isEmpty()) {
                free.release();
            } else {
                Thread.ofVirtual().start(() -> {
                    try {
                        handle(messages);
                    } finally {
                        free.release();
                    }
                });
            }
        } catch (SdkException fault) {
            free.release();
            if (!closing) {
                System.err.println("The queue " + queue.name() + " cannot be read: " + fault.getMessage());
                Thread.sleep(AFTER_A_FAULT);
            }
        }
    }

    private List<Message> next() {
        return sqs.receiveMessage(request -> request.queueUrl(queue.url())
                        .maxNumberOfMessages(source.batchSize())
                        .waitTimeSeconds(LONGEST_POLL_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                        .messageAttributeNames("All"))
                .messages();
    }

    private void handle(List<Message> messages) {
        try {
            var failed = failed(messages);
            delete(messages.stream()
                    .filter(message -> !failed.contains(message.messageId()))
                    .toList());
        } catch (TimeoutException _) {
            System.err.println(source.function().name() + " took longer than "
                    + source.function().limit().toSeconds() + " s.");
        } catch (ExecutionException e) {
            System.err.println(source.function().name() + " threw");
            e.printStackTrace();
        } catch (SdkException fault) {
            System.err.println("What " + source.function().name() + " has done stays in the queue " + queue.name()
                    + " and will come again: " + fault.getMessage());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Set<String> failed(List<Message> messages)
            throws ExecutionException, TimeoutException, InterruptedException {
        var name = source.function().name();
        var limit = source.function().limit();
        var ids = messages.stream().map(Message::messageId).collect(Collectors.toUnmodifiableSet());
        var context = new LocalContext(name, UUID.randomUUID().toString(), limit);
        return invocations.call(
                name, limit, () -> failed(function.handleRequest(QueueEvent.of(queue, messages), context), ids));
    }

    /** An identifier that is none of the batch means that all of it failed. */
    private Set<String> failed(@Nullable SQSBatchResponse response, Set<String> ids) {
        if (!source.reportsFailures() || response == null || response.getBatchItemFailures() == null) {
            return Set.of();
        }
        var failed = response.getBatchItemFailures().stream()
                .map(failure -> "" + failure.getItemIdentifier())
                .collect(Collectors.toUnmodifiableSet());
        return ids.containsAll(failed) ? failed : ids;
    }

    private void delete(List<Message> done) {
        if (done.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, done.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id("" + i)
                        .receiptHandle(done.get(i).receiptHandle())
                        .build())
                .toList();
        sqs.deleteMessageBatch(request -> request.queueUrl(queue.url()).entries(entries));
    }
}
