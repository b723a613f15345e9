package recoup.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.MerchantId;
import recoup.model.Settings;
import recoup.model.Wallet;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import recoup.store.Staleness;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** What the ledger says, and what it holds, when DynamoDB fails. */
class LedgerFaultsTest {
    private static final MerchantId MERCHANT = new MerchantId("merchant");
    private static final Commit COMMIT =
            LedgerSamples.commit(MERCHANT, LedgerSamples.plainOrder("ORD-1", 0), LedgerSamples.wallet(0), "key");

    private final SimulatedDynamoDb store = FreshTable.simulated();
    private final Ledger sound = new Ledger(store, FreshTable.NAME);

    // A commit

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void L_03_a_conflict_on_any_item_is_a_lost_race_and_nothing_is_written(long call) {
        var ledger = ledger(Fault.CONFLICT, call);
        assertThat(ledger.apply(COMMIT, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Stale());
        assertThat(contents()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void L_03_a_throttle_on_any_item_is_no_answer_and_nothing_is_written(long call) {
        var ledger = ledger(Fault.THROTTLE, call);
        assertThatThrownBy(() -> ledger.apply(COMMIT, LedgerSamples.REAL_NOW)).isInstanceOf(LedgerUnavailable.class);
        assertThat(contents()).isEmpty();
    }

    @Test
    void L_03_a_commit_that_was_lost_on_its_way_is_not_written() {
        assertThatThrownBy(() -> ledger(Fault.LOST_BEFORE).apply(COMMIT, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(contents()).isEmpty();
    }

    @Test
    void L_03_a_commit_whose_answer_was_lost_is_written_as_a_whole() {
        assertThatThrownBy(() -> ledger(Fault.LOST_AFTER).apply(COMMIT, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        var lost = contents();
        assertThat(lost).hasSize(4).isEqualTo(contentsAfter(COMMIT));
    }

    @Test
    void A_07_whoever_lost_the_answer_meets_it_again() {
        assertThatThrownBy(() -> ledger(Fault.LOST_AFTER).apply(COMMIT, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        var before = contents();
        var wanted = Wanted.order(LedgerSamples.ORDER).answerTo(Optional.of("key"));
        assertThat(sound.read(MERCHANT, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW)
                        .answer())
                .isEqualTo(COMMIT.answer());
        assertThat(sound.apply(COMMIT, LedgerSamples.REAL_NOW))
                .isEqualTo(new Applied.Answered(COMMIT.answer().orElseThrow()));
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void a_refusal_whose_answer_was_lost_has_written_nothing() {
        assertThat(sound.apply(COMMIT, LedgerSamples.REAL_NOW)).isEqualTo(new Applied.Committed());
        var before = contents();
        var stale = LedgerSamples.commit(MERCHANT, LedgerSamples.wallet(0));
        assertThatThrownBy(() -> ledger(Fault.LOST_AFTER).apply(stale, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(contents()).isEqualTo(before);
    }

    // Settings

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "CONFLICT", "LOST_BEFORE"})
    void settings_that_did_not_arrive_are_not_saved(Fault fault) {
        assertThatThrownBy(() -> ledger(fault).save(MERCHANT, LedgerSamples.SETTINGS))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(contents()).isEmpty();
    }

    @Test
    void settings_whose_answer_was_lost_are_saved() {
        assertThatThrownBy(() -> ledger(Fault.LOST_AFTER).save(MERCHANT, LedgerSamples.SETTINGS))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(sound.settings(MERCHANT, Consistency.STRONG)).isEqualTo(LedgerSamples.SETTINGS.withVersion(1));
        assertThat(sound.save(MERCHANT, LedgerSamples.SETTINGS))
                .as("sent again")
                .isFalse();
    }

    // Reads

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "LOST_BEFORE", "LOST_AFTER"})
    void a_read_that_fails_is_no_answer_and_never_an_empty_one(Fault fault) {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        for (var read : reads()) {
            assertThatThrownBy(() -> read.accept(ledger(fault))).isInstanceOf(LedgerUnavailable.class);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLE", "LOST_BEFORE", "LOST_AFTER"})
    void a_second_round_trip_that_fails_is_no_answer_either(Fault fault) {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        var faulty = new FaultyDynamoDb(store, (_, call) -> call == 1 ? fault : Fault.NONE);
        var ledger = new Ledger(faulty, FreshTable.NAME);
        assertThatThrownBy(() -> ledger.read(
                        MERCHANT, Wanted.order(LedgerSamples.ORDER), Consistency.STRONG, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(faulty.injected(fault)).isEqualTo(1);
    }

    @Test
    void reads_do_not_notice_a_conflict() {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        assertThat(ledger(Fault.CONFLICT).order(MERCHANT, LedgerSamples.ORDER))
                .isEqualTo(sound.order(MERCHANT, LedgerSamples.ORDER))
                .isPresent();
    }

    @Test
    void a_strong_read_is_never_late_and_an_eventual_one_may_be() {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        store.staleness(Staleness.of(1));
        var wanted = Wanted.order(LedgerSamples.ORDER).and(LedgerSamples.ANN);
        var strong = sound.read(MERCHANT, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW);
        assertThat(strong.order()).isPresent();
        assertThat(strong.wallet()).contains(LedgerSamples.wallet(1));
        assertThat(sound.journal(MERCHANT, LedgerSamples.ANN, Optional.empty(), 10)
                        .items())
                .hasSize(1);
        assertThat(sound.read(MERCHANT, wanted, Consistency.EVENTUAL, LedgerSamples.REAL_NOW))
                .isEqualTo(new Facts(
                        Optional.empty(),
                        Settings.DEFAULTS,
                        Optional.empty(),
                        Optional.of(Wallet.empty(LedgerSamples.ANN)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void keys_of_a_batch_that_were_given_back_are_asked_for_again() {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        var wanted = Wanted.order(LedgerSamples.ORDER).and(LedgerSamples.ANN);
        var busy = new OneKeyABatch(store);
        var facts =
                new Ledger(busy, FreshTable.NAME).read(MERCHANT, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW);
        assertThat(facts).isEqualTo(sound.read(MERCHANT, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW));
        assertThat(busy.asked).containsExactly(3, 2, 1);
    }

    @Test
    void keys_of_a_batch_that_are_given_back_again_and_again_are_no_answer() {
        sound.apply(COMMIT, LedgerSamples.REAL_NOW);
        var wanted = Wanted.order(LedgerSamples.ORDER).and(LedgerSamples.ANN).answerTo(Optional.of("key"));
        var busy = new OneKeyABatch(store);
        assertThatThrownBy(() -> new Ledger(busy, FreshTable.NAME)
                        .read(MERCHANT, wanted, Consistency.STRONG, LedgerSamples.REAL_NOW))
                .isInstanceOf(LedgerUnavailable.class);
        assertThat(busy.asked).containsExactly(4, 3, 2);
    }

    private Ledger ledger(Fault fault) {
        return ledger(fault, 0);
    }

    /** Always fails; calls are counted from {@code call}, which says which item of a transaction is at fault. */
    private Ledger ledger(Fault fault, long call) {
        var faulty = new FaultyDynamoDb(store, (_, number) -> number < call ? Fault.NONE : fault);
        for (var calls = 0; calls < call; calls++) {
            new Ledger(faulty, FreshTable.NAME).settings(MERCHANT, Consistency.STRONG);
        }
        return new Ledger(faulty, FreshTable.NAME);
    }

    private static List<Consumer<Ledger>> reads() {
        return List.of(
                ledger -> ledger.read(
                        MERCHANT, Wanted.customer(LedgerSamples.ANN), Consistency.STRONG, LedgerSamples.REAL_NOW),
                ledger -> ledger.order(MERCHANT, LedgerSamples.ORDER),
                ledger -> ledger.settings(MERCHANT, Consistency.STRONG),
                ledger -> ledger.journal(MERCHANT, LedgerSamples.ANN, Optional.empty(), 10));
    }

    private List<Map<String, AttributeValue>> contents() {
        return store.items(FreshTable.NAME);
    }

    private static List<Map<String, AttributeValue>> contentsAfter(Commit commit) {
        var other = FreshTable.simulated();
        new Ledger(new FaultyDynamoDb(other, Faults.none()), FreshTable.NAME).apply(commit, LedgerSamples.REAL_NOW);
        return other.items(FreshTable.NAME);
    }

    /** Reads the first key of a batch and gives the others back. */
    private static final class OneKeyABatch implements DynamoDbClient {
        private final DynamoDbClient inner;
        private final List<Integer> asked = new ArrayList<>();

        OneKeyABatch(DynamoDbClient inner) {
            this.inner = inner;
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var wanted = request.requestItems().get(FreshTable.NAME);
            if (wanted == null) {
                throw new AssertionError("another table: " + request);
            }
            var keys = wanted.keys();
            asked.add(keys.size());
            var answer = inner.batchGetItem(request.toBuilder()
                    .requestItems(Map.of(FreshTable.NAME, of(wanted, keys.subList(0, 1))))
                    .build());
            return keys.size() == 1
                    ? answer
                    : answer.toBuilder()
                            .unprocessedKeys(Map.of(FreshTable.NAME, of(wanted, keys.subList(1, keys.size()))))
                            .build();
        }

        private static KeysAndAttributes of(KeysAndAttributes wanted, List<Map<String, AttributeValue>> keys) {
            return wanted.toBuilder().keys(keys).build();
        }

        @Override
        public String serviceName() {
            return inner.serviceName();
        }

        @Override
        public void close() {}
    }
}
