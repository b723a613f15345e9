package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.Redemption;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.revert.Fate;
import recoup.rules.revert.RevertPlan.LotPlan;

/**
 * What holds of every reversal: redemptions of up to three lots with three kinds of expiry, every amount from one point to
 * twice what was spent, extended or not; smallest first.
 */
class ReversalLawsTest {
    private static final BusinessCalendar CALENDAR = new BusinessCalendar(ZoneId.of("UTC"), MonthDay.of(12, 31));
    private static final Instant NOW =
            SmallWorlds.TODAY.atTime(8, 0).atZone(ZoneId.of("UTC")).toInstant();
    private static final Duration A_MOMENT = Duration.ofMillis(1);
    private static final int MOST_LOTS = 3;

    /** Over, still to come, never. */
    private static final List<Expiry> EXPIRIES =
            List.of(Expiry.on(SmallWorlds.TODAY.minusDays(1)), Expiry.on(SmallWorlds.TODAY.plusDays(40)), Expiry.NEVER);

    private record World(Redemption redemption, long wanted, boolean extended) {
        ReversalPlan planAt(Instant at) {
            return ReversalPlan.of(
                    redemption, Wallet.empty(Worlds.CUSTOMER), Optional.of(wanted), extended, CALENDAR, at);
        }

        long surplus() {
            return Math.max(0, wanted - redemption.points());
        }

        boolean eligible(Allocation lot) {
            return extended || !lot.expiry().equals(EXPIRIES.getFirst());
        }
    }

    @Test
    void R_07_what_returns_is_what_is_wanted_or_as_much_of_it_as_there_is() {
        everyWorld(world -> {
            var plan = world.planAt(NOW);
            var spent = world.redemption().points();
            var there = units(
                    world.redemption().lots().stream().filter(world::eligible).toList());
            assertThat(plan.points().toRevert()).isEqualTo(Math.min(there, Math.min(world.wanted(), spent)));
            assertThat(plan.points().toRevert()).isLessThanOrEqualTo(spent);
            assertThat(plan.surplus()).isEqualTo(world.surplus());
            assertThat(plan.returns())
                    .isLessThanOrEqualTo(world.wanted())
                    .isEqualTo(plan.points().toRevert() + world.surplus());
        });
    }

    /** Each point that was spent is in one part, and each lot comes back as one lot at most. */
    @Test
    void L_02_the_parts_of_each_lot_are_the_whole_of_it_and_one_of_them_returns_at_most() {
        everyWorld(world -> {
            var parts = world.planAt(NOW).points().lots();
            assertThat(parts.stream().map(part -> part.allocation().lot()).distinct())
                    .as("in the order in which they were taken")
                    .containsExactlyElementsOf(world.redemption().lots().stream()
                            .map(Allocation::lot)
                            .toList());
            for (var lot : world.redemption().lots()) {
                var own = of(lot, parts);
                assertThat(units(own.stream().map(LotPlan::allocation).toList()))
                        .isEqualTo(lot.amount().units());
                assertThat(own.stream().filter(ReversalLawsTest::returns).count())
                        .isLessThanOrEqualTo(1);
                assertThat(own).extracting(part -> part.allocation().expiry()).containsOnly(lot.expiry());
            }
        });
    }

    @Test
    void R_07_no_lot_returns_while_anything_of_a_later_one_that_could_stays_away() {
        everyWorld(world -> {
            var parts = world.planAt(NOW).points().lots();
            for (var sooner : world.redemption().lots()) {
                for (var later : world.redemption().lots()) {
                    if (Expiry.SOONEST_FIRST.compare(sooner.expiry(), later.expiry()) < 0
                            && of(sooner, parts).stream().anyMatch(ReversalLawsTest::returns)) {
                        assertThat(of(later, parts)).allMatch(ReversalLawsTest::returns);
                    }
                }
            }
        });
    }

    @Test
    void R_06_what_returns_has_its_date_and_only_what_has_expired_gets_another() {
        var annual = Expiry.on(SmallWorlds.TODAY.withMonth(12).withDayOfMonth(31));
        everyWorld(world -> {
            for (var part : world.planAt(NOW).points().lots()) {
                var expired = part.allocation().expiry().equals(EXPIRIES.getFirst());
                assertThat(part.expired()).isEqualTo(expired);
                switch (part.fate()) {
                    case Fate.Back(var expiry) -> {
                        assertThat(expired).isFalse();
                        assertThat(expiry).isEqualTo(part.allocation().expiry());
                    }
                    case Fate.Extended(var expiry) -> {
                        assertThat(expired).isTrue();
                        assertThat(world.extended()).isTrue();
                        assertThat(expiry).isEqualTo(annual);
                    }
                    case Fate.Kept(var _) -> {}
                }
            }
            if (world.surplus() > 0) {
                assertThat(world.planAt(NOW).surplusExpiry()).isEqualTo(annual);
            }
        });
    }

