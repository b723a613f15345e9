package recoup.rules;

import static recoup.rules.EarnedTable.check;

import org.junit.jupiter.api.Test;

/** Once matched, taken once: before or after the grant, and whatever else happens (rules E-02, E-03, E-04 and E-07). */
class ClawbackTest {
    @Test
    void E_02_a_match_takes_the_grant_as_it_was_recorded() {
        check("""
            clawback  on CANCELLED
            earned G  70 never
            cancelled
            takes     70 of G
            balance   0
            debt      0\
            """);
    }

    @Test
    void E_02_tag_then_cancel_then_refund_takes_the_grant_once() {
        check("""
            clawback  on CANCELLED, REFUNDED
            clawback  for fraud
            lot A     500 never
            earned G  70 never
            tagged    fraud
            takes     70 of G
            cancelled
            refunded  100.00
            updated
            balance   500\
            """);
    }

    @Test
    void E_02_cancelled_again_and_again_nothing_more_is_taken() {
        check("""
            clawback  on CANCELLED
            lot A     500 never
            earned G  70 never
            cancelled
            takes     70 of G
            cancelled
            cancelled points
            balance   500\
            """);
    }

    @Test
    void E_02_debt_counts_as_taken() {
        check("""
            clawback  on CANCELLED, REFUNDED
            earned G  70 never
            spent     50
            cancelled
            takes     20 of G
            owes      50
            refunded  100.00
            balance   -50
            debt      50\
            """);
    }

    @Test
    void E_02_write_offs_count_as_taken() {
        check("""
            clawback  on CANCELLED, REFUNDED
            clawback  short CLAMP
            earned G  70 never
            spent     50
            cancelled
            takes     20 of G
            gives-up  50
            lot A     500 never
            refunded  100.00
            updated
            balance   500\
            """);
    }

    @Test
    void E_02_the_target_never_falls_when_the_share_setting_comes_after_the_whole() {
        check("""
            clawback  on PARTIALLY_REFUNDED
            earned G  100 never
            refunded  10.00
            takes     100 of G
            clawback  partly PROPORTIONAL
            refunded  10.00
            balance   0\
            """);
    }

    @Test
    void E_02_an_order_that_earned_nothing_loses_nothing() {
        check("""
            clawback  on CANCELLED
            lot A     500 never
            cancelled
            balance   500\
            """);
    }

    @Test
    void E_03_a_match_before_the_grant_is_remembered_and_taken_when_it_comes() {
        check("""
            clawback  on CANCELLED
            cancelled
            earned G  70 until 2021-12-31
            takes     70 of G
            balance   0\
            """);
    }

    @Test
    void E_03_the_share_that_was_refunded_before_the_grant_is_remembered() {
        check("""
            total     300.00
            clawback  on PARTIALLY_REFUNDED
            clawback  partly PROPORTIONAL
            refunded  100.00
            earned G  200 never
            takes     66 of G
            refunded  100.00
            takes     67 of G
            balance   67\
            """);
    }

    @Test
    void E_03_a_grant_that_comes_without_a_match_is_only_entered() {
        check("""
            clawback  on CANCELLED
            clawback  for fraud
            earned G  70 never
            balance   70\
            """);
    }

    /** Granting judges nothing: only updates and cancels do (E-04). */
    @Test
    void E_04_a_grant_alone_does_not_judge_the_order() {
        check("""
            tagged    fraud
            clawback  for fraud
            earned G  70 never
            balance   70
            updated
            takes     70 of G\
            """);
    }

    @Test
    void E_04_tags_replace_the_list_and_are_judged_all_together() {
        check("""
            clawback  for fraud
            clawback  never for vip
            earned G  70 never
            tagged    fraud, vip
            balance   70
            tagged    vip
            balance   70
            tagged    fraud
            takes     70 of G\
            """);
    }

    @Test
    void E_04_a_skip_tag_prevents_a_match_by_status_too() {
        check("""
            clawback  on CANCELLED, REFUNDED, PARTIALLY_REFUNDED
            clawback  never for vip
            earned G  70 never
            tagged    vip
            refunded  10.00
            refunded  90.00
            cancelled
            balance   70
            tagged
            takes     70 of G\
            """);
    }

    @Test
    void E_04_a_skip_tag_that_comes_later_gives_nothing_back() {
        check("""
            clawback  on CANCELLED
            clawback  never for vip
            earned G  70 never
            cancelled
            takes     70 of G
            tagged    vip
            balance   0\
            """);
    }

    @Test
    void E_04_a_skip_tag_does_not_undo_a_match_that_is_remembered() {
        check("""
            clawback  on CANCELLED
            clawback  never for vip
            cancelled
            tagged    vip
            earned G  70 never
            takes     70 of G\
            """);
    }

    @Test
    void E_07_what_was_refunded_before_the_setting_is_judged_at_the_next_update() {
        check("""
            earned G  70 never
            refunded  100.00
            cancelled
            clawback  on CANCELLED
            balance   70
            updated
            takes     70 of G\
            """);
    }

    @Test
    void E_07_a_target_stays_owed_whatever_the_settings_become() {
        check("""
            clawback  on CANCELLED
            cancelled
            clawback  off
            earned G  70 never
            takes     70 of G\
            """);
    }

    @Test
    void E_07_moved_back_nothing_is_undone_and_cancelled_again_nothing_more_is_taken() {
        check("""
            clawback  on CANCELLED
            lot A     30 never
            earned G  70 never
            cancelled
            takes     70 of G
            status    PENDING
            balance   30
            cancelled
            balance   30\
            """);
    }

    @Test
    void E_07_a_tag_that_is_removed_undoes_nothing() {
        check("""
            clawback  for fraud
            tagged    fraud
            tagged
            earned G  70 never
            takes     70 of G
            tagged    fraud
            balance   0\
            """);
    }
}
