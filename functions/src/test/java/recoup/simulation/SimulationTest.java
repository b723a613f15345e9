package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Many seeds, each a run of its own. {@code -Dseeds=N} runs so many, {@code -Dseed=N} runs that one again and prints what
 * it saw.
 */
class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void A_07_each_lot_comes_back_at_most_once_whoever_asks_and_whatever_fails() {
        var one = Long.getLong("seed");
        var seeds = one == null ? LongStream.range(0, Integer.getInteger("seeds", SEEDS)) : LongStream.of(one);
        var runs = seeds.mapToObj(seed -> new Run(seed, UnaryOperator.identity()).play())
                .toList();
        var total = Run.total(runs);
        System.out.println("simulation: " + runs.size() + " seeds, " + total);
        assertThat(total)
                .as("silence is no proof: what the simulation is for must have happened")
                .containsKeys(
                        "answer replayed",
                        "REVERT",
                        "REAPPLY",
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
    void one_seed_is_one_run() {
        for (var seed = 0; seed < 5; seed++) {
            assertThat(new Run(seed, UnaryOperator.identity()).play())
                    .isEqualTo(new Run(seed, UnaryOperator.identity()).play());
        }
    }

    @Test
    void a_ledger_that_does_not_guard_the_order_is_found_out() {
        assertThat(firstSeedThatFails(store -> new UnguardedDynamoDb(store, Set.of("O"))))
                .isLessThan(SEEDS);
    }

    @Test
    void a_ledger_that_does_not_guard_the_wallet_and_its_journal_is_found_out() {
        assertThat(firstSeedThatFails(store -> new UnguardedDynamoDb(store, Set.of("W", "J"))))
                .isLessThan(SEEDS);
    }

    private static long firstSeedThatFails(UnaryOperator<DynamoDbClient> store) {
        return LongStream.range(0, SEEDS)
                .filter(seed -> fails(seed, store))
                .findFirst()
                .orElse(SEEDS);
    }

    private static boolean fails(long seed, UnaryOperator<DynamoDbClient> store) {
        try {
            new Run(seed, store).play();
            return false;
        } catch (AssertionError found) {
            return true;
        }
    }
}
