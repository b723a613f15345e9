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
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;
import recoup.rules.redemption.ReversalPlan;

/** What a reversal gives back, by example. */
class ReversalPlanTest {
    private static final BusinessCalendar CALENDAR = new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(12, 31));
    private static final Instant NOW = Instant.parse("2021-03-05T08:00:00Z");

    // dates

    @Test
    void R_06_valid_lots_keep_their_dates_and_never_stays_never() {
        ReversalTable.check("""
            lot A    100 until 2021-03-05
            lot B    200 until 2021-08-01
            lot C    300 never
            reverse  2021-03-05T08:00
            A        back 100 until 2021-03-05
            B        back 200 until 2021-08-01
            C        back 300 never
            returns  600
            entered  REDEMPTION_REVERSAL 100 until 2021-03-05, REDEMPTION_REVERSAL 200 until 2021-08-01, REDEMPTION_REVERSAL 300 never
            balance  600
            """);
    }

    @Test
    void R_06_an_expired_lot_stays_away_unless_it_is_extended() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-08-01
            reverse  2021-03-05T00:00
            A        kept 100 EXPIRED_NOT_EXTENDED
            B        back 200 until 2021-08-01
            returns  200
            entered  REDEMPTION_REVERSAL 200 until 2021-08-01
            """);
    }

    @Test
    void R_06_extension_touches_expired_lots_only() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-08-01
            lot C    300 never
            reverse  2021-03-05T08:00 extended
            A        extended 100 until 2021-12-31
            B        back 200 until 2021-08-01
            C        back 300 never
            returns  600
            """);
    }

    @Test
    void R_06_everything_expired_and_not_extended_returns_nothing() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-01-01
            reverse  2021-03-05T08:00
            returns  0
            balance  0
            """);
    }

    @Test
    void R_06_the_new_date_is_the_next_annual_one_strictly_after_today() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            reverse  2021-12-30T23:59 extended
            A        extended 100 until 2021-12-31
            """);
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            reverse  2021-12-31T00:00 extended
            A        extended 100 until 2022-12-31
            """);
        ReversalTable.check("""
            annual   02-29
            lot A    100 until 2021-01-04
            reverse  2021-02-27T12:00 extended
            A        extended 100 until 2021-02-28
            """);
        ReversalTable.check("""
            annual   02-29
            lot A    100 until 2021-01-04
            reverse  2023-02-28T12:00 extended
            A        extended 100 until 2024-02-29
            """);
    }

    /** Midnight is the merchant's. */
    @Test
    void R_06_a_lot_is_valid_until_its_day_ends_in_the_merchants_zone() {
        ReversalTable.check("""
            zone     Asia/Taipei
            lot A    100 until 2021-01-01
            reverse  2021-01-01T23:59:59
            A        back 100 until 2021-01-01
            """);
        ReversalTable.check("""
            zone     Asia/Taipei
            lot A    100 until 2021-01-01
            reverse  2021-01-02T00:00
            A        kept 100 EXPIRED_NOT_EXTENDED
            """);
    }

    // another amount

    @Test
    void R_07_of_fewer_points_the_latest_expiring_lots_come_back_first_and_the_rest_is_closed() {
        ReversalTable.check("""
            lot A    100 until 2021-04-01
            lot B    200 until 2021-08-01
            lot C    300 never
            reverse  2021-03-05T08:00 500 points
            A        kept 100 NOT_CHOSEN
            B        back 200 until 2021-08-01
            C        back 300 never
            returns  500
            entered  REDEMPTION_REVERSAL 200 until 2021-08-01, REDEMPTION_REVERSAL 300 never
            """);
    }

    @Test
    void R_07_a_lot_may_come_back_in_part() {
        ReversalTable.check("""
            lot A    100 until 2021-04-01
            lot B    200 until 2021-08-01
            lot C    300 never
            reverse  2021-03-05T08:00 301 points
            A        kept 100 NOT_CHOSEN
            B        back 1 until 2021-08-01, kept 199 NOT_CHOSEN
            C        back 300 never
            returns  301
            balance  301
            """);
        ReversalTable.check("""
            lot A    100 until 2021-04-01
            reverse  2021-03-05T08:00 1 points
            A        back 1 until 2021-04-01, kept 99 NOT_CHOSEN
            returns  1
            """);
    }

    /** The lots may have been taken in another order than that of their dates. */
    @Test
    void R_07_it_is_the_date_that_counts_and_not_the_order_in_which_they_were_taken() {
        ReversalTable.check("""
            lot A    100 until 2021-08-01
            lot B    100 until 2021-04-01
            lot C    100 until 2021-06-01
            reverse  2021-03-05T08:00 150 points
            A        back 100 until 2021-08-01
            B        kept 100 NOT_CHOSEN
            C        back 50 until 2021-06-01, kept 50 NOT_CHOSEN
            entered  REDEMPTION_REVERSAL 100 until 2021-08-01, REDEMPTION_REVERSAL 50 until 2021-06-01
            """);
    }

    @Test
    void R_07_an_expired_lot_that_is_not_extended_takes_nothing_of_the_fewer_points() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-08-01
            reverse  2021-03-05T08:00 150 points
            A        kept 100 EXPIRED_NOT_EXTENDED
            B        back 150 until 2021-08-01, kept 50 NOT_CHOSEN
            returns  150
            """);
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-08-01
            reverse  2021-03-05T08:00 250 points
            A        kept 100 EXPIRED_NOT_EXTENDED
            B        back 200 until 2021-08-01
            returns  200
            """);
    }

    /** By the date that it had, an expired lot is the first that stays away. */
    @Test
    void R_07_an_expired_lot_that_is_extended_comes_last() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 until 2021-08-01
            lot C    50 until 2021-01-01
            reverse  2021-03-05T08:00 230 points, extended
            A        extended 30 until 2021-12-31, kept 70 NOT_CHOSEN
            B        back 200 until 2021-08-01
            C        kept 50 NOT_CHOSEN
            returns  230
            """);
    }

    @Test
    void R_07_more_points_are_one_lot_more_until_the_next_annual_date() {
        ReversalTable.check("""
            annual   06-30
            lot A    100 until 2021-04-01
            lot B    200 never
            reverse  2021-03-05T08:00 600 points
            A        back 100 until 2021-04-01
            B        back 200 never
            returns  600
            entered  REDEMPTION_REVERSAL 100 until 2021-04-01, REDEMPTION_REVERSAL 200 never, ADJUST 300 until 2021-06-30
            """);
        ReversalTable.check("""
            annual   03-05
            lot A    100 never
            reverse  2021-03-05T08:00 101 points
            entered  REDEMPTION_REVERSAL 100 never, ADJUST 1 until 2022-03-05
            """);
    }

    /** The surplus is what is beyond the points spent; it does not stand in for what stays away. */
    @Test
    void R_07_more_points_bring_no_expired_lot_back() {
        ReversalTable.check("""
            lot A    100 until 2021-03-04
            lot B    200 never
            reverse  2021-03-05T08:00 310 points
            A        kept 100 EXPIRED_NOT_EXTENDED
            B        back 200 never
            returns  210
            entered  REDEMPTION_REVERSAL 200 never, ADJUST 10 until 2021-12-31
            """);
    }

    @Test
    void R_07_as_many_points_as_were_spent_are_no_other_amount() {
        assertThat(plan(threeLots(), Optional.of(600L), Wallet.empty(Worlds.CUSTOMER)))
                .isEqualTo(plan(threeLots(), Optional.empty(), Wallet.empty(Worlds.CUSTOMER)));
    }

    @Test
    void R_07_without_a_surplus_there_is_no_date_for_one() {
        var wallet = Wallet.empty(Worlds.CUSTOMER);
        assertThat(plan(threeLots(), Optional.empty(), wallet).surplusExpiry()).isEqualTo(Expiry.NEVER);
        assertThat(plan(threeLots(), Optional.of(599L), wallet).surplusExpiry()).isEqualTo(Expiry.NEVER);
        assertThat(plan(threeLots(), Optional.of(601L), wallet).surplusExpiry())
                .isEqualTo(Expiry.on(LocalDate.parse("2021-12-31")));
    }

    /** B came back, and A was closed with it; however many points are asked for now. */
    @Test
    void R_07_what_did_not_come_back_with_the_reversal_never_does() {
        var lots =
                List.of(lot("A", 100, Expiry.NEVER), lot("B", 200, Expiry.NEVER).revertedAs(new LotId("B-again")));
        var reversed = Redeemed.of(lots).with(Redeemed.reversed());
        for (var wanted : List.of(Optional.<Long>empty(), Optional.of(100L), Optional.of(600L))) {
            var plan = plan(reversed, wanted, Wallet.empty(Worlds.CUSTOMER));
            assertThat(plan.returns()).isZero();
            assertThat(plan.points().alreadyReverted()).isEqualTo(200);
            assertThat(plan.points().outstandingAfter()).isEqualTo(100);
            assertThat(plan.points().lots())
                    .extracting(part ->
                            part.allocation().lot().value() + " " + part.fate().why())
                    .containsExactly("A NOT_CHOSEN", "B ALREADY_REVERTED");
        }
    }

    // Debt

    // Debt

    @Test
    void E_06_returning_points_pay_debt_first_in_the_order_in_which_they_are_entered() {
        ReversalTable.check("""
            debt     250
            lot A    100 until 2021-04-01
            lot B    200 never
            reverse  2021-03-05T08:00
            returns  300
            settled  250
            balance  50
            """);
        ReversalTable.check("""
            debt     250
            lot A    100 never
            reverse  2021-03-05T08:00 200 points
            entered  REDEMPTION_REVERSAL 100 never, ADJUST 100 until 2021-12-31
            settled  200
            balance  -50
            """);
    }

    // What is carried out

    @Test
    void R_06_each_lot_that_returns_is_a_lot_of_its_own_of_this_redemption() {
        var before = threeLots();
        var postings = Postings.open(Wallet.empty(Worlds.CUSTOMER), CALENDAR, NOW);
        var after = plan(before, Optional.of(700L), postings.wallet()).carryOut(before, postings);

        assertThat(postings.movements())
                .extracting(Movement::type)
                .containsExactly(
                        EntryType.REDEMPTION_REVERSAL,
                        EntryType.REDEMPTION_REVERSAL,
                        EntryType.REDEMPTION_REVERSAL,
                        EntryType.ADJUST);
        assertThat(postings.movements()).extracting(Movement::lot).doesNotHaveDuplicates();
        assertThat(postings.wallet().lots())
                .allSatisfy(lot -> {
                    assertThat(lot.redemption()).contains(Redeemed.ID);
                    assertThat(lot.order()).isEmpty();
                    assertThat(lot.earned()).isFalse();
                })
                .extracting(Lot::id)
                .doesNotContainAnyElementsOf(
                        before.lots().stream().map(Allocation::lot).toList());
        assertThat(after.lots())
                .extracting(Allocation::revertedAs)
                .containsExactlyElementsOf(postings.movements().subList(0, 3).stream()
                        .map(Movement::lot)
                        .toList());
        assertThat(after.with(before.lots())).as("but for its lots").isEqualTo(before);
    }

    /** Two redemptions may have taken of one lot; what comes back of it is each one's own. */
    @Test
    void L_02_no_two_redemptions_return_the_same_lot() {
        var one = threeLots();
        var other = new Redemption(
                new RedemptionId("red-2"),
                one.customer(),
                one.points(),
                one.reward(),
                one.redeemedAt(),
                one.lots(),
                one.state(),
                one.version());
        var postings = Postings.open(Wallet.empty(Worlds.CUSTOMER), CALENDAR, NOW);
        plan(one, Optional.of(700L), postings.wallet()).carryOut(one, postings);
        plan(other, Optional.of(700L), postings.wallet()).carryOut(other, postings);
        assertThat(postings.movements()).hasSize(8).extracting(Movement::lot).doesNotHaveDuplicates();
    }

    @Test
    void R_07_of_a_lot_that_came_back_in_part_the_rest_stays_on_the_record() {
        var before = threeLots();
        var postings = Postings.open(Wallet.empty(Worlds.CUSTOMER), CALENDAR, NOW);
        var after = plan(before, Optional.of(301L), postings.wallet()).carryOut(before, postings);
        assertThat(after.lots())
                .extracting(lot -> lot.lot() + " " + lot.amount().units() + " " + lot.reverted())
                .containsExactly("A 100 false", "B 1 true", "B 199 false", "C 300 true");
        assertThat(after.lots())
                .extracting(Allocation::expiry)
                .contains(before.lots().get(1).expiry(), Expiry.NEVER);
    }

    // L-04: the hash names what is shown

    @Test
    void L_04_the_hash_names_what_is_shown_and_not_when() {
        var wallet = Wallet.empty(Worlds.CUSTOMER);
        var redemption = threeLots();
        var shown = plan(redemption, Optional.empty(), wallet);
        var later = ReversalPlan.of(redemption, wallet, Optional.empty(), false, CALENDAR, NOW.plusSeconds(60));
        assertThat(later.asOf()).isNotEqualTo(shown.asOf());
        assertThat(later.hash()).isEqualTo(shown.hash());
        assertThat(List.of(
                        shown,
                        plan(redemption, Optional.of(599L), wallet),
                        plan(redemption, Optional.of(601L), wallet),
                        plan(redemption, Optional.of(602L), wallet),
                        plan(redemption, Optional.empty(), new Wallet(Worlds.CUSTOMER, 0, List.of(), 1)),
                        ReversalPlan.of(
                                redemption,
                                wallet,
                                Optional.of(601L),
                                false,
                                new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(6, 30)),
                                NOW)))
                .extracting(ReversalPlan::hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void L_04_a_plan_holds_until_a_lot_expires_or_another_annual_date_counts() {
        assertThat(plan(threeLots(), Optional.empty(), Wallet.empty(Worlds.CUSTOMER))
                        .validUntil())
                .as("the first lot's end")
                .contains(Instant.parse("2021-04-02T00:00:00Z"));
        var endless = Redeemed.of(List.of(lot("C", 300, Expiry.NEVER)));
        assertThat(plan(endless, Optional.empty(), Wallet.empty(Worlds.CUSTOMER))
                        .validUntil())
                .as("time alone does not change it")
                .isEmpty();
        assertThat(plan(endless, Optional.of(301L), Wallet.empty(Worlds.CUSTOMER))
                        .validUntil())
                .as("the surplus gets the next date on the annual one")
                .contains(Instant.parse("2021-12-31T00:00:00Z"));
        var expired = Redeemed.of(List.of(lot("A", 100, Expiry.on(LocalDate.parse("2021-03-04")))));
        var wallet = Wallet.empty(Worlds.CUSTOMER);
        assertThat(ReversalPlan.of(expired, wallet, Optional.empty(), true, CALENDAR, NOW)
                        .validUntil())
                .as("so does what is extended")
                .contains(Instant.parse("2021-12-31T00:00:00Z"));
        assertThat(ReversalPlan.of(expired, wallet, Optional.empty(), false, CALENDAR, NOW)
                        .validUntil())
                .isEmpty();
    }

    private static ReversalPlan plan(Redemption redemption, Optional<Long> wanted, Wallet wallet) {
        return ReversalPlan.of(redemption, wallet, wanted, false, CALENDAR, NOW);
    }

    private static Redemption threeLots() {
        return Redeemed.of(List.of(
                lot("A", 100, Expiry.on(LocalDate.parse("2021-04-01"))),
                lot("B", 200, Expiry.on(LocalDate.parse("2021-08-01"))),
                lot("C", 300, Expiry.NEVER)));
    }

    private static Allocation lot(String id, long units, Expiry expiry) {
        return new Allocation(new LotId(id), new Amount(Asset.POINTS, units), expiry, 0, 1, Optional.empty());
    }
}