    /** With and without debt, what is carried out is what was planned. */
    @Test
    void R_02_what_is_carried_out_is_the_plan() {
        everyWorld(world -> {
            for (var debt : List.of(0L, 2L, 100L)) {
                var wallet = new Wallet(Worlds.CUSTOMER, 0, List.of(), debt);
                var plan = ReversalPlan.of(
                        world.redemption(), wallet, Optional.of(world.wanted()), world.extended(), CALENDAR, NOW);
                var postings = Postings.open(wallet, CALENDAR, NOW);
                var after = plan.carryOut(world.redemption(), postings);
                var movements = postings.movements();

                assertThat(units(movements, EntryType.REDEMPTION_REVERSAL))
                        .containsExactlyElementsOf(plan.points().lots().stream()
                                .filter(ReversalLawsTest::returns)
                                .map(part -> part.allocation().amount().units())
                                .toList());
                assertThat(units(movements, EntryType.ADJUST))
                        .isEqualTo(plan.surplus() > 0 ? List.of(plan.surplus()) : List.of());
                assertThat(movements).extracting(Movement::lot).doesNotHaveDuplicates();
                var sum = movements.stream()
                        .mapToLong(movement -> movement.amount().units())
                        .sum();
                assertThat(sum).isEqualTo(plan.returns());
                assertThat(postings.wallet().balance(Asset.POINTS).units()).isEqualTo(sum - debt);
                assertThat(postings.wallet().debt()).isEqualTo(Math.max(0, debt - sum));
                assertThat(plan.points().debtSettled())
                        .isEqualTo(Math.min(debt, plan.points().toRevert()));

                assertThat(units(after.lots())).isEqualTo(world.redemption().points());
                assertThat(units(after.lots().stream()
                                .filter(Allocation::reverted)
                                .toList()))
                        .isEqualTo(plan.points().toRevert());
            }
        });
    }

    /** A part that came back is never entered again, whoever plans what. */
    @Test
    void A_07_what_came_back_stays_back() {
        everyWorld(world -> {
            var postings = Postings.open(Wallet.empty(Worlds.CUSTOMER), CALENDAR, NOW);
            var after = world.planAt(NOW).carryOut(world.redemption(), postings);
            var again = new World(after, world.redemption().points(), true).planAt(NOW);
            assertThat(again.points().alreadyReverted())
                    .isEqualTo(world.planAt(NOW).points().toRevert());
            assertThat(again.points().lots().stream()
                            .filter(ReversalLawsTest::returns)
                            .map(LotPlan::allocation))
                    .noneMatch(Allocation::reverted);
        });
    }

    @Test
    void L_04_the_plan_is_the_same_until_exactly_the_end_of_its_validity() {
        everyWorld(world -> {
            var shown = world.planAt(NOW);
            if (shown.validUntil().isPresent()) {
                var end = shown.validUntil().get();
                assertThat(end).isAfter(NOW);
                var still = world.planAt(end.minus(A_MOMENT));
                assertThat(still.points()).isEqualTo(shown.points());
                assertThat(still.validUntil()).isEqualTo(shown.validUntil());
                assertThat(still.hash()).isEqualTo(shown.hash());
                assertThat(world.planAt(end).hash()).isNotEqualTo(shown.hash());
            } else {
                var much = world.planAt(NOW.plus(Duration.ofDays(4_000)));
                assertThat(much.points()).isEqualTo(shown.points());
                assertThat(much.surplus()).isEqualTo(shown.surplus());
                assertThat(much.validUntil()).isEmpty();
                var annual = CALENDAR.startOf(CALENDAR.nextAnnualExpiry(NOW));
                assertThat(world.planAt(annual.minus(A_MOMENT)).hash()).isEqualTo(shown.hash());
            }
        });
    }

    private static void everyWorld(Consumer<World> law) {
        for (var lots : redemptions()) {
            var redemption = Redeemed.of(lots);
            LongStream.rangeClosed(1, 2 * redemption.points()).forEach(wanted -> {
                for (var extended : List.of(false, true)) {
                    var world = new World(redemption, wanted, extended);
                    try {
                        law.accept(world);
                    } catch (AssertionError broken) {
                        throw new AssertionError(wanted + (extended ? " extended of " : " of ") + lots, broken);
                    }
                }
            });
        }
    }

    /** Amounts differ, so that no two sums are equal by chance. */
    private static List<List<Allocation>> redemptions() {
        var all = new ArrayList<List<Allocation>>();
        var smaller = List.of(List.<Allocation>of());
        for (var size = 1; size <= MOST_LOTS; size++) {
            var larger = new ArrayList<List<Allocation>>();
            for (var lots : smaller) {
                for (var expiry : EXPIRIES) {
                    var longer = new ArrayList<>(lots);
                    var amount = new Amount(Asset.POINTS, 1L << (2 * (size - 1)));
                    longer.add(new Allocation(new LotId("L" + size), amount, expiry, 0, 1, Optional.empty()));
                    larger.add(List.copyOf(longer));
                }
            }
            all.addAll(larger);
            smaller = List.copyOf(larger);
        }
        return all;
    }

    private static List<LotPlan> of(Allocation lot, List<LotPlan> parts) {
        return parts.stream()
                .filter(part -> part.allocation().lot().equals(lot.lot()))
                .toList();
    }

    private static boolean returns(LotPlan part) {
        return !(part.fate() instanceof Fate.Kept);
    }

    private static long units(List<Allocation> allocations) {
        return allocations.stream().mapToLong(lot -> lot.amount().units()).sum();
    }

    private static List<Long> units(List<Movement> movements, EntryType type) {
        return movements.stream()
                .filter(movement -> movement.type() == type)
                .map(movement -> movement.amount().units())
                .toList();
    }
}
