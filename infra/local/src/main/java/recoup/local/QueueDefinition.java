package recoup.local;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * A queue of {@code template.yaml}.
 *
 * @param id its name in the template
 * @param attributes those that hold on this machine too
 * @param redrive where a message goes that was received too often
 */
record QueueDefinition(String id, Map<QueueAttributeName, String> attributes, Optional<Redrive> redrive) {
    /** The dead-letter queue's name in the template, and after how many receives. */
    record Redrive(String to, int maxReceiveCount) {}

    /** Retention and encryption are left out: what is here lives no longer than the process. */
    private static final List<QueueAttributeName> HERE = List.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            QueueAttributeName.DELAY_SECONDS,
            QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS);

    QueueDefinition {
        attributes = Map.copyOf(attributes);
    }

    /** Dead-letter queues first: another one must be there before it can be named. */
    static List<QueueDefinition> all(Template template) {
        return template.resources("AWS::SQS::Queue").entrySet().stream()
                .map(resource -> of(resource.getKey(), resource.getValue()))
                .sorted(Comparator.comparing(queue -> queue.redrive().isPresent()))
                .toList();
    }

    /** As people see it: {@code payment-failures} for {@code PaymentFailuresQueue}. */
    String name() {
        return id.replaceFirst("Queue$", "").replaceAll("(?<!^)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static QueueDefinition of(String id, Template properties) {
        var attributes = new EnumMap<QueueAttributeName, String>(QueueAttributeName.class);
        for (var attribute : HERE) {
            properties.find(attribute.toString()).ifPresent(value -> attributes.put(attribute, value.text()));
        }
        var redrive = properties
                .find("RedrivePolicy")
                .map(policy -> new Redrive(
                        policy.at("deadLetterTargetArn").resource(),
                        Integer.parseInt(policy.at("maxReceiveCount").text())));
        return new QueueDefinition(id, attributes, redrive);
    }
}
