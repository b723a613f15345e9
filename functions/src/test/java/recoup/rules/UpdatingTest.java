package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.model.PaymentStatus.PARTIALLY_REFUNDED;
import static recoup.model.PaymentStatus.REFUNDED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.model.AttemptId;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.PaymentStatus;
import recoup.model.Placement;
import recoup.model.Refunds;
import recoup.rules.update.Updating;

/** What an update makes of an order of 100.00: which of it is news, what is refunded, which attempt is old. */
class UpdatingTest {
    private static final long TOTAL = 10_000;
    private static final Instant DEADLINE = Instant.parse("2021-01-02T10:00:00Z");

    // Editions

    @Test
    void tags_replace_the_list_and_what_is_not_mentioned_stays() {
        var first = after(order(), Telling.of("shop").version(1).tags("vip", "gift"));
        assertThat(first.tags()).containsExactly("vip", "gift");
        var second = after(first, Telling.of("shop").version(2).tags("sale"));
        assertThat(second.tags()).containsExactly("sale");
        var third = after(second, Telling.of("shop").version(3));
        assertThat(third.tags()).containsExactly("sale");
        assertThat(after(third, Telling.of("shop").version(4).tags()).tags()).isEmpty();
        assertThat(third.payment()).isEqualTo(order().payment());
    }

    @ParameterizedTest
    @CsvSource({
        // known number and date, told number and date, whether that is news
        "7, , 6, , false",
        "7, , 7, , false",
        "7, , 8, , true",
        ", 2021-01-03, , 2021-01-02, false",
        ", 2021-01-03, , 2021-01-03, false",
        ", 2021-01-03, , 2021-01-04, true",
        // told both ways the number decides
        "7, 2021-01-03, 8, 2021-01-02, true",
        "7, 2021-01-03, 6, 2021-01-04, false",
        "7, 2021-01-03, 7, 2021-01-04, false",
        // one numbered, one dated: nothing says which was first
        "7, , , 2021-01-02, true",
        ", 2021-01-03, 1, , true",
        // known both ways, each is compared with its own
        "7, 2021-01-03, , 2021-01-02, false",
        "7, 2021-01-03, , 2021-01-04, true",
        "7, 2021-01-03, 6, , false",
        // none is always new
        "7, 2021-01-03, , , true",
    })
    void only_a_newer_edition_of_the_same_source_is_news(
            @Nullable Long known,
            @Nullable String knownDate,
            @Nullable Long told,
            @Nullable String toldDate,
            boolean news) {
        var before = after(
                order(),
                Telling.of("shop").edition(known, knownDate).tags("known").refundStatus(PARTIALLY_REFUNDED));
        var update = Telling.of("shop").edition(told, toldDate).tags("told").refundStatus(REFUNDED);
        var after = after(before, update);
        assertThat(after.tags()).containsExactly(news ? "told" : "known");
        assertThat(after.payment().status()).isEqualTo(news ? REFUNDED : PARTIALLY_REFUNDED);
    }

    @Test
    void after_a_number_and_a_date_in_turn_both_are_remembered() {
        var order = after(order(), Telling.of("shop").version(7).tags("numbered"));
        order = after(order, Telling.of("shop").at("2021-01-03").tags("dated"));
        assertThat(order.tags()).containsExactly("dated");
        order = after(order, Telling.of("shop").version(7).tags("numbered"));
        assertThat(order.tags()).as("the first again").containsExactly("dated");
        order = after(order, Telling.of("shop").at("2021-01-03").tags("again"));
        assertThat(order.tags()).as("the second again").containsExactly("dated");
    }

    @Test
    void each_source_has_its_own_editions() {
        var order = after(order(), Telling.of("shop").version(7).tags("shop"));
        order = after(order, Telling.of("erp").version(1).tags("erp"));
        assertThat(order.tags()).containsExactly("erp");
        order = after(order, Telling.of("shop").version(6).tags("late"));
        assertThat(order.tags()).containsExactly("erp");
        order = after(order, Telling.of("shop").version(8).tags("new"));
        assertThat(order.tags()).containsExactly("new");
        assertThat(after(order, Telling.of("erp").version(1).tags("late")).tags())
                .containsExactly("new");
    }

