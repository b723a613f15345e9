package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import recoup.handlers.AdminApi;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.operations.CodeShop;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs.Message;
import recoup.simulation.WatchedDynamoDb.Commit;
import recoup.store.FaultyDynamoDb;
import recoup.store.Staleness;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One seed's run of everything: two merchants with the same ids, each with people, providers and a shop; consumers, overlapping
 * sweeps, the stream and the weather for both; then everything is delivered, and the audit.
 */
final class AutomaticRun {
    /** How many turns the actors have together, unless somebody wants another number. */
    static final int STEPS = 60;

    private static final String NEIGHBOUR = "acme2";
    /** How far an index may be behind, in real time. */
    private static final Duration LONGEST_STALENESS = Duration.ofSeconds(5);
    /** How much of it goes by from one turn to the next. */
    private static final int LONGEST_TURN = 1_000;

    private static final int ENOUGH_ROUNDS = 16;
    private static final int ONE_DEATH_BEFORE_CALLS = 200;
    private static final int ONE_DEATH_AFTER_COMMITS = 8;
    /** How often others may go on before a sweep that waits for a moved deadline comes all the same. */
    private static final int LONGEST_WAIT = 120;
    /** How often others may go on before the stream tells what was committed. */
    private static final int LONGEST_LAG = 10;

    /** Answers are held to the API's document in one run of so many; every tour and every test of the handlers does it too. */
    private static final int ONE_CONTRACT_IN = 8;

    /** By what road one comes who comes by no queue. */
    private static final String API = "api";

