package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Cancellation;
import recoup.model.Expiry;
import recoup.model.Movement;
import recoup.model.Order;
import recoup.model.Trigger;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPlan;
import recoup.rules.revert.RevertPolicy;

/** What must hold of every revert, tried on every small world and every two operations in a row. */
class RevertLawsTest {
    private static final ZoneId ZONE = ZoneId.of("America/St_Johns");
    private static final BusinessCalendar CALENDAR = new BusinessCalendar(ZONE, MonthDay.of(4, 1));
    private static final Instant FIRST =
            SmallWorlds.TODAY.atTime(LocalTime.NOON).atZone(ZONE).toInstant();
    /** The next operation comes at once, the day after, or when the third kind of lot and the annual date are over. */
    private static final List<Instant> SECOND = List.of(FIRST, days(1), days(41));

    private static final List<Long> DEBTS = List.of(0L, 3L);

    /** One order and wallet after an operation, and the plan that made them so. */
    private record Step(
            Order before,
            Wallet walletBefore,
            RevertPolicy policy,
            Instant now,
            RevertPlan plan,
            Order after,
            Wallet wallet,
            List<Movement> movements) {}

    @Test
    void what_holds_of_one_cancel_holds_in_every_small_world() {
        var worlds = forEveryFirst(step -> {
            does_what_the_plan_says(step);
            agrees_with_the_rules_read_lot_by_lot(step);
            never_gives_a_part_where_it_is_all_or_nothing(step);
            leaves_the_other_asset_alone(step);
            is_the_same_until_it_changes(step);
        });
        System.out.println("laws of one cancel: " + worlds + " worlds");
        assertThat(worlds).isEqualTo(585 * 16 * DEBTS.size());
    }

    @Test
    void what_holds_of_two_cancels_in_a_row_holds_in_every_small_world() {
        var pairs = new AtomicLong();
        forEveryFirst(first -> {
            for (var policy : SmallWorlds.choices()) {
                for (var now : SECOND) {
                    var second = step(first.after, first.wallet, policy, now);
                    does_what_the_plan_says(second);
                    agrees_with_the_rules_read_lot_by_lot(second);
                    never_gives_a_part_where_it_is_all_or_nothing(second);
                    gives_each_lot_back_at_most_once(first, second);
                    the_same_again_at_once_does_nothing(first, second);
                    pairs.incrementAndGet();
                }
            }
        });
        System.out.println("laws of two cancels: " + pairs + " worlds");
        assertThat(pairs.get()).isEqualTo(585L * 16 * DEBTS.size() * 16 * SECOND.size());
    }

    /** L-02, L-04: amounts, statuses, debt and wallet are as planned, and the balance is the sum of the movements. */
    private static void does_what_the_plan_says(Step step) {
        for (var asset : Asset.values()) {
            var planned = step.plan.assets().stream()
                    .filter(each -> each.asset() == asset)
                    .findFirst();
            var moved = step.movements.stream()
                    .filter(movement -> movement.asset() == asset)
                    .mapToLong(movement -> movement.amount().units())
                    .sum();
            var difference = step.wallet.balance(asset).units()
                    - step.walletBefore.balance(asset).units();
            require(difference == moved, step, "the balance changes by the movements");
            require(planned.isPresent() == step.before.used(asset), step, "the assets planned are those used");
            planned.ifPresent(plan -> {
                var reverts = step.movements.stream()
                        .filter(movement ->
                                movement.asset() == asset && movement.amount().units() > 0)
                        .toList();
                require(sum(reverts) == plan.toRevert(), step, "what comes back is what was planned");
                require(settled(reverts) == plan.debtSettled(), step, "the debt settled is what was planned");
                require(step.after.reverted(asset) == plan.alreadyReverted() + plan.toRevert(), step, "reverted");
                require(plan.allocated() - step.after.reverted(asset) == plan.outstandingAfter(), step, "outstanding");
                require(step.after.revertStatus(asset) == plan.statusAfter(), step, "status");
                require(step.after.coverage(asset) == plan.coverageAfter(), step, "coverage");
            });
        }
    }

