package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.model.Wallet;
import recoup.rules.verification.Replay;
import recoup.rules.verification.Violation;

/** A ledger with grants, debt and rests, replayed (L-06): what follows from it is accepted, and nothing else is. */
class ReplayTest {
    private static final Instant NOW = Instant.parse("2021-06-15T12:00:00Z");
    private static final Expiry ENDED = Expiry.on(LocalDate.parse("2021-06-14"));

    /** Earned 70, spent 50, expired 20, taken back 50 that were not there, given 30 that paid debt. */
    private static final List<Movement> LEDGER = List.of(
            moved(EntryType.EARN, 70, "G", 0, 70),
            moved(EntryType.SPEND, -50, "G", 0, 20),
            moved(EntryType.EXPIRE, -20, "G", 0, 0),
            owed(-50, -50),
            moved(EntryType.ISSUE, 30, "A", 30, -20));

    private static final List<Wallet.Rest> RESTS = List.of(new Wallet.Rest(new LotId("G"), 20));

    @Test
    void L_06_a_grant_its_expiry_debt_and_a_credit_that_paid_it_are_in_balance() {
        assertThat(violations(LEDGER, wallet(List.of(), 20, RESTS))).isEmpty();
    }

    @Test
    void L_06_a_rest_that_was_settled_is_not_missed() {
        assertThat(violations(LEDGER, wallet(List.of(), 20, List.of()))).isEmpty();
    }

    @Test
    void L_06_what_is_left_of_a_credit_that_paid_debt_is_its_lot() {
        var more = new ArrayList<>(LEDGER);
        more.add(moved(EntryType.EARN, 50, "H", 20, 30));
        var left = new Lot(new LotId("H"), points(50), 30, ENDED, 0, Optional.of(new OrderId("ORD-1")), true);
        assertThat(violations(more, wallet(List.of(left), 0, RESTS))).isEmpty();
        assertThat(violations(more, wallet(List.of(left), 1, RESTS)))
                .extracting(Violation::rule)
                .containsOnly("L-02");
    }

    @Test
    void L_02_a_debt_that_does_not_follow_is_found() {
        for (var debt : List.of(0L, 19L, 21L, 50L)) {
            assertThat(violations(LEDGER, wallet(List.of(), debt, RESTS)))
                    .contains(new Violation(Worlds.CUSTOMER, "L-02", "debt 20", "debt " + debt));
        }
    }

    /** The balance agrees, because the lot and the debt are wrong by as much. */
    @Test
    void L_02_debt_beside_a_lot_that_should_have_paid_it_is_found() {
        var unpaid = new Lot(new LotId("A"), points(30), 30, ENDED, 0, Optional.empty());
        assertThat(violations(LEDGER, wallet(List.of(unpaid), 50, RESTS)))
                .containsExactly(
                        new Violation(Worlds.CUSTOMER, "L-02", "debt 20", "debt 50"),
                        new Violation(Worlds.CUSTOMER, "L-02", "lots {}", "lots {A=30}"));
    }

    @Test
    void L_02_an_entry_that_settles_another_amount_is_found() {
        var changed = new ArrayList<>(LEDGER);
        changed.set(4, moved(EntryType.ISSUE, 30, "A", 29, -20));
        assertThat(violations(changed, wallet(List.of(), 20, RESTS)))
                .contains(new Violation(Worlds.CUSTOMER, "L-02", "debt 21", "debt 20"));
    }

    @Test
    void L_02_debt_that_was_made_counts_in_the_balance_after_it() {
        var changed = new ArrayList<>(LEDGER);
        changed.set(3, owed(-50, 0));
        assertThat(violations(changed, wallet(List.of(), 20, RESTS)))
                .containsExactly(new Violation(Worlds.CUSTOMER, "L-02", "balance -50", "balance 0"));
    }

    @Test
    void L_02_a_clawback_from_a_lot_that_had_less_is_found() {
        var changed = new ArrayList<>(LEDGER);
        changed.set(3, moved(EntryType.CLAWBACK, -50, "G", 0, -50));
        assertThat(violations(changed, wallet(List.of(), 20, RESTS)))
                .contains(new Violation(Worlds.CUSTOMER, "L-02", "0 or more left of G", "-50 after CLAWBACK"));
    }

