package recoup.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import recoup.operations.CodeShop;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What is broken on purpose around the real handlers, to see that it is found out.
 *
 * @param store the store as the handlers see it
 * @param consumer a queue's function as the queue sees it
 * @param codes the shop platform as the handlers see it
 * @param handOver the queues as the notifier sees them
 */
record Mistakes(
        UnaryOperator<DynamoDbClient> store,
        UnaryOperator<Function<SQSEvent, SQSBatchResponse>> consumer,
        UnaryOperator<CodeShop> codes,
        UnaryOperator<SqsClient> handOver) {
    static final Mistakes NONE = in(UnaryOperator.identity());

    static Mistakes in(UnaryOperator<DynamoDbClient> store) {
        return new Mistakes(store, UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Mistakes inQueue(UnaryOperator<Function<SQSEvent, SQSBatchResponse>> consumer) {
        return new Mistakes(UnaryOperator.identity(), consumer, UnaryOperator.identity(), UnaryOperator.identity());
    }

    static Mistakes inShop(UnaryOperator<CodeShop> codes) {
        return new Mistakes(UnaryOperator.identity(), UnaryOperator.identity(), codes, UnaryOperator.identity());
    }

    static Mistakes inHandOver(UnaryOperator<SqsClient> handOver) {
        return new Mistakes(UnaryOperator.identity(), UnaryOperator.identity(), UnaryOperator.identity(), handOver);
    }
}
