package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderStatus;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.model.Target;
import recoup.rules.cancellation.Plan;
import recoup.rules.clawback.Clawback;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/** What a cancel shows about the points that the order earned, and until when that holds (E-06, L-04). */
class CancellationPlanTest {
    private static final Instant NOON = Instant.parse("2021-01-31T12:00:00Z");
    private static final Instant MIDNIGHT = Instant.parse("2021-02-01T00:00:00Z");
    private static final Expiry TODAY = Expiry.on(LocalDate.parse("2021-01-31"));
    private static final Expiry TOMORROW = Expiry.on(LocalDate.parse("2021-02-01"));
    private static final RevertPolicy NOTHING_BACK = manual(new LotRule.Leave());
    private static final RevertPolicy POINTS_BACK = manual(new LotRule.OnlyValid());

    @Test
    void C_02_the_clawback_is_shown_before_anything_is_written() {
        var story =
                begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER).spent(30).orElseThrow();
        var plan = story.previewed(NOTHING_BACK);
        assertThat(plan.clawback()).contains(new Clawback(70, 0, 40, 30, 0, 0));
        assertThat(plan.target()).isEqualTo(Target.WHOLE);
        assertThat(plan.changes(story.order())).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Shortfall.class)
    void E_06_every_shortfall_has_its_own_part(Shortfall shortfall) {
        var story = begun(shortfall).earned("G", 70, Expiry.NEVER).spent(30).orElseThrow();
        assertThat(story.previewed(NOTHING_BACK).clawback())
                .contains(
                        switch (shortfall) {
                            case DEBT -> new Clawback(70, 0, 40, 30, 0, 0);
                            case CLAMP -> new Clawback(70, 0, 40, 0, 30, 0);
                            case REJECT -> new Clawback(70, 0, 0, 0, 0, 70);
                        });
    }

    @Test
    void E_02_cancelled_before_it_shows_what_was_taken() {
        var story = begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER).cancelled(NOTHING_BACK);
        var again = story.previewed(NOTHING_BACK);
        assertThat(again.clawback()).contains(new Clawback(70, 70, 0, 0, 0, 0));
        assertThat(again.changes(story.order())).isFalse();
    }

    @Test
    void E_06_what_is_all_there_is_one_entry_and_what_was_taken_before_is_none() {
        var taken = begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER).cancelled(NOTHING_BACK);
        assertThat(taken.movements()).extracting(Movement::amount).containsExactly(new Amount(Asset.POINTS, -70));
        var again = taken.cancelled(NOTHING_BACK);
        assertThat(again.movements()).isEmpty();
        assertThat(again.wrote()).as("idle writes nothing").isFalse();
    }

    @Test
    void E_06_what_the_cancel_brings_back_is_counted_as_there() {
        var story = begun(Shortfall.DEBT)
                .given("A", 40, Expiry.NEVER)
                .used(40)
                .earned("G", 70, Expiry.NEVER)
                .spent(70)
                .orElseThrow();
        assertThat(story.previewed(NOTHING_BACK).clawback()).contains(new Clawback(70, 0, 0, 70, 0, 0));
        assertThat(story.previewed(POINTS_BACK).clawback()).contains(new Clawback(70, 0, 40, 30, 0, 0));
    }

    @Test
    void E_06_what_has_expired_is_not_counted_as_there_nor_as_to_take() {
        var story = begun(Shortfall.DEBT)
                .given("A", 20, TODAY)
                .earned("G", 70, TODAY)
                .spent(50)
                .orElseThrow()
                .at(MIDNIGHT);
        assertThat(story.previewed(NOTHING_BACK).clawback())
                .as("A was spent first, then 30 of G; 40 of it expired")
                .contains(new Clawback(70, 0, 0, 30, 0, 0));
    }

    @Test
    void nothing_is_shown_of_an_order_that_earned_nothing_or_matches_nothing() {
        assertThat(begun(Shortfall.DEBT).previewed(NOTHING_BACK).clawback()).isEmpty();
        var other = begun(settings(List.of(OnStatus.REFUNDED), Shortfall.DEBT)).earned("G", 70, Expiry.NEVER);
        assertThat(other.previewed(NOTHING_BACK).clawback()).isEmpty();
        assertThat(other.previewed(NOTHING_BACK).target()).isEqualTo(Target.NOTHING);
        assertThat(other.previewed(NOTHING_BACK).changes(other.order())).isFalse();
    }

    @Test
    void E_03_a_cancel_that_only_remembers_changes_the_order() {
        var story = begun(Shortfall.DEBT);
        var plan = story.previewed(NOTHING_BACK);
        assertThat(plan.target()).isEqualTo(Target.WHOLE);
        assertThat(plan.changes(story.order())).isTrue();
        var after = story.cancelled(NOTHING_BACK);
        assertThat(after.order().earnings().target()).isEqualTo(Target.WHOLE);
        assertThat(after.previewed(NOTHING_BACK).changes(after.order())).isFalse();
    }

    @Test
    void E_06_only_the_first_refusal_changes_the_order() {
        var story =
                begun(Shortfall.REJECT).earned("G", 70, Expiry.NEVER).spent(30).orElseThrow();
        assertThat(story.previewed(NOTHING_BACK).changes(story.order())).isTrue();
        var refused = story.cancelled(NOTHING_BACK);
        assertThat(refused.order().earnings().rejected()).isEqualTo(70);
        assertThat(refused.wrote()).as("what is refused depends on the wallet").isTrue();
        assertThat(refused.previewed(NOTHING_BACK).clawback()).contains(new Clawback(70, 0, 0, 0, 0, 70));
        assertThat(refused.previewed(NOTHING_BACK).changes(refused.order())).isFalse();
    }

    @Test
    void E_07_moved_back_the_target_stays_and_so_does_the_plan() {
        var story = begun(Shortfall.DEBT)
                .earned("G", 70, Expiry.NEVER)
                .cancelled(NOTHING_BACK)
                .updated(Telling.of("shop").status(OrderStatus.PENDING));
        assertThat(story.previewed(NOTHING_BACK).clawback()).contains(new Clawback(70, 70, 0, 0, 0, 0));
        assertThat(story.previewed(NOTHING_BACK).changes(story.order())).isFalse();
    }

    @Test
    void L_04_it_holds_until_points_expire_that_would_be_taken() {
        var story = begun(Shortfall.DEBT)
                .earned("G", 70, Expiry.NEVER)
                .spent(70)
                .orElseThrow()
                .given("A", 40, TODAY);
        changesAt(MIDNIGHT, story, new Clawback(70, 0, 40, 30, 0, 0), new Clawback(70, 0, 0, 70, 0, 0));
    }

    @Test
    void L_04_it_holds_until_the_grant_itself_expires() {
        var story = begun(Shortfall.DEBT).earned("G", 70, TODAY).spent(30).orElseThrow();
        changesAt(MIDNIGHT, story, new Clawback(70, 0, 40, 30, 0, 0), new Clawback(70, 0, 0, 30, 0, 0));
    }

    /** There are others in their place; but what expires of a grant is not taken back. */
    @Test
    void L_04_it_holds_until_the_grant_expires_though_there_is_enough_without_it() {
        var story = begun(Shortfall.DEBT).earned("G", 70, TODAY).given("A", 100, Expiry.NEVER);
        changesAt(MIDNIGHT, story, new Clawback(70, 0, 70, 0, 0, 0), new Clawback(70, 0, 0, 0, 0, 0));
    }

    @Test
    void L_04_under_reject_it_holds_until_there_is_too_little() {
        var story = begun(Shortfall.REJECT)
                .earned("G", 70, Expiry.NEVER)
                .spent(30)
                .orElseThrow()
                .given("A", 30, TODAY);
        changesAt(MIDNIGHT, story, new Clawback(70, 0, 70, 0, 0, 0), new Clawback(70, 0, 0, 0, 0, 70));
    }

    /** There is enough without them. */
    @Test
    void L_04_an_expiry_that_changes_nothing_does_not_end_it() {
        var story = begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER).given("A", 40, TODAY);
        assertThat(story.previewed(NOTHING_BACK).validUntil()).isEmpty();
        assertThat(story.at(MIDNIGHT).previewed(NOTHING_BACK).hash())
                .isEqualTo(story.previewed(NOTHING_BACK).hash());
    }

    @Test
    void L_04_the_first_expiry_that_changes_something_ends_it() {
        var story = begun(Shortfall.DEBT)
                .earned("G", 70, Expiry.NEVER)
                .spent(70)
                .orElseThrow()
                .given("A", 40, TODAY)
                .given("B", 70, TOMORROW);
        changesAt(
                Instant.parse("2021-02-02T00:00:00Z"),
                story,
                new Clawback(70, 0, 70, 0, 0, 0),
                new Clawback(70, 0, 0, 70, 0, 0));
    }

    /** Without A there is enough, and without B; without both there is not. */
    @Test
    void L_04_expiries_that_change_nothing_alone_add_up() {
        var story = begun(Shortfall.DEBT)
                .earned("G", 70, Expiry.NEVER)
                .spent(70)
                .orElseThrow()
                .given("A", 20, TODAY)
                .given("B", 40, TOMORROW)
                .given("C", 60, Expiry.NEVER);
        changesAt(
                Instant.parse("2021-02-02T00:00:00Z"),
                story,
                new Clawback(70, 0, 70, 0, 0, 0),
                new Clawback(70, 0, 60, 10, 0, 0));
    }

    /** What comes back and C are enough: B may expire. */
    @Test
    void L_04_what_comes_back_is_there_when_the_others_expire() {
        var story = begun(Shortfall.DEBT)
                .given("A", 40, Expiry.NEVER)
                .used(40)
                .earned("G", 70, Expiry.NEVER)
                .spent(70)
                .orElseThrow()
                .given("B", 50, TODAY)
                .given("C", 30, Expiry.NEVER);
        assertThat(story.previewed(POINTS_BACK).clawback()).contains(new Clawback(70, 0, 70, 0, 0, 0));
        assertThat(story.previewed(POINTS_BACK).validUntil()).isEmpty();
        assertThat(story.previewed(NOTHING_BACK).validUntil()).contains(MIDNIGHT);
    }

    @Test
    void L_04_store_credit_that_expires_changes_nothing() {
        var story =
                begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER).spent(10).orElseThrow();
        var credit = new Lot(new LotId("C"), new Amount(Asset.STORE_CREDIT, 50), 50, TODAY, 0, Optional.empty());
        var lots =
                Stream.concat(story.wallet().lots().stream(), Stream.of(credit)).toList();
        var wallet = story.wallet().with(lots, 0);
        var plan = Plan.of(story.order(), wallet, NOTHING_BACK, story.settings(), NOON);
        assertThat(plan.clawback()).contains(new Clawback(70, 0, 60, 10, 0, 0));
        assertThat(plan.validUntil()).isEmpty();
    }

    @Test
    void L_04_what_was_taken_already_changes_no_more() {
        var story = begun(Shortfall.DEBT)
                .earned("G", 70, TODAY)
                .given("A", 40, TODAY)
                .cancelled(NOTHING_BACK);
        assertThat(story.previewed(NOTHING_BACK).validUntil()).isEmpty();
    }

    /** The order's own lot ends with what it used, which the plan shows; that comes before what the wallet holds. */
    @Test
    void L_04_the_earlier_of_revert_and_clawback_ends_it() {
        var story = begun(Shortfall.DEBT)
                .given("U", 10, TODAY)
                .used(10)
                .earned("G", 70, TOMORROW)
                .spent(30)
                .orElseThrow();
        assertThat(story.previewed(NOTHING_BACK).validUntil()).contains(MIDNIGHT);
        assertThat(story.at(MIDNIGHT).previewed(NOTHING_BACK).validUntil())
                .contains(Instant.parse("2021-02-02T00:00:00Z"));
    }

    @Test
    void L_04_the_hash_tells_one_clawback_from_another() {
        var story = begun(Shortfall.DEBT).earned("G", 70, Expiry.NEVER);
        var spent = story.spent(1).orElseThrow();
        assertThat(spent.previewed(NOTHING_BACK).hash())
                .isNotEqualTo(story.previewed(NOTHING_BACK).hash());
        assertThat(story.previewed(NOTHING_BACK).hash())
                .isEqualTo(story.at(MIDNIGHT).previewed(NOTHING_BACK).hash());
    }

    private static void changesAt(Instant end, Story story, Clawback until, Clawback from) {
        var plan = story.previewed(NOTHING_BACK);
        assertThat(plan.clawback()).contains(until);
        assertThat(plan.validUntil()).contains(end);
        var last = planAt(story, end.minusMillis(1));
        assertThat(last.clawback()).contains(until);
        assertThat(last.hash()).isEqualTo(plan.hash());
        var next = planAt(story, end);
        assertThat(next.clawback()).contains(from);
        assertThat(next.hash()).isNotEqualTo(plan.hash());
    }

    private static Plan planAt(Story story, Instant instant) {
        return story.at(instant).previewed(NOTHING_BACK);
    }

    private static Story begun(Shortfall shortfall) {
        return begun(settings(List.of(OnStatus.CANCELLED), shortfall));
    }

    private static Story begun(Settings.Clawback settings) {
        return Story.of(10_000, Worlds.settings(settings), NOON);
    }

    private static Settings.Clawback settings(List<OnStatus> conditions, Shortfall shortfall) {
        return new Settings.Clawback(true, conditions, List.of(), List.of(), PartialRefund.FULL, shortfall);
    }

    private static RevertPolicy manual(LotRule points) {
        return new RevertPolicy.Manual(new LotRule.Leave(), points);
    }
}
