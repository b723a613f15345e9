package recoup.queues;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/**
 * Queues by their URLs. A message is visible, or waits until the test lets it come back; a delivery hands visible ones to a
 * function and keeps those that it did not acknowledge. One delivery may begin while another is under way, with the same
 * messages too: the first to acknowledge one takes it away. Not for several threads at once.
 */
public final class SimulatedSqs implements SqsClient {
    /** A message in a queue. */
    public static final class Message {
        private final String id;
        private final String body;
        private final Map<String, String> attributes;
        private int receives;
        private Optional<Integer> waitSeconds = Optional.empty();

        private Message(String id, String body, Map<String, String> attributes) {
            this.id = id;
            this.body = body;
            this.attributes = Map.copyOf(attributes);
        }

        public String body() {
            return body;
        }

        /** An attribute that it was sent with. */
        public String attribute(String name) {
            return attributes.getOrDefault(name, "");
        }

        /** How often it was handed to a function. */
        public int receives() {
            return receives;
        }

        /** Whether it waits until the test lets it come back. */
        public boolean waits() {
            return waitSeconds.isPresent();
        }
    }

    private static final int A_BATCH = 10;

    private final Map<String, List<Message>> queues = new TreeMap<>();
    private final Map<String, List<Message>> everSent = new TreeMap<>();
    private final List<Integer> waits = new ArrayList<>();
    private int sent;
    private boolean broken;

    /** From now on it takes nothing, or takes everything again. */
    public void broken(boolean isBroken) {
        broken = isBroken;
    }

    @Override
    public SendMessageResponse sendMessage(SendMessageRequest request) {
        refuseIfBroken();
        var attributes = new HashMap<String, String>();
        request.messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        add(request.queueUrl(), request.messageBody(), attributes);
        return SendMessageResponse.builder().build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(SendMessageBatchRequest request) {
        refuseIfBroken();
        if (request.entries().isEmpty() || request.entries().size() > A_BATCH) {
            throw new AssertionError(
                    "a batch has 1 to 10 messages, not " + request.entries().size());
        }
        request.entries().forEach(entry -> add(request.queueUrl(), entry.messageBody(), Map.of()));
        return SendMessageBatchResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
        refuseIfBroken();
        var message = everSent(request.queueUrl()).stream()
                .filter(each -> each.id.equals(request.receiptHandle()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message has the receipt " + request.receiptHandle()));
        if (!messages(request.queueUrl()).contains(message)) {
            throw SqsException.builder()
                    .message("Message does not exist or is not available for visibility timeout change")
                    .statusCode(400)
                    .build();
        }
        message.waitSeconds = Optional.of(request.visibilityTimeout());
        waits.add(request.visibilityTimeout());
        return ChangeMessageVisibilityResponse.builder().build();
    }

    /** Everything in a queue, visible or not. */
    public List<Message> messages(String queue) {
        return queues.computeIfAbsent(queue, _ -> new ArrayList<>());
    }

    /** Everything that was ever put into a queue, what is gone too, in its order. */
    public List<Message> everSent(String queue) {
        return everSent.computeIfAbsent(queue, _ -> new ArrayList<>());
    }

    /** How long messages were told to wait, in seconds, in the order in which they were. */
    public List<Integer> waits() {
        return List.copyOf(waits);
    }

    /** What waits is visible again. */
    public void waitsEnd() {
        queues.values().forEach(queue -> queue.forEach(message -> message.waitSeconds = Optional.empty()));
    }

    /** Puts {@code body} into {@code queue} as it is. */
    public void add(String queue, String body) {
        add(queue, body, Map.of());
    }

    /** Delivers every visible message, ten at a time, in their order, each once. */
    public void deliver(String queue, Function<SQSEvent, SQSBatchResponse> function) {
        var visible = messages(queue).stream()
                .filter(message -> message.waitSeconds.isEmpty())
                .toList();
        for (var start = 0; start < visible.size(); start += A_BATCH) {
            deliver(queue, visible.subList(start, Math.min(visible.size(), start + A_BATCH)), function);
        }
    }

    /** Delivers just these, which may be there no longer: a duplicate. */
    public void deliver(String queue, List<Message> batch, Function<SQSEvent, SQSBatchResponse> function) {
        var event = new SQSEvent();
        event.setRecords(batch.stream().map(message -> received(message)).toList());
        var failed = function.apply(event).getBatchItemFailures().stream()
                .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        messages(queue).removeIf(message -> batch.contains(message) && !failed.contains(message.id));
    }

    @Override
    public String serviceName() {
        return SqsClient.SERVICE_NAME;
    }

    @Override
    public void close() {}

    private void add(String queue, String body, Map<String, String> attributes) {
        sent++;
        var message = new Message("message-" + sent, body, attributes);
        messages(queue).add(message);
        everSent(queue).add(message);
    }

    private static SQSEvent.SQSMessage received(Message message) {
        message.receives++;
        var sqs = new SQSEvent.SQSMessage();
        sqs.setMessageId(message.id);
        sqs.setReceiptHandle(message.id);
        sqs.setBody(message.body);
        sqs.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(message.receives)));
        return sqs;
    }

    private void refuseIfBroken() {
        if (broken) {
            throw SdkClientException.create("SQS does not answer");
        }
    }
}
