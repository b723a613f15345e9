package recoup.handlers;

import java.util.Map;
import java.util.stream.Collectors;
import recoup.handlers.notifications.Notification;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Puts one notification on the topic, with its attributes for filter policies. */
record Publisher(SnsClient sns, String topic) {
    void publish(Notification notification) {
        sns.publish(publish -> publish.topicArn(topic)
                .message(notification.message())
                .messageAttributes(notification.attributes().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, each -> text(each.getValue())))));
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
