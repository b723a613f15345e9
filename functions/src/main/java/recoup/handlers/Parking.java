package recoup.handlers;

import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import recoup.model.PlainText;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/**
 * Where messages wait: in their queue for another try, which is later each time, or parked for a person. The consumer parks
 * by itself what will never be done, with the reason, instead of letting the queue find out by counting.
 *
 * @param queue the URL of the queue that they came from
 * @param parked the URL of the dead-letter queue
 */
record Parking(SqsClient sqs, String queue, String parked) {
    /** Until the second, third, fourth and fifth receive. The queue itself gives up after the fifth. */
    private static final List<Duration> WAITS =
            List.of(Duration.ofSeconds(2), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(10));

    private static final int LONGEST_REASON = 1_000;

    boolean isLastReceive(SQSMessage message) {
        return receives(message) > WAITS.size();
    }

    void comeBackLater(SQSMessage message) {
        comeBack(message, WAITS.get(Math.max(1, receives(message)) - 1));
    }

    void comeBack(SQSMessage message, Duration wait) {
        sqs.changeMessageVisibility(change -> change.queueUrl(queue)
                .receiptHandle(message.getReceiptHandle())
                .visibilityTimeout(Math.toIntExact(wait.toSeconds())));
    }

    void park(SQSMessage message, String why) {
        sqs.sendMessage(send -> send.queueUrl(parked)
                .messageBody(message.getBody())
                .messageAttributes(Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                                .dataType("String")
                                .stringValue(told(why))
                                .build())));
    }

    /** As the queue takes it: a field's name that somebody sent may stand in it. */
    private static String told(String why) {
        return why.codePoints()
                .limit(LONGEST_REASON)
                .mapToObj(Character::toString)
                .map(character -> PlainText.isPlain(character) ? character : "?")
                .collect(Collectors.joining());
    }

    private static int receives(SQSMessage message) {
        return Optional.ofNullable(message.getAttributes())
                .map(attributes -> attributes.get("ApproximateReceiveCount"))
                .map(Integer::parseInt)
                .orElse(1);
    }
}
