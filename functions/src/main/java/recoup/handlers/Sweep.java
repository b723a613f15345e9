package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.DueFacts;
import recoup.ledger.DueIndex;
import recoup.ledger.Ledger;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.operations.Attempts;
import recoup.operations.Caller;
import recoup.operations.Effect;
import recoup.operations.ExpireDueOrders;
import recoup.operations.ExpireDueOrders.Swept;
import recoup.operations.Moment;
import recoup.operations.Request;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Sweeps of the due index, as long as a function has time. The scheduled one and the queued ones are the same. */
final class Sweep {
    /** What entries say of who cancelled. */
    private static final String ACTOR = "expiry-canceller";

    /** One order's attempts end within a third of this, however hot its customer is. */
    private static final Duration FOR_ONE_ORDER = Duration.ofSeconds(12);
    /** Kept for the end: the last order, and the hand-over of what is left. */
    private static final Duration RESERVE = Duration.ofSeconds(15);

    private final ExpireDueOrders expireDueOrders;
    private final InstantSource businessTime;
    private final InstantSource realTime;
    private final Function<Duration, Attempts> attempts;

    Sweep(
            DynamoDbClient dynamoDb,
            String table,
            InstantSource businessTime,
            InstantSource realTime,
            Function<Duration, Attempts> attempts) {
        this.expireDueOrders = new ExpireDueOrders(
                new Ledger(dynamoDb, table), new DueIndex(dynamoDb, table), new DueFacts(dynamoDb, table));
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.attempts = attempts;
    }

    /** The minute of now, which tells one scheduled run from the next. */
    int minute() {
        return Math.floorMod(businessTime.instant().getEpochSecond() / 60, 60);
    }

    Swept shard(int shard, FunctionLog log) {
        return expireDueOrders.shard(shard, businessTime.instant(), new OneRun(log));
    }

    /** What a sweep did, as one line. An alarm looks at {@code lagSeconds}, and sounds if nobody knows them. */
    static ObjectNode summary(Swept swept, FunctionLog log) {
        var line = log.line()
                .put("trigger", Trigger.PAYMENT_EXPIRED.name())
                .put("due", swept.due())
                .put("handled", swept.handled())
                .put("failed", swept.failed())
                .put("outcome", swept.finished() ? "finished" : "something is left");
        return swept.read() ? line.put("lagSeconds", swept.lag().toSeconds()) : line;
    }

    private final class OneRun implements ExpireDueOrders.Run {
        private final FunctionLog log;

        OneRun(FunctionLog log) {
            this.log = log;
        }

        @Override
        public Request request(MerchantId merchant) {
            return new Request(
                    new Caller(merchant, ACTOR, Trigger.PAYMENT_EXPIRED),
                    new Moment(businessTime.instant(), realTime.instant()),
                    attempts.apply(FOR_ONE_ORDER),
                    Optional.empty());
        }

        @Override
        public boolean goesOn() {
            return remaining(log.context()).compareTo(RESERVE) > 0;
        }

        @Override
        public void tell(MerchantId merchant, OrderId order, Effect effect) {
            switch (effect) {
                case Effect.Done(var _) -> log.info(line(merchant, order).put("outcome", "done"));
                case Effect.Nothing(), Effect.Told(), Effect.UnknownOrder(var _), Effect.UnknownRedemption() ->
                    log.info(line(merchant, order).put("outcome", "nothing"));
                case Effect.Busy() -> log.warn(line(merchant, order).put("outcome", "busy"));
                case Effect.Impossible(var why) ->
                    log.warn(line(merchant, order).put("outcome", "pushed back").put("reason", why));
            }
        }

        @Override
        public void unread(int shard, RuntimeException fault) {
            log.error(log.line().put("shard", shard).put("outcome", "not read"), fault);
        }

        @Override
        public void failed(MerchantId merchant, OrderId order, RuntimeException fault) {
            log.error(line(merchant, order).put("outcome", "failed"), fault);
        }

        private ObjectNode line(MerchantId merchant, OrderId order) {
            return log.line()
                    .put("merchantId", merchant.value())
                    .put("orderId", order.value())
                    .put("trigger", Trigger.PAYMENT_EXPIRED.name());
        }
    }

    private static Duration remaining(Context context) {
        return Duration.ofMillis(context.getRemainingTimeInMillis());
    }
}
