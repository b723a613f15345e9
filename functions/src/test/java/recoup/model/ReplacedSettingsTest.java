package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import recoup.model.BusinessCalendar.FormerZone;
import recoup.model.Settings.Clawback;
import recoup.model.Settings.Lots;
import recoup.model.Settings.Notifications;
import recoup.model.Settings.PaymentExpired;
import recoup.model.Settings.PaymentFailed;

/** Settings that take the place of others: all that was saved, and the zones that were in force. */
class ReplacedSettingsTest {
    private static final Instant NOW = Instant.parse("2021-06-15T12:00:00Z");
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId TAIPEI = ZoneId.of("Asia/Taipei");
    private static final Settings CURRENT = Settings.DEFAULTS.withVersion(7);

    @Test
    void L_07_a_merchant_who_moves_keeps_the_zones_that_were_in_force() {
        var replaced = wanted(TAIPEI).replacing(CURRENT, NOW);
        assertThat(replaced.calendar().zone()).isEqualTo(TAIPEI);
        assertThat(replaced.calendar().formerZones()).containsExactly(new FormerZone(UTC, NOW));
        var back = wanted(UTC).replacing(replaced, NOW.plusSeconds(60));
        assertThat(back.calendar().formerZones())
                .containsExactly(new FormerZone(UTC, NOW), new FormerZone(TAIPEI, NOW.plusSeconds(60)));
        assertThat(wanted(UTC).replacing(back, NOW.plusSeconds(120)).calendar())
                .as("the zone is the same: no move")
                .isEqualTo(back.calendar());
    }

    /** The version says which settings these were made from, so that nobody's are overwritten unseen. */
    @Test
    void everything_else_is_as_it_was_saved_but_the_version_is_that_of_the_settings_it_replaces() {
        var wanted = wanted(UTC);
        assertThat(wanted.replacing(CURRENT, NOW)).isEqualTo(wanted.withVersion(7));
        assertThat(wanted.withVersion(8).version()).isEqualTo(8);
        assertThat(wanted.withVersion(8).withVersion(wanted.version())).isEqualTo(wanted);
    }

    /** Nothing in it is as in the defaults, but perhaps the zone. */
    private static Settings wanted(ZoneId zone) {
        return new Settings(
                new BusinessCalendar(zone, MonthDay.of(6, 30)),
                "EUR",
                new PaymentExpired(PaymentExpired.Mode.CANCEL_AND_REVERT, Lots.VALID_ONLY),
                new PaymentFailed(Lots.ALL_OR_NOTHING, true),
                new Clawback(
                        true,
                        List.of(Clawback.OnStatus.CANCELLED),
                        List.of("fraud"),
                        List.of("vip"),
                        Clawback.PartialRefund.PROPORTIONAL,
                        Clawback.Shortfall.CLAMP),
                new Notifications(true),
                0);
    }
}
