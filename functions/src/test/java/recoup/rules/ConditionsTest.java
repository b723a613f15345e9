package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Refunds;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.model.Target;
import recoup.rules.clawback.Conditions;

/** Which orders match (rule E-01 of the third article), and how much of what they earned (E-05). */
class ConditionsTest {
    private static final long TOTAL = 30_000;

    @Test
    void E_01_off_by_default() {
        var settings = Settings.DEFAULTS.clawback();
        assertThat(settings.enabled()).isFalse();
        assertThat(settings.partialRefund()).isEqualTo(PartialRefund.FULL);
        assertThat(settings.shortfall()).isEqualTo(Shortfall.DEBT);
        for (var payment : PaymentStatus.values()) {
            assertThat(judged(order(payment, "fraud"), OrderStatus.CANCELLED, settings))
                    .isEqualTo(Target.NOTHING);
        }
    }

    @Test
    void E_01_switched_off_nothing_matches_whatever_the_conditions_say() {
        var off = new Settings.Clawback(
                false, List.of(OnStatus.values()), List.of("fraud"), List.of(), PartialRefund.FULL, Shortfall.DEBT);
        for (var payment : PaymentStatus.values()) {
            assertThat(judged(order(payment, "fraud"), OrderStatus.CANCELLED, off))
                    .isEqualTo(Target.NOTHING);
        }
    }

    /** Every set of conditions against every order status and every payment status: any one is enough, and no other is. */
    @Test
    void E_01_each_status_matches_itself_alone_and_any_one_match_is_enough() {
        assertThat(subsets()).hasSize(8).doesNotHaveDuplicates();
        for (var conditions : subsets()) {
            for (var status : OrderStatus.values()) {
                for (var payment : PaymentStatus.values()) {
                    var named = List.of(status.name(), payment.name());
                    var matches = conditions.stream().anyMatch(condition -> named.contains(condition.name()));
                    assertThat(judged(order(payment), status, on(conditions)))
                            .as(conditions + " on " + named)
                            .isEqualTo(matches ? Target.WHOLE : Target.NOTHING);
                }
            }
        }
    }

    @Test
    void E_01_it_is_the_status_that_is_asked_for_and_not_the_one_before() {
        var order = order(PaymentStatus.PAID);
        assertThat(order.status()).isEqualTo(OrderStatus.PENDING);
        assertThat(judged(order, OrderStatus.CANCELLED, on(Set.of(OnStatus.CANCELLED))))
                .isEqualTo(Target.WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "fraud|fraud",
                "fraud|FRAUD",
                "FrAuD|fraud",
                "' fraud '|fraud",
                "fraud|'\tfraud '",
                "high risk|High Risk"
            })
    void E_01_a_tag_matches_whole_trimmed_and_in_any_case(String wanted, String tag) {
        assertThat(judged(order(PaymentStatus.PAID, "other", tag), OrderStatus.PENDING, onTag(wanted)))
                .isEqualTo(Target.WHOLE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fraud|frauds",
                "fraud|not fraud",
                "fraud|fraud check",
                "fraud|frau",
                "fraud check|fraud",
                "high risk|highrisk",
                "high risk|high  risk",
                "fraud|''"
            })
    void E_01_a_part_of_a_tag_does_not_match(String wanted, String tag) {
        assertThat(judged(order(PaymentStatus.PAID, tag), OrderStatus.PENDING, onTag(wanted)))
                .isEqualTo(Target.NOTHING);
    }

    @Test
    void E_01_two_tags_are_not_read_as_one() {
        var order = order(PaymentStatus.PAID, "high", "risk");
        assertThat(judged(order, OrderStatus.PENDING, onTag("high risk"))).isEqualTo(Target.NOTHING);
    }

