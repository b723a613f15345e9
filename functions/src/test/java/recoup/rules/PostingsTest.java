package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
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

    private static Wallet wallet(Lot... lots) {
        return new Wallet(Worlds.CUSTOMER, 3, List.of(lots), 0);
    }

    private static Lot lot(String id, long units, Expiry expiry) {
        return new Lot(new LotId(id), points(units), units, expiry, 0, Optional.empty());
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }

    private static Expiry until(String date) {
        return Expiry.on(LocalDate.parse(date));
    }
}
