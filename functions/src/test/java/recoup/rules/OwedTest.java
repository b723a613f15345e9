package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.model.Expiry;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.rules.clawback.Clawback;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/** Whether the next update or cancel of an order would take more, if it is there: then it tries again (E-06). */
class OwedTest {
    private static final Instant NOON = Instant.parse("2021-01-31T12:00:00Z");
    private static final Instant TOMORROW = Instant.parse("2021-02-01T12:00:00Z");
    private static final Expiry TODAY = Expiry.on(LocalDate.parse("2021-01-31"));
    private static final RevertPolicy NOTHING_BACK = new RevertPolicy.Manual(new LotRule.Leave(), new LotRule.Leave());

    @ParameterizedTest
    @EnumSource
    void E_02_nothing_is_owed_of_an_order_that_matched_nothing_or_earned_nothing(Shortfall shortfall) {
        var begun = begun(shortfall);
        assertThat(owed(begun)).isFalse();
        assertThat(owed(begun.earned("G", 70, Expiry.NEVER))).isFalse();
        assertThat(owed(begun.cancelled(NOTHING_BACK))).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void E_02_what_was_taken_is_owed_no_more(Shortfall shortfall) {
        var taken = begun(shortfall).earned("G", 70, Expiry.NEVER).cancelled(NOTHING_BACK);
        assertThat(taken.order().earnings().taken()).isEqualTo(70);
        assertThat(owed(taken)).isFalse();
        assertThat(owed(taken.given("A", 500, Expiry.NEVER))).isFalse();
    }

    /** As debt it is taken, written off it is given up; refused it is still to come. */
    @ParameterizedTest
    @EnumSource
    void E_06_of_what_was_not_there_only_that_is_owed_which_was_refused(Shortfall shortfall) {
        var short30 = begun(shortfall).earned("G", 70, Expiry.NEVER).spent(30).orElseThrow();
        assertThat(owed(short30.cancelled(NOTHING_BACK))).isEqualTo(shortfall == Shortfall.REJECT);
    }

    @Test
    void E_06_what_was_refused_is_owed_until_it_was_taken() {
        var refused = begun(Shortfall.REJECT)
                .earned("G", 70, Expiry.NEVER)
                .spent(30)
                .orElseThrow()
                .cancelled(NOTHING_BACK)
                .given("A", 30, Expiry.NEVER);
        assertThat(owed(refused)).isTrue();
        var tried = refused.updated(Telling.of("shop"));
        assertThat(tried.order().earnings().taken()).isEqualTo(70);
        assertThat(owed(tried)).isFalse();
    }

    /** Of 70 points 30 were spent and 40 expired: 30 are to be taken, and no more than those. */
    @ParameterizedTest
    @EnumSource
    void E_06_what_expired_unspent_is_not_owed(Shortfall shortfall) {
        var cancelled = begun(shortfall)
                .earned("G", 70, TODAY)
                .spent(30)
                .orElseThrow()
                .at(TOMORROW)
                .cancelled(NOTHING_BACK);
        assertThat(cancelled.order().earnings().expired()).isEqualTo(40);
        assertThat(owed(cancelled)).isEqualTo(shortfall == Shortfall.REJECT);
    }

    @Test
    void E_06_a_grant_that_expired_whole_is_not_owed() {
        var refused = begun(Shortfall.REJECT)
                .earned("G", 40, TODAY)
                .earned("H", 30, Expiry.NEVER)
                .at(TOMORROW)
                .spent(30)
                .orElseThrow()
                .cancelled(NOTHING_BACK);
        assertThat(owed(refused)).as("H was spent").isTrue();
        var taken = refused.given("A", 30, Expiry.NEVER).updated(Telling.of("shop"));
        assertThat(taken.order().earnings().taken()).isEqualTo(30);
        assertThat(owed(taken)).as("G expired").isFalse();
    }

    private static boolean owed(Story story) {
        return Clawback.isOwed(story.order());
    }

    private static Story begun(Shortfall shortfall) {
        return Story.of(
                10_000,
                Worlds.settings(new Settings.Clawback(
                        true, List.of(OnStatus.CANCELLED), List.of(), List.of(), PartialRefund.FULL, shortfall)),
                NOON);
    }
}
