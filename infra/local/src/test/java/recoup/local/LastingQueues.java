package recoup.local;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** The template's queues, for stacks that come and go: they show a message again sooner than on Lambda. */
public final class LastingQueues implements AutoCloseable {
    private static final int MOST_AT_ONCE = 10;

    private final Queues queues;

    private LastingQueues(Queues queues) {
        this.queues = queues;
    }

    public static LastingQueues start(Duration visibility) {
        var definitions = QueueDefinition.all(Template.read(Template.find())).stream()
                .map(definition -> shown(definition, visibility))
                .toList();
        return new LastingQueues(Queues.start(definitions));
    }

    /** What {@code AWS_ENDPOINT_URL_SQS} is set to. */
    public URI endpoint() {
        return URI.create(queues.all().getFirst().url()).resolve("/");
    }

    /** How many messages wait or are being worked on in the queue that {@code template.yaml} calls {@code id}. */
    public long waiting(String id) {
        var depth = queues.depth(queues.byId(id));
        return depth.visible() + depth.inFlight();
    }

    /** Takes what is parked, everywhere. */
    public List<String> takeParked() {
        return queues.all().stream()
                .map(Queues.Queue::parked)
                .flatMap(Optional::stream)
                .flatMap(url -> takeAll(url).stream())
                .toList();
    }

    @Override
    public void close() {
        queues.close();
    }

    private List<String> takeAll(String url) {
        var bodies = new ArrayList<String>();
        while (true) {
            var messages = queues.client()
                    .receiveMessage(request -> request.queueUrl(url)
                            .maxNumberOfMessages(MOST_AT_ONCE)
                            .waitTimeSeconds(0))
                    .messages();
            if (messages.isEmpty()) {
                return bodies;
            }
            for (var message : messages) {
                bodies.add(message.body());
                delete(url, message);
            }
        }
    }

    private void delete(String url, Message message) {
        queues.client().deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
    }

    private static QueueDefinition shown(QueueDefinition definition, Duration visibility) {
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        attributes.putAll(definition.attributes());
        attributes.put(QueueAttributeName.VISIBILITY_TIMEOUT, "" + visibility.toSeconds());
        return new QueueDefinition(definition.id(), attributes, definition.redrive());
    }
}
