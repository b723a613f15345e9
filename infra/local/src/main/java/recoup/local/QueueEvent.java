package recoup.local;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** A batch of messages as Lambda hands it to a function. */
final class QueueEvent {
    private QueueEvent() {}

    static SQSEvent of(Queues.Queue queue, List<Message> messages) {
        var event = new SQSEvent();
        event.setRecords(
                messages.stream().map(message -> message(queue, message)).toList());
        return event;
    }

    private static SQSMessage message(Queues.Queue queue, Message received) {
        var message = new SQSMessage();
        message.setMessageId(received.messageId());
        message.setReceiptHandle(received.receiptHandle());
        message.setBody(received.body());
        message.setMd5OfBody(received.md5OfBody());
        message.setAttributes(received.attributesAsStrings());
        message.setMessageAttributes(attributes(received.messageAttributes()));
        message.setEventSource("aws:sqs");
        message.setEventSourceArn(queue.arn());
        message.setAwsRegion(LocalAws.REGION.id());
        return message;
    }

    private static Map<String, MessageAttribute> attributes(Map<String, MessageAttributeValue> received) {
        var attributes = new HashMap<String, MessageAttribute>();
        received.forEach((name, value) -> {
            var attribute = new MessageAttribute();
            attribute.setDataType(value.dataType());
            attribute.setStringValue(value.stringValue());
            Optional.ofNullable(value.binaryValue()).map(SdkBytes::asByteBuffer).ifPresent(attribute::setBinaryValue);
            attributes.put(name, attribute);
        });
        return attributes;
    }
}
