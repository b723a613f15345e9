package recoup.simulation;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.operations.CodeShop;
import recoup.simulation.WatchedDynamoDb.Commit;
import recoup.store.FaultyDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ways to the one store: every call hands the baton on, fails by chance, and may be its function's last; every commit is
 * seen by the audit.
 */
final class Ways {
    /** By what road one comes who comes by no queue. */
    static final String API = "api";

    static final List<String> QUEUES = List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS);

    private static final int ONE_DEATH_BEFORE_CALLS = 200;
    private static final int ONE_DEATH_AFTER_COMMITS = 8;

    private final Shop shop;
    private final Roads roads;
    private final Clientele clientele;
    private final Supplier<List<Cast>> casts;
    private final Mistakes mistakes;
    private final RunningAudit audit;
    private final RandomGenerator random;
    private final Tally tally;
    private Instant deadlineMovedAt = Instant.EPOCH;

    /** @param casts those who take part; they are there before anybody comes */
    Ways(Stage stage, Clientele clientele, Supplier<List<Cast>> casts, Mistakes mistakes, RunningAudit audit) {
        this.shop = stage.shop();
        this.roads = stage.roads();
        this.clientele = clientele;
        this.casts = casts;
        this.mistakes = mistakes;
        this.audit = audit;
        this.random = stage.random();
        this.tally = stage.tally();
    }

    private Cast of(String merchant) {
        return casts.get().stream()
                .filter(cast -> cast.shop().merchant().equals(merchant))
                .findFirst()
                .orElseThrow();
    }

    /** An API of its own for one person: before each call to the store the others may go first, and it may fail or die. */
    AdminApi api(Shop of, CodeShop codes) {
        return of.over(
                new OneMerchantDynamoDb(mortal(API), of.merchant()),
                mistakes.codes().apply(codes));
    }

    /** The same when nothing fails any more. */
    AdminApi calm(Cast of) {
        return of.shop().over(watched(API), mistakes.codes().apply(of.codes()));
    }

    /** A queue's function for one call; now and then the code-revoker's message is so new that others are at it. */
    Function<SQSEvent, SQSBatchResponse> function(String queue, DynamoDbClient store, OneCall call) {
        if (!queue.equals(Roads.REVOCATIONS)) {
            var consumer = mistakes.consumer().apply(roads.consuming(queue, store, call));
            return event -> {
                casts.get().forEach(each -> Situations.movedBack(event, each, tally::count));
                return consumer.apply(event);
            };
        }
        var sent = random.nextInt(8) == 0 ? shop.realTime().instant() : Instant.EPOCH;
        CodeShop both =
                (merchant, reward, action) -> of(merchant.value()).codes().revoke(merchant, reward, action);
        return mistakes.consumer().apply(roads.revoking(sent, mistakes.codes().apply(both), store, call));
    }

    /** Everything that is visible, once, when nothing fails any more. */
    void deliverAll() {
        for (var queue : QUEUES) {
            roads.sqs().deliver(queue, function(queue, watched(queue), roads.call()));
        }
    }

    DynamoDbClient mortal(String by) {
        return faults(new DyingDynamoDb(
                watched(by),
                () -> random.nextInt(ONE_DEATH_BEFORE_CALLS) == 0,
                () -> random.nextInt(ONE_DEATH_AFTER_COMMITS) == 0));
    }

    DynamoDbClient faulty(String by) {
        return faults(watched(by));
    }

    private DynamoDbClient faults(DynamoDbClient inner) {
        var faults = new Spells(random.nextLong());
        return new FaultyDynamoDb(inner, (operation, call) -> {
            Baton.pass();
            var fault = faults.decide(operation, call);
            tally.count(fault + " " + operation);
            return fault;
        });
    }

    DynamoDbClient watched(String by) {
        var time = shop.businessTime();
        var commits = new WatchedDynamoDb(
                shop.store(),
                time,
                this::committed,
                audit,
                tally::count,
                item -> tally.tell("put " + Printed.item(item)));
        var redemptions = new WatchedRedemptions(
                commits,
                time,
                merchant -> of(merchant).codes(),
                step -> of(RunningAudit.merchant(step.after())).steps().add(step),
                by);
        return mistakes.store()
                .apply(
                        clientele.one()
                                ? new RacingDynamoDb(redemptions, () -> tally.count("race lost at the one customer"))
                                : redemptions);
    }

    private void committed(Commit commit) {
        of(RunningAudit.merchant(commit.after())).commits().add(commit);
        var now = shop.businessTime().instant().toEpochMilli();
        if (isDue(commit.before().orElse(Map.of()), now) && waits(commit.after()) && !isDue(commit.after(), now)) {
            deadlineMovedAt = shop.realTime().instant();
        }
    }

    private static boolean waits(Map<String, AttributeValue> order) {
        return order.containsKey("dp");
    }

    private static boolean isDue(Map<String, AttributeValue> order, long now) {
        return waits(order) && Raw.number(order, "pd") <= now;
    }

    /** Whether the deadline of something that was due was moved no longer ago. */
    boolean deadlineMovedWithin(Duration last) {
        return deadlineMovedAt.plus(last).isAfter(shop.realTime().instant());
    }
}
