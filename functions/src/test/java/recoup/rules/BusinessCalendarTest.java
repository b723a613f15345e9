package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.model.BusinessCalendar;
import recoup.model.Expiry;

/** Days and instants: the boundary of every expiry (glossary: Expiry), and what a change of zone does (L-07). */
class BusinessCalendarTest {
    private static final MonthDay YEAR_END = MonthDay.of(12, 31);

    @ParameterizedTest
    @CsvSource({
        "UTC,                 2021-01-01, 2021-01-02T00:00:00Z",
        "Asia/Taipei,         2021-01-01, 2021-01-01T16:00:00Z",
        "Asia/Kathmandu,      2021-01-01, 2021-01-01T18:15:00Z",
        "Pacific/Kiritimati,  2021-01-01, 2021-01-01T10:00:00Z",
        "Pacific/Niue,        2021-01-01, 2021-01-02T11:00:00Z",
        "UTC,                 2020-02-28, 2020-02-29T00:00:00Z",
        "UTC,                 2020-02-29, 2020-03-01T00:00:00Z",
        "UTC,                 2020-12-31, 2021-01-01T00:00:00Z",
        // the clock springs over midnight: the day begins at one o'clock
        "America/Sao_Paulo,   2018-11-03, 2018-11-04T03:00:00Z",
        "Asia/Beirut,         2022-03-26, 2022-03-26T22:00:00Z",
        // midnight comes twice: the first one counts, and the day has 25 hours
        "America/Havana,      2020-10-31, 2020-11-01T04:00:00Z",
        "America/Havana,      2020-11-01, 2020-11-02T05:00:00Z",
        // at one past midnight the clock went back into the day before
        "America/St_Johns,    2006-10-28, 2006-10-29T02:30:00Z",
        // the day after had been left out altogether
        "Pacific/Apia,        2011-12-29, 2011-12-30T10:00:00Z",
        // a day of 23 hours
        "Europe/Berlin,       2021-03-28, 2021-03-28T22:00:00Z",
    })
    void a_lot_is_valid_until_its_last_day_has_ended(String zone, LocalDate lastDay, Instant end) {
        var calendar = new BusinessCalendar(ZoneId.of(zone), YEAR_END);
        var expiry = Expiry.on(lastDay);
        assertThat(calendar.nextExpiry(expiry, 0, end.minusMillis(1))).contains(end);
        assertThat(calendar.nextExpiry(expiry, 0, end)).isEmpty();
        assertThat(calendar.expiredSince(expiry, 0, end.minusMillis(1))).isEmpty();
        assertThat(calendar.expiredSince(expiry, 0, end)).contains(end);
        assertThat(calendar.expiredSince(expiry, 0, end.plusMillis(1))).contains(end);
        assertThat(calendar.past(expiry, end.minusMillis(1))).isFalse();
        assertThat(calendar.past(expiry, end)).isTrue();
    }

    @Test
    void never_never_ends() {
        var calendar = new BusinessCalendar(ZoneId.of("UTC"), YEAR_END);
        assertThat(calendar.nextExpiry(Expiry.NEVER, 0, Instant.EPOCH)).isEmpty();
        assertThat(calendar.expiredSince(Expiry.NEVER, 0, Instant.parse("9999-12-31T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void today_does_not_come_back_when_the_clock_is_set_back_over_midnight() {
        var newfoundland = new BusinessCalendar(ZoneId.of("America/St_Johns"), YEAR_END);
        var clockSaysTheDayBeforeAgain = Instant.parse("2006-10-29T02:45:00Z");
        assertThat(clockSaysTheDayBeforeAgain.atZone(newfoundland.zone()).toLocalDate())
                .isEqualTo("2006-10-28");
        assertThat(newfoundland.today(clockSaysTheDayBeforeAgain)).isEqualTo("2006-10-29");
    }

    @Test
    void L_07_what_has_expired_stays_expired_when_the_merchant_moves_west() {
        var east = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END);
        var expired = Instant.parse("2021-01-01T10:00:00Z");
        var moved = expired.plusSeconds(60);
        var west = east.movedTo(ZoneId.of("Pacific/Niue"), moved);
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));

        assertThat(west.nextExpiry(lastDay, west.zoneNumber(), moved)).contains(Instant.parse("2021-01-02T11:00:00Z"));
        assertThat(west.expiredSince(lastDay, 0, moved.plusSeconds(1))).contains(expired);
    }