    @Test
    void what_has_no_edition_is_always_taken_and_makes_no_other_old() {
        var order = after(order(), Telling.of("shop").version(7).tags("seven"));
        order = after(order, Telling.of("shop").tags("unsaid"));
        assertThat(order.tags()).containsExactly("unsaid");
        assertThat(after(order, Telling.of("shop").version(7).tags("late")).tags())
                .containsExactly("unsaid");
        assertThat(after(order, Telling.of("shop").version(8).tags("new")).tags())
                .containsExactly("new");
    }

    // What an edition does not mention it does not tell

    @Test
    void A_08_an_attempt_named_by_an_older_edition_counts_if_the_newer_one_named_none() {
        var order = after(order(), Telling.of("shop").version(2).tags("vip"));
        order = naming(order, 1, "pi_2");
        assertThat(order.payment().attempt()).contains(new AttemptId("pi_2"));
        assertThat(canFail(order, "pi_2")).isTrue();
        assertThat(canFail(order, "pi_0")).as("the one that was left").isFalse();
    }

    @Test
    void an_older_edition_tells_what_the_newer_one_did_not_mention() {
        var newer = after(order(), Telling.of("shop").version(2).dueAt("2021-02-01T00:00:00Z"));
        var late =
                Telling.of("shop").version(1).tags("vip").refundStatus(REFUNDED).status(OrderStatus.CANCELLED);
        assertThat(after(newer, late).tags()).containsExactly("vip");
        assertThat(after(newer, late).payment().status()).isEqualTo(REFUNDED);
        assertThat(updated(newer, late).status()).contains(OrderStatus.CANCELLED);
        assertThat(after(newer, Telling.of("shop").version(1).dueAt("2021-01-01T00:00:00Z"))
                        .payment()
                        .deadline())
                .contains(Instant.parse("2021-02-01T00:00:00Z"));
    }

    @Test
    void a_refund_status_and_a_status_are_two_things() {
        var order = after(order(), Telling.of("shop").version(2).status(OrderStatus.CONFIRMED));
        assertThat(after(order, Telling.of("shop").version(1).refundStatus(REFUNDED))
                        .payment()
                        .status())
                .isEqualTo(REFUNDED);
        assertThat(updated(order, Telling.of("shop").version(1).status(OrderStatus.COMPLETED))
                        .status())
                .isEmpty();
    }

    @Test
    void the_date_of_a_source_never_goes_back() {
        var order = after(order(), Telling.of("shop").edition(5L, "2021-01-10").tags("ten"));
        order = after(order, Telling.of("shop").edition(6L, "2021-01-05").tags("five"));
        assertThat(after(order, Telling.of("shop").at("2021-01-07").tags("seven"))
                        .tags())
                .containsExactly("five");
    }

    // refunds

