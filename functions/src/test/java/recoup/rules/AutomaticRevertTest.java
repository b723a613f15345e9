package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.rules.LotTable.check;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.Asset;
import recoup.model.Settings;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/** What comes back when nobody chooses, case by case (rules A of the second article). */
class AutomaticRevertTest {
    @Test
    void A_01_an_expired_payment_gives_back_whatever_the_order_used() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-03
            lot B      0.01 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 payment-expired
            A         back until 2021-01-03
            B         back never
            P         back until 2022-01-01
            credit    REVERTED FULL
            points    REVERTED FULL\
            """);
    }

    @Test
    void A_01_where_it_only_cancels_an_expired_payment_gives_nothing_back() {
        check("""
            lot A     50.00 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 payment-expired cancel
            A         kept NOT_CHOSEN
            P         kept NOT_CHOSEN
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE\
            """);
    }

    @Test
    void A_01_an_order_that_used_nothing_has_nothing_to_get_back() {
        check("""
            cancel    2021-01-03T08:00 payment-expired
            credit    unused
            points    unused\
            """);
    }

    @Test
    void A_02_one_expired_lot_keeps_all_of_its_asset() {
        check("""
            lot A     10.00 CREDIT   never
            lot B     20.00 CREDIT   until 2021-01-02
            lot C     30.00 CREDIT   until 2021-12-31
            cancel    2021-01-03T08:00 payment-expired
            A         kept BLOCKED_BY_EXPIRED_LOT
            B         kept EXPIRED_NOT_EXTENDED
            C         kept BLOCKED_BY_EXPIRED_LOT
            credit    NOT_REVERTED NONE
            points    unused\
            """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREDIT", "POINTS"})
    void A_02_the_two_assets_do_not_affect_each_other(String expired) {
        var other = expired.equals("CREDIT") ? "POINTS" : "CREDIT";
        check("""
            lot A     10 %1$s   until 2021-01-02
            lot B     10 %1$s   never
            lot C     10 %2$s   until 2021-01-03
            lot D     10 %2$s   never
            cancel    2021-01-03T08:00 payment-expired
            A         kept EXPIRED_NOT_EXTENDED
            B         kept BLOCKED_BY_EXPIRED_LOT
            C         back until 2021-01-03
            D         back never
            %3$s      NOT_REVERTED NONE
            %4$s      REVERTED FULL\
            """.formatted(expired, other, word(expired), word(other)));
    }

    @Test
    void A_02_a_lot_that_came_back_before_is_not_outstanding_and_blocks_nothing() {
        check("""
            lot A     10.00 CREDIT   until 2021-01-01 reverted
            lot B     20.00 CREDIT   until 2021-12-31
            cancel    2021-01-03T08:00 payment-expired
            A         kept ALREADY_REVERTED
            B         back until 2021-12-31
            credit    REVERTED FULL\
            """);
    }

    @Test
    void A_02_what_came_back_before_stays_back_when_the_rest_does_not() {
        check("""
            lot A     10.00 CREDIT   never reverted
            lot B     20.00 CREDIT   until 2021-01-02
            lot C     40.00 CREDIT   never
            cancel    2021-01-03T08:00 payment-expired
            A         kept ALREADY_REVERTED
            B         kept EXPIRED_NOT_EXTENDED
            C         kept BLOCKED_BY_EXPIRED_LOT
            credit    REVERTED PARTIAL\
            """);
    }

    @Test
    void A_02_points_that_come_back_pay_debt_first() {
        check("""
            debt      45 POINTS
            lot P     40    POINTS   never
            lot Q     40    POINTS   until 2021-12-31
            cancel    2021-06-01T10:00 payment-expired
            settled   45
            points    REVERTED FULL\
            """);
    }

    /** To the cent, placed at 23:59 of the day on which the first lot ends. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Asia/Taipei", "Pacific/Kiritimati", "Pacific/Niue", "America/St_Johns"})
    void A_03_the_articles_example_gives_back_the_points_but_none_of_the_credit(String zone) {
        check("""
            zone      %s
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 payment-expired
            A         kept EXPIRED_NOT_EXTENDED
            B         kept BLOCKED_BY_EXPIRED_LOT
            P         back until 2022-01-01
            credit    NOT_REVERTED NONE
            points    REVERTED FULL\
            """.formatted(zone));
    }

    /** The day is the merchant's: at this one instant the lot is over in Kiritimati and valid in Niue. */
    @Test
    void A_03_whether_the_first_lot_is_over_goes_by_the_merchants_day() {
        check("""
            zone      Pacific/Kiritimati
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            cancel    2021-01-02T00:00 payment-expired
            A         kept EXPIRED_NOT_EXTENDED
            B         kept BLOCKED_BY_EXPIRED_LOT
            credit    NOT_REVERTED NONE\
            """);
        check("""
            zone      Pacific/Niue
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            cancel    2020-12-31T23:00 payment-expired
            A         back until 2021-01-01
            B         back never
            credit    REVERTED FULL\
            """);
    }

    @Test
    void A_03_an_admin_can_give_the_kept_credit_back_later() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 payment-expired
            credit    NOT_REVERTED NONE
            cancel    2021-01-05T08:00 credit + 30 days, points
            A         extended until 2021-02-04
            B         back never
            P         kept ALREADY_REVERTED
            credit    REVERTED FULL
            points    REVERTED FULL\
            """);
    }

    @Test
    void A_04_a_failed_payment_gives_back_the_valid_lots_only() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 payment-failed
            A         kept EXPIRED_NOT_EXTENDED
            B         back never
            P         back until 2022-01-01
            credit    REVERTED PARTIAL
            points    REVERTED FULL\
            """);
    }

    @Test
    void A_04_a_failed_payment_that_finds_everything_expired_gives_nothing_back() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot P     100   POINTS   until 2021-01-02
            cancel    2021-01-03T00:00 payment-failed
            A         kept EXPIRED_NOT_EXTENDED
            P         kept EXPIRED_NOT_EXTENDED
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE\
            """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "payment-expired",
                "payment-expired valid-only",
                "payment-failed",
                "payment-failed all-or-nothing",
                "customer"
            })
    void A_05_a_lot_is_valid_through_its_last_day_and_never_extended(String cause) {
        check("""
            zone      Asia/Taipei
            lot A     50.00 CREDIT   until 2021-01-01
            lot P     100   POINTS   until 2021-01-01
            cancel    2021-01-01T23:59:59.999 %s
            A         back until 2021-01-01
            P         back until 2021-01-01
            credit    REVERTED FULL
            points    REVERTED FULL\
            """.formatted(cause));
        check("""
            zone      Asia/Taipei
            lot A     50.00 CREDIT   until 2021-01-01
            lot P     100   POINTS   until 2021-01-01
            cancel    2021-01-02T00:00 %s
            A         kept EXPIRED_NOT_EXTENDED
            P         kept EXPIRED_NOT_EXTENDED
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE\
            """.formatted(cause));
    }

    @Test
    void A_05_no_setting_makes_an_automatic_flow_extend() {
        var rules = everyAutomaticPolicy()
                .flatMap(policy -> Arrays.stream(Asset.values()).map(policy::ruleFor))
                .distinct();
        assertThat(rules)
                .containsExactlyInAnyOrder(new LotRule.Leave(), new LotRule.OnlyValid(), new LotRule.AllOrNothing());
    }

    @Test
    void A_06_an_expired_payment_follows_its_setting() {
        checkMixed("payment-expired all-or-nothing", "kept BLOCKED_BY_EXPIRED_LOT", "NOT_REVERTED NONE");
        checkMixed("payment-expired valid-only", "back never", "REVERTED PARTIAL");
    }

    @Test
    void A_06_a_failed_payment_follows_its_own_setting() {
        checkMixed("payment-failed all-or-nothing", "kept BLOCKED_BY_EXPIRED_LOT", "NOT_REVERTED NONE");
        checkMixed("payment-failed valid-only", "back never", "REVERTED PARTIAL");
    }

    @Test
    void A_06_without_settings_the_two_differ_as_the_article_says() {
        checkMixed("payment-expired", "kept BLOCKED_BY_EXPIRED_LOT", "NOT_REVERTED NONE");
        checkMixed("payment-failed", "back never", "REVERTED PARTIAL");
    }

    @Test
    void A_06_only_cancelling_gives_nothing_back_under_either_setting() {
        for (var lots : Settings.Lots.values()) {
            var setting = new Settings.PaymentExpired(Settings.PaymentExpired.Mode.CANCEL, lots);
            for (var asset : Asset.values()) {
                assertThat(new RevertPolicy.PaymentExpired(setting).ruleFor(asset))
                        .isEqualTo(new LotRule.Leave());
            }
        }
    }

    @Test
    void A_10_a_customers_own_cancel_gives_back_the_valid_lots_only() {
        checkMixed("customer", "back never", "REVERTED PARTIAL");
    }

    @Test
    void A_12_a_cancel_by_the_shop_gives_nothing_back_and_leaves_it_to_the_admin() {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     100   POINTS   until 2022-01-01
            cancel    2021-01-03T08:00 shop
            A         kept NOT_CHOSEN
            B         kept NOT_CHOSEN
            P         kept NOT_CHOSEN
            credit    NOT_REVERTED NONE
            points    NOT_REVERTED NONE
            cancel    2021-01-04T08:00 credit, points
            A         kept EXPIRED_NOT_EXTENDED
            B         back never
            P         back until 2022-01-01
            credit    REVERTED PARTIAL
            points    REVERTED FULL\
            """);
    }

    /** Of each asset, one lot that is over and one that never ends. */
    private static void checkMixed(String cause, String validLot, String after) {
        check("""
            lot A     50.00 CREDIT   until 2021-01-01
            lot B     50.00 CREDIT   never
            lot P     100   POINTS   until 2021-01-02
            lot Q     100   POINTS   never
            cancel    2021-01-03T08:00 %1$s
            A         kept EXPIRED_NOT_EXTENDED
            B         %2$s
            P         kept EXPIRED_NOT_EXTENDED
            Q         %2$s
            credit    %3$s
            points    %3$s\
            """.formatted(cause, validLot, after));
    }

    private static Stream<RevertPolicy> everyAutomaticPolicy() {
        var byLots = Arrays.stream(Settings.Lots.values())
                .flatMap(lots -> Stream.concat(
                        Stream.<RevertPolicy>of(
                                new RevertPolicy.PaymentFailed(new Settings.PaymentFailed(lots, false)),
                                new RevertPolicy.PaymentFailed(new Settings.PaymentFailed(lots, true))),
                        Arrays.stream(Settings.PaymentExpired.Mode.values())
                                .map(mode ->
                                        new RevertPolicy.PaymentExpired(new Settings.PaymentExpired(mode, lots)))));
        return Stream.concat(
                byLots,
                List.<RevertPolicy>of(new RevertPolicy.CustomerCancelled(), new RevertPolicy.NothingBack()).stream());
    }

    private static String word(String asset) {
        return asset.equals("CREDIT") ? "credit" : "points";
    }
}
