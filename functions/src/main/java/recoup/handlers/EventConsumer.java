package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import recoup.handlers.events.AppliedEvents;
import recoup.handlers.events.Envelope;
import recoup.handlers.http.ProblemException;
import recoup.ledger.Ledger;
import recoup.ledger.LedgerUnavailable;
import recoup.model.Ids;
import recoup.model.Order;
import recoup.model.Trigger;
import recoup.operations.Attempts;
import recoup.operations.Caller;
import recoup.operations.Effect;
import recoup.operations.Moment;
import recoup.operations.Request;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Applies a batch of queued events, each by itself. What had its effect, or never will have one more, is acknowledged; what
 * can never be done is parked with the reason; what may yet be done comes back later, and is parked in the end.
 */
final class EventConsumer {
    /** What this function tells the queue about one message. */
    private enum Verdict {
        DONE,
        COMES_BACK
    }

    private final String function;
    private final AppliedEvents events;
    private final Parking parking;
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Function<Context, Attempts> attempts;

    EventConsumer(
            String function,
            DynamoDbClient dynamoDb,
            String table,
            Parking parking,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Context, Attempts> attempts) {
        this.function = function;
        this.events = new AppliedEvents(new Ledger(dynamoDb, table));
        this.parking = parking;
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.attempts = attempts;
    }

    SQSBatchResponse consume(SQSEvent event, Context context) {
        var comingBack = new ArrayList<SQSBatchResponse.BatchItemFailure>();
        for (var message : event.getRecords()) {
            if (consume(message, new FunctionLog(function, context)) == Verdict.COMES_BACK) {
                comingBack.add(new SQSBatchResponse.BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(comingBack);
    }

    private Verdict consume(SQSMessage message, FunctionLog log) {
        var line = log.line().put("messageId", message.getMessageId());
        if (Duration.ofMillis(log.context().getRemainingTimeInMillis()).compareTo(JitteredAttempts.LONGEST_ATTEMPT)
                < 0) {
            return untried(message, log, line);
        }
        try {
            var envelope = Envelope.read(message.getBody());
            described(envelope, line);
            var effect = events.apply(envelope.event(), request(envelope, log.context()));
            return effect instanceof Effect.UnknownRedemption() && envelope.isCallback()
                    ? laterOrNobodys(message, log, line)
                    : verdict(effect, message, log, line);
        } catch (ProblemException noEnvelope) {
            return park(message, AppliedEvents.INVALID + ": " + AppliedEvents.reason(noEnvelope), log, line);
        } catch (LedgerUnavailable unavailable) {
            return later(message, "the store does not answer", log, line);
        } catch (RuntimeException fault) {
            log.error(line.deepCopy().put("outcome", "fault"), fault);
            return later(message, "fault", log, line);
        }
    }

    private Verdict verdict(Effect effect, SQSMessage message, FunctionLog log, ObjectNode line) {
        return switch (effect) {
            case Effect.Done(var _) -> {
                log.info(line.put("outcome", "done"));
                yield Verdict.DONE;
            }
            case Effect.Told() -> {
                log.info(line.put("outcome", "done"));
                yield Verdict.DONE;
            }
            case Effect.Nothing() -> {
                log.info(line.put("outcome", "nothing"));
                yield Verdict.DONE;
            }
            case Effect.UnknownOrder(var _) -> later(message, "unknown order", log, line);
            case Effect.UnknownRedemption() -> later(message, "unknown redemption", log, line);
            case Effect.Busy() -> later(message, "busy", log, line);
            case Effect.Impossible(var why) -> park(message, why, log, line);
        };
    }

    private Verdict later(SQSMessage message, String why, FunctionLog log, ObjectNode line) {
        if (parking.isLastReceive(message)) {
            return park(message, why, log, line);
        }
        return told(log, line.put("outcome", "later").put("reason", why), () -> {
            parking.comeBackLater(message);
            return Verdict.COMES_BACK;
        });
    }

    /** A shop's orders have codes of its campaigns, too: one that nobody redeemed in all that time is none of ours. */
    private Verdict laterOrNobodys(SQSMessage message, FunctionLog log, ObjectNode line) {
        if (!parking.isLastReceive(message)) {
            return later(message, "unknown redemption", log, line);
        }
        log.info(line.put("outcome", "nothing").put("reason", "a code of no redemption"));
        return Verdict.DONE;
    }

    /** Nobody has looked at it: so it is not parked here, however often it was received. */
    private Verdict untried(SQSMessage message, FunctionLog log, ObjectNode line) {
        line.put("outcome", "later").put("reason", "out of time");
        return told(log, line, () -> {
            if (!parking.isLastReceive(message)) {
                parking.comeBackLater(message);
            }
            return Verdict.COMES_BACK;
        });
    }

    private Verdict park(SQSMessage message, String why, FunctionLog log, ObjectNode line) {
        var shown = why.startsWith(AppliedEvents.INVALID) ? AppliedEvents.INVALID : why;
        return told(log, line.put("outcome", "parked").put("reason", shown), () -> {
            parking.park(message, why);
            return Verdict.DONE;
        });
    }

    /** If the queue cannot be told, the message comes back by itself once its visibility ends. */
    private static Verdict told(FunctionLog log, ObjectNode line, Supplier<Verdict> tell) {
        try {
            var verdict = tell.get();
            log.warn(line);
            return verdict;
        } catch (SdkException unreachable) {
            log.error(line.put("outcome", "queue not told"), unreachable);
            return Verdict.COMES_BACK;
        }
    }

    private Request request(Envelope envelope, Context context) {
        return new Request(
                new Caller(envelope.merchant(), envelope.actor(), Trigger.PLATFORM),
                new Moment(businessTime.instant(), realTime.instant()),
                attempts.apply(context),
                Optional.empty());
    }

    private static void described(Envelope envelope, ObjectNode line) {
        line.put("merchantId", envelope.merchant().value())
                .put("trigger", envelope.event().type().trigger().name())
                .put("eventType", envelope.event().type().written());
        Optional.of(envelope.event().id()).filter(Ids::wellFormed).ifPresent(id -> line.put("eventId", id));
        Envelope.order(envelope.event().data()).ifPresent(order -> line.put("orderId", order));
        var tags = envelope.event().data().path("tags").size();
        if (tags > Order.MOST_TAGS) {
            line.put("tagsLeftOut", tags - Order.MOST_TAGS);
        }
    }
}
