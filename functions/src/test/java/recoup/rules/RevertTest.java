package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recoup.rules.LotTable.check;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.rules.revert.LotRule;

/** Cancel and revert by hand, case by case (rules C of the first article). */
class RevertTest {
    @Test
    void C_01_credit_and_points_are_chosen_apart() {
        check("""
            lot A     20.00 CREDIT   never
            lot P     80    POINTS   never
            cancel    2021-06-01T10:00 points
            A         kept NOT_CHOSEN
            P         back never
            credit    NOT_REVERTED NONE
            points    REVERTED FULL\
            """);
    }

    @Test
    void C_01_not_chosen_means_not_reverted() {
        check("""
            lot A     20.00 CREDIT   never
            lot P     80    POINTS   until 2021-12-31
            cancel    2021-06-01T10:00
            A         kept NOT_CHOSEN
            P         kept NOT_CHOSEN
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE\
            """);
    }

    @Test
    void C_02_an_asset_that_the_order_did_not_use_is_not_in_the_plan() {
        check("""
            lot P     80    POINTS   never
            cancel    2021-06-01T10:00 credit + 30 days, points
            P         back never
            credit    unused
            points    REVERTED FULL\
            """);
    }

    @Test
    void C_03_valid_lots_come_back_with_the_dates_they_had() {
        check("""
            lot A     12.34 CREDIT   until 2021-06-02
            lot B      0.01 CREDIT   never
            lot P     80    POINTS   until 2022-01-01
            cancel    2021-06-01T10:00 credit, points
            A         back until 2021-06-02
            B         back never
            P         back until 2022-01-01
            credit    REVERTED FULL
            points    REVERTED FULL\
            """);
    }

    @Test
    void C_03_a_lot_that_ends_today_comes_back_with_today() {
        check("""
            zone      Asia/Taipei
            lot A     50.00 CREDIT   until 2021-01-01
            cancel    2021-01-01T23:59:59.999 credit
            A         back until 2021-01-01
            credit    REVERTED FULL\
            """);
    }

    @Test
    void C_03_the_first_instant_of_the_next_day_is_too_late() {
        check("""
            zone      Asia/Taipei
            lot A     50.00 CREDIT   until 2021-01-01
            cancel    2021-01-02T00:00 credit
            A         kept EXPIRED_NOT_EXTENDED
            credit    NOT_REVERTED NONE\
            """);
    }

    @Test
    void C_04_an_extension_touches_expired_lots_only() {
        check("""
            lot A     10.00 CREDIT   until 2021-01-01
            lot B     10.00 CREDIT   until 2021-03-31
            lot C     10.00 CREDIT   never
            cancel    2021-03-05T10:00 credit + 7 days
            A         extended until 2021-03-12
            B         back until 2021-03-31
            C         back never
            credit    REVERTED FULL\
            """);
    }

    @Test
    void C_04_extending_when_nothing_has_expired_changes_nothing() {
        check("""
            lot A     10.00 CREDIT   until 2021-12-01
            lot P     10    POINTS   until 2021-12-01
            cancel    2021-03-05T10:00 credit + 3650 days, points extended
            A         back until 2021-12-01
            P         back until 2021-12-01\
            """);
    }

    @Test
    void C_05_the_articles_example_thirty_days_from_2019_03_19() {
        check("""
            lot A     10.00 CREDIT   until 2019-03-18
            cancel    2019-03-19T12:00 credit + 30 days
            A         extended until 2019-04-18
            credit    REVERTED FULL\
            """);
    }

    @Test
    void C_05_the_revert_date_is_the_merchants() {
        check("""
            zone      Pacific/Kiritimati
            lot A     10.00 CREDIT   until 2019-03-18
            cancel    2019-03-20T00:30 credit + 1 days
            A         extended until 2019-03-21\
            """);
        check("""
            zone      Pacific/Niue
            lot A     10.00 CREDIT   until 2019-03-17
            cancel    2019-03-18T23:30 credit + 1 days
            A         extended until 2019-03-19\
            """);
    }

