package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import recoup.handlers.AdminApi;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs.Message;
import recoup.simulation.WatchedDynamoDb.Commit;
import recoup.simulation.WatchedRedemptions.Step;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;
import recoup.store.Staleness;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One seed's run of the automatic roads: two providers and the shop tell, two consumers apply, two sweeps overlap, the stream
 * is published, and people decide about the same orders; then everything is delivered, and the audit.
 */
final class AutomaticRun {
    private static final Map<Fault, Integer> PERCENT =
            Map.of(Fault.THROTTLE, 3, Fault.CONFLICT, 5, Fault.LOST_BEFORE, 3, Fault.LOST_AFTER, 5);
    private static final int MOST_COMMITS_BEHIND = 4;
    private static final int ENOUGH_ROUNDS = 16;
    /** By what road one comes who comes by no queue. */
    private static final String API = "api";

    private static final List<String> ALL_QUEUES =
            List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS);
    /** Deadlines, and midnights at which lots expire. */
    private static final List<Instant> SHARP = List.of(
            Instant.parse("2021-01-02T00:00:00Z"),
            Instant.parse("2021-01-02T18:00:00Z"),
            Instant.parse("2021-01-03T00:00:00Z"),
            Instant.parse("2021-01-03T06:30:00Z"),
            Instant.parse("2021-01-04T00:00:00Z"),
            Instant.parse("2021-01-05T00:00:00Z"));

    private static final Map<Chosen.Automatic, List<Map<String, AttributeValue>>> OPENED = new ConcurrentHashMap<>();

    private final long seed;
    private final RandomGenerator random;
    private final Mistakes mistakes;
    private final Shop shop = new Shop();
    private final Roads roads;
    private final Map<String, Long> seen = new TreeMap<>();
    private final List<Commit> commits = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final SimulatedCodes codes;
    private final Redemptions redemptions;
    private final Customers customers;
    private final RewardDesk rewards;
    private final People people;
    private final Spending spending;
    private final Orders orders;
    private final Mail mail;
    private final Consumers consumers;
    private int sweeping;
    private boolean settingsChanged;

    AutomaticRun(long seed, Mistakes mistakes) {
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.mistakes = mistakes;
        this.roads = new Roads(shop, mistakes.handOver());
        this.codes = new SimulatedCodes(random, this::count);
        this.redemptions = new Redemptions(random);
        this.people = new People(shop, random, this::way, this::timeGoesOn, this::count);
        this.spending = new Spending(shop, people, random, this::way, this::timeGoesOn);
        this.orders = new Orders(shop, random);
        this.mail = new Mail(roads, random, this::count);
        this.customers =
                new Customers(shop, redemptions, codes, mail, random, this::way, this::timeGoesOn, this::count);
        this.rewards = new RewardDesk(shop, redemptions, random, this::mortalWay, this::timeGoesOn, this::count);
        this.consumers = new Consumers(
                shop,
                roads,
                mail,
                random,
                (queue, call) -> function(queue, faulty(() -> random.nextInt(8) == 0, queue), call),
                this::timeGoesOn,
                this::count);
    }

    /** What went how often, by name; an {@link AssertionError} names the seed and what is wrong. */
    Map<String, Long> play() {
        try {
            open();
            everybody();
            calm();
            audit();
            repeat();
            return seen;
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Every item at the end. */
    Object contents() {
        return shop.contents();
    }

    /** Every shop with the same settings begins with the same items, so they are made once. */
    private void open() {
        var settings = Chosen.any(random);
        OPENED.computeIfAbsent(settings.automatic(), AutomaticRun::opened)
                .forEach(item -> shop.store()
                        .putItem(put -> put.tableName(FreshTable.NAME).item(item)));
        settings.clawback().saveIn(shop);
    }

    private static List<Map<String, AttributeValue>> opened(Chosen.Automatic settings) {
        var shop = new Shop();
        settings.saveIn(shop);
        Orders.open(shop);
        Customers.open(shop);
        return shop.store().items(FreshTable.NAME);
    }

    private void everybody() {
        var desk = new PointsDesk(orders, mail, random, this::timeGoesOn);
        desk.begin(random.nextInt(4));
        customers.begin(1 + random.nextInt(3), shop.over(calmStore()));
        deliverAll();
        shop.store().staleness(Staleness.random(random.nextLong(), MOST_COMMITS_BEHIND));
        roads.inbox().fates(() -> switch (random.nextInt(8)) {
            case 0 -> Inbox.Fate.REFUSED;
            case 1 -> Inbox.Fate.ANSWER_LOST;
            default -> Inbox.Fate.TAKEN;
        });
        var providers = new Providers(shop, orders, mail, random, this::timeGoesOn);
        var platform = new ShopPlatform(orders, mail, random, this::way, this::timeGoesOn);
        new Baton(random)
                .run(List.of(
                        () -> people.admin(1),
                        () -> people.admin(1),
                        people::client,
                        () -> people.clerk(2),
                        () -> providers.stripe(3),
                        () -> providers.adyen(2),
                        () -> platform.tell(6),
                        () -> desk.tell(7),
                        () -> spending.go(3),
                        () -> consumers.deliver(6),
                        () -> consumers.deliver(6),
                        () -> customers.go(4),
                        () -> customers.go(3),
                        () -> rewards.admin(3),
                        () -> rewards.admin(2),
                        rewards::client,
                        () -> consumers.revoke(8),
                        () -> consumers.revoke(8),
                        () -> sweep(),
                        () -> sweep(),
                        () -> stream(8),
                        () -> weather(3)));
    }

    /** One run of the schedule with little time, and the shards that wait in the queue. */
    private void sweep() {
        for (var wait = random.nextInt(4); wait > 0; wait--) {
            timeGoesOn();
        }
        count(sweeping++ > 0 ? "sweeps overlapped" : "sweep");
        try {
            roads.sweep(faulty(() -> random.nextInt(20) == 0), roads.call(random.nextInt(4)));
            timeGoesOn();
            roads.sweepShards(faulty(() -> false), roads.call(2 + random.nextInt(4)));
        } catch (DyingDynamoDb.Died died) {
            count("sweeper died after its commit");
        } finally {
            sweeping--;
        }
    }

    /** What was committed goes out; what is not taken comes back. */
    private void stream(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            if (!roads.publish().isEmpty()) {
                count("topic or queue did not take it, and the stream came back");
            }
            timeGoesOn();
        }
    }

    /** The queues are gone for a while, or the shops, and once the merchant thinks again. */
    private void weather(int turns) {
        var change = random.nextInt(2 * turns);
        for (var turn = 0; turn < turns; turn++) {
            if (turn == change) {
                settingsChanged = true;
                Chosen.any(random).saveIn(shop);
                people.move(orders.anyPlaced(), shop.over(calmStore()));
            }
            roads.sqs().broken(random.nextInt(4) == 0);
            codes.down(random.nextInt(4) == 0);
            Baton.pass();
            roads.sqs().broken(false);
            timeGoesOn();
        }
    }

    /** Faults stop; what waits is delivered, what was parked though it can be done is sent once more, all is swept and told. */
    private void calm() {
        shop.store().staleness(Staleness.none());
        roads.inbox().fates(() -> Inbox.Fate.TAKEN);
        codes.calm();
        for (var round = 0; round < ENOUGH_ROUNDS && (round == 0 || !quiet()); round++) {
            redrive();
            roads.publish();
            roads.sqs().waitsEnd();
            deliverAll();
            roads.sweepShards(calmStore(), roads.call());
        }
        roads.sweep(calmStore(), roads.call());
        if (random.nextBoolean()) {
            rewards.force(shop.over(calmStore()));
        }
        if (random.nextBoolean()) {
            spending.giveAll(shop.over(calmStore()));
        }
        roads.publish();
    }

    private boolean quiet() {
        return Stream.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS, Roads.DUE_SHARDS)
                .allMatch(queue -> roads.sqs().messages(queue).isEmpty());
    }

    /** One command of the runbook does this. */
    private void redrive() {
        for (var queue : Consumers.QUEUES) {
            var parked = roads.sqs().messages(queue + Roads.PARKED);
            for (var message : List.copyOf(parked)) {
                if (Aftermath.isPassing(mail.words(), message)) {
                    count("redriven after: " + message.attribute("reason"));
                    parked.remove(message);
                    roads.sqs().add(queue, message.body());
                }
            }
        }
    }

    private void deliverAll() {
        for (var queue : ALL_QUEUES) {
            roads.sqs().deliver(queue, function(queue, calmStore(queue), roads.call()));
        }
    }

    private void audit() {
        steps.forEach(step -> RedemptionKinds.tell(step, this::count));
        Situations.count(commits, shop.journal(), roads, SHARP, this::count);
        assertThat(findings(this::count)).as("findings").isEmpty();
        assertThat(Aftermath.findings(shop, roads, mail.words()))
                .as("findings of the aftermath")
                .isEmpty();
        assertThat(rewards.broken()).as("acknowledged implies effect").isEmpty();
        var verified = shop.call("verify").answer(200).json();
        assertThat(verified.get("balanced").booleanValue())
                .as(verified.toString())
                .isTrue();
        var written = new HashSet<String>();
        for (var customer : List.of("ann", "bob", Customers.CAY)) {
            shop.activity(customer)
                    .forEach(entry -> written.add(entry.get("entryId").textValue()));
        }
        assertThat(written).as("acknowledged implies effect").containsAll(people.acknowledged());
    }

    private List<String> findings(Consumer<String> happened) {
        var items = shop.store().items(FreshTable.NAME);
        var findings = new ArrayList<>(Auditor.findings(items));
        findings.addAll(EarningsAudit.findings(items));
        findings.addAll(RedemptionAudit.findings(items));
        findings.addAll(ReversalRules.findings(steps));
        findings.addAll(AutomaticRules.findings(commits));
        findings.addAll(ClawbackRules.after(commits, items, happened).findings());
        return findings;
    }

    /**
     * Everything that was ever queued comes once more, and a sweep. An order that somebody has moved back can be cancelled by
     * a repeat, for a cancellation has no number, and a repeat may teach the other id of an attempt that was left since. What
     * was rejected is tried again, and may find what the repeat of another gave back. But a repeat of the repeat changes
     * nothing, whatever happened.
     */
    private void repeat() {
        var asked = codes.asked();
        var before = shop.contents();
        var known = Standing.of(shop).leftAttempts();
        everythingAgain();
        var standing = Standing.of(shop);
        var taught = standing.leftAttempts() - known;
        if (!before.equals(shop.contents())) {
            count("a repeat changed what was changed back");
            assertThat(settingsChanged || standing.movedBack() || taught > 0 || standing.rejected() > 0)
                    .as("a repeat wrote")
                    .isTrue();
        }
        var settled = shop.contents();
        everythingAgain();
        for (var retry = Standing.of(shop).rejected();
                retry > 0 && !shop.contents().equals(settled);
                retry--) {
            settled = shop.contents();
            everythingAgain();
        }
        assertThat(shop.contents()).as("after a repeat of the repeat").isEqualTo(settled);
        assertThat(codes.asked()).as("R-04: a repeat asks no shop").isEqualTo(asked);
        assertThat(findings(_ -> {})).as("findings after all repeats").isEmpty();
        var rules = ClawbackRules.after(commits, shop.store().items(FreshTable.NAME), _ -> {});
        assertThat(Standing.of(shop).forgotten(rules, roads))
                .as("left to do after all repeats")
                .isEmpty();
    }

    private void everythingAgain() {
        for (var queue : ALL_QUEUES) {
            var all = roads.sqs().everSent(queue).stream().distinct().toList();
            var consuming = function(queue, calmStore(queue), roads.call());
            for (var message : all) {
                roads.sqs().deliver(queue, List.<Message>of(message), consuming);
            }
        }
        roads.sweep(calmStore(), roads.call());
    }

    /** An API of its own for one person: before each call to the store the others may go first, and it may fail. */
    private AdminApi way() {
        return shop.over(faulty(() -> false), mistakes.codes().apply(codes));
    }

    /** One whose function may end right after a commit. */
    private AdminApi mortalWay() {
        return shop.over(faulty(() -> random.nextInt(6) == 0), mistakes.codes().apply(codes));
    }

    /** A queue's function for one call; now and then the code-revoker's message is so new that others are at it. */
    private Function<SQSEvent, SQSBatchResponse> function(String queue, DynamoDbClient store, OneCall call) {
        if (!queue.equals(Roads.REVOCATIONS)) {
            return mistakes.consumer().apply(roads.consuming(queue, store, call));
        }
        var sent = random.nextInt(8) == 0 ? shop.realTime().instant() : Instant.EPOCH;
        return mistakes.consumer().apply(roads.revoking(sent, mistakes.codes().apply(codes), store, call));
    }

    private DynamoDbClient faulty(BooleanSupplier dies) {
        return faulty(dies, API);
    }

    private DynamoDbClient faulty(BooleanSupplier dies, String by) {
        var faults = Faults.random(random.nextLong(), PERCENT);
        return new FaultyDynamoDb(new DyingDynamoDb(calmStore(by), dies), (operation, call) -> {
            Baton.pass();
            var fault = faults.decide(operation, call);
            count(fault + " " + operation);
            return fault;
        });
    }

    private DynamoDbClient calmStore() {
        return calmStore(API);
    }

    private DynamoDbClient calmStore(String by) {
        var watched = new WatchedDynamoDb(shop.store(), shop.businessTime(), commits, this::count);
        return mistakes.store().apply(new WatchedRedemptions(watched, shop.businessTime(), codes, steps, by));
    }

    private void timeGoesOn() {
        var now = shop.businessTime().instant();
        var next = switch (random.nextInt(8)) {
            case 0 ->
                SHARP.stream().filter(sharp -> sharp.isAfter(now)).findFirst().orElse(now);
            case 1, 2 -> now.plus(Duration.ofMinutes(random.nextInt(120)));
            case 3, 4, 5 -> now.plusMillis(random.nextInt(10_000));
            default -> now;
        };
        shop.at(next.toString());
        Baton.pass();
    }

    private void count(String what) {
        count(what, 1);
    }

    private void count(String what, long times) {
        if (times > 0) {
            seen.merge(what, times, Long::sum);
        }
    }
}
