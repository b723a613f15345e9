package recoup.handlers;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import recoup.handlers.events.Envelope;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Puts events into their queues; only then may anybody be told that they were taken. */
final class EventQueues {
    private static final int MOST_IN_A_BATCH = 10;
    /** SQS takes 256 KB a batch, and counts more than the bodies. */
    private static final int MOST_BYTES = 240 * 1024;

    private final SqsClient sqs;
    private final String paymentFailures;
    private final String orderEvents;

    EventQueues(SqsClient sqs, Environment environment) {
        this.sqs = sqs;
        this.paymentFailures = environment.needed(Environment.PAYMENT_FAILURES);
        this.orderEvents = environment.needed(Environment.ORDER_EVENTS);
    }

    /** All of {@code envelopes}, in their order; a {@link NotTaken} if one of them was not taken. */
    void send(List<Envelope> envelopes) {
        var byQueue = envelopes.stream()
                .collect(Collectors.partitioningBy(
                        envelope -> envelope.event().type().endsPayment()));
        send(paymentFailures, byQueue.getOrDefault(true, List.of()));
        send(orderEvents, byQueue.getOrDefault(false, List.of()));
    }

    private void send(String queue, List<Envelope> envelopes) {
        var batch = new ArrayList<String>();
        var bytes = 0;
        for (var body : envelopes.stream().map(Envelope::write).toList()) {
            var size = body.getBytes(StandardCharsets.UTF_8).length;
            if (batch.size() == MOST_IN_A_BATCH || (!batch.isEmpty() && bytes + size > MOST_BYTES)) {
                sendBatch(queue, batch);
                batch.clear();
                bytes = 0;
            }
            batch.add(body);
            bytes += size;
        }
        sendBatch(queue, batch);
    }

    private void sendBatch(String queue, List<String> bodies) {
        if (bodies.isEmpty()) {
            return;
        }
        var entries = IntStream.range(0, bodies.size())
                .mapToObj(number -> SendMessageBatchRequestEntry.builder()
                        .id(Integer.toString(number))
                        .messageBody(bodies.get(number))
                        .build())
                .toList();
        var answer = sqs.sendMessageBatch(batch -> batch.queueUrl(queue).entries(entries));
        if (answer.hasFailed() && !answer.failed().isEmpty()) {
            throw new NotTaken("SQS did not take " + answer.failed().size() + " of " + bodies.size());
        }
    }
}
