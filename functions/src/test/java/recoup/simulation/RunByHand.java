package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * One seed's run: two admins who decide about the same two orders, a client that cancels one of them and sends the same
 * request again until it has seen an answer twice, and a clerk who cancels in bulk, moves back and reapplies; then the audit.
 */
final class RunByHand {
    private static final int CANCELS_AN_ADMIN = 3;
    private static final int TURNS_OF_A_CLERK = 4;
    private static final Map<Fault, Integer> PERCENT =
            Map.of(Fault.THROTTLE, 5, Fault.CONFLICT, 10, Fault.LOST_BEFORE, 5, Fault.LOST_AFTER, 10);

    private final long seed;
    private final RandomGenerator random;
    private final Baton baton;
    private final Shop shop = new Shop();
    private final UnaryOperator<DynamoDbClient> store;
    private final People people;
    private final Map<String, Long> seen = new TreeMap<>();
    private Duration passed = Duration.ZERO;

    /** @param store the store as the handlers see it: itself, or one that is broken on purpose */
    RunByHand(long seed, UnaryOperator<DynamoDbClient> store) {
        this.seed = seed;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.baton = new Baton(random);
        this.store = store;
        this.people = new People(shop, random, this::way, this::timeGoesOn, this::count);
    }

    /** What went how often, by name; an {@link AssertionError} names the seed and what is wrong. */
    Map<String, Long> play() {
        try {
            open();
            baton.run(List.of(
                    () -> people.admin(CANCELS_AN_ADMIN),
                    () -> people.admin(CANCELS_AN_ADMIN),
                    people::client,
                    () -> people.clerk(TURNS_OF_A_CLERK)));
            audit();
            return seen;
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
        }
    }

    /** A customer with lots that end one after the other while the run goes on. */
    private void open() {
        shop.give("ann", "STORE_CREDIT", 50, "\"2021-01-01\"");
        shop.give("ann", "STORE_CREDIT", 30, "\"2021-01-03\"");
        shop.give("ann", "STORE_CREDIT", 20, "null");
        shop.give("ann", "POINTS", 7, "\"2021-01-02\"");
        shop.give("ann", "POINTS", 11, "\"2022-01-01\"");
        shop.place("ORD-1", "ann", 70, 10);
        shop.place("ORD-2", "ann", 20, 5);
    }

    private void audit() {
        assertThat(Auditor.findings(items())).as("findings of the auditor").isEmpty();
        var verified = shop.call("verify").answer(200).json();
        assertThat(verified.get("balanced").booleanValue())
                .as(verified.toString())
                .isTrue();
        var written = new HashSet<String>();
        shop.activity("ann").forEach(entry -> written.add(entry.get("entryId").textValue()));
        assertThat(written).as("acknowledged implies effect").containsAll(people.acknowledged());
        var before = shop.contents();
        for (var order : People.ORDERS) {
            var choices =
                    "{\"storeCredit\":{\"revert\":true,\"extendExpiredByDays\":9},\"points\":{\"revert\":true,\"extendExpired\":true}}";
            shop.cancel(order, choices).answer(200);
        }
        if (!before.equals(shop.contents())) {
            count("something was left to finish");
        }
        assertThat(Auditor.findings(items()))
                .as("findings after everything came back")
                .isEmpty();
        assertThat(spentAndBack("STORE_CREDIT")).as("store credit, all back").isZero();
        assertThat(spentAndBack("POINTS")).as("points, all back").isZero();
    }

    private long spentAndBack(String asset) {
        var sum = 0L;
        for (var entry : shop.activity("ann")) {
            var counts = Set.of("SPEND", "REAPPLY", "REVERT")
                    .contains(entry.get("type").textValue());
            sum += counts && entry.get("asset").textValue().equals(asset)
                    ? entry.get("amount").longValue()
                    : 0;
        }
        return sum;
    }

    private List<Map<String, AttributeValue>> items() {
        return shop.store().items(FreshTable.NAME);
    }

    /** An API of its own for one actor: before each call to the store the others may go first, and it may fail. */
    private AdminApi way() {
        var faults = Faults.random(random.nextLong(), PERCENT);
        return shop.over(new FaultyDynamoDb(store.apply(shop.store()), (operation, call) -> {
            Baton.pass();
            var fault = faults.decide(operation, call);
            count(fault + " " + operation);
            return fault;
        }));
    }

    private void timeGoesOn() {
        passed = passed.plusMinutes(random.nextInt(24 * 60));
        shop.at(Shop.START.plus(passed).toString());
        Baton.pass();
    }

    private void count(String what) {
        seen.merge(what, 1L, Long::sum);
    }

    /** The sums of several runs. */
    static Map<String, Long> total(List<Map<String, Long>> runs) {
        var total = new TreeMap<String, Long>();
        runs.forEach(run -> run.forEach((what, times) -> total.merge(what, times, Long::sum)));
        return total;
    }
}
