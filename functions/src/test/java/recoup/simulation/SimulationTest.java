package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Many seeds, each a run of its own. {@code -Dseeds=N} runs so many, {@code -Dseed=N} runs that one again and prints what
 * it saw.
 */
class SimulationTest {
    private static final int SEEDS = 1_000;

    @Test
    void A_07_each_lot_comes_back_at_most_once_whoever_asks_and_whatever_fails() {
        var total = total("simulation", seed -> new Run(seed, UnaryOperator.identity()).play());
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
    void A_07_the_same_when_providers_the_shop_and_the_sweep_take_part() {
        var total = total("automatic simulation", seed -> new AutomaticRun(seed, Mistakes.NONE).play());
        assertThat(total)
                .as("silence is no proof: what the simulation is for must have happened")
                .containsKeys(
                        "answer replayed",
                        "cancelled by PAYMENT_EXPIRED",
                        "cancelled by PAYMENT_FAILED",
                        "cancelled by CUSTOMER",
                        "cancelled by PLATFORM",
                        "cancelled by MANUAL",
                        "cancelled by BULK",
                        "cancelled exactly at a deadline or an expiry",
                        "lot BLOCKED_BY_EXPIRED_LOT",
                        "lot EXPIRED_NOT_EXTENDED",
                        "lot VALID",
                        "paid after cancel",
                        "old attempt ignored",
                        "order told late",
                        "told again, for the queue was gone")
                .containsKeys(
                        "duplicate delivered while the first was being applied",
                        "delivered again after it was acknowledged",
                        "delivered in another order",
                        "part of a batch came back",
                        "consumer died after its commit",
                        "came back: out of time",
                        "queue not told",
                        "parked: unknown order",
                        "parked: refund known with another amount",
                        "parked: refunded more than the order's total",
                        "parked: refunded in another currency than the order's",
                        "parked: poison",
                        "a repeat changed what was changed back")
                .containsKeys(
                        "sweeps overlapped",
                        "sweeper saw a stale index",
                        "sweeper did not see yet what was due",
                        "sweeper died after its commit",
                        "shard handed over",
                        "topic or queue did not take it, and the stream came back",
                        "published again")
                .containsKeys(
                        "match before the grant",
                        "grant after the cancel",
                        "grant after expiry of another lot",
                        "another grant of an order",
                        "clawback and revert in one write",
                        "clawback by CLAWED_BACK",
                        "taken in the write of the grant",
                        "clawback done as shown",
                        "clawback in parts",
                        "clawback of a share",
                        "clawback rejected",
                        "rejection retried with success",
                        "debt made",
                        "debt settled by EARN",
                        "debt settled by ISSUE",
                        "debt settled by REVERT",
                        "points written off",
                        "taken from another lot than the grant's",
                        "what expired unspent was not taken",
                        "match prevented by a tag",
                        "match remembered, though it would be none now")
                .containsKeys(
                        "parked: grant known of another order",
                        "parked: grant known with other content",
                        "parked: granted to another customer than the order's",
                        "parked: expiresOn has passed")
                .containsKeys(
                        "shop timed out after it had done what was asked",
                        "code used between the intent and the points",
                        "use seen while reversing",
                        "use told while reversing",
                        "use told after the points were back",
                        "source removed while reversing",
                        "refunded externally",
                        "refunded externally while reversing",
                        "expired between the intent and the points",
                        "reversal withdrawn, for the code is shared",
                        "reversal finished by the revoker",
                        "reversal finished by the answer",
                        "reversed without asking the shop",
                        "revoker died after its commit",
                        "two reversals at once",
                        "redemption reversed while an order spends",
                        "points forced from the third failure on",
                        "points forced after the last failure",
                        "REVOKE_STUCK opened")
                .containsKeys(
                        "reversal accepted",
                        "reversal done as shown",
                        "reversal plan changed",
                        "answer of a reversal replayed",
                        "more points came back",
                        "fewer points came back",
                        "only the valid lots came back",
                        "expired lot came back extended",
                        "reversed with a tombstone",
                        "returned points paid debt",
                        "another amount refused",
                        "id taken by another redemption",
                        "code taken by another redemption",
                        "parked: unknown redemption")
                .containsKeys(
                        "refused: code-shared",
                        "refused: nothing-to-return",
                        "refused: redemption-already-reversed",
                        "refused: reversal-in-progress",
                        "refused: revoke-required",
                        "refused: reward-already-used",
                        "refused: reward-deleted",
                        "refused: reward-not-tracked",
                        "refused: reward-source-missing");
    }

    private static Map<String, Long> total(String name, LongFunction<Map<String, Long>> play) {
        var one = Long.getLong("seed");
        var seeds = one == null ? LongStream.range(0, Integer.getInteger("seeds", SEEDS)) : LongStream.of(one);
        var runs = played(seeds, play);
        var total = Run.total(runs);
        System.out.println(name + ": " + runs.size() + " seeds, " + total);
        return total;
    }

    /** On virtual threads, so that the actors of a run change places without the operating system; two runs at a time. */
    private static List<Map<String, Long>> played(LongStream seeds, LongFunction<Map<String, Long>> play) {
        try (var threads = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
            var runs = seeds.mapToObj(seed -> threads.submit(() -> play.apply(seed)))
                    .toList();
            return runs.stream().map(SimulationTest::result).toList();
        }
    }

    private static <T> T result(Future<T> run) {
        try {
            return run.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getMessage(), failed);
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void one_seed_is_one_run() {
        for (var seed = 0; seed < 5; seed++) {
            assertThat(new Run(seed, UnaryOperator.identity()).play())
                    .isEqualTo(new Run(seed, UnaryOperator.identity()).play());
            var one = new AutomaticRun(seed, Mistakes.NONE);
            var other = new AutomaticRun(seed, Mistakes.NONE);
            assertThat(one.play()).isEqualTo(other.play());
            assertThat(one.contents()).isEqualTo(other.contents());
        }
    }

    @Test
    void a_ledger_that_does_not_guard_the_order_is_found_out() {
        var mistake = unguarded("O");
        assertThat(firstThatFails(seed -> new Run(seed, mistake).play())).isLessThan(SEEDS);
        assertThat(firstThatFails(seed -> new AutomaticRun(seed, Mistakes.in(mistake)).play()))
                .isLessThan(SEEDS);
    }

    @Test
    void a_ledger_that_does_not_guard_the_wallet_and_its_journal_is_found_out() {
        var mistake = unguarded("W", "J");
        assertThat(firstThatFails(seed -> new Run(seed, mistake).play())).isLessThan(SEEDS);
        assertThat(firstThatFails(seed -> new AutomaticRun(seed, Mistakes.in(mistake)).play()))
                .isLessThan(SEEDS);
    }

    @TestFactory
    Stream<DynamicTest> what_is_broken_on_purpose_is_found_out() {
        var mistakes = new TreeMap<String, Mistakes>(Map.of(
                "a queue that drops what should come back",
                        Mistakes.inQueue(consumer -> event -> {
                            var _ = consumer.apply(event);
                            return new SQSBatchResponse(List.of());
                        }),
                "a due index that keeps what was due", Mistakes.in(AlteredDynamoDb::thatKeepsWhatWasDue),
                "a due index that forgets what is due", Mistakes.in(AlteredDynamoDb::thatForgetsWhatIsDue),
                "orders that forget the attempts they left", Mistakes.in(AlteredDynamoDb::thatForgetsLeftAttempts),
                "orders that forget how far the shop told", Mistakes.in(AlteredDynamoDb::thatForgetsEditions),
                "an expiry that is not all or nothing", Mistakes.in(AlteredDynamoDb::withoutAllOrNothing)));
        mistakes.putAll(ClawbackMistakes.all());
        mistakes.putAll(ReversalMistakes.all());
        return mistakes.entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> {
                    var first = firstThatFails(seed -> new AutomaticRun(seed, each.getValue()).play());
                    System.out.println(each.getKey() + ": seed " + first);
                    assertThat(first).isLessThan(SEEDS);
                }));
    }

    private static UnaryOperator<DynamoDbClient> unguarded(String... sortKeys) {
        return store -> new UnguardedDynamoDb(store, Set.of(sortKeys));
    }

    private static long firstThatFails(LongFunction<Map<String, Long>> play) {
        return LongStream.range(0, SEEDS)
                .filter(seed -> fails(seed, play))
                .findFirst()
                .orElse(SEEDS);
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