    /** all that was outstanding comes back, each lot with its date, or nothing does because one was over. */
    private static void never_gives_a_part_where_it_is_all_or_nothing(Step step) {
        for (var asset : Asset.values()) {
            if (!(step.policy.ruleFor(asset) instanceof LotRule.AllOrNothing)) {
                continue;
            }
            var wanted = outstanding(step, asset);
            var back = positive(step, asset);
            require(back.isEmpty() || back.size() == wanted.size(), step, "a part of " + asset + " came back");
            require(
                    wanted.isEmpty() || back.isEmpty() == wanted.stream().anyMatch(lot -> over(lot.expiry(), step.now)),
                    step,
                    "one that is over keeps all of " + asset + ", and nothing else does");
            for (var line = 0; line < back.size(); line++) {
                require(back.get(line).expiry().equals(wanted.get(line).expiry()), step, "another date");
                require(back.get(line).amount().equals(wanted.get(line).amount()), step, "another amount");
            }
        }
    }

    private static List<Allocation> outstanding(Step step, Asset asset) {
        return step.before.allocations().stream()
                .filter(allocation -> allocation.asset() == asset && !allocation.reverted())
                .toList();
    }

    private static boolean over(Expiry expiry, Instant now) {
        return expiry instanceof Expiry.On(var lastDay)
                && lastDay.isBefore(now.atZone(ZONE).toLocalDate());
    }

    /** C-01 to C-08 and A-02 said again, lot by lot and without a plan. */
    private static void agrees_with_the_rules_read_lot_by_lot(Step step) {
        var expected = step.before.allocations().stream()
                .filter(allocation -> !allocation.reverted())
                .flatMap(allocation ->
                        comesBack(allocation, step).stream().map(expiry -> List.of(allocation.amount(), expiry)))
                .toList();
        var found = step.movements.stream()
                .filter(movement -> movement.amount().units() > 0)
                .map(movement -> List.of(movement.amount(), movement.expiry()))
                .toList();
        require(found.size() == expected.size() && found.containsAll(expected), step, "expected " + expected);
    }

    private static Optional<Expiry> comesBack(Allocation allocation, Step step) {
        var rule = step.policy.ruleFor(allocation.asset());
        var today = step.now.atZone(ZONE).toLocalDate();
        var expired = over(allocation.expiry(), step.now);
        if (rule instanceof LotRule.Leave) {
            return Optional.empty();
        }
        if (rule instanceof LotRule.AllOrNothing
                && outstanding(step, allocation.asset()).stream().anyMatch(lot -> over(lot.expiry(), step.now))) {
            return Optional.empty();
        }
        if (!expired) {
            return Optional.of(allocation.expiry());
        }
        if (rule instanceof LotRule.ExtendByDays) {
            return Optional.of(Expiry.on(today.plusDays(SmallWorlds.EXTENSION)));
        }
        if (rule instanceof LotRule.ExtendToAnnualDate) {
            var april = today.withMonth(4).withDayOfMonth(1);
            return Optional.of(Expiry.on(april.isAfter(today) ? april : april.plusYears(1)));
        }
        return Optional.empty();
    }

    /** C-01: what is chosen for one asset does not touch the other. */
    private static void leaves_the_other_asset_alone(Step step) {
        for (var asset : Asset.values()) {
            var creditRule = asset == Asset.STORE_CREDIT ? step.policy.ruleFor(asset) : new LotRule.Leave();
            var pointsRule = asset == Asset.POINTS ? step.policy.ruleFor(asset) : new LotRule.Leave();
            var alone = step(step.before, step.walletBefore, new RevertPolicy.Manual(creditRule, pointsRule), step.now);
            require(assetPlan(alone.plan, asset).equals(assetPlan(step.plan, asset)), step, asset + " alone differs");
        }
    }