    @Test
    void C_05_days_run_over_leap_days_and_year_ends() {
        check("""
            lot A     10.00 CREDIT   until 2020-01-01
            cancel    2020-02-28T10:00 credit + 1 days
            A         extended until 2020-02-29\
            """);
        check("""
            lot A     10.00 CREDIT   until 2020-01-01
            cancel    2021-02-28T10:00 credit + 1 days
            A         extended until 2021-03-01\
            """);
        check("""
            lot A     10.00 CREDIT   until 2020-01-01
            cancel    2020-12-31T10:00 credit + 1 days
            A         extended until 2021-01-01\
            """);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 3651, Integer.MAX_VALUE, Integer.MIN_VALUE})
    void C_05_any_other_number_of_days_is_refused(int days) {
        assertThatThrownBy(() -> new LotRule.ExtendByDays(days))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("C-05");
    }

    @Test
    void C_05_one_and_3650_days_are_taken() {
        assertThat(new LotRule.ExtendByDays(1).days()).isEqualTo(1);
        check("""
            lot A     10.00 CREDIT   until 2020-01-01
            cancel    2021-01-01T10:00 credit + 3650 days
            A         extended until 2030-12-30\
            """);
    }

    @Test
    void C_06_points_are_extended_to_the_next_annual_date() {
        check("""
            lot P     10    POINTS   until 2021-03-04
            cancel    2021-03-05T10:00 points extended
            P         extended until 2021-12-31
            points    REVERTED FULL\
            """);
    }

    @Test
    void C_06_on_the_annual_date_itself_the_next_one_is_a_year_away() {
        check("""
            lot P     10    POINTS   until 2021-03-04
            cancel    2021-12-31T10:00 points extended
            P         extended until 2022-12-31\
            """);
    }

    @Test
    void C_06_an_annual_29_february_falls_on_the_28th_in_common_years() {
        check("""
            annual    02-29
            lot P     10    POINTS   until 2020-12-31
            cancel    2021-02-27T10:00 points extended
            P         extended until 2021-02-28\
            """);
        check("""
            annual    02-29
            lot P     10    POINTS   until 2020-12-31
            cancel    2021-02-28T10:00 points extended
            P         extended until 2022-02-28\
            """);
        check("""
            annual    02-29
            lot P     10    POINTS   until 2020-12-31
            cancel    2023-03-01T10:00 points extended
            P         extended until 2024-02-29\
            """);
        check("""
            annual    02-29
            lot P     10    POINTS   until 2020-12-31
            cancel    2024-02-28T10:00 points extended
            P         extended until 2024-02-29\
            """);
    }

    @Test
    void C_07_some_expired_and_not_extended_the_valid_ones_come_back() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     30    POINTS   until 2021-01-01
            lot Q     70    POINTS   until 2021-01-03
            cancel    2021-01-03T08:00 credit, points
            A         kept EXPIRED_NOT_EXTENDED
            B         back never
            P         kept EXPIRED_NOT_EXTENDED
            Q         back until 2021-01-03
            credit    REVERTED PARTIAL
            points    REVERTED PARTIAL\
            """);
    }

    @Test
    void C_08_everything_expired_and_not_extended_nothing_comes_back() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot P     30    POINTS   until 2021-01-02
            cancel    2021-01-03T08:00 credit, points
            A         kept EXPIRED_NOT_EXTENDED
            P         kept EXPIRED_NOT_EXTENDED
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE\
            """);
    }

    @Test
    void C_10_cancelling_again_can_extend_exactly_what_was_left() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     30    POINTS   until 2021-01-02
            cancel    2021-01-03T08:00 credit
            A         kept EXPIRED_NOT_EXTENDED
            B         back never
            P         kept NOT_CHOSEN
            credit    REVERTED PARTIAL
            points    NOT_REVERTED NONE
            cancel    2021-02-01T09:00 credit + 10 days, points extended
            A         extended until 2021-02-11
            B         kept ALREADY_REVERTED
            P         extended until 2021-12-31
            credit    REVERTED FULL
            points    REVERTED FULL
            cancel    2021-02-02T09:00 credit + 10 days, points extended
            A         kept ALREADY_REVERTED
            B         kept ALREADY_REVERTED
            P         kept ALREADY_REVERTED
            credit    REVERTED FULL
            points    REVERTED FULL\
            """);
    }

    @Test
    void C_10_what_was_valid_then_and_not_chosen_may_have_expired_since() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-31
            cancel    2021-01-03T08:00
            A         kept NOT_CHOSEN
            cancel    2021-02-01T00:00 credit
            A         kept EXPIRED_NOT_EXTENDED
            credit    NOT_REVERTED NONE\
            """);
    }

    @Test
    void E_06_points_that_come_back_pay_debt_first_and_still_count_in_full() {
        check("""
            debt      45 POINTS
            lot P     40    POINTS   never
            lot Q     40    POINTS   until 2021-12-31
            cancel    2021-06-01T10:00 points
            settled   45
            points    REVERTED FULL\
            """);
    }
}
