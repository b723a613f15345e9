package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import java.util.List;
import java.util.Optional;
import recoup.handlers.notifications.Notification;
import recoup.ledger.Outbox;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Publishes committed operations from the table's stream, in its order. It stops at the first that it cannot publish and asks
 * for the stream to come back from there: a message may come twice, and is never left out. A reversal that was begun is also
 * handed to the code-revoker.
 */
public final class Notifier implements RequestHandler<DynamodbEvent, StreamsEventResponse> {
    /** To Lambda a record without a name is the whole batch. */
    private static final String ALL_OF_IT = "";

    private final Publisher publisher;
    private final Revocations revocations;

    /** On Lambda: everything from the environment. */
    public Notifier() {
        this(Environment.of(System.getenv()), AwsClients.sns(), AwsClients.sqs());
    }

    /** With clients of one's own. */
    public Notifier(Environment environment, SnsClient sns, SqsClient sqs) {
        this.revocations = new Revocations(sqs, environment.needed(Environment.REVOCATIONS));
        this.publisher = new Publisher(sns, environment.needed(Environment.TOPIC));
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, Context context) {
        var log = new FunctionLog("notifier", context);
        for (var each : event.getRecords()) {
            try {
                publish(each, log);
            } catch (RuntimeException fault) {
                var number = Optional.ofNullable(each.getDynamodb())
                        .map(StreamRecord::getSequenceNumber)
                        .orElse(ALL_OF_IT);
                log.error(log.line().put("sequenceNumber", number).put("outcome", "not published"), fault);
                return new StreamsEventResponse(List.of(new StreamsEventResponse.BatchItemFailure(number)));
            }
        }
        return new StreamsEventResponse(List.of());
    }

    /** The filter lets journal inserts through alone; what else might come is passed over, but no insert without its image. */
    private void publish(DynamodbStreamRecord record, FunctionLog log) {
        if (!"INSERT".equals(record.getEventName())) {
            return;
        }
        Outbox.read(StreamImage.item(record.getDynamodb().getNewImage())).ifPresent(committed -> {
            var notification = Notification.of(committed);
            notification.ifPresent(publisher::publish);
            var handedOn = revocations.handOn(committed);
            var line = log.line()
                    .put("merchantId", committed.merchant().value())
                    .put("trigger", committed.journal().trigger().name())
                    .put("eventId", committed.id());
            committed.journal().order().ifPresent(order -> line.put("orderId", order.value()));
            committed.journal().redemption().ifPresent(redemption -> line.put("redemptionId", redemption.value()));
            log.info(line.put("outcome", outcome(notification.isPresent(), handedOn)));
        });
    }

    private static String outcome(boolean published, boolean handedOn) {
        if (handedOn) {
            return "handed on";
        }
        return published ? "published" : "of no account";
    }
}
