package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.rules.ToldShop.ORDER;
import static recoup.rules.ToldShop.TOTAL;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.RevertStatus;
import recoup.model.Review;
import recoup.model.Settings;
import recoup.model.Settings.Lots;
import recoup.model.Settings.PaymentExpired.Mode;
import recoup.model.Trigger;
import recoup.operations.CancelInShop.By;
import recoup.operations.Effect;
import recoup.operations.EndPayment.How;
import recoup.rules.revert.LotRule;

/** From what is told about an order to what is written: which settings decide, what is of no account, what is written once. */
class AutomaticCancelTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Taipei");
    private static final Instant DUE = Instant.parse("2021-01-01T16:30:00Z");
    private static final String AFTER_THE_EXAMPLE = "2021-01-03T00:00:00Z"; // 08:00 in Taipei

    // expired and failed payments

    @Test
    void A_01_where_it_is_off_an_expired_payment_is_recorded_and_nothing_else() {
        var shop = example(expiredMode(Mode.OFF));
        shop.at(AFTER_THE_EXAMPLE);
        assertThat(shop.expired("pi_1")).isInstanceOf(Effect.Done.class);
        assertThat(shop.order().payment().status()).isEqualTo(PaymentStatus.EXPIRED);
        assertThat(shop.order().status()).isEqualTo(OrderStatus.PENDING);
        assertThat(shop.order().payment().deadline()).as("no longer due").isEmpty();
        assertReverted(shop, RevertStatus.NOT_APPLICABLE, RevertStatus.NOT_APPLICABLE);
        assertThat(shop.history()).extracting(Journal::what).endsWith(Journal.What.PAYMENT);
        assertThat(shop.history().getLast().trigger()).isEqualTo(Trigger.PAYMENT_EXPIRED);
    }

    @Test
    void A_01_where_it_only_cancels_nothing_comes_back() {
        var shop = example(expiredMode(Mode.CANCEL));
        shop.at(AFTER_THE_EXAMPLE);
        shop.expired();
        assertCancelled(shop, Trigger.PAYMENT_EXPIRED, PaymentStatus.EXPIRED);
        assertReverted(shop, RevertStatus.NOT_REVERTED, RevertStatus.NOT_REVERTED);
    }

    @Test
    void A_01_an_order_that_used_nothing_is_cancelled_all_the_same() {
        var shop = new ToldShop(settings(expiredMode(Mode.CANCEL_AND_REVERT)));
        shop.place(ORDER, 0, 0, Optional.of(DUE));
        shop.expired();
        assertCancelled(shop, Trigger.PAYMENT_EXPIRED, PaymentStatus.EXPIRED);
        assertReverted(shop, RevertStatus.NOT_APPLICABLE, RevertStatus.NOT_APPLICABLE);
    }

    /** The points are valid, one of the two lots of credit is over. */
    @Test
    void A_03_the_articles_example_from_the_wallet_to_the_wallet() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.at(AFTER_THE_EXAMPLE);
        shop.expired();
        assertCancelled(shop, Trigger.PAYMENT_EXPIRED, PaymentStatus.EXPIRED);
        assertReverted(shop, RevertStatus.NOT_REVERTED, RevertStatus.REVERTED);
        assertThat(shop.available(Asset.STORE_CREDIT)).isZero();
        assertThat(shop.available(Asset.POINTS)).isEqualTo(100);
    }

    @ParameterizedTest
    @EnumSource
    void A_04_a_failed_payment_cancels_whatever_an_expired_one_does(Mode mode) {
        var shop = example(expiredMode(mode));
        shop.at(AFTER_THE_EXAMPLE);
        shop.failed("pi_1");
        assertCancelled(shop, Trigger.PAYMENT_FAILED, PaymentStatus.FAILED);
        assertReverted(shop, RevertStatus.REVERTED, RevertStatus.REVERTED);
        assertThat(shop.available(Asset.STORE_CREDIT)).isEqualTo(50_00);
        assertThat(shop.available(Asset.POINTS)).isEqualTo(100);
    }

    @Test
    void A_04_where_everything_has_expired_nothing_is_reverted() {
        var shop = new ToldShop(settings(Function.identity()));
        shop.give(Asset.STORE_CREDIT, 50_00, Expiry.on(LocalDate.parse("2021-01-01")));
        shop.place(ORDER, 50_00, 0, Optional.empty());
        shop.at(AFTER_THE_EXAMPLE);
        shop.failed();
        assertCancelled(shop, Trigger.PAYMENT_FAILED, PaymentStatus.FAILED);
        assertReverted(shop, RevertStatus.NOT_REVERTED, RevertStatus.NOT_APPLICABLE);
        assertThat(shop.available(Asset.STORE_CREDIT)).isZero();
    }

    @Test
    void A_06_each_kind_of_end_follows_its_own_setting() {
        var swapped = example(settings -> settings(
                settings,
                new Settings.PaymentExpired(Mode.CANCEL_AND_REVERT, Lots.VALID_ONLY),
                new Settings.PaymentFailed(Lots.ALL_OR_NOTHING, false)));
        swapped.at(AFTER_THE_EXAMPLE);
        swapped.failed();
        assertReverted(swapped, RevertStatus.NOT_REVERTED, RevertStatus.REVERTED);

        var same = example(settings -> settings(
                settings,
                new Settings.PaymentExpired(Mode.CANCEL_AND_REVERT, Lots.VALID_ONLY),
                new Settings.PaymentFailed(Lots.ALL_OR_NOTHING, false)));
        same.at(AFTER_THE_EXAMPLE);
        same.expired();
        assertReverted(same, RevertStatus.REVERTED, RevertStatus.REVERTED);
    }

    @ParameterizedTest
    @CsvSource({"true, CUSTOMER, true", "true, MERCHANT, false", "false, CUSTOMER, false"})
    void C_12_an_automatic_revert_is_marked_for_the_customer_if_the_setting_says_so_and_something_came_back(
            boolean setting, By by, boolean marked) {
        var shop = example(settings -> new Settings(
                settings.calendar(),
                settings.currency(),
                settings.paymentExpired(),
                settings.paymentFailed(),
                settings.clawback(),
                new Settings.Notifications(setting),
                settings.version()));
        shop.cancelledInShop(by);
        assertThat(shop.history().getLast().notifyCustomer()).isEqualTo(marked);
    }

    // the sweep

    @Test
    void A_01_a_sweep_expires_what_is_due_and_nothing_before_its_time() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.place(new OrderId("ORD-2"), 0, 0, Optional.of(DUE.plusMillis(1)));
        shop.place(new OrderId("ORD-3"), 0, 0, Optional.empty());
        shop.at(DUE.minusMillis(1).toString());
        assertThat(shop.sweep().told()).isEmpty();

        shop.at(DUE.toString());
        var sweep = shop.sweep();
        assertThat(sweep.told()).containsExactly("ORD-1 Done");
        assertThat(sweep.swept().due()).isEqualTo(1);
        assertThat(sweep.swept().handled()).isEqualTo(1);
        assertThat(sweep.swept().failed()).isZero();
        assertCancelled(shop, Trigger.PAYMENT_EXPIRED, PaymentStatus.EXPIRED);
        assertThat(shop.order(new OrderId("ORD-2")).cancelled()).isFalse();
        assertThat(shop.order(new OrderId("ORD-3")).cancelled()).isFalse();

        var before = shop.contents();
        assertThat(shop.sweep().told()).as("again").isEmpty();
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void A_01_whatever_the_setting_an_order_is_due_once(Mode mode) {
        var shop = example(expiredMode(mode));
        shop.at(AFTER_THE_EXAMPLE);
        assertThat(shop.sweep().told()).containsExactly("ORD-1 Done");
        assertThat(shop.order().cancelled()).isEqualTo(mode != Mode.OFF);
        assertThat(shop.sweep().told()).isEmpty();
    }

    @Test
    void A_01_an_order_that_cannot_be_read_waits_longer_each_time_and_stands_in_nobodys_way() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        var spoilt = new OrderId("SPOILT");
        shop.place(spoilt, 0, 0, Optional.of(DUE.minusSeconds(1)));
        shop.spoil(spoilt);
        shop.at(DUE.toString());
        assertThat(shop.sweep().told()).containsExactlyInAnyOrder("SPOILT fault", "ORD-1 Done");
        shop.at(DUE.plusSeconds(59).toString());
        assertThat(shop.sweep().told()).isEmpty();
        shop.at(DUE.plusSeconds(60).toString());
        assertThat(shop.sweep().told()).containsExactly("SPOILT fault");
        shop.at(DUE.plusSeconds(60 + 119).toString());
        assertThat(shop.sweep().told()).isEmpty();
        shop.at(DUE.plusSeconds(60 + 120).toString());
        assertThat(shop.sweep().swept().failed()).isEqualTo(1);
    }

    @Test
    void C_14_an_order_moved_out_of_CANCELLED_is_due_only_by_a_new_deadline() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.cancelledByHand(new LotRule.Leave());
        shop.told(Telling.of("shop").version(1).status(OrderStatus.CONFIRMED));
        assertThat(shop.order().status()).isEqualTo(OrderStatus.CONFIRMED);
        shop.at(AFTER_THE_EXAMPLE);
        assertThat(shop.sweep().told()).isEmpty();

        shop.told(Telling.of("shop").version(2).dueAt("2021-01-04T00:00:00Z"));
        assertThat(shop.sweep().told()).isEmpty();
        shop.at("2021-01-04T00:00:00Z");
        assertThat(shop.sweep().told()).containsExactly("ORD-1 Done");
    }

    @Test
    void C_14_a_deadline_told_with_the_move_counts_and_other_moves_keep_the_one_there_is() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.told(Telling.of("shop").version(1).status(OrderStatus.CONFIRMED));
        assertThat(shop.order().payment().deadline()).contains(DUE);
        shop.cancelledInShop(By.MERCHANT);
        shop.told(Telling.of("shop").version(2).status(OrderStatus.PENDING).dueAt("2021-01-04T00:00:00Z"));
        assertThat(shop.order().payment().deadline()).contains(Instant.parse("2021-01-04T00:00:00Z"));
    }

    // what is of no account

    @Test
    void A_07_the_same_again_and_every_other_trigger_after_it_writes_nothing() {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.failed("pi_1");
        assertReverted(shop, RevertStatus.REVERTED, RevertStatus.REVERTED);
        shop.at(AFTER_THE_EXAMPLE);
        var before = shop.contents();
        assertThat(shop.failed("pi_1")).isEqualTo(new Effect.Nothing());
        assertThat(shop.expired("pi_1")).isEqualTo(new Effect.Nothing());
        assertThat(shop.cancelledInShop(By.CUSTOMER)).isEqualTo(new Effect.Nothing());
        assertThat(shop.cancelledInShop(By.MERCHANT)).isEqualTo(new Effect.Nothing());
        assertThat(shop.told(Telling.of("shop").status(OrderStatus.CANCELLED))).isEqualTo(new Effect.Nothing());
        assertThat(shop.sweep().told()).isEmpty();
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void A_08_the_end_of_an_old_attempt_changes_nothing_and_that_of_any_other_counts(How how) {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.told(Telling.of("shop").version(1).attempt("pi_2"));
        var before = shop.contents();
        assertThat(shop.ended(how, true, "pi_1")).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.ended(how, true, "pi_1", "cs_1")).isEqualTo(new Effect.Nothing());
        var taught = shop.contents();
        assertThat(shop.ended(how, true, "cs_1"))
                .as("the other id of the attempt that was left, on its own")
                .isEqualTo(new Effect.Nothing());
        assertThat(shop.ended(how, true, "pi_1", "cs_1")).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(taught);
        assertThat(shop.order().payment().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(shop.ended(how, true, "pi_unheard-of")).isInstanceOf(Effect.Done.class);
        assertThat(shop.order().cancelled()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void A_08_the_end_of_a_payment_that_no_longer_waits_changes_nothing(How how) {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        assertThat(shop.paid()).isInstanceOf(Effect.Done.class);
        var before = shop.contents();
        assertThat(shop.ended(how, true, "pi_1")).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void A_08_moving_back_does_not_make_a_payment_wait_again() {
        var shop = example(Function.identity());
        shop.failed();
        shop.movedByHand(OrderStatus.PENDING);
        var before = shop.contents();
        assertThat(shop.failed()).isEqualTo(new Effect.Nothing());
        assertThat(shop.expired()).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(before);
        assertThat(shop.order().status()).isEqualTo(OrderStatus.PENDING);
    }

    @Test
    void A_08_a_payment_after_the_cancel_leaves_all_as_it_is_and_opens_one_review() {
        var shop = example(Function.identity());
        shop.failed();
        var wallet = shop.available(Asset.STORE_CREDIT);
        assertThat(shop.paid()).isInstanceOf(Effect.Done.class);
        assertCancelled(shop, Trigger.PAYMENT_FAILED, PaymentStatus.PAID);
        assertThat(shop.available(Asset.STORE_CREDIT)).isEqualTo(wallet).isPositive();
        assertThat(shop.reviews()).hasSize(1);
        var review = shop.reviews().getFirst();
        assertThat(review.kind()).isEqualTo(Review.Kind.PAID_AFTER_CANCEL);
        assertThat(review.amount()).contains(TOTAL);
        assertThat(shop.history().getLast().opened()).contains(review.id());

        var before = shop.contents();
        assertThat(shop.paid()).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void A_08_a_payment_replaces_an_expiry_without_a_cancel_and_opens_no_review() {
        var shop = example(expiredMode(Mode.OFF));
        shop.expired();
        shop.paid();
        assertThat(shop.order().payment().status()).isEqualTo(PaymentStatus.PAID);
        assertThat(shop.reviews()).isEmpty();
    }

    @Test
    void A_08_a_payment_never_replaces_a_refund() {
        var shop = example(Function.identity());
        shop.told(Telling.of("shop").total(1));
        var before = shop.contents();
        assertThat(shop.paid()).isEqualTo(new Effect.Nothing());
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void A_09_an_attempt_that_may_be_tried_again_has_not_ended_unless_the_setting_says_so(How how) {
        var patient = example(expiredMode(Mode.CANCEL_AND_REVERT));
        var before = patient.contents();
        assertThat(patient.ended(how, false, "pi_1")).isEqualTo(new Effect.Nothing());
        assertThat(patient.contents()).isEqualTo(before);

        var strict = example(settings -> settings(
                settings,
                new Settings.PaymentExpired(Mode.CANCEL_AND_REVERT, Lots.ALL_OR_NOTHING),
                new Settings.PaymentFailed(Lots.VALID_ONLY, true)));
        strict.ended(how, false, "pi_1");
        assertThat(strict.order().cancelled()).isTrue();
    }

    // cancels and refunds in the shop

    @Test
    void A_10_a_customers_cancel_gives_back_valid_lots() {
        var shop = example(Function.identity());
        shop.at(AFTER_THE_EXAMPLE);
        shop.cancelledInShop(By.CUSTOMER);
        assertCancelled(shop, Trigger.CUSTOMER, PaymentStatus.PENDING);
        assertThat(shop.available(Asset.STORE_CREDIT)).isEqualTo(50_00);
        assertThat(shop.available(Asset.POINTS)).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void A_11_the_end_of_a_cancelled_orders_payment_is_recorded_and_gives_nothing_back(boolean failed) {
        var shop = example(expiredMode(Mode.CANCEL_AND_REVERT));
        shop.cancelledByHand(new LotRule.Leave());
        var wallet = List.of(shop.available(Asset.STORE_CREDIT), shop.available(Asset.POINTS));
        assertThat(failed ? shop.failed() : shop.expired()).isInstanceOf(Effect.Done.class);
        assertCancelled(shop, Trigger.MANUAL, failed ? PaymentStatus.FAILED : PaymentStatus.EXPIRED);
        assertReverted(shop, RevertStatus.NOT_REVERTED, RevertStatus.NOT_REVERTED);
        assertThat(List.of(shop.available(Asset.STORE_CREDIT), shop.available(Asset.POINTS)))
                .isEqualTo(wallet);
        assertThat(shop.history()).extracting(Journal::what).endsWith(Journal.What.CANCELLED, Journal.What.PAYMENT);
    }

    @Test
    void A_12_a_cancel_by_anyone_else_gives_nothing_back_on_either_road() {
        var told = example(Function.identity());
        told.cancelledInShop(By.MERCHANT);
        var updated = example(Function.identity());
        updated.told(Telling.of("shop").version(1).status(OrderStatus.CANCELLED).tags("gone"));
        for (var shop : List.of(told, updated)) {
            assertCancelled(shop, Trigger.PLATFORM, PaymentStatus.PENDING);
            assertReverted(shop, RevertStatus.NOT_REVERTED, RevertStatus.NOT_REVERTED);
            assertThat(shop.available(Asset.STORE_CREDIT)).isZero();
        }
        assertThat(updated.order().tags()).containsExactly("gone");
        var before = updated.contents();
        assertThat(updated.told(Telling.of("shop").version(1).status(OrderStatus.PENDING)))
                .as("an old edition")
                .isEqualTo(new Effect.Nothing());
        assertThat(updated.contents()).isEqualTo(before);
    }

    @Test
    void A_13_a_refund_alone_gives_nothing_back() {
        var shop = example(Function.identity());
        shop.paid();
        shop.told(Telling.of("shop").refundStatus(PaymentStatus.REFUNDED).total(TOTAL));
        assertThat(shop.order().payment().status()).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(shop.order().status()).isEqualTo(OrderStatus.PENDING);
        assertReverted(shop, RevertStatus.NOT_APPLICABLE, RevertStatus.NOT_APPLICABLE);
        assertThat(shop.available(Asset.POINTS)).isZero();
    }

    @Test
    void A_13_the_same_update_again_writes_nothing_and_one_that_contradicts_is_impossible() {
        var shop = example(Function.identity());
        var telling = Telling.of("shop").version(1).tags("vip").refund("re_1", 500);
        assertThat(shop.told(telling)).isInstanceOf(Effect.Done.class);
        var before = shop.contents();
        assertThat(shop.told(telling)).isEqualTo(new Effect.Nothing());
        assertThat(shop.told(Telling.of("shop").version(2).refund("re_1", 501))).isInstanceOf(Effect.Impossible.class);
        assertThat(shop.told(new OrderId("unheard-of"), telling))
                .isEqualTo(new Effect.UnknownOrder(new OrderId("unheard-of")));
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void an_update_is_told_on_only_if_it_changes_a_status_or_an_amount() {
        var shop = example(Function.identity());
        var told = shop.outbox().size();
        shop.told(Telling.of("shop").version(1).tags("vip").attempt("pi_2").dueAt("2021-02-01T00:00:00Z"));
        assertThat(shop.outbox()).hasSize(told);
        shop.told(Telling.of("shop").version(2).total(1));
        assertThat(shop.outbox()).hasSize(told + 1);
        shop.told(Telling.of("shop").version(3).total(2));
        assertThat(shop.outbox()).as("the same status, another amount").hasSize(told + 2);
        assertThat(shop.history()).extracting(Journal::what).endsWith(Journal.What.PAYMENT);
    }

    // What the cases are made of

    /** The article's order, placed a minute before the first lot's last day ends in Taipei, and due half an hour after it. */
    private static ToldShop example(Function<Settings, Settings> change) {
        var shop = new ToldShop(settings(change));
        shop.give(Asset.STORE_CREDIT, 50_00, Expiry.on(LocalDate.parse("2021-01-01")));
        shop.give(Asset.STORE_CREDIT, 50_00, Expiry.NEVER);
        shop.give(Asset.POINTS, 100, Expiry.on(LocalDate.parse("2022-01-01")));
        shop.at("2021-01-01T15:59:00Z");
        shop.place(ORDER, 100_00, 100, Optional.of(DUE));
        return shop;
    }

    private static Settings settings(Function<Settings, Settings> change) {
        var defaults = Settings.DEFAULTS;
        return change.apply(new Settings(
                new BusinessCalendar(ZONE, MonthDay.of(12, 31)),
                defaults.currency(),
                defaults.paymentExpired(),
                defaults.paymentFailed(),
                defaults.clawback(),
                defaults.notifications(),
                0));
    }

    private static Settings settings(
            Settings settings, Settings.PaymentExpired expired, Settings.PaymentFailed failed) {
        return new Settings(
                settings.calendar(),
                settings.currency(),
                expired,
                failed,
                settings.clawback(),
                settings.notifications(),
                settings.version());
    }

    private static Function<Settings, Settings> expiredMode(Mode mode) {
        return settings ->
                settings(settings, new Settings.PaymentExpired(mode, Lots.ALL_OR_NOTHING), settings.paymentFailed());
    }

    private static void assertCancelled(ToldShop shop, Trigger trigger, PaymentStatus payment) {
        assertThat(shop.order().status()).isEqualTo(OrderStatus.CANCELLED);
        assertThat(shop.order().cancellation().orElseThrow().trigger()).isEqualTo(trigger);
        assertThat(shop.order().payment().status()).isEqualTo(payment);
    }

    private static void assertReverted(ToldShop shop, RevertStatus credit, RevertStatus points) {
        assertThat(shop.order().revertStatus(Asset.STORE_CREDIT)).isEqualTo(credit);
        assertThat(shop.order().revertStatus(Asset.POINTS)).isEqualTo(points);
    }
}
