package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.function.Function;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.ledger.DueIndex;
import recoup.operations.Attempts;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Goes on with the shards of the due index that a sweep did not finish, one message a shard. What is not finished here either
 * is left to the sweep of the next minute, which hands it over again.
 */
public final class DueShards implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Sweep sweep;

    /** On Lambda: everything from the environment. */
    public DueShards() {
        this(Environment.of(System.getenv()), AwsClients.dynamoDb(), InstantSource.system());
    }

    /** With clients and a business time of one's own. */
    public DueShards(Environment environment, DynamoDbClient dynamoDb, InstantSource businessTime) {
        this(environment, dynamoDb, businessTime, InstantSource.system(), JitteredAttempts::new);
    }

    /** With a real time and a pace of one's own, too. */
    public DueShards(
            Environment environment,
            DynamoDbClient dynamoDb,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Duration, Attempts> attempts) {
        this.sweep = new Sweep(dynamoDb, environment.table(), businessTime, realTime, attempts);
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var log = new FunctionLog("due-shards", context);
        var comingBack = new ArrayList<SQSBatchResponse.BatchItemFailure>();
        for (var message : event.getRecords()) {
            try {
                sweep(message, log);
            } catch (RuntimeException fault) {
                log.error(log.line().put("messageId", message.getMessageId()).put("outcome", "failed"), fault);
                comingBack.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(comingBack);
    }

    static String message(int shard) {
        return "{\"shard\":" + shard + "}";
    }

    private void sweep(SQSMessage message, FunctionLog log) {
        var fields = new Fields(Json.object(message.getBody().getBytes(StandardCharsets.UTF_8)));
        var shard = fields.required("shard", name -> fields.integer(name, 0, DueIndex.SHARDS - 1L));
        fields.check();
        var swept = sweep.shard(Math.toIntExact(shard.orElseThrow()), log);
        log.info(Sweep.summary(swept, log).put("shard", shard.orElseThrow()));
    }
}