    @Test
    void E_01_any_of_several_tags_is_enough() {
        var settings = tags(List.of("chargeback", "fraud", "test"), List.of());
        assertThat(judged(order(PaymentStatus.PAID, "gift", "test"), OrderStatus.PENDING, settings))
                .isEqualTo(Target.WHOLE);
        assertThat(judged(order(PaymentStatus.PAID, "gift"), OrderStatus.PENDING, settings))
                .isEqualTo(Target.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vip", "VIP", " vip "})
    void E_04_a_skip_tag_prevents_every_match(String tag) {
        var settings = new Settings.Clawback(
                true,
                List.of(OnStatus.values()),
                List.of("fraud"),
                List.of("staff", "Vip"),
                PartialRefund.FULL,
                Shortfall.DEBT);
        for (var payment : PaymentStatus.values()) {
            assertThat(judged(order(payment, "fraud", tag), OrderStatus.CANCELLED, settings))
                    .isEqualTo(Target.NOTHING);
        }
        assertThat(judged(order(PaymentStatus.PAID, "fraud", "vip2"), OrderStatus.CANCELLED, settings))
                .as("only a whole one")
                .isEqualTo(Target.WHOLE);
    }

    @Test
    void E_04_a_tag_that_is_both_prevents() {
        var settings = tags(List.of("fraud"), List.of("fraud"));
        assertThat(judged(order(PaymentStatus.PAID, "fraud"), OrderStatus.PENDING, settings))
                .isEqualTo(Target.NOTHING);
    }

    @Test
    void E_04_a_skip_tag_undoes_nothing_that_was_matched_before() {
        var settings = tags(List.of("fraud"), List.of("vip"));
        for (var before : List.of(Target.WHOLE, Target.share(10_000, TOTAL))) {
            var order = order(PaymentStatus.PAID, "vip");
            var matched = order.earning(order.earnings().aimingAt(before));
            assertThat(judged(matched, OrderStatus.PENDING, settings)).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource(PartialRefund.class)
    void E_05_the_partial_refund_setting_decides_about_partly_refunded_orders_only(PartialRefund partly) {
        var settings =
                new Settings.Clawback(true, List.of(OnStatus.values()), List.of(), List.of(), partly, Shortfall.DEBT);
        var order = refunded(PaymentStatus.PARTIALLY_REFUNDED, 10_000, TOTAL);
        assertThat(judged(order, OrderStatus.COMPLETED, settings).of(200, TOTAL))
                .isEqualTo(
                        switch (partly) {
                            case FULL -> 200;
                            case PROPORTIONAL -> 66;
                            case NONE -> 0;
                        });
        assertThat(judged(order, OrderStatus.CANCELLED, settings).of(200, TOTAL))
                .isEqualTo(200);
        assertThat(judged(refunded(PaymentStatus.REFUNDED, 10_000, TOTAL), OrderStatus.COMPLETED, settings)
                        .of(200, TOTAL))
                .as("told as refunded, whatever the amount")
                .isEqualTo(200);
    }

    /** An amount that is all of it, or none that is told: nothing says that there were parts. */
    @ParameterizedTest
    @ValueSource(longs = {0, TOTAL})
    void E_05_an_order_refunded_at_once_is_not_partly_refunded(long refunded) {
        var order = refunded(PaymentStatus.REFUNDED, refunded, TOTAL);
        assertThat(judged(order, OrderStatus.COMPLETED, on(Set.of(OnStatus.PARTIALLY_REFUNDED))))
                .isEqualTo(Target.NOTHING);
        assertThat(judged(order, OrderStatus.COMPLETED, on(Set.of(OnStatus.REFUNDED))))
                .isEqualTo(Target.WHOLE);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, TOTAL - 1})
    void E_05_an_order_told_as_refunded_of_which_less_was_refunded_is_refunded_in_parts(long refunded) {
        var order = refunded(PaymentStatus.REFUNDED, refunded, TOTAL);
        assertThat(judged(order, OrderStatus.COMPLETED, on(Set.of(OnStatus.PARTIALLY_REFUNDED))))
                .isEqualTo(Target.WHOLE);
    }

    @Test
    void E_05_a_total_of_0_counts_as_a_full_refund() {
        var settings = new Settings.Clawback(
                true,
                List.of(OnStatus.PARTIALLY_REFUNDED),
                List.of(),
                List.of(),
                PartialRefund.PROPORTIONAL,
                Shortfall.DEBT);
        var order = refunded(PaymentStatus.PARTIALLY_REFUNDED, 0, 0);
        assertThat(judged(order, OrderStatus.PENDING, settings).of(200, 0)).isEqualTo(200);
    }

    @Test
    void E_05_partly_refunded_with_no_amount_is_no_share_yet() {
        var settings = new Settings.Clawback(
                true,
                List.of(OnStatus.PARTIALLY_REFUNDED),
                List.of(),
                List.of(),
                PartialRefund.PROPORTIONAL,
                Shortfall.DEBT);
        var order = refunded(PaymentStatus.PARTIALLY_REFUNDED, 0, TOTAL);
        assertThat(judged(order, OrderStatus.PENDING, settings).of(200, TOTAL)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        // granted, refunded, total, share
        "200, 0, 30000, 0",
        "200, 10000, 30000, 66",
        "200, 20000, 30000, 133",
        "200, 29999, 30000, 199",
        "200, 30000, 30000, 200",
        "1, 1, 2, 0",
        "1, 2, 2, 1",
        // where a double would be one off
        "100, 29, 100, 29",
        "999999999976, 999999999928, 999999999970, 999999999933",
        "1000000000000, 1000000000000, 1000000000000, 1000000000000",
        "1000000000000, 999999999999, 1000000000000, 999999999999",
        "1000000000000, 999999999999, 1000000000001, 999999999998",
        "100000000000000, 1, 1000000000000, 100",
        "100000000000000, 999999999999, 1000000000000, 99999999999900"
    })
    void E_05_a_share_is_exact_and_rounded_down(long granted, long refunded, long total, long share) {
        assertThat(Target.share(refunded, total).of(granted, total)).isEqualTo(share);
    }

    @Test
    void E_02_of_two_targets_the_greater_counts() {
        var third = Target.share(10_000, TOTAL);
        var half = Target.share(15_000, TOTAL);
        assertThat(third.or(half).of(200, TOTAL)).isEqualTo(100);
        assertThat(half.or(third).of(200, TOTAL)).isEqualTo(100);
        assertThat(half.or(Target.NOTHING)).isEqualTo(half);
        assertThat(half.or(Target.WHOLE).of(200, TOTAL)).isEqualTo(200);
        assertThat(Target.WHOLE.or(half).of(200, TOTAL)).isEqualTo(200);
    }

    @Test
    void E_07_settings_that_match_less_leave_what_was_matched() {
        var order = order(PaymentStatus.PAID);
        var matched = order.earning(order.earnings().aimingAt(Target.WHOLE));
        assertThat(judged(matched, OrderStatus.PENDING, Settings.DEFAULTS.clawback()))
                .isEqualTo(Target.WHOLE);
        assertThat(judged(matched, OrderStatus.PENDING, on(Set.of(OnStatus.REFUNDED))))
                .isEqualTo(Target.WHOLE);
    }

    private static Target judged(Order order, OrderStatus status, Settings.Clawback settings) {
        return Conditions.judge(order, status, settings);
    }

    private static List<Set<OnStatus>> subsets() {
        var subsets = new ArrayList<Set<OnStatus>>(List.of(Set.of()));
        for (var status : OnStatus.values()) {
            for (var smaller : List.copyOf(subsets)) {
                var larger = new HashSet<>(smaller);
                larger.add(status);
                subsets.add(larger);
            }
        }
        return subsets;
    }

    private static Settings.Clawback on(Set<OnStatus> conditions) {
        return new Settings.Clawback(
                true, List.copyOf(conditions), List.of(), List.of(), PartialRefund.FULL, Shortfall.DEBT);
    }

    private static Settings.Clawback onTag(String tag) {
        return tags(List.of(tag), List.of());
    }

    private static Settings.Clawback tags(List<String> on, List<String> skip) {
        return new Settings.Clawback(true, List.of(), on, skip, PartialRefund.FULL, Shortfall.DEBT);
    }

    private static Order order(PaymentStatus payment, String... tags) {
        var order = Worlds.order(List.of());
        return order.withPayment(order.payment().withStatus(payment)).tagged(List.of(tags), order.told());
    }

    private static Order refunded(PaymentStatus status, long refunded, long total) {
        var order = Story.of(total, Settings.DEFAULTS, Instant.EPOCH).order();
        var payment = order.payment().withStatus(status).withRefunds(Refunds.NONE.toldTotal(refunded));
        return order.withPayment(payment);
    }
}
