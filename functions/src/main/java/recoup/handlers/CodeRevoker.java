package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import recoup.handlers.http.ProblemException;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.model.Trigger;
import recoup.operations.Attempts;
import recoup.operations.Caller;
import recoup.operations.CodeShop;
import recoup.operations.FinishReversal;
import recoup.operations.FinishReversal.Progress;
import recoup.operations.Moment;
import recoup.operations.Request;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Finishes reversals whose code could not be revoked at once, later each time. */
public final class CodeRevoker implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private static final String NAME = "code-revoker";
    /** A snapshot of a function would hold the seed of any other. */
    private static final RandomGenerator RANDOM = new SecureRandom();
    /** Whoever began it makes the first try; its function ends earlier than this. */
    private static final Duration FIRST_TRY = Duration.ofSeconds(30);

    private static final Duration SOON = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final FinishReversal finish;
    private final Parking parking;
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Function<Context, Attempts> attempts;

    /** On Lambda: everything from the environment. */
    public CodeRevoker() {
        this(
                Environment.of(System.getenv()),
                AwsClients.dynamoDb(),
                AwsClients.sqs(),
                AwsClients.shops(Environment.of(System.getenv())),
                InstantSource.system());
    }

    /** With clients, shops and a business time of one's own. */
    public CodeRevoker(
            Environment environment,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            CodeShop shops,
            InstantSource businessTime) {
        this(environment, dynamoDb, sqs, shops, businessTime, InstantSource.system(), JitteredAttempts::within);
    }

    /** With a real time and a pace of one's own, too. */
    CodeRevoker(
            Environment environment,
            DynamoDbClient dynamoDb,
            SqsClient sqs,
            CodeShop shops,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Context, Attempts> attempts) {
        this.finish = new FinishReversal(new Ledger(dynamoDb, environment.table()), shops, businessTime);
        this.parking = new Parking(
                sqs, environment.needed(Environment.REVOCATIONS), environment.needed(Environment.REVOCATIONS_PARKED));
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.attempts = attempts;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var comingBack = new ArrayList<SQSBatchResponse.BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (comesBack(message, new FunctionLog(NAME, context), context)) {
                comingBack.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(comingBack);
    }

    /** If the queue cannot be told when, the message comes back by itself once its visibility ends. */
    private boolean comesBack(SQSMessage message, FunctionLog log, Context context) {
        try {
            var wait = wait(message, log, context);
            wait.ifPresent(length -> parking.comeBack(message, length));
            return wait.isPresent();
        } catch (SdkException unreachable) {
            var line = log.line().put("messageId", message.getMessageId());
            log.error(line.put("outcome", "queue not told"), unreachable);
            return true;
        }
    }

    /** How long until the next try; empty if there is none. */
    private Optional<Duration> wait(SQSMessage message, FunctionLog log, Context context) {
        var line = log.line().put("messageId", message.getMessageId());
        try {
            var about = Revocations.Message.read(message.getBody());
            line.put("merchantId", about.merchant().value())
                    .put("redemptionId", about.redemption().value());
            return tried(about, message, line, log, context);
        } catch (ProblemException unreadable) {
            parking.park(message, "invalid");
            log.warn(line.put("outcome", "parked").put("reason", "invalid"));
            return Optional.empty();
        } catch (LedgerUnavailable unavailable) {
            log.warn(line.put("outcome", "later").put("reason", "the store does not answer"));
            return Optional.of(SOON);
        } catch (RuntimeException fault) {
            log.error(line.put("outcome", "fault"), fault);
            return Optional.of(SOON);
        }
    }

    private Optional<Duration> tried(
            Revocations.Message about, SQSMessage message, ObjectNode line, FunctionLog log, Context context) {
        var request = new Request(
                new Caller(about.merchant(), NAME, Trigger.REDEMPTION),
                new Moment(businessTime.instant(), realTime.instant()),
                attempts.apply(context),
                Optional.empty());
        return switch (finish.again(about.redemption(), about.begun(), isYoung(message), request)) {
            case Progress.Finished() -> {
                log.info(line.put("outcome", "finished"));
                yield Optional.empty();
            }
            case Progress.NotYet() -> Optional.of(SOON);
            case Progress.TryAgain(var failures, var retryAfter) -> {
                log.warn(line.put("outcome", "later").put("failures", failures));
                yield Optional.of(atMost(retryAfter.orElseGet(() -> backoff(failures))));
            }
        };
    }

    /** 1, 2, 4 … s, and up to half of it more; SQS takes whole seconds. */
    private static Duration backoff(int failures) {
        var seconds = Math.min(LONGEST_WAIT.toSeconds(), 1L << Math.clamp(failures - 1, 0, 20));
        return Duration.ofSeconds(seconds + RANDOM.nextLong(seconds / 2 + 1));
    }

    private static Duration atMost(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
    }

    private boolean isYoung(SQSMessage message) {
        return Optional.ofNullable(message.getAttributes().get("SentTimestamp"))
                .map(sent -> Instant.ofEpochMilli(Long.parseLong(sent)).plus(FIRST_TRY))
                .filter(realTime.instant()::isBefore)
                .isPresent();
    }
}
