package recoup.rules;

import static recoup.rules.EarnedTable.check;

import org.junit.jupiter.api.Test;

/** How much is taken of what a partly refunded order earned, case by case (rule E-05 of the third article). */
class PartialRefundTest {
    @Test
    void E_05_three_equal_parts_of_300_00_take_66_67_and_67_of_200() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            earned G  200 never
            refunded  100.00
            takes     66 of G
            refunded  100.00
            takes     67 of G
            refunded  100.00
            takes     67 of G
            balance   0\
            """);
    }

    @Test
    void E_05_a_smaller_refund_that_reaches_no_whole_point_takes_nothing_yet() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            earned G  2 never
            refunded  149.99
            balance   2
            refunded  0.01
            takes     1 of G
            refunded  149.99
            refunded  0.01
            takes     1 of G\
            """);
    }

    @Test
    void E_05_29_hundredths_of_100_are_29() {
        check("""
            total     1.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            earned G  100 never
            refunded  0.29
            takes     29 of G\
            """);
    }

    @Test
    void E_05_full_takes_all_of_it_at_the_first_cent() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            earned G  200 never
            refunded  0.01
            takes     200 of G
            refunded  299.99
            balance   0\
            """);
    }

    @Test
    void E_05_none_takes_nothing_until_it_is_refunded_in_full() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly NONE
            earned G  200 never
            refunded  100.00
            refunded  199.99
            balance   200
            refunded  0.01
            takes     200 of G\
            """);
    }

    /** The last part makes the order REFUNDED, and that is another status (E-01). */
    @Test
    void E_05_the_last_of_several_partial_refunds_is_one() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            earned G  200 never
            refunded  100.00
            takes     66 of G
            refunded  200.00
            takes     134 of G
            balance   0\
            """);
    }

    @Test
    void E_05_two_refunds_are_parts_even_if_the_first_could_not_match() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            clawback  never vip
            earned G  200 never
            tagged    vip
            refunded  100.00
            balance   200
            clawback  never other
            refunded  200.00
            takes     200 of G\
            """);
    }

    @Test
    void E_05_partially_refunded_alone_does_not_match_a_refund_of_everything_at_once() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            earned G  200 never
            refunded  300.00
            balance   200\
            """);
    }

    @Test
    void E_05_several_grants_are_shared_as_one_sum() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            earned G  100 never
            refunded  100.00
            takes     33 of G
            earned H  100 never
            takes     33 of G
            refunded  100.00
            takes     34 of G, 33 of H
            balance   67\
            """);
    }

    @Test
    void E_05_the_largest_amounts_are_shared_exactly() {
        check("""
            total     10000000000.00
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            earned G  1000000000000 never
            refunded  9999999999.99
            takes     999999999999 of G
            refunded  0.01
            takes     1 of G\
            """);
    }

    @Test
    void E_05_the_largest_amounts_that_do_not_divide_are_rounded_down() {
        check("""
            total     9999999999.99
            clawback  on PARTIALLY_REFUNDED, REFUNDED
            clawback  partly PROPORTIONAL
            earned G  1000000000000 never
            refunded  3333333333.33
            takes     333333333333 of G
            refunded  6666666666.66
            takes     666666666667 of G\
            """);
    }
}