    /** L-04: it is the same but for asOf until validUntil, and not a millisecond longer. */
    private static void is_the_same_until_it_changes(Step step) {
        var until = step.plan.validUntil();
        var justBefore = until.map(end -> end.minusMillis(1)).orElse(days(20_000));
        require(shown(planAt(step, justBefore)).equals(shown(step.plan)), step, "the plan changed before validUntil");
        until.ifPresent(end -> require(
                !shown(planAt(step, end)).equals(shown(step.plan)), step, "the plan did not change at validUntil"));
    }

    private static List<Object> shown(RevertPlan plan) {
        return List.of(plan.order(), plan.validUntil(), plan.assets());
    }

    /** A-07, L-02: over both operations, no lot comes back twice, and none twice under one id. */
    private static void gives_each_lot_back_at_most_once(Step first, Step second) {
        for (var asset : Asset.values()) {
            var back = sum(positive(first, asset)) + sum(positive(second, asset));
            require(back <= first.before.allocated(asset), second, "more came back than was taken");
        }
        var ids = new HashSet<>();
        for (var movement : first.movements) {
            require(movement.amount().units() < 0 || ids.add(movement.lot()), second, "a lot id twice");
        }
        for (var movement : second.movements) {
            require(movement.amount().units() < 0 || ids.add(movement.lot()), second, "a lot id twice");
        }
    }

    /** C-10: the same choice again, nothing having expired since, gives nothing back. */
    private static void the_same_again_at_once_does_nothing(Step first, Step second) {
        if (first.policy.equals(second.policy) && first.now.equals(second.now)) {
            require(
                    !second.plan.revertsAnything() && second.movements.isEmpty(),
                    second,
                    "the same again did something");
        }
    }

    private static int forEveryFirst(Consumer<Step> law) {
        var worlds = new AtomicLong();
        SmallWorlds.orders().forEach(allocations -> {
            for (var policy : SmallWorlds.choices()) {
                for (var debt : DEBTS) {
                    law.accept(step(
                            Worlds.order(allocations), new Wallet(Worlds.CUSTOMER, 1, List.of(), debt), policy, FIRST));
                    worlds.incrementAndGet();
                }
            }
        });
        return worlds.intValue();
    }

    private static Step step(Order order, Wallet wallet, RevertPolicy policy, Instant now) {
        var plan = Revert.plan(order, wallet, policy, CALENDAR, now);
        var postings = Postings.open(wallet, CALENDAR, now);
        var after = Revert.carryOut(plan, order, postings).cancelled(new Cancellation(now, Trigger.MANUAL, "admin"));
        return new Step(order, wallet, policy, now, plan, after, postings.wallet(), postings.movements());
    }

    private static RevertPlan planAt(Step step, Instant now) {
        return Revert.plan(step.before, step.walletBefore, step.policy, CALENDAR, now);
    }

    private static Optional<RevertPlan.AssetPlan> assetPlan(RevertPlan plan, Asset asset) {
        return plan.assets().stream().filter(each -> each.asset() == asset).findFirst();
    }

    private static List<Movement> positive(Step step, Asset asset) {
        return step.movements.stream()
                .filter(movement ->
                        movement.asset() == asset && movement.amount().units() > 0)
                .toList();
    }

    private static long sum(List<Movement> movements) {
        return movements.stream().map(Movement::amount).mapToLong(Amount::units).sum();
    }

    private static long settled(List<Movement> movements) {
        return movements.stream().mapToLong(Movement::debtSettled).sum();
    }

    private static Instant days(int later) {
        return SmallWorlds.TODAY
                .plusDays(later)
                .atTime(LocalTime.NOON)
                .atZone(ZONE)
                .toInstant();
    }

    /** Cheaper than an assertion that builds its message each of a million times. */
    private static void require(boolean holds, Step step, String law) {
        if (!holds) {
            throw new AssertionError(law + "\nin "
                    + String.join("\n   ", Arrays.asList(step.toString().split(", (?=[a-z]+=)"))));
        }
    }
}
