package recoup.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * What is broken on purpose around the real handlers, to see that it is found out.
 *
 * @param store the store as the handlers see it
 * @param consumer a queue's function as the queue sees it
 */
record Mistakes(UnaryOperator<DynamoDbClient> store, UnaryOperator<Function<SQSEvent, SQSBatchResponse>> consumer) {
    static final Mistakes NONE = new Mistakes(UnaryOperator.identity(), UnaryOperator.identity());

    static Mistakes in(UnaryOperator<DynamoDbClient> store) {
        return new Mistakes(store, UnaryOperator.identity());
    }

    static Mistakes inQueue(UnaryOperator<Function<SQSEvent, SQSBatchResponse>> consumer) {
        return new Mistakes(UnaryOperator.identity(), consumer);
    }
}