    @Test
    void L_07_a_lot_entered_after_the_move_goes_by_the_new_zone() {
        var moved = Instant.parse("2021-01-01T10:01:00Z");
        var west = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END)
                .movedTo(ZoneId.of("Pacific/Niue"), moved);
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        assertThat(west.expiredSince(lastDay, west.zoneNumber(), moved.plusSeconds(1)))
                .isEmpty();
        assertThat(west.past(lastDay, moved)).isFalse();
    }

    @Test
    void L_07_moving_east_over_a_lots_end_expires_it_at_the_move() {
        var moved = Instant.parse("2021-01-01T20:00:00Z");
        var east = new BusinessCalendar(ZoneId.of("UTC"), YEAR_END).movedTo(ZoneId.of("Asia/Taipei"), moved);
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        assertThat(east.expiredSince(lastDay, 0, moved)).contains(moved);
    }

    @Test
    void L_07_two_moves_count_both() {
        var expired = Instant.parse("2021-01-01T10:00:00Z");
        var calendar = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END)
                .movedTo(ZoneId.of("Pacific/Niue"), expired.plusSeconds(60))
                .movedTo(ZoneId.of("UTC"), expired.plusSeconds(120));
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        assertThat(calendar.expiredSince(lastDay, 0, expired.plusSeconds(180))).contains(expired);
    }

    @Test
    void L_07_a_lot_entered_after_a_move_goes_by_the_new_zone_even_when_the_clock_is_set_back_before_it() {
        var moved = Instant.parse("2026-01-01T00:00:00Z");
        var calendar = new BusinessCalendar(ZoneId.of("UTC"), YEAR_END).movedTo(ZoneId.of("Asia/Taipei"), moved);
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        var end = Instant.parse("2021-01-01T16:00:00Z");
        var number = calendar.zoneNumber();
        assertThat(calendar.expiredSince(lastDay, number, end.minusMillis(1))).isEmpty();
        assertThat(calendar.expiredSince(lastDay, number, end)).contains(end);
        assertThat(calendar.expiredSince(lastDay, number, moved.plusSeconds(1))).contains(end);
    }

    @Test
    void L_07_what_expired_before_a_move_stays_so_when_the_clock_is_set_back_to_just_before_the_move() {
        var expired = Instant.parse("2021-01-01T10:00:00Z");
        var moved = Instant.parse("2021-01-01T12:00:05Z");
        var calendar = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END).movedTo(ZoneId.of("UTC"), moved);
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        assertThat(calendar.expiredSince(lastDay, 0, moved.minusSeconds(5))).contains(expired);
        assertThat(calendar.expiredSince(lastDay, 0, expired)).contains(expired);
        assertThat(calendar.expiredSince(lastDay, 0, expired.minusMillis(1))).isEmpty();
        assertThat(calendar.nextExpiry(lastDay, 0, expired.minusMillis(1))).contains(expired);
    }

    @Test
    void L_07_a_second_move_at_a_time_before_the_first_takes_no_zone_away() {
        var expired = Instant.parse("2021-01-01T10:00:00Z");
        var calendar = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END)
                .movedTo(ZoneId.of("UTC"), expired.plusSeconds(120))
                .movedTo(ZoneId.of("Pacific/Niue"), expired.plusSeconds(60));
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        assertThat(calendar.zoneNumber()).isEqualTo(2);
        assertThat(calendar.expiredSince(lastDay, 0, expired.plusSeconds(61))).contains(expired);
    }

    @Test
    void L_07_a_zone_that_was_left_before_a_lots_day_ended_in_it_does_not_end_it() {
        var lastDay = Expiry.on(LocalDate.parse("2021-01-01"));
        var endInKiritimati = Instant.parse("2021-01-01T10:00:00Z");
        var endInNiue = Instant.parse("2021-01-02T11:00:00Z");
        var once = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END)
                .movedTo(ZoneId.of("Pacific/Niue"), endInKiritimati.minusSeconds(60));
        assertThat(once.expiredSince(lastDay, 0, endInNiue.minusMillis(1))).isEmpty();
        assertThat(once.expiredSince(lastDay, 0, endInNiue)).contains(endInNiue);

        var twice = new BusinessCalendar(ZoneId.of("Pacific/Kiritimati"), YEAR_END)
                .movedTo(ZoneId.of("UTC"), endInKiritimati.minusSeconds(60))
                .movedTo(ZoneId.of("Pacific/Niue"), endInKiritimati.plusSeconds(60));
        assertThat(twice.expiredSince(lastDay, 0, endInNiue.minusMillis(1)))
                .as("nor does a later move")
                .isEmpty();
        assertThat(twice.nextExpiry(lastDay, 0, endInKiritimati)).contains(endInNiue);
    }

    @Test
    void setting_the_same_zone_again_is_no_move() {
        var calendar = new BusinessCalendar(ZoneId.of("UTC"), YEAR_END);
        assertThat(calendar.movedTo(ZoneId.of("UTC"), Instant.EPOCH)).isEqualTo(calendar);
    }
}
