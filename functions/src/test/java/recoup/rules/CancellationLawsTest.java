package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import recoup.model.Asset;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Movement;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.rules.clawback.Clawback;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/**
 * What must hold of a cancel's plan, clawback and all (L-04): it does what it says, and it is the same until validUntil and not
 * a millisecond longer. Tried on every wallet of up to three lots: one that the order used, one that it
 * earned, and another.
 */
class CancellationLawsTest {
    private static final Instant NOON = noon(0);
    /** Entered before the first kind of expiry is over. */
    private static final Instant EARLIER = noon(-3);

    private static final List<RevertPolicy> POLICIES = Stream.of(
                    new LotRule.Leave(), new LotRule.OnlyValid(), new LotRule.ExtendToAnnualDate())
            .<RevertPolicy>map(points -> new RevertPolicy.Manual(new LotRule.Leave(), points))
            .toList();

    /** What is over, ends today or tomorrow, later, or never; or is not there. */
    private static final List<Optional<Expiry>> LOTS = Stream.concat(
                    Stream.of(Optional.<Expiry>empty()),
                    Stream.concat(SmallWorlds.EXPIRIES.stream(), Stream.of(Expiry.on(SmallWorlds.TODAY.plusDays(1))))
                            .map(Optional::of))
            .toList();

    @Test
    void a_plan_does_what_it_says_and_holds_until_valid_until_in_every_small_wallet() {
        var plans = 0;
        for (var story : stories()) {
            for (var policy : POLICIES) {
                does_what_it_says(story, policy);
                is_the_same_until_it_changes(story, policy);
                plans++;
            }
        }
        System.out.println("laws of a cancel's plan: " + plans + " worlds");
        assertThat(plans).isEqualTo(6 * 6 * 6 * 3 * 2 * POLICIES.size());
    }

    private static void does_what_it_says(Story story, RevertPolicy policy) {
        var plan = story.previewed(policy);
        var after = story.cancelled(policy);
        var taken = clawbacks(after).filter(movement -> movement.lot().isPresent());
        var owed = clawbacks(after).filter(movement -> movement.lot().isEmpty());
        require(-sum(taken) == plan.clawback().map(Clawback::toTake).orElse(0L), story, "toTake");
        require(-sum(owed) == plan.clawback().map(Clawback::toDebt).orElse(0L), story, "toDebt");
        var writtenOff = after.order().earnings().writtenOff();
        require(writtenOff == plan.clawback().map(Clawback::toWriteOff).orElse(0L), story, "toWriteOff");
        var back = after.movements().stream().filter(movement -> movement.type() == EntryType.REVERT);
        require(sum(back) == after.order().reverted(Asset.POINTS), story, "toRevert");
        require(after.order().earnings().target().equals(plan.target()), story, "the target");
        var changed =
                after.wrote() || !after.order().earnings().equals(story.order().earnings());
        require(changed == plan.changes(story.order()), story, "whether it changes anything");
    }

    private static void is_the_same_until_it_changes(Story story, RevertPolicy policy) {
        var plan = story.previewed(policy);
        for (var end : Stream.of(midnight(1), midnight(2), midnight(41)).toList()) {
            var justBefore = story.at(end.minusMillis(1)).previewed(policy);
            var then = story.at(end).previewed(policy);
            var until = plan.validUntil();
            require(
                    until.filter(instant -> instant.isBefore(end)).isPresent()
                            || justBefore.hash().equals(plan.hash()),
                    story,
                    "it changed before validUntil");
            require(
                    !until.equals(Optional.of(end)) || !then.hash().equals(plan.hash()),
                    story,
                    "it did not change at validUntil");
        }
    }

    /** Amounts differ, so that no two sums are equal by chance. */
    private static List<Story> stories() {
        var stories = new ArrayList<Story>();
        for (var used : LOTS) {
            for (var grant : LOTS) {
                for (var other : LOTS) {
                    for (var shortfall : Shortfall.values()) {
                        for (var spent : List.of(0L, 3L)) {
                            stories.add(story(used, grant, other, shortfall, spent));
                        }
                    }
                }
            }
        }
        return stories;
    }

    private static Story story(
            Optional<Expiry> used, Optional<Expiry> grant, Optional<Expiry> other, Shortfall shortfall, long spent) {
        var clawback = new Settings.Clawback(
                true, List.of(OnStatus.CANCELLED), List.of(), List.of(), PartialRefund.FULL, shortfall);
        var story = Story.of(10_000, Worlds.settings(clawback), EARLIER);
        story = used.isPresent() ? story.given("U", 1, used.get()).used(1) : story;
        story = grant.isPresent() ? story.earned("G", 7, grant.get()) : story;
        story = story.spent(spent).orElse(story);
        story = other.isPresent() ? story.given("A", 2, other.get()) : story;
        return story.at(NOON);
    }

    private static Stream<Movement> clawbacks(Story story) {
        return story.movements().stream().filter(movement -> movement.type() == EntryType.CLAWBACK);
    }

    private static long sum(Stream<Movement> movements) {
        return movements.mapToLong(movement -> movement.amount().units()).sum();
    }

    private static Instant noon(int days) {
        return SmallWorlds.TODAY.plusDays(days).atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC);
    }

    private static Instant midnight(int days) {
        return SmallWorlds.TODAY.plusDays(days).atStartOfDay().toInstant(ZoneOffset.UTC);
    }

    private static void require(boolean holds, Story story, String law) {
        if (!holds) {
            throw new AssertionError(law + "\nin " + story.order() + "\n   " + story.wallet() + "\n   "
                    + story.settings().clawback());
        }
    }
}
