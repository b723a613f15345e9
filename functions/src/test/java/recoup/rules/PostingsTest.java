package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;

/** Value in and out of a wallet. */
class PostingsTest {
    private static final BusinessCalendar UTC = new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(12, 31));
    private static final Instant NOW = Instant.parse("2021-06-15T12:00:00Z");

    @Test
    void soonest_expiring_lots_are_spent_first_then_as_entered_and_never_last() {
        var postings = Postings.open(
                wallet(
                        lot("never", 10, Expiry.NEVER),
                        lot("late", 10, until("2021-12-31")),
                        lot("soon-1", 10, until("2021-07-01")),
                        lot("soon-2", 10, until("2021-07-01"))),
                UTC,
                NOW);
        var taken = postings.take(EntryType.SPEND, points(35)).orElseThrow();
        assertThat(taken)
                .extracting(each -> each.from().id().value())
                .containsExactly("soon-1", "soon-2", "late", "never");
        assertThat(taken).extracting(each -> each.amount().units()).containsExactly(10L, 10L, 10L, 5L);
        assertThat(postings.wallet().lots()).extracting(Lot::remaining).containsExactly(5L);
        assertThat(postings.movements()).extracting(Movement::balanceAfter).containsExactly(30L, 20L, 10L, 5L);
    }

    @Test
    void nothing_is_taken_when_there_is_not_enough() {
        var postings = Postings.open(wallet(lot("A", 10, Expiry.NEVER)), UTC, NOW);
        assertThat(postings.take(EntryType.SPEND, points(11))).isEmpty();
        assertThat(postings.writtenWallet()).isEmpty();
        assertThat(postings.wallet().balance(Asset.POINTS).units()).isEqualTo(10);
    }

    @Test
    void L_07_expired_lots_go_first_dated_at_their_own_instant_oldest_first() {
        var postings = Postings.open(
                wallet(
                        lot("A", 10, until("2021-06-14")),
                        lot("B", 20, until("2021-06-01")),
                        lot("C", 30, Expiry.NEVER)),
                UTC,
                NOW);
        assertThat(postings.movements()).extracting(Movement::type).containsExactly(EntryType.EXPIRE, EntryType.EXPIRE);
        assertThat(postings.movements())
                .extracting(Movement::occurredAt)
                .containsExactly(Instant.parse("2021-06-02T00:00:00Z"), Instant.parse("2021-06-15T00:00:00Z"));
        assertThat(postings.movements()).extracting(Movement::balanceAfter).containsExactly(40L, 30L);
        assertThat(postings.available(Asset.POINTS)).isEqualTo(30);
        assertThat(postings.writtenWallet())
                .as("expiry alone is no reason to write")
                .isEmpty();
    }

    @Test
    void E_06_a_new_lot_pays_debt_first_and_only_the_rest_opens() {
        var postings = Postings.open(new Wallet(Worlds.CUSTOMER, 3, List.of(), 70), UTC, NOW);
        postings.enter(EntryType.ISSUE, new LotId("A"), points(50), Expiry.NEVER, Optional.empty());
        postings.enter(EntryType.ISSUE, new LotId("B"), points(50), Expiry.NEVER, Optional.empty());
        assertThat(postings.movements()).extracting(Movement::debtSettled).containsExactly(50L, 20L);
        assertThat(postings.movements()).extracting(Movement::balanceAfter).containsExactly(-20L, 30L);
        assertThat(postings.wallet().debt()).isZero();
        assertThat(postings.wallet().lots()).extracting(Lot::remaining).containsExactly(30L);
    }

    @Test
    void only_points_have_debt() {
        var postings = Postings.open(new Wallet(Worlds.CUSTOMER, 3, List.of(), 70), UTC, NOW);
        var credit = new Amount(Asset.STORE_CREDIT, 50);
        postings.enter(EntryType.ISSUE, new LotId("A"), credit, Expiry.NEVER, Optional.empty());
        assertThat(postings.wallet().debt()).isEqualTo(70);
        assertThat(postings.available(Asset.STORE_CREDIT)).isEqualTo(50);
    }

    @Test
    void E_06_the_grants_lots_are_taken_first_then_the_others_and_each_the_soonest_first() {
        var postings = Postings.open(
                wallet(
                        lot("never", 10, Expiry.NEVER),
                        lot("soon", 10, until("2021-07-01")),
                        earned("G-never", 10, Expiry.NEVER),
                        earned("G-soon", 10, until("2021-12-31")),
                        earned("of-another-order", 10, until("2021-06-30"))),
                UTC,
                NOW);
        postings.takeBack(45, Set.of(new LotId("G-never"), new LotId("G-soon")));
        assertThat(postings.movements()).extracting(Movement::type).containsOnly(EntryType.CLAWBACK);
        assertThat(postings.movements())
                .extracting(movement -> movement.lot().orElseThrow().value())
                .containsExactly("G-soon", "G-never", "of-another-order", "soon", "never");
        assertThat(postings.movements())
                .extracting(movement -> movement.amount().units())
                .containsExactly(-10L, -10L, -10L, -10L, -5L);
        assertThat(postings.movements()).extracting(Movement::balanceAfter).containsExactly(40L, 30L, 20L, 10L, 5L);
        assertThat(postings.wallet().lots()).extracting(Lot::remaining).containsExactly(5L);
        assertThat(postings.writtenWallet()).contains(postings.wallet());
    }

    @Test
    void E_06_store_credit_is_never_taken_back() {
        var credit = new Amount(Asset.STORE_CREDIT, 50);
        var lot = new Lot(new LotId("C"), credit, 50, Expiry.NEVER, 0, Optional.empty());
        var postings = Postings.open(wallet(lot, lot("A", 10, Expiry.NEVER)), UTC, NOW);
        assertThatThrownBy(() -> postings.takeBack(11, Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(postings.available(Asset.STORE_CREDIT)).isEqualTo(50);
    }

    @Test
    void taking_nothing_back_writes_nothing() {
        var postings = Postings.open(wallet(lot("A", 10, Expiry.NEVER)), UTC, NOW);
        postings.takeBack(0, Set.of());
        assertThat(postings.movements()).isEmpty();
        assertThat(postings.writtenWallet()).isEmpty();
    }

    @Test
    void E_06_what_is_owed_is_an_entry_without_a_lot_and_adds_to_the_debt() {
        var postings = Postings.open(new Wallet(Worlds.CUSTOMER, 3, List.of(), 70), UTC, NOW);
        postings.owe(30);
        assertThat(postings.wallet().debt()).isEqualTo(100);
        assertThat(postings.movements())
                .containsExactly(
                        new Movement(EntryType.CLAWBACK, points(-30), Optional.empty(), Expiry.NEVER, NOW, 0, -100));
        assertThat(postings.written()).isEqualTo(postings.movements());
        assertThat(postings.writtenWallet()).contains(postings.wallet());
    }

    @Test
    void E_06_what_expires_of_a_grant_is_kept_until_it_is_settled() {
        var postings = Postings.open(
                wallet(
                        lot("A", 10, until("2021-06-14")),
                        earned("G", 20, until("2021-06-14")),
                        earned("H", 40, until("2021-06-14"))),
                UTC,
                NOW);
        assertThat(postings.wallet().rests())
                .as("of what was earned, and of nothing else")
                .containsExactly(new Wallet.Rest(new LotId("G"), 20), new Wallet.Rest(new LotId("H"), 40));
        assertThat(postings.settle(Set.of(new LotId("G"), new LotId("A")))).isEqualTo(20);
        assertThat(postings.wallet().rests()).containsExactly(new Wallet.Rest(new LotId("H"), 40));
        assertThat(postings.settle(Set.of(new LotId("G")))).as("only once").isZero();
        assertThat(postings.writtenWallet())
                .as("that alone is no reason to write")
                .isEmpty();
    }

    @Test
    void E_06_what_is_left_of_a_grant_is_kept_not_what_was_spent_or_taken_of_it() {
        var partly = new Lot(
                new LotId("G"), points(70), 20, until("2021-06-14"), 0, Optional.of(new OrderId("ORD-1")), true);
        var postings = Postings.open(wallet(partly), UTC, NOW);
        assertThat(postings.wallet().rests()).containsExactly(new Wallet.Rest(new LotId("G"), 20));
    }

    @Test
    void E_06_only_a_grant_is_entered_as_earned_and_stays_so_when_part_of_it_goes() {
        var postings = Postings.open(new Wallet(Worlds.CUSTOMER, 3, List.of(), 5), UTC, NOW);
        for (var type : EntryType.values()) {
            postings.enter(type, new LotId(type.name()), points(10), Expiry.NEVER, Optional.empty());
        }
        assertThat(postings.take(EntryType.SPEND, points(1))).isPresent();
        postings.takeBack(1, Set.of(new LotId("EARN")));
        assertThat(postings.wallet().lots())
                .filteredOn(Lot::earned)
                .extracting(lot -> lot.id().value() + " " + lot.remaining())
                .containsExactly("EARN 9");
    }

    private static Wallet wallet(Lot... lots) {
        return new Wallet(Worlds.CUSTOMER, 3, List.of(lots), 0);
    }

    private static Lot lot(String id, long units, Expiry expiry) {
        return new Lot(new LotId(id), points(units), units, expiry, 0, Optional.empty());
    }

    private static Lot earned(String id, long units, Expiry expiry) {
        return new Lot(new LotId(id), points(units), units, expiry, 0, Optional.of(new OrderId(id)), true);
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }

    private static Expiry until(String date) {
        return Expiry.on(LocalDate.parse(date));
    }
}