    @Test
    void E_06_a_rest_of_another_amount_is_found() {
        for (var kept : List.of(19L, 21L, 70L)) {
            var rests = List.of(new Wallet.Rest(new LotId("G"), kept));
            assertThat(violations(LEDGER, wallet(List.of(), 20, rests)))
                    .containsExactly(
                            new Violation(Worlds.CUSTOMER, "E-06", "20 expired of G", kept + " kept as expired"));
        }
    }

    @Test
    void E_06_a_rest_of_a_lot_that_did_not_expire_is_found() {
        var rests = List.of(RESTS.getFirst(), new Wallet.Rest(new LotId("A"), 30));
        assertThat(violations(LEDGER, wallet(List.of(), 20, rests)))
                .containsExactly(new Violation(Worlds.CUSTOMER, "E-06", "0 expired of A", "30 kept as expired"));
    }

    @Test
    void E_06_a_rest_of_a_lot_that_was_not_earned_is_found() {
        var ledger = List.of(moved(EntryType.ISSUE, 30, "A", 0, 30), moved(EntryType.EXPIRE, -30, "A", 0, 0));
        assertThat(violations(ledger, wallet(List.of(), 0, List.of()))).isEmpty();
        var rests = List.of(new Wallet.Rest(new LotId("A"), 30));
        assertThat(violations(ledger, wallet(List.of(), 0, rests)))
                .containsExactly(new Violation(Worlds.CUSTOMER, "E-06", "0 expired of A", "30 kept as expired"));
    }

    @Test
    void L_01_a_journal_item_that_is_missing_or_stands_twice_is_found() {
        for (var second : List.of(1L, 3L)) {
            var replay = new Replay(Worlds.CUSTOMER);
            replay.add(1, journal(LEDGER.subList(0, 2)));
            replay.add(second, journal(LEDGER.subList(2, 5)));
            var wallet = new Wallet(Worlds.CUSTOMER, second, List.of(), 20, RESTS);
            assertThat(replay.compare(wallet))
                    .containsExactly(
                            new Violation(Worlds.CUSTOMER, "L-01", "journal item 2", "journal item " + second));
        }
    }

    @Test
    void L_01_a_wallet_that_was_written_without_a_journal_item_is_found() {
        var replay = new Replay(Worlds.CUSTOMER);
        replay.add(1, journal(LEDGER));
        assertThat(replay.compare(new Wallet(Worlds.CUSTOMER, 2, List.of(), 20, RESTS)))
                .containsExactly(new Violation(Worlds.CUSTOMER, "L-01", "version 1", "version 2"));
    }

    /** Of each asset: the lots less debt are one figure, the sum of the entries the other. */
    @Test
    void L_02_a_balance_that_is_not_the_sum_of_the_entries_is_found() {
        var lot = new Lot(new LotId("C"), new Amount(Asset.STORE_CREDIT, 7), 7, Expiry.NEVER, 0, Optional.empty());
        assertThat(violations(LEDGER, wallet(List.of(lot), 19, RESTS)))
                .contains(
                        new Violation(Worlds.CUSTOMER, "L-02", "STORE_CREDIT 0", "STORE_CREDIT 7"),
                        new Violation(Worlds.CUSTOMER, "L-02", "POINTS -20", "POINTS -19"));
    }

    @Test
    void L_06_entries_without_a_lot_are_counted_too() {
        var replay = new Replay(Worlds.CUSTOMER);
        replay.add(1, journal(LEDGER));
        assertThat(replay.entries()).isEqualTo(5);
    }

    private static List<Violation> violations(List<Movement> ledger, Wallet wallet) {
        var replay = new Replay(Worlds.CUSTOMER);
        replay.add(1, journal(ledger));
        return replay.compare(wallet);
    }

    private static Journal journal(List<Movement> movements) {
        return Journal.of(Journal.What.EARNED, NOW, Trigger.PLATFORM, "shop", Optional.of(new OrderId("ORD-1")))
                .moving(movements);
    }

    private static Wallet wallet(List<Lot> lots, long debt, List<Wallet.Rest> rests) {
        return new Wallet(Worlds.CUSTOMER, 1, lots, debt, rests);
    }

    private static Movement moved(EntryType type, long units, String lot, long debtSettled, long balanceAfter) {
        return new Movement(type, points(units), Optional.of(new LotId(lot)), ENDED, NOW, debtSettled, balanceAfter);
    }

    private static Movement owed(long units, long balanceAfter) {
        return new Movement(EntryType.CLAWBACK, points(units), Optional.empty(), Expiry.NEVER, NOW, 0, balanceAfter);
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }
}
