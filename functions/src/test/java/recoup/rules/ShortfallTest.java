package recoup.rules;

import static recoup.rules.EarnedTable.check;

import org.junit.jupiter.api.Test;

/** From where earned points are taken, and what becomes of those that are not there (rule E-06 of the third article). */
class ShortfallTest {
    @Test
    void E_06_the_grants_own_lot_comes_first_even_if_it_never_expires() {
        check("""
            clawback  on CANCELLED
            lot soon  50 until 2021-01-31
            earned G  70 never
            cancelled
            takes     70 of G
            left      soon 50\
            """);
    }

    @Test
    void E_06_then_the_others_the_soonest_first_and_never_last() {
        check("""
            clawback  on CANCELLED
            earned G  70 until 2021-02-28
            spent     60
            lot never 20 never
            lot late  20 until 2021-12-31
            lot soon  20 until 2021-01-31
            cancelled
            takes     10 of G, 20 of soon, 20 of late, 20 of never
            balance   0
            debt      0\
            """);
    }

    @Test
    void E_06_two_lots_of_one_order_both_come_first_the_soonest_of_them_first() {
        check("""
            clawback  on CANCELLED
            earned G  30 never
            earned H  40 until 2021-12-31
            spent     25
            lot soon  20 until 2021-01-31
            cancelled
            takes     15 of H, 30 of G, 20 of soon
            owes      5\
            """);
    }

    @Test
    void E_06_debt_is_what_was_spent_and_is_not_there() {
        check("""
            clawback  on CANCELLED
            lot A     15 never
            earned G  70 never
            spent     80
            cancelled
            takes     5 of G
            owes      65
            balance   -65
            debt      65\
            """);
    }

    @Test
    void E_06_everything_spent_everything_is_owed() {
        check("""
            clawback  on CANCELLED
            earned G  70 never
            spent     70
            cancelled
            takes     nothing
            owes      70
            balance   -70\
            """);
    }

    @Test
    void E_06_the_next_credits_pay_debt_first_whatever_they_are() {
        check("""
            clawback  on CANCELLED
            earned G  70 never
            spent     70
            cancelled
            owes      70
            lot A     30 never
            settles   30
            debt      40
            balance   -40
            lot B     50 never
            settles   40
            left      A 0
            left      B 10
            debt      0
            balance   10\
            """);
    }

    @Test
    void E_06_a_grant_of_its_own_order_pays_debt_first_and_is_taken_as_well() {
        check("""
            clawback  on CANCELLED
            earned G  70 never
            spent     70
            cancelled
            owes      70
            earned H  100 never
            settles   70
            takes     30 of H
            owes      70
            debt      70
            balance   -70\
            """);
    }

    @Test
    void E_06_in_a_cancel_the_reverts_come_first_and_can_be_taken() {
        check("""
            clawback  on CANCELLED
            lot A     40 until 2021-12-31
            used      40
            earned G  70 never
            spent     70
            cancelled points
            takes     40 of A-again
            owes      30
            balance   -30\
            """);
    }

    @Test
    void E_06_what_is_not_reverted_cannot_be_taken() {
        check("""
            clawback  on CANCELLED
            lot A     40 until 2021-12-31
            used      40
            earned G  70 never
            spent     70
            cancelled
            owes      70
            balance   -70
            cancelled points
            settles   40
            balance   -30\
            """);
    }

    @Test
    void E_06_what_comes_back_pays_older_debt_before_it_can_be_taken() {
        check("""
            clawback  on CANCELLED
            clawback  for fraud
            lot A     40 until 2021-12-31
            used      40
            earned G  70 never
            spent     70
            tagged    fraud
            owes      70
            earned H  20 never
            settles   20
            owes      20
            cancelled points
            settles   40
            debt      30\
            """);
    }

    @Test
    void E_06_clamp_takes_what_is_there_and_gives_up_the_rest_for_good() {
        check("""
            clawback  on CANCELLED
            clawback  short CLAMP
            earned G  70 never
            spent     50
            cancelled
            takes     20 of G
            gives-up  50
            debt      0
            lot A     100 never
            cancelled
            balance   100\
            """);
    }

    @Test
    void E_06_clamp_gives_up_everything_where_nothing_is_there() {
        check("""
            clawback  on CANCELLED
            clawback  short CLAMP
            earned G  70 never
            spent     70
            cancelled
            takes     nothing
            gives-up  70
            balance   0\
            """);
    }

    @Test
    void E_06_reject_takes_nothing_if_a_single_point_is_missing() {
        check("""
            clawback  on CANCELLED
            clawback  short REJECT
            earned G  70 never
            spent     1
            cancelled
            takes     nothing
            refuses   70
            review    70
            balance   69\
            """);
    }

    @Test
    void E_06_reject_tries_again_at_each_later_update_and_opens_one_review() {
        check("""
            clawback  on CANCELLED
            clawback  short REJECT
            earned G  70 never
            spent     30
            cancelled
            refuses   70
            lot A     20 never
            updated
            refuses   70
            review    70
            lot B     10 never
            cancelled
            takes     40 of G, 20 of A, 10 of B
            review    70
            updated
            balance   0\
            """);
    }

    @Test
    void E_06_reject_refuses_only_the_part_that_is_due_now() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            clawback  short REJECT
            earned G  200 never
            refunded  100.00
            takes     66 of G
            spent     100
            refunded  100.00
            refuses   67
            refunded  100.00
            refuses   134
            review    67\
            """);
    }

    @Test
    void E_07_the_shortfall_setting_of_the_day_on_which_it_is_taken_decides() {
        check("""
            clawback  on CANCELLED
            clawback  short REJECT
            earned G  70 never
            spent     30
            cancelled
            refuses   70
            clawback  short CLAMP
            updated
            takes     40 of G
            gives-up  30
            clawback  short DEBT
            updated
            debt      0\
            """);
    }

    @Test
    void E_07_what_was_refused_is_taken_even_after_clawback_was_switched_off() {
        check("""
            clawback  on CANCELLED
            clawback  short REJECT
            earned G  70 never
            spent     30
            cancelled
            refuses   70
            clawback  off
            lot A     30 never
            updated
            takes     40 of G, 30 of A\
            """);
    }
}
