package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.Stream;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.queues.Inbox;
import recoup.store.Staleness;

/**
 * One seed's run of everything: two merchants with the same ids, each with people, providers and a shop; consumers, overlapping
 * sweeps, the stream and the weather for both; then everything is delivered, and the audit.
 */
final class RunOfEverything {
    /** How many turns the actors have together, unless somebody wants another number. */
    static final int STEPS = 60;

    private static final String NEIGHBOUR = "acme2";
    /** How far an index may be behind, in real time. */
    private static final Duration LONGEST_STALENESS = Duration.ofSeconds(5);
    /** Answers are held to the API's document in one run of so many; every tour and every test of the handlers does it too. */
    private static final int ONE_CONTRACT_IN = 8;

    private final long seed;
    private final int steps;
    private final Stage stage;
    private final Clientele clientele;
    private final List<Cast> casts;
    private final Ways ways;
    private final Machines machines;
    private final RunningAudit audit = new RunningAudit();

    RunOfEverything(long seed, Mistakes mistakes) {
        this(seed, STEPS, mistakes, Optional.empty());
    }

    /** @param trace who is told of every call, every commit and whatever happens */
    RunOfEverything(long seed, int steps, Mistakes mistakes, Optional<Consumer<String>> trace) {
        this.seed = seed;
        this.steps = steps;
        var shop = seed % ONE_CONTRACT_IN == 0 ? new Shop() : new Shop((_, _) -> {});
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        this.stage = new Stage(shop, new Roads(shop, mistakes.handOver()), random, new Tally(trace));
        var season = Season.any(random);
        this.clientele = Clientele.any(random);
        var elsewhere = season.elsewhere(random);
        var sharp = Stream.concat(season.sharp().stream(), elsewhere.sharp().stream())
                .sorted()
                .distinct()
                .toList();
        var time = new Passing(stage, sharp);
        var all = new ArrayList<Cast>();
        this.ways = new Ways(stage, clientele, () -> all, mistakes, audit);
        all.add(cast(shop, season, time));
        all.add(cast(shop.neighbour(NEIGHBOUR), elsewhere, time));
        this.casts = List.copyOf(all);
        this.machines = new Machines(stage, casts, ways, time, LONGEST_STALENESS);
    }

    private Cast cast(Shop shop, Season season, Passing time) {
        return new Cast(
                shop, season, clientele, stage.roads(), stage.random(), ways::api, time::goesOn, stage.tally()::count);
    }

    /** What went how often, by name; an {@link AssertionError} names the seed and what is wrong. */
    Map<String, Long> play() {
        try {
            open();
            everybody();
            new Settling(stage, casts, ways).settle();
            audit();
            new Repeats(stage, casts, ways, audit).play(machines.settingsChanged());
            return stage.tally().seen();
        } catch (AssertionError wrong) {
            throw new AssertionError("seed " + seed + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Every item at the end. */
    Object contents() {
        return stage.shop().contents();
    }

    private void open() {
        var shop = stage.shop();
        shop.at(casts.getFirst().season().start().toString());
        casts.forEach(Cast::open);
        casts.forEach(each -> audit.begin(each.shop().items()));
        casts.forEach(Cast::earn);
        ways.deliverAll();
        casts.forEach(each -> each.redeem(ways.calm(each)));
        shop.store().clock(shop.realTime());
        shop.store().staleness(Staleness.lag(stage.random().nextLong(), LONGEST_STALENESS, shop.realTime()));
        stage.roads().inbox().fates(() -> switch (stage.random().nextInt(8)) {
            case 0 -> Inbox.Fate.REFUSED;
            case 1 -> Inbox.Fate.ANSWER_LOST;
            default -> Inbox.Fate.TAKEN;
        });
    }

    private void everybody() {
        var tally = stage.tally();
        tally.count("everything concerns one customer", clientele.one() ? 1 : 0);
        var roles = new ArrayList<>(casts.getFirst().everybody());
        roles.addAll(casts.getLast().some());
        roles.addAll(machines.all());
        roles.forEach(role -> tally.count("step", role.steps(steps)));
        new Baton(stage.random()).run(roles.stream().map(role -> role.in(steps)).toList());
    }

    private void audit() {
        var tally = stage.tally();
        casts.forEach(each -> {
            each.steps()
                    .forEach(step -> RedemptionKinds.tell(step, each.season().zone(), tally::count));
            Situations.count(each.commits(), each.shop().items(), each.season().sharp(), tally::count);
            assertThat(each.findings(tally::count)).as("findings").isEmpty();
            assertThat(Aftermath.findings(each.shop(), stage.roads(), each.mail()))
                    .as("findings of the aftermath")
                    .isEmpty();
            assertThat(each.broken()).as("acknowledged implies effect").isEmpty();
            var verified = each.shop().call("verify").noQuery().answer(200).json();
            assertThat(verified.get("balanced").booleanValue())
                    .as(verified.toString())
                    .isTrue();
        });
        Situations.count(stage.roads(), tally::count);
        assertThat(audit.findings()).as("findings after each commit").isEmpty();
    }
}