    private static final List<String> ALL_QUEUES =
            List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS);

    private final long seed;
    private final int steps;
    private final RandomGenerator random;
    private final Mistakes mistakes;
    private final Optional<Consumer<String>> trace;
    private final Roads roads;
    private final Clientele clientele;
    private final Cast cast;
    private final Cast neighbour;
    private final List<Instant> sharp;
    private final Consumers consumers;
    private final RunningAudit audit = new RunningAudit();
    private final Map<String, Long> seen = new TreeMap<>();
    private int sweeping;
    private Instant deadlineMovedAt = Instant.EPOCH;
    private boolean settingsChanged;

    AutomaticRun(long seed, Mistakes mistakes) {
        this(seed, STEPS, mistakes, Optional.empty());
    }

    /** @param trace who is told of every call, every commit and whatever happens */
    AutomaticRun(long seed, int steps, Mistakes mistakes, Optional<Consumer<String>> trace) {
        this.seed = seed;
        this.steps = steps;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.mistakes = mistakes;
        this.trace = trace;
        var shop = seed % ONE_CONTRACT_IN == 0 ? new Shop() : new Shop((_, _) -> {});
        this.roads = new Roads(shop, mistakes.handOver());
        var season = Season.any(random);
        this.clientele = Clientele.any(random);
        this.cast = cast(shop, season);
        this.neighbour = cast(shop.neighbour(NEIGHBOUR), season.elsewhere(random));
        this.sharp = Stream.concat(season.sharp().stream(), neighbour.season().sharp().stream())
                .sorted()
                .distinct()
                .toList();
        this.consumers = new Consumers(
                roads,
                List.of(cast, neighbour),
                random,
                (queue, call) -> function(queue, mortal(queue), call),
                this::timeGoesOn,
                this::count);
    }

    private Cast cast(Shop shop, Season season) {
        return new Cast(shop, season, clientele, roads, random, this::way, this::timeGoesOn, this::count);
    }

    private List<Cast> casts() {
        return List.of(cast, neighbour);
    }

    private Cast of(String merchant) {
        return merchant.equals(NEIGHBOUR) ? neighbour : cast;
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
        return cast.shop().contents();
    }

    private void open() {
        cast.shop().at(cast.season().start().toString());
        casts().forEach(Cast::open);
        casts().forEach(each -> audit.begin(each.shop().items()));
        casts().forEach(Cast::earn);
        deliverAll();
        casts().forEach(each -> each.redeem(calmWay(each)));
        var store = cast.shop().store();
        store.clock(cast.shop().realTime());
        store.staleness(
                Staleness.lag(random.nextLong(), LONGEST_STALENESS, cast.shop().realTime()));
        roads.inbox().fates(() -> switch (random.nextInt(8)) {
            case 0 -> Inbox.Fate.REFUSED;
            case 1 -> Inbox.Fate.ANSWER_LOST;
            default -> Inbox.Fate.TAKEN;
        });
    }

    private void everybody() {
        count("everything concerns one customer", clientele.one() ? 1 : 0);
        var roles = new ArrayList<>(cast.everybody());
        roles.addAll(neighbour.some());
        roles.addAll(List.of(
                new Role(3, consumers::deliver),
                new Role(3, consumers::deliver),
                new Role(3, consumers::revoke),
                new Role(3, consumers::revoke),
                new Role(1, this::sweep),
                new Role(1, this::sweep),
                new Role(4, this::stream),
                new Role(2, this::weather)));
        roles.forEach(role -> count("step", role.steps(steps)));
        new Baton(random).run(roles.stream().map(role -> role.in(steps)).toList());
    }

    /** A run of the schedule with little time, and the shards that wait in the queue. */
    private void sweep(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            for (var wait = random.nextInt(4); wait > 0; wait--) {
                timeGoesOn();
            }
            for (var wait = random.nextBoolean() ? 0 : LONGEST_WAIT; wait > 0 && !deadlineJustMoved(); wait--) {
                Baton.pass();
            }
            count(sweeping++ > 0 ? "sweeps overlapped" : "sweep");
            try {
                roads.sweep(mortal(API), roads.call(random.nextInt(4)));
                timeGoesOn();
                roads.sweepShards(faulty(API), roads.call(2 + random.nextInt(4)));
            } catch (DyingDynamoDb.Died died) {
                count("sweeper died " + died.when());
            } finally {
                sweeping--;
            }
        }
    }

    /** The schedule waits for nothing; so it comes now and then just after the deadline of what was due was moved. */
    private boolean deadlineJustMoved() {
        return deadlineMovedAt
                .plus(LONGEST_STALENESS)
                .isAfter(cast.shop().realTime().instant());
    }

    /** What was committed goes out; what is not taken comes back. */
    private void stream(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            for (var wait = random.nextInt(LONGEST_LAG); wait > 0; wait--) {
                Baton.pass();
            }
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
                cast.choose();
                cast.people().move(cast.orders().anyPlaced(), calmWay(cast));
            }
            roads.sqs().broken(random.nextInt(4) == 0);
            casts().forEach(each -> each.codes().down(random.nextInt(4) == 0));
            Baton.pass();
            roads.sqs().broken(false);
            timeGoesOn();
        }
    }

    /** Faults stop; what waits is delivered, what was parked though it can be done is sent once more, all is swept and told. */
    private void calm() {
        cast.shop().store().staleness(Staleness.none());
        roads.sqs().broken(false);
        roads.inbox().fates(() -> Inbox.Fate.TAKEN);
        casts().forEach(each -> each.codes().calm());
        if (random.nextBoolean()) {
            cast.spending().giveAll(calmWay(cast));
        }
        casts().forEach(each -> each.rewards().comeBack(calmWay(each)));
        for (var round = 0; round < ENOUGH_ROUNDS && (round == 0 || !quiet()); round++) {
            casts().forEach(each -> redrive(each.mail()));
            roads.publish();
            roads.sqs().waitsEnd();
            deliverAll();
            roads.sweepShards(watched(API), roads.call());
        }
        roads.sweep(watched(API), roads.call());
        if (random.nextBoolean()) {
            casts().forEach(each -> each.rewards().force(calmWay(each)));
        }
        roads.publish();
    }

    private boolean quiet() {
        return Stream.concat(ALL_QUEUES.stream(), Stream.of(Roads.DUE_SHARDS))
                .allMatch(queue -> roads.sqs().messages(queue).isEmpty());
    }

    /** One command of the runbook does this. */
    private void redrive(Mail mail) {
        for (var queue : Consumers.QUEUES) {
            var parked = roads.sqs().messages(queue + Roads.PARKED);
            for (var message : List.copyOf(parked)) {
                if (mail.isMine(message) && Aftermath.isPassing(mail, message)) {
                    count("redriven after: " + message.attribute("reason"));
                    parked.remove(message);
                    roads.sqs().add(queue, message.body());
                }
            }
        }
    }

    private void deliverAll() {
        for (var queue : ALL_QUEUES) {
            roads.sqs().deliver(queue, function(queue, watched(queue), roads.call()));
        }
    }

    private void audit() {
        casts().forEach(each -> {
            each.steps()
                    .forEach(step -> RedemptionKinds.tell(step, each.season().zone(), this::count));
            Situations.count(each.commits(), each.shop().items(), each.season().sharp(), this::count);
            assertThat(each.findings(this::count)).as("findings").isEmpty();
            assertThat(Aftermath.findings(each.shop(), roads, each.mail()))
                    .as("findings of the aftermath")
                    .isEmpty();
            assertThat(each.broken()).as("acknowledged implies effect").isEmpty();
            var verified = each.shop().call("verify").noQuery().answer(200).json();
            assertThat(verified.get("balanced").booleanValue())
                    .as(verified.toString())
                    .isTrue();
        });
        Situations.count(roads, this::count);
        assertThat(audit.findings()).as("findings after each commit").isEmpty();
    }

    /**
     * Everything that was ever queued comes once more, and a sweep. An order that somebody has moved back can be cancelled by
     * a repeat, for a cancellation has no number, and a repeat may teach the other id of an attempt that was left since. What
     * was rejected is tried again, and may find what the repeat of another gave back. But a repeat of the repeat changes
     * nothing, whatever happened.
     */
    private void repeat() {
        var asked = asked();
        var before = contents();
        var known = standing().mapToInt(Standing::leftAttempts).sum();
        everythingAgain();
        if (!before.equals(contents())) {
            count("a repeat changed what was changed back");
            var taught = standing().mapToInt(Standing::leftAttempts).sum() - known;
            assertThat(settingsChanged
                            || taught > 0
                            || standing().anyMatch(each -> each.movedBack() || each.rejected() > 0))
                    .as("a repeat wrote")
                    .isTrue();
            repeatTheRepeat();
        }
        assertThat(asked()).as("R-04: a repeat asks no shop").isEqualTo(asked);
        casts().forEach(each -> {
            var rules = ClawbackRules.after(
                    each.commits(), each.shop().items(), each.season().zone(), _ -> {});
            assertThat(Standing.of(each.shop()).forgotten(rules, roads, each.mail()))
                    .as("left to do after all repeats")
                    .isEmpty();
        });
    }

    private void repeatTheRepeat() {
        var settled = contents();
        everythingAgain();
        for (var retry = standing().mapToLong(Standing::rejected).sum();
                retry > 0 && !contents().equals(settled);
                retry--) {
            settled = contents();
            everythingAgain();
        }
        assertThat(contents()).as("after a repeat of the repeat").isEqualTo(settled);
        assertThat(audit.findings()).as("findings after all repeats").isEmpty();
        casts().forEach(each -> assertThat(each.findings(_ -> {}))
                .as("findings after all repeats")
                .isEmpty());
    }

    private Stream<Standing> standing() {
        return casts().stream().map(each -> Standing.of(each.shop()));
    }

    private int asked() {
        return casts().stream().mapToInt(each -> each.codes().asked()).sum();
    }

    private void everythingAgain() {
        for (var queue : ALL_QUEUES) {
            var all = roads.sqs().everSent(queue).stream().distinct().toList();
            var consuming = function(queue, watched(queue), roads.call());
            for (var message : all) {
                roads.sqs().deliver(queue, List.<Message>of(message), consuming);
            }
        }
        roads.sweep(watched(API), roads.call());
    }

    /** An API of its own for one person: before each call to the store the others may go first, and it may fail or die. */
    private AdminApi way(Shop shop, CodeShop codes) {
        return shop.over(
                new OneMerchantDynamoDb(mortal(API), shop.merchant()),
                mistakes.codes().apply(codes));
    }

    private AdminApi calmWay(Cast of) {
        return of.shop().over(watched(API), mistakes.codes().apply(of.codes()));
    }

    /** A queue's function for one call; now and then the code-revoker's message is so new that others are at it. */
    private Function<SQSEvent, SQSBatchResponse> function(String queue, DynamoDbClient store, OneCall call) {
        if (!queue.equals(Roads.REVOCATIONS)) {
            var consumer = mistakes.consumer().apply(roads.consuming(queue, store, call));
            return event -> {
                casts().forEach(each -> Situations.movedBack(event, each, this::count));
                return consumer.apply(event);
            };
        }
        var sent = random.nextInt(8) == 0 ? cast.shop().realTime().instant() : Instant.EPOCH;
        CodeShop both =
                (merchant, reward, action) -> of(merchant.value()).codes().revoke(merchant, reward, action);
        return mistakes.consumer().apply(roads.revoking(sent, mistakes.codes().apply(both), store, call));
    }

    private DynamoDbClient mortal(String by) {
        return faults(new DyingDynamoDb(
                watched(by),
                () -> random.nextInt(ONE_DEATH_BEFORE_CALLS) == 0,
                () -> random.nextInt(ONE_DEATH_AFTER_COMMITS) == 0));
    }

    private DynamoDbClient faulty(String by) {
        return faults(watched(by));
    }

    private DynamoDbClient faults(DynamoDbClient inner) {
        var faults = new Spells(random.nextLong());
        return new FaultyDynamoDb(inner, (operation, call) -> {
            Baton.pass();
            var fault = faults.decide(operation, call);
            count(fault + " " + operation);
            return fault;
        });
    }

    private DynamoDbClient watched(String by) {
        var time = cast.shop().businessTime();
        var commits = new WatchedDynamoDb(
                cast.shop().store(),
                time,
                this::committed,
                audit,
                this::count,
                item -> trace.ifPresent(told -> told.accept("put " + Printed.item(item))));
        var redemptions = new WatchedRedemptions(
                commits,
                time,
                merchant -> of(merchant).codes(),
                step -> of(RunningAudit.merchant(step.after())).steps().add(step),
                by);
        return mistakes.store()
                .apply(
                        clientele.one()
                                ? new RacingDynamoDb(redemptions, () -> count("race lost at the one customer"))
                                : redemptions);
    }

    private void committed(Commit commit) {
        of(RunningAudit.merchant(commit.after())).commits().add(commit);
        var now = cast.shop().businessTime().instant().toEpochMilli();
        if (isDue(commit.before().orElse(Map.of()), now) && waits(commit.after()) && !isDue(commit.after(), now)) {
            deadlineMovedAt = cast.shop().realTime().instant();
        }
    }

    private static boolean waits(Map<String, AttributeValue> order) {
        return order.containsKey("dp");
    }

    private static boolean isDue(Map<String, AttributeValue> order, long now) {
        return waits(order) && Raw.number(order, "pd") <= now;
    }

    /** Now and then exactly to where something ends, or to the last moment before: real time knows of no such jumps. */
    private void timeGoesOn() {
        var now = cast.shop().businessTime().instant();
        var next = switch (random.nextInt(8)) {
            case 0 -> sharp(now, random.nextInt(3) == 0 ? 1 : 0);
            case 1, 2 -> now.plus(Duration.ofMinutes(random.nextInt(120)));
            case 3, 4, 5 -> now.plusMillis(random.nextInt(10_000));
            default -> now;
        };
        cast.shop().at(next.toString());
        cast.shop().later(Duration.ofMillis(random.nextInt(LONGEST_TURN)));
        trace.ifPresent(told -> told.accept("time " + next));
        Baton.pass();
    }

    private Instant sharp(Instant now, int millisBefore) {
        return sharp.stream()
                .map(sharp -> sharp.minusMillis(millisBefore))
                .filter(sharp -> sharp.isAfter(now))
                .findFirst()
                .map(next -> {
                    count(millisBefore > 0 ? "clock set to the last moment before an end" : "clock set to an end");
                    return next;
                })
                .orElse(now);
    }

    private void count(String what) {
        count(what, 1);
    }

    private void count(String what, long times) {
        if (times > 0) {
            trace.ifPresent(told -> told.accept(what));
            seen.merge(what, times, Long::sum);
        }
    }
}