    @Test
    void A_13_a_refund_is_known_by_its_id() {
        var first = after(order(), Telling.of("shop").refund("re_1", 2_500));
        assertThat(first.payment().refunds().total()).isEqualTo(2_500);
        assertThat(first.payment().status()).isEqualTo(PARTIALLY_REFUNDED);
        assertThat(after(first, Telling.of("shop").refund("re_1", 2_500))).isEqualTo(first);
        assertThat(after(first, Telling.of("other").version(1).refund("re_1", 2_500))
                        .payment())
                .as("told by another source, too")
                .isEqualTo(first.payment());
        assertThat(after(first, Telling.of("shop").refund("re_2", 2_500))
                        .payment()
                        .refunds()
                        .total())
                .as("another refund of the same amount")
                .isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2_499, 2_501})
    void A_13_the_same_refund_with_another_amount_is_a_contradiction(long amount) {
        var order = after(order(), Telling.of("shop").refund("re_1", 2_500));
        assertThat(contradicts(order, Telling.of("shop").refund("re_1", amount)))
                .isTrue();
    }

    @Test
    void A_13_the_running_total_never_falls() {
        var order = after(order(), Telling.of("shop").version(1).total(2_500));
        order = after(order, Telling.of("shop").version(2).total(1_000));
        assertThat(order.payment().refunds().total()).isEqualTo(2_500);
        order = after(order, Telling.of("shop").version(3).total(2_500));
        assertThat(order.payment().refunds().total()).isEqualTo(2_500);
        order = after(order, Telling.of("shop").version(4).total(2_501));
        assertThat(order.payment().refunds().total()).isEqualTo(2_501);
    }

    @Test
    void A_13_a_running_total_and_single_refunds_say_the_same_and_are_not_added() {
        var order = after(order(), Telling.of("psp").refund("re_1", 2_500));
        order = after(order, Telling.of("shop").total(2_500));
        assertThat(order.payment().refunds().total()).isEqualTo(2_500);
        order = after(order, Telling.of("shop").total(4_000));
        assertThat(order.payment().refunds().total()).isEqualTo(4_000);
        order = after(order, Telling.of("psp").refund("re_2", 1_500));
        assertThat(order.payment().refunds().total()).isEqualTo(4_000);
        order = after(order, Telling.of("psp").refund("re_3", 100));
        assertThat(order.payment().refunds().total()).isEqualTo(4_100);
        order = after(order, Telling.of("psp").refund("re_4", 100).total(5_000));
        assertThat(order.payment().refunds().total()).as("both at once").isEqualTo(5_000);
    }

    @Test
    void A_13_an_old_edition_still_adds_its_refunds() {
        var order = after(order(), Telling.of("shop").version(2).tags("new").refund("re_2", 1_000));
        order = after(order, Telling.of("shop").version(1).tags("old").refund("re_1", 500));
        assertThat(order.payment().refunds().total()).isEqualTo(1_500);
        assertThat(order.tags()).containsExactly("new");
    }

    @Test
    void A_13_refunded_up_to_the_total_and_not_a_cent_more() {
        assertThat(after(order(), Telling.of("shop").total(TOTAL))
                        .payment()
                        .refunds()
                        .total())
                .isEqualTo(TOTAL);
        assertThat(contradicts(order(), Telling.of("shop").total(TOTAL + 1))).isTrue();
        assertThat(contradicts(order(), Telling.of("shop").refund("re_1", TOTAL + 1)))
                .isTrue();
        var nearly = after(order(), Telling.of("shop").refund("re_1", TOTAL - 1));
        assertThat(contradicts(nearly, Telling.of("shop").refund("re_2", 2))).isTrue();
        assertThat(contradicts(nearly, Telling.of("shop").refund("re_2", 1))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EUR", "usd", "JPY"})
    void A_13_an_amount_in_another_currency_is_a_contradiction(String currency) {
        assertThat(contradicts(order(), Telling.of("shop").total(1).currency(currency)))
                .isTrue();
        assertThat(contradicts(order(), Telling.of("shop").refund("re_1", 1).currency(currency)))
                .isTrue();
        assertThat(contradicts(order(), Telling.of("shop").total(1).currency("USD")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"PENDING", "PAID", "EXPIRED", "FAILED"})
    void A_13_an_amount_without_a_status_sets_it_by_itself(PaymentStatus before) {
        var order = order().withPayment(order().payment().withStatus(before));
        assertThat(after(order, Telling.of("shop").total(0)).payment().status()).isEqualTo(before);
        assertThat(after(order, Telling.of("shop").total(1)).payment().status()).isEqualTo(PARTIALLY_REFUNDED);
        assertThat(after(order, Telling.of("shop").refund("re_1", TOTAL - 1))
                        .payment()
                        .status())
                .isEqualTo(PARTIALLY_REFUNDED);
        assertThat(after(order, Telling.of("shop").total(TOTAL)).payment().status())
                .isEqualTo(REFUNDED);
        assertThat(after(order, Telling.of("shop").refund("re_1", TOTAL))
                        .payment()
                        .status())
                .isEqualTo(REFUNDED);
    }

    @Test
    void A_13_a_told_status_is_taken_as_told_whatever_the_amount() {
        var order = after(order(), Telling.of("shop").version(1).refundStatus(REFUNDED));
        assertThat(order.payment().status()).isEqualTo(REFUNDED);
        assertThat(order.payment().refunds().total()).isZero();
        order = after(
                order,
                Telling.of("shop").version(2).refundStatus(PARTIALLY_REFUNDED).total(TOTAL));
        assertThat(order.payment().status()).isEqualTo(PARTIALLY_REFUNDED);
        assertThat(order.payment().refunds().total()).isEqualTo(TOTAL);
    }

    @Test
    void A_13_an_amount_never_makes_less_of_REFUNDED() {
        var order = after(order(), Telling.of("shop").version(1).refundStatus(REFUNDED));
        order = after(order, Telling.of("shop").version(2).total(1));
        assertThat(order.payment().status()).isEqualTo(REFUNDED);
        order = after(order, Telling.of("psp").refund("re_1", 2));
        assertThat(order.payment().status()).isEqualTo(REFUNDED);
    }

    @Test
    void A_13_a_refund_leaves_allocations_status_and_cancellation_as_they_are() {
        var order = order();
        var after = after(order, Telling.of("shop").refundStatus(REFUNDED).total(TOTAL));
        assertThat(after)
                .isEqualTo(order.withPayment(
                        order.payment().withStatus(REFUNDED).withRefunds(new Refunds(TOTAL, List.of()))));
    }

    // attempts

    @Test
    void A_08_naming_another_attempt_makes_the_one_before_old() {
        var order = naming(order(), 1, "pi_1");
        assertThat(canFail(order, "pi_1")).isTrue();
        order = naming(order, 2, "pi_2");
        assertThat(canFail(order, "pi_1")).isFalse();
        assertThat(canFail(order, "pi_2")).isTrue();
        assertThat(canFail(order, "pi_unheard-of")).isTrue();
        assertThat(canFail(order)).as("without an id").isTrue();
        order = naming(order, 3, "pi_3");
        assertThat(canFail(order, "pi_1")).isFalse();
        assertThat(canFail(order, "pi_2")).isFalse();
    }

    @Test
    void A_08_naming_the_same_attempt_again_leaves_none() {
        var order = naming(order(), 1, "pi_1");
        assertThat(naming(order, 2, "pi_1").payment()).isEqualTo(order.payment());
        assertThat(canFail(naming(order, 2, "pi_1"), "pi_1")).isTrue();
    }

    @Test
    void A_08_an_attempt_that_is_named_again_counts_again() {
        var order = naming(naming(naming(order(), 1, "pi_1"), 2, "pi_2"), 3, "pi_1");
        assertThat(canFail(order, "pi_1")).isTrue();
        assertThat(canFail(order, "pi_2")).isFalse();
        assertThat(order.payment().leftAttempts()).containsExactly(new AttemptId("pi_0"), new AttemptId("pi_2"));
    }

    @Test
    void A_08_an_attempt_that_comes_late_was_left_before_it_came() {
        var order = naming(naming(order(), 2, "pi_2"), 1, "pi_1");
        assertThat(order.payment().attempt()).contains(new AttemptId("pi_2"));
        assertThat(canFail(order, "pi_1")).isFalse();
        assertThat(canFail(order, "pi_2")).isTrue();
        assertThat(naming(order, 1, "pi_1")).as("again").isEqualTo(order);
    }

    @Test
    void A_08_a_payments_two_ids_are_one_attempt() {
        var order = naming(naming(order(), 1, "cs_1"), 2, "pi_2");
        assertThat(canFail(order, "cs_1", "pi_1")).as("one of them was left").isFalse();
        assertThat(canFail(order, "cs_2", "pi_2")).as("one of them is named").isTrue();
        assertThat(canFail(order, "cs_9", "pi_9")).as("neither was named").isTrue();
        var byItsOtherId = naming(order, 3, "cs_2");
        assertThat(canFail(byItsOtherId, "cs_2", "pi_2"))
                .as("the one that is named and one that was left")
                .isTrue();
    }

    // Deadlines

    @Test
    void a_new_deadline_counts_and_an_old_one_does_not() {
        var order = after(order(), Telling.of("shop").version(2).dueAt("2021-01-05T00:00:00Z"));
        assertThat(order.payment().deadline()).contains(Instant.parse("2021-01-05T00:00:00Z"));
        order = after(order, Telling.of("shop").version(1).dueAt("2021-01-03T00:00:00Z"));
        assertThat(order.payment().deadline()).contains(Instant.parse("2021-01-05T00:00:00Z"));
        order = after(order, Telling.of("shop").version(3).dueAt("2020-01-01T00:00:00Z"));
        assertThat(order.isDue(Instant.parse("2021-01-01T00:00:00Z")))
                .as("a past one is due at once")
                .isTrue();
    }

    @Test
    void a_new_attempt_without_a_deadline_keeps_the_one_there_is() {
        assertThat(naming(order(), 1, "pi_9").payment().deadline()).contains(DEADLINE);
    }

    // Bounds

    @Test
    void what_would_let_the_item_grow_without_end_is_a_contradiction() {
        var refunded = order();
        var named = naming(order(), 0, "pi_0");
        for (var number = 1; number <= 200; number++) {
            refunded = after(refunded, Telling.of("shop").refund("re_" + number, 1));
            named = naming(named, number, "pi_" + number);
        }
        assertThat(contradicts(refunded, Telling.of("shop").refund("re_201", 1)))
                .isTrue();
        assertThat(contradicts(refunded, Telling.of("shop").refund("re_200", 1)))
                .isFalse();
        assertThat(contradicts(named, Telling.of("shop").version(201).attempt("pi_201")))
                .isTrue();
        var told = order();
        for (var number = 1; number <= 50; number++) {
            told = after(told, Telling.of("shop-" + number).version(1).tags());
        }
        assertThat(contradicts(told, Telling.of("shop-51").version(1).tags())).isTrue();
        assertThat(contradicts(told, Telling.of("shop-50").version(2).tags())).isFalse();
        assertThat(contradicts(told, Telling.of("shop-51").tags("without an edition")))
                .isFalse();
    }

    // Laws

    /** Everything an update can tell, in every combination of up to two things. */
    @Test
    void the_same_update_twice_is_as_good_as_once() {
        var starts = List.of(
                order(),
                naming(naming(order(), 4, "pi_1"), 5, "pi_2"),
                after(order(), Telling.of("shop").at("2021-01-05").tags("known").total(1_000)),
                after(
                        order(),
                        Telling.of("shop").version(9).refundStatus(REFUNDED).refund("re_1", 500)));
        for (var start : starts) {
            for (var update : tellings()) {
                if (!contradicts(start, update)) {
                    var once = after(start, update);
                    assertThat(after(once, update)).as("%s", update).isEqualTo(once);
                }
            }
        }
    }

    /** Four editions that each tell how the order stands, in all 24 orders, each edition perhaps twice. */
    @Test
    void A_13_in_whatever_order_editions_come_the_newest_decides_and_no_refund_is_lost() {
        var editions = List.of(
                Telling.of("shop")
                        .version(1)
                        .tags("one")
                        .refundStatus(PARTIALLY_REFUNDED)
                        .refund("re_1", 1_000),
                Telling.of("shop").version(2).tags("two").refundStatus(REFUNDED).total(4_000),
                Telling.of("shop")
                        .version(3)
                        .tags("three")
                        .refundStatus(REFUNDED)
                        .refund("re_3", 2_500),
                Telling.of("shop")
                        .version(4)
                        .tags("four")
                        .refundStatus(PARTIALLY_REFUNDED)
                        .refund("re_4", 1_500));
        var orders = permutations(editions);
        assertThat(orders).hasSize(24).doesNotHaveDuplicates();
        for (var permutation : orders) {
            var once = all(permutation);
            assertThat(once.tags()).as("%s", permutation).containsExactly("four");
            assertThat(once.payment().status()).as("%s", permutation).isEqualTo(PARTIALLY_REFUNDED);
            assertThat(once.payment().refunds().total()).as("%s", permutation).isEqualTo(5_000);
            var twice = new ArrayList<>(permutation);
            twice.addAll(permutation);
            assertThat(all(twice)).as("%s", permutation).isEqualTo(once);
        }
    }

    /** Amounts that come without a status, or with one that is told apart from them, say the same in any order. */
    @Test
    void A_13_in_whatever_order_amounts_come_they_end_in_the_same_status() {
        var amounts = List.of(
                Telling.of("psp").refund("re_1", 4_000),
                Telling.of("psp").refund("re_2", 6_000),
                Telling.of("shop").version(1).tags("one").total(4_000),
                Telling.of("shop").version(2).tags("two").refundStatus(REFUNDED));
        for (var permutation : permutations(amounts)) {
            var end = all(permutation);
            assertThat(end.tags()).as("%s", permutation).containsExactly("two");
            assertThat(end.payment().status()).as("%s", permutation).isEqualTo(REFUNDED);
            assertThat(end.payment().refunds().total()).as("%s", permutation).isEqualTo(TOTAL);
        }
    }

    /** Each edition names an attempt: in all 24 orders the newest is the one that can fail, and no other. */
    @Test
    void A_08_in_whatever_order_attempts_are_named_the_newest_edition_names_the_current_one() {
        var named = IntStream.rangeClosed(1, 4)
                .mapToObj(number -> Telling.of("shop").version(number).attempt("pi_" + number))
                .toList();
        for (var permutation : permutations(named)) {
            var end = all(permutation);
            assertThat(end.payment().attempt()).as("%s", permutation).contains(new AttemptId("pi_4"));
            assertThat(Stream.of("pi_0", "pi_1", "pi_2", "pi_3").filter(id -> canFail(end, id)))
                    .as("%s", permutation)
                    .isEmpty();
            assertThat(canFail(end, "pi_4")).as("%s", permutation).isTrue();
        }
    }

    // What the cases are made of

    /** An order of 100.00 that waits for attempt pi_0. */
    private static Order order() {
        var plain = Worlds.order(List.of());
        var placement = plain.placement();
        return new Order(
                plain.id(),
                new Placement(
                        placement.customer(), placement.number(), TOTAL, "USD", placement.placedAt(), "as placed"),
                plain.status(),
                Payment.pending(Optional.of(new AttemptId("pi_0")), Optional.of(DEADLINE)),
                plain.tags(),
                plain.told(),
                plain.cancellation(),
                plain.round(),
                plain.allocations(),
                plain.earnings(),
                plain.journal(),
                plain.version());
    }

    private static Order after(Order order, Telling telling) {
        return updated(order, telling).order();
    }

    private static Updating.Result.Updated updated(Order order, Telling telling) {
        return switch (Updating.of(order, telling.update())) {
            case Updating.Result.Updated made -> made;
            case Updating.Result.Impossible(var why) -> throw new AssertionError(telling + " contradicts: " + why);
        };
    }

    private static boolean contradicts(Order order, Telling telling) {
        return Updating.of(order, telling.update()) instanceof Updating.Result.Impossible;
    }

    private static Order naming(Order order, int version, String attempt) {
        return after(order, Telling.of("shop").version(version).attempt(attempt));
    }

    private static boolean canFail(Order order, String... oneAttempt) {
        return order.payment()
                .canFail(
                        Set.copyOf(Arrays.stream(oneAttempt).map(AttemptId::new).toList()));
    }

    private static Order all(List<Telling> tellings) {
        var order = order();
        for (var telling : tellings) {
            order = after(order, telling);
        }
        return order;
    }

    private static List<Telling> tellings() {
        var editions = List.of(
                Telling.of("shop"),
                Telling.of("shop").version(5),
                Telling.of("shop").version(10),
                Telling.of("shop").at("2021-01-05"),
                Telling.of("other").edition(6L, "2021-01-06"));
        return editions.stream()
                .flatMap(edition -> things(edition).flatMap(one -> Stream.concat(Stream.of(one), things(one))))
                .toList();
    }

    private static Stream<Telling> things(Telling telling) {
        return Stream.of(
                telling,
                telling.tags("told"),
                telling.refundStatus(PARTIALLY_REFUNDED),
                telling.total(2_000),
                telling.total(TOTAL),
                telling.refund("re_1", 500),
                telling.refund("re_2", TOTAL - 1_000),
                telling.attempt("pi_1"),
                telling.attempt("pi_9"),
                telling.dueAt("2021-02-01T00:00:00Z"));
    }

    private static <T> List<List<T>> permutations(List<T> list) {
        if (list.isEmpty()) {
            return List.of(List.of());
        }
        return IntStream.range(0, list.size())
                .boxed()
                .flatMap(first -> {
                    var rest = new ArrayList<>(list);
                    var head = rest.remove((int) first);
                    return permutations(rest).stream().map(tail -> {
                        var whole = new ArrayList<>(List.of(head));
                        whole.addAll(tail);
                        return List.copyOf(whole);
                    });
                })
                .toList();
    }
}
