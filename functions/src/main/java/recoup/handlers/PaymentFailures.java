package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.InstantSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Payments that failed or expired, from their queue. */
public final class PaymentFailures implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final EventConsumer consumer;

    /** On Lambda: everything from the environment. */
    public PaymentFailures() {
        this(Environment.of(System.getenv()), AwsClients.dynamoDb(), AwsClients.sqs(), InstantSource.system());
    }

    /** With clients and a business time of one's own. */
    public PaymentFailures(
            Environment environment, DynamoDbClient dynamoDb, SqsClient sqs, InstantSource businessTime) {
        var parking = new Parking(
                sqs,
                environment.needed(Environment.PAYMENT_FAILURES),
                environment.needed(Environment.PAYMENT_FAILURES_PARKED));
        this.consumer = new EventConsumer(
                "payment-failures",
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
