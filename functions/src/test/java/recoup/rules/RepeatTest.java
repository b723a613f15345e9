package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.model.PaymentStatus.REFUNDED;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.Settings;
import recoup.rules.update.Updating;

/**
 * When an update comes once more, or too late. Then the order is not judged by it: the settings may be others by now, and
 * they apply to later events only (E-07).
 */
class RepeatTest {
    private static final Telling FIVE = Telling.of("shop").version(5);

    /** Each thing that can be told, alone. */
    static Stream<Telling> things() {
        return Stream.of(
                FIVE.status(OrderStatus.CONFIRMED),
                FIVE.refundStatus(REFUNDED),
                FIVE.tags("vip"),
                FIVE.tags(),
                FIVE.total(2_500),
                FIVE.total(0),
                FIVE.attempt("pi_1"),
                FIVE.dueAt("2021-02-01T00:00:00Z"),
                FIVE.refund("re_1", 2_500));
    }

    @ParameterizedTest
    @MethodSource("things")
    void E_07_what_was_told_before_is_a_repeat_and_what_was_not_is_none(Telling thing) {
        assertThat(repeats(order(), thing)).isFalse();
        assertThat(repeats(after(order(), thing), thing)).isTrue();
        var newer = Telling.of("shop").version(6).tags("new");
        assertThat(repeats(after(after(order(), thing), newer), thing))
                .as("after news, too")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("things")
    void E_04_an_update_that_tells_one_new_thing_besides_is_no_repeat(Telling thing) {
        var told = after(order(), thing);
        assertThat(repeats(told, thing.refund("re_2", 100))).isFalse();
        assertThat(repeats(told, thing.version(6).tags("vip", "gift"))).isFalse();
        assertThat(repeats(told, Telling.of("erp").version(5).tags("vip"))).isFalse();
    }

    /** It says how the order stands, as of now: that it stood so before does not make it a repeat. */
    @Test
    void E_04_a_newer_edition_is_no_repeat_though_it_says_the_same() {
        var told = after(order(), FIVE.tags("vip").total(2_500));
        assertThat(repeats(told, Telling.of("shop").version(6).tags("vip"))).isFalse();
        assertThat(repeats(told, Telling.of("shop").version(6).total(2_500))).isFalse();
    }

    @Test
    void E_07_an_edition_that_comes_too_late_is_one_unless_it_knows_a_thing_that_was_not_told() {
        var told = after(order(), FIVE.tags("vip").total(2_500));
        var four = Telling.of("shop").version(4);
        assertThat(repeats(told, four.tags("gift"))).isTrue();
        assertThat(repeats(told, four.tags("gift").total(1_000))).isTrue();
        assertThat(repeats(told, four.tags("gift").attempt("pi_1"))).isFalse();
        assertThat(repeats(told, four.tags("gift").refund("re_1", 100))).isFalse();
        assertThat(repeats(told, four.total(3_000)))
                .as("the total never falls, and rises whenever it is told (A-13)")
                .isFalse();
    }

    /** Nothing says that it came before, so the order is judged as it then stands. */
    @Test
    void E_04_an_update_without_an_edition_or_without_a_word_is_never_a_repeat() {
        var told = after(order(), Telling.of("shop").tags("vip"));
        assertThat(repeats(told, Telling.of("shop").tags("vip"))).isFalse();
        assertThat(repeats(after(told, FIVE), FIVE)).isFalse();
        assertThat(repeats(told, Telling.of("shop"))).isFalse();
    }

    private static boolean repeats(Order order, Telling telling) {
        return Updating.isRepeat(order, telling.update());
    }

    private static Order after(Order order, Telling telling) {
        return switch (Updating.of(order, telling.update())) {
            case Updating.Result.Updated(var after, var _, var _) -> after;
            case Updating.Result.Impossible(var why) -> throw new AssertionError(telling + " contradicts: " + why);
        };
    }

    private static Order order() {
        return Story.of(10_000, Settings.DEFAULTS, Instant.EPOCH).order();
    }
}
