package recoup.rules;

import static recoup.rules.EarnedTable.check;

import org.junit.jupiter.api.Test;

/** Points of a grant that expired unspent are not taken again, then or ever (rule E-06 of the third article). */
class ExpiredGrantTest {
    @Test
    void E_06_a_grant_that_expired_unspent_is_not_taken() {
        check("""
            clawback  on CANCELLED
            lot A     500 never
            earned G  70 until 2021-01-31
            day       2021-02-01
            cancelled
            expired   70
            balance   500
            updated
            balance   500\
            """);
    }

    @Test
    void E_06_on_its_last_day_it_is_taken() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-01-31
            day       2021-01-31
            cancelled
            takes     70 of G
            expired   0\
            """);
    }

    /** The wallet is written by something else, and keeps what expired until the order is settled. */
    @Test
    void E_06_it_is_not_taken_either_when_its_expiry_was_written_down_before() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-01-31
            day       2021-02-01
            lot A     500 never
            expired   70
            kept      70
            spent     1
            day       2021-03-01
            cancelled
            expired   70
            kept      70
            balance   499\
            """);
    }

    @Test
    void E_06_once_something_is_taken_it_is_written_down_with_the_order() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-01-31
            spent     50
            day       2021-02-01
            lot A     500 never
            expired   20
            kept      20
            cancelled
            takes     50 of A
            expired   20
            kept      0\
            """);
    }

    /** G is settled before H expires. */
    @Test
    void E_06_what_expires_after_that_is_kept_and_counted_besides() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            lot A     500 never
            earned G  90 until 2021-01-31
            earned H  90 until 2021-02-28
            day       2021-02-01
            refunded  100.00
            takes     60 of H
            expired   90
            kept      0
            day       2021-03-01
            lot B     1 never
            expired   120
            kept      30
            refunded  200.00
            expired   120
            balance   501\
            """);
    }

    @Test
    void E_06_what_was_spent_of_it_is_taken_and_what_expired_of_it_is_not() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-01-31
            spent     50
            lot A     500 never
            day       2021-02-01
            cancelled
            takes     50 of A
            expired   20
            balance   450
            updated
            balance   450\
            """);
    }

    @Test
    void E_06_what_was_spent_of_it_becomes_debt_and_what_expired_of_it_does_not() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-01-31
            spent     50
            day       2021-02-01
            cancelled
            owes      50
            expired   20
            balance   -50
            lot A     500 never
            settles   50
            cancelled
            balance   450\
            """);
    }

    @Test
    void E_06_what_was_taken_in_part_and_then_expired_is_not_taken_later() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            lot A     500 never
            earned G  200 until 2021-01-31
            refunded  100.00
            takes     66 of G
            day       2021-02-01
            refunded  100.00
            refunded  100.00
            expired   134
            balance   500\
            """);
    }

    /** 200 granted: 66 taken, 100 spent, 34 expired. What is left to take is what was spent. */
    @Test
    void E_06_taken_in_part_spent_in_part_and_expired_in_part() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            lot A     500 never
            earned G  200 until 2021-01-31
            refunded  100.00
            takes     66 of G
            spent     100
            day       2021-02-01
            refunded  100.00
            takes     67 of A
            expired   34
            refunded  100.00
            takes     33 of A
            expired   34
            balance   400\
            """);
    }

    @Test
    void E_06_the_share_is_of_the_whole_grant_and_what_expired_counts_last() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            lot A     500 never
            earned G  200 until 2021-01-31
            spent     150
            day       2021-02-01
            refunded  100.00
            takes     66 of A
            expired   50\
            """);
    }

    @Test
    void E_06_one_grant_expires_and_the_other_is_taken() {
        check("""
            clawback  on CANCELLED
            lot A     500 never
            earned G  70 until 2021-01-31
            earned H  30 never
            day       2021-02-01
            cancelled
            takes     30 of H
            expired   70
            balance   500\
            """);
    }

    /** H paid 10 of debt and 20 of it were taken, so only 30 of it expired. */
    @Test
    void E_06_what_of_a_grant_paid_debt_did_not_expire() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            earned G  30 never
            spent     30
            refunded  100.00
            owes      10
            earned H  60 until 2021-01-31
            settles   10
            takes     20 of H
            day       2021-02-01
            expired   30
            refunded  200.00
            owes      30
            expired   30
            balance   -30\
            """);
    }

    @Test
    void E_06_clamp_writes_off_what_was_spent_and_not_what_expired() {
        check("""
            clawback  on CANCELLED
            clawback  short CLAMP
            earned G  70 until 2021-01-31
            spent     50
            day       2021-02-01
            cancelled
            gives-up  50
            expired   20
            balance   0
            lot A     500 never
            updated
            expired   20
            balance   500\
            """);
    }

    @Test
    void E_06_reject_refuses_no_longer_what_has_expired_since() {
        check("""
            clawback  on CANCELLED
            clawback  short REJECT
            earned G  70 until 2021-01-31
            spent     50
            cancelled
            refuses   70
            day       2021-02-01
            updated
            refuses   50
            review    70
            lot A     50 never
            updated
            takes     50 of A
            expired   20\
            """);
    }

    @Test
    void E_06_other_points_that_expire_are_no_reason_to_take_less() {
        check("""
            clawback  on CANCELLED
            lot A     30 until 2021-01-31
            earned G  70 never
            spent     40
            day       2021-02-01
            cancelled
            takes     60 of G
            owes      10
            expired   0\
            """);
    }
}
