package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Every other event, from its queue. */
public final class OrderEvents implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final EventConsumer consumer;

    /** On Lambda: everything from the environment. */
    public OrderEvents() {
        this(Environment.of(System.getenv()), AwsClients.dynamoDb(), AwsClients.sqs(), InstantSource.system());
    }

    /** With clients and a business time of one's own. */
    public OrderEvents(Environment environment, DynamoDbClient dynamoDb, SqsClient sqs, InstantSource businessTime) {
        var parking = new Parking(
                sqs, environment.needed(Environment.ORDER_EVENTS), environment.needed(Environment.ORDER_EVENTS_PARKED));
        this.consumer = new EventConsumer(
                "order-events",
                dynamoDb,
                environment.table(),
                parking,
                businessTime,
                InstantSource.system(),
                JitteredAttempts::within);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return consumer.consume(event, context);
    }
}
