package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Many seeds, each a run of its own. {@code -Dseeds=N} runs so many, {@code -Dsteps=N} makes each so long, {@code -Dseed=N} runs
 * that one again and prints what happened, call by call.
 */
class SimulationTest {
    private static final int SEEDS = 5_000;
    private static final int SEEDS_FOR_MISTAKES = 1_000;
    private static final int SEEDS_BY_HAND = 1_000;
    private static final int STEPS = Integer.getInteger("steps", RunOfEverything.STEPS);
    /** How often each of the situations must occur that have a name. */
    private static final int LEAST = Integer.getInteger("least", 1);

    @Test
    void A_07_each_lot_comes_back_at_most_once_whoever_asks_and_whatever_fails() {
        var total = total(
                "simulation",
                LongStream.range(0, Math.min(seeds(), SEEDS_BY_HAND)),
                seed -> new RunByHand(seed, UnaryOperator.identity()).play());
        assertThat(total)
                .as("silence is no proof: what the simulation is for must have happened")
                .containsKeys(
                        "answer replayed",
                        "REVERT",
                        "order-cancelled",
                        "plan changed",
                        "something was left to finish",
                        "CONFLICT TransactWriteItems",
                        "LOST_AFTER TransactWriteItems",
                        "LOST_BEFORE TransactWriteItems",
                        "THROTTLE TransactWriteItems",
                        "LOST_AFTER BatchGetItem");
    }

    @Test
    void A_07_the_same_of_everything_at_once_for_two_merchants_with_the_same_ids() {
        var one = Long.getLong("seed");
        var total = one == null
                ? total("simulation of everything", LongStream.range(0, seeds()), seed -> run(seed, Optional.empty()))
                : total(
                        "simulation of seed " + one,
                        LongStream.of(one),
                        seed -> run(seed, Optional.of(System.out::println)));
        if (one == null && (seeds() >= SEEDS || Integer.getInteger("least") != null)) {
            assertThat(Named.missing(total, LEAST))
                    .as("silence is no proof: these occurred fewer than " + LEAST + " times")
                    .isEmpty();
        }
    }

    private static Map<String, Long> run(long seed, Optional<Consumer<String>> trace) {
        return new RunOfEverything(seed, STEPS, Mistakes.NONE, trace).play();
    }

    private static int seeds() {
        return Integer.getInteger("seeds", SEEDS);
    }

    private static Map<String, Long> total(String name, LongStream seeds, LongFunction<Map<String, Long>> play) {
        var runs = played(seeds, play);
        var total = RunByHand.total(runs);
        System.out.println(name + ": " + runs.size() + " seeds, " + total);
        return total;
    }

    /** On virtual threads, so that the actors of a run change places without the operating system; two runs at a time. */
    private static List<Map<String, Long>> played(LongStream seeds, LongFunction<Map<String, Long>> play) {
        try (var threads = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
            var runs = seeds.mapToObj(seed -> threads.submit(() -> play.apply(seed)))
                    .toList();
            var failures = new ArrayList<Throwable>();
            var counts = runs.stream().flatMap(run -> result(run, failures)).toList();
            if (!failures.isEmpty()) {
                throw told(failures);
            }
            return counts;
        }
    }

    /** All of them, each by its seed. */
    private static AssertionError told(List<Throwable> failures) {
        var told = new AssertionError(failures.stream()
                .map(failure ->
                        String.valueOf(failure.getMessage()).lines().findFirst().orElse(""))
                .collect(Collectors.joining("\n", failures.size() + " runs failed:\n", "")));
        failures.forEach(told::addSuppressed);
        return told;
    }

    /** What a run counted; nothing, if it failed, and then {@code failures} has why. */
    private static <T> Stream<T> result(Future<T> run, List<Throwable> failures) {
        try {
            return Stream.of(run.get());
        } catch (ExecutionException why) {
            failures.add(why.getCause());
            return Stream.of();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void one_seed_is_one_run_to_the_last_call() {
        for (var seed = 0; seed < 5; seed++) {
            assertThat(new RunByHand(seed, UnaryOperator.identity()).play())
                    .isEqualTo(new RunByHand(seed, UnaryOperator.identity()).play());
            var first = new ArrayList<String>();
            var second = new ArrayList<String>();
            var one = new RunOfEverything(seed, RunOfEverything.STEPS, Mistakes.NONE, Optional.of(first::add));
            var other = new RunOfEverything(seed, RunOfEverything.STEPS, Mistakes.NONE, Optional.of(second::add));
            assertThat(one.play()).isEqualTo(other.play()).containsEntry("step", (long) RunOfEverything.STEPS);
            assertThat(first).hasSizeGreaterThan(RunOfEverything.STEPS).isEqualTo(second);
            assertThat(one.contents()).isEqualTo(other.contents());
        }
    }

    @Test
    void there_are_at_least_forty_situations_that_must_occur_each_once() {
        assertThat(Named.ALL)
                .hasSizeGreaterThanOrEqualTo(40)
                .extracting(Named::name)
                .doesNotHaveDuplicates();
        assertThat(Named.missing(Map.of("lot VALID", 99L), 100)).hasSameSizeAs(Named.ALL);
        assertThat(Named.missing(Map.of("lot VALID", 100L), 100)).hasSize(Named.ALL.size() - 1);
    }

    @Test
    void a_ledger_that_guards_nothing_is_found_out_by_hand_too() {
        assertThat(firstThatFails(seed ->
                        new RunByHand(seed, store -> new UnguardedDynamoDb(store, Set.of("O"))).play()))
                .isLessThan(SEEDS_FOR_MISTAKES);
        assertThat(firstThatFails(seed ->
                        new RunByHand(seed, store -> new UnguardedDynamoDb(store, Set.of("W", "J"))).play()))
                .isLessThan(SEEDS_FOR_MISTAKES);
    }

    @TestFactory
    Stream<DynamicTest> what_is_broken_on_purpose_is_found_out() {
        return PlantedMistakes.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var first = firstThatFails(seed -> new RunOfEverything(seed, each.getValue()).play());
                    System.out.println(each.getKey() + ": seed " + first);
                    assertThat(first).isLessThan(SEEDS_FOR_MISTAKES);
                }));
    }

    private static long firstThatFails(LongFunction<Map<String, Long>> play) {
        return LongStream.range(0, SEEDS_FOR_MISTAKES)
                .filter(seed -> fails(seed, play))
                .findFirst()
                .orElse(SEEDS_FOR_MISTAKES);
    }

    private static boolean fails(long seed, LongFunction<Map<String, Long>> play) {
        try {
            var _ = play.apply(seed);
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }
}
