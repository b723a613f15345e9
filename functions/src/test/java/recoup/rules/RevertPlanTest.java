package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Coverage;
import recoup.model.Expiry;
import recoup.model.LotDecision;
import recoup.model.LotDecision.Why;
import recoup.model.LotId;
import recoup.model.RevertStatus;
import recoup.model.Wallet;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPlan;
import recoup.rules.revert.RevertPolicy;

/** What a plan says besides each lot's fate: its amounts, its decisions, and until when it holds (C-02, L-04). */
class RevertPlanTest {
    private static final BusinessCalendar UTC = new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(12, 31));
    private static final Instant NOW = Instant.parse("2021-03-05T08:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2021-03-06T00:00:00Z");
    private static final RevertPolicy VALID = new RevertPolicy.Manual(new LotRule.OnlyValid(), new LotRule.OnlyValid());
    private static final RevertPolicy EXTENDED =
            new RevertPolicy.Manual(new LotRule.ExtendByDays(30), new LotRule.ExtendToAnnualDate());

    /** A has expired, B is valid, C came back before. */
    private static final List<Allocation> LOTS = List.of(
            credit("A", 5_000, until("2021-03-04")),
            credit("B", 3_000, until("2021-12-01")),
            credit("C", 2_000, Expiry.NEVER).revertedAs(new LotId("C-again")));

    @Test
    void C_02_the_amounts_are_those_before_and_those_after() {
        assertThat(plan(LOTS, VALID).assets()).singleElement().satisfies(credit -> {
            assertThat(credit.asset()).isEqualTo(Asset.STORE_CREDIT);
            assertThat(credit.allocated()).isEqualTo(10_000);
            assertThat(credit.alreadyReverted()).isEqualTo(2_000);
            assertThat(credit.toRevert()).isEqualTo(3_000);
            assertThat(credit.outstandingAfter()).isEqualTo(5_000);
            assertThat(credit.statusAfter()).isEqualTo(RevertStatus.REVERTED);
            assertThat(credit.coverageAfter()).isEqualTo(Coverage.PARTIAL);
        });
        assertThat(plan(LOTS, EXTENDED).assets())
                .singleElement()
                .satisfies(credit -> assertThat(credit.outstandingAfter()).isZero());
    }

    @Test
    void L_01_the_journal_keeps_why_each_lot_came_back_or_did_not() {
        assertThat(Revert.decisions(plan(LOTS, VALID)))
                .containsExactly(
                        decided("A", 5_000, Why.EXPIRED_NOT_EXTENDED),
                        decided("B", 3_000, Why.VALID),
                        decided("C", 2_000, Why.ALREADY_REVERTED));
        assertThat(Revert.decisions(plan(LOTS, EXTENDED)))
                .containsExactly(
                        decided("A", 5_000, Why.EXPIRED_EXTENDED),
                        decided("B", 3_000, Why.VALID),
                        decided("C", 2_000, Why.ALREADY_REVERTED));
    }

    @Test
    void L_04_a_plan_that_extends_by_days_holds_until_the_day_ends_from_which_they_count() {
        var plan = plan(LOTS, EXTENDED);
        assertThat(plan.validUntil()).contains(MIDNIGHT);
        assertThat(planAt(MIDNIGHT.minusMillis(1), LOTS, EXTENDED).assets()).isEqualTo(plan.assets());
        assertThat(planAt(MIDNIGHT, LOTS, EXTENDED).assets()).isNotEqualTo(plan.assets());
    }

    @Test
    void L_04_a_plan_that_extends_points_holds_until_their_annual_date_begins() {
        var points = List.of(points("P", 10, until("2021-03-04")), points("Q", 20, Expiry.NEVER));
        var plan = plan(points, EXTENDED);
        var annual = Instant.parse("2021-12-31T00:00:00Z");
        assertThat(plan.validUntil()).contains(annual);
        assertThat(planAt(annual.minusMillis(1), points, EXTENDED).assets()).isEqualTo(plan.assets());
        assertThat(planAt(annual, points, EXTENDED).assets()).isNotEqualTo(plan.assets());
    }

    /** Extension touches expired lots only (C-04), and so does its date. */
    @Test
    void L_04_an_extension_that_extends_nothing_ends_no_plan() {
        var valid = List.of(credit("B", 3_000, until("2021-12-01")), points("Q", 20, Expiry.NEVER));
        var end = Instant.parse("2021-12-02T00:00:00Z");
        assertThat(plan(valid, EXTENDED).validUntil()).contains(end);
        assertThat(planAt(end.minusMillis(1), valid, EXTENDED).assets())
                .isEqualTo(plan(valid, EXTENDED).assets());
        assertThat(plan(List.of(points("Q", 20, Expiry.NEVER)), EXTENDED).validUntil())
                .isEmpty();
    }

    /** It expired in Kiritimati; that its day ends once more in Niue, a day later, is of no account. */
    @Test
    void L_07_what_has_expired_before_a_move_ends_no_plan_after_it() {
        var expired = Instant.parse("2021-03-05T10:00:00Z");
        var calendar = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), MonthDay.of(12, 31))
                .movedTo(ZoneId.of("Pacific/Niue"), expired.plusSeconds(60));
        var lots = List.of(credit("A", 5_000, until("2021-03-05")));
        var plan = Revert.plan(
                Worlds.order(lots), Wallet.empty(Worlds.CUSTOMER), VALID, calendar, expired.plusSeconds(120));
        assertThat(Revert.decisions(plan)).containsExactly(decided("A", 5_000, Why.EXPIRED_NOT_EXTENDED));
        assertThat(plan.validUntil()).isEmpty();
    }

    private static RevertPlan plan(List<Allocation> lots, RevertPolicy policy) {
        return planAt(NOW, lots, policy);
    }

    private static RevertPlan planAt(Instant now, List<Allocation> lots, RevertPolicy policy) {
        return Revert.plan(Worlds.order(lots), Wallet.empty(Worlds.CUSTOMER), policy, UTC, now);
    }

    private static LotDecision decided(String lot, long units, Why why) {
        return new LotDecision(new LotId(lot), new Amount(Asset.STORE_CREDIT, units), why);
    }

    private static Allocation credit(String lot, long units, Expiry expiry) {
        return allocation(lot, new Amount(Asset.STORE_CREDIT, units), expiry);
    }

    private static Allocation points(String lot, long units, Expiry expiry) {
        return allocation(lot, new Amount(Asset.POINTS, units), expiry);
    }

    private static Allocation allocation(String lot, Amount amount, Expiry expiry) {
        return new Allocation(new LotId(lot), amount, expiry, 0, 1, Optional.empty());
    }

    private static Expiry until(String lastDay) {
        return Expiry.on(LocalDate.parse(lastDay));
    }
}
