package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import recoup.ledger.DueIndex;
import recoup.operations.Attempts;
import recoup.operations.ExpireDueOrders.Swept;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Cancels what was not paid in time; the schedule runs it every minute. Shards that it cannot finish before its deadline it
 * hands to a queue, whose consumers go on with them ({@link DueShards}).
 */
public final class ExpiryCanceller implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Sweep sweep;
    private final SqsClient sqs;
    private final String dueShards;

    /** On Lambda: everything from the environment. */
    public ExpiryCanceller() {
        this(Environment.of(System.getenv()), AwsClients.dynamoDb(), AwsClients.sqs(), InstantSource.system());
    }

    /** With clients and a business time of one's own. */
    public ExpiryCanceller(
            Environment environment, DynamoDbClient dynamoDb, SqsClient sqs, InstantSource businessTime) {
        this(environment, dynamoDb, sqs, businessTime, InstantSource.system(), JitteredAttempts::new);
    }

    /** With a real time and a pace of one's own, too. */
    public ExpiryCanceller(
            Environment environment,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Duration, Attempts> attempts) {
        this.sweep = new Sweep(dynamoDb, environment.table(), businessTime, realTime, attempts);
        this.sqs = sqs;
        this.dueShards = environment.needed(Environment.DUE_SHARDS);
    }

    /** What the schedule says is of no account. Answers {@code due}, {@code handled} and {@code failed}, all numbers. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var log = new FunctionLog("expiry-canceller", context);
        var swept = Swept.NOTHING;
        var unfinished = new ArrayList<Integer>();
        var first = sweep.minute() % DueIndex.SHARDS; // under a backlog no shard is always the last
        for (var number = 0; number < DueIndex.SHARDS; number++) {
            var shard = (first + number) % DueIndex.SHARDS;
            var one = sweep.shard(shard, log);
            swept = swept.and(one);
            if (!one.finished()) {
                unfinished.add(shard);
            }
        }
        handOver(unfinished, log);
        log.info(Sweep.summary(swept, log).put("handedOver", unfinished.size()));
        return Map.of("due", swept.due(), "handled", swept.handled(), "failed", swept.failed());
    }

    /** If the queue cannot be reached, the next minute's run finds them all the same. */
    private void handOver(List<Integer> shards, FunctionLog log) {
        for (var shard : shards) {
            try {
                sqs.sendMessage(send -> send.queueUrl(dueShards).messageBody(DueShards.message(shard)));
            } catch (SdkException unreachable) {
                log.error(log.line().put("shard", shard).put("outcome", "not handed over"), unreachable);
            }
        }
    }
}
