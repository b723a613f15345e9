package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.handlers.Calls.Fate;
import recoup.model.Redemption.DiscountAction;

/**
 * Every call that a reversal makes to store, shop, queue and topic, gone wrong: the function dies before or after it, or gets no
 * answer. The system finishes by itself, whatever the admin does.
 */
class ReversalCrashTest {
    /** What an admin does who may have got no answer. */
    enum Habit {
        NEVER_ASKS_AGAIN,
        ASKS_AGAIN_AT_ONCE_WITH_THE_SAME_KEY,
        ASKS_AGAIN_AT_ONCE_WITH_ANOTHER_KEY,
        ASKS_AGAIN_LATER_WITH_THE_SAME_KEY,
        ASKS_AGAIN_LATER_WITH_ANOTHER_KEY
    }

    static Stream<Arguments> ways() {
        return Stream.of(Fate.values())
                .flatMap(fate -> Stream.of(
                        Arguments.of(fate, DiscountAction.DEACTIVATE, "shopify"),
                        Arguments.of(fate, DiscountAction.DELETE, "woocommerce")));
    }

    @Test
    void a_reversal_that_nothing_disturbs_makes_these_calls() {
        assertThat(undisturbed(Habit.NEVER_ASKS_AGAIN))
                .startsWith("store reads")
                .endsWith("store reads")
                .filteredOn(call -> !call.equals("store reads"))
                .containsExactly(
                        "store writes",
                        "shop deactivates",
                        "shop looks",
                        "shop deletes",
                        "store writes",
                        "topic takes",
                        "queue takes");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whichever_call_goes_wrong_the_points_come_back_once_after_the_code(
            Fate fate, DiscountAction action, String provider) {
        for (var habit : Habit.values()) {
            var calls = undisturbed(habit);
            assertThat(calls).hasSizeGreaterThan(15);
            places(calls, 0, fate).forEach(at -> {
                var saga = new Saga(action, provider);
                saga.calls().fate(at, fate);
                ends(saga, habit);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void whichever_two_calls_go_wrong_the_points_come_back_once_after_the_code(Fate first) {
        var habit = Habit.ASKS_AGAIN_AT_ONCE_WITH_THE_SAME_KEY;
        effects(undisturbed(habit), 0).forEach(at -> {
            var once = new Saga(DiscountAction.DELETE, "shopify");
            once.calls().fate(at, first);
            ends(once, habit);
            for (var second : new Fate[] {Fate.DIES_AFTER, Fate.LOST_BEFORE}) {
                effects(once.calls().made(), at + 1).forEach(then -> {
                    var saga = new Saga(DiscountAction.DELETE, "shopify");
                    saga.calls().fate(at, first);
                    saga.calls().fate(then, second);
                    ends(saga, habit);
                });
            }
        });
    }

    /** The calls that {@code fate} can make a difference to: after a read it is as it is before the next call. */
    private static IntStream places(List<String> calls, int from, Fate fate) {
        return switch (fate) {
            case DIES_BEFORE, LOST_BEFORE -> IntStream.range(from, calls.size());
            case DIES_AFTER, LOST_AFTER -> effects(calls, from);
        };
    }

    /** The calls that change something, or ask the shop. */
    private static IntStream effects(List<String> calls, int from) {
        return IntStream.range(from, calls.size())
                .filter(call -> !calls.get(call).equals("store reads"));
    }

    /** The calls of a reversal that nothing disturbs. */
    private static List<String> undisturbed(Habit habit) {
        var saga = new Saga(DiscountAction.DELETE, "shopify");
        run(saga, habit);
        saga.paidOnce();
        return saga.calls().made();
    }

    private static void ends(Saga saga, Habit habit) {
        var last = run(saga, habit);
        if (habit == Habit.NEVER_ASKS_AGAIN && saga.status().equals("REDEEMED ISSUED")) {
            saga.nothingWasBegun();
            assertThat(last).as("nobody was told that it was").isEmpty();
        } else {
            saga.paidOnce();
        }
    }

    /** From the admin's request until nobody has anything to do any more; the admin's last answer. */
    private static Optional<Shop.Answer> run(Saga saga, Habit habit) {
        var answer = saga.asks("k");
        switch (habit) {
            case NEVER_ASKS_AGAIN -> saga.settle();
            case ASKS_AGAIN_AT_ONCE_WITH_THE_SAME_KEY -> {
                answer = again(saga, "k", answer);
                saga.settle();
            }
            case ASKS_AGAIN_AT_ONCE_WITH_ANOTHER_KEY -> {
                answer = again(saga, "another", answer);
                saga.settle();
            }
            case ASKS_AGAIN_LATER_WITH_THE_SAME_KEY -> {
                saga.settle();
                answer = again(saga, "k", answer);
                saga.settle();
            }
            case ASKS_AGAIN_LATER_WITH_ANOTHER_KEY -> {
                saga.settle();
                answer = again(saga, "another", answer);
                saga.settle();
            }
        }
        answer.ifPresent(ReversalCrashTest::makesSense);
        return answer;
    }

    /** Until there is an answer, as a client does that got none. */
    private static Optional<Shop.Answer> again(Saga saga, String key, Optional<Shop.Answer> first) {
        first.ifPresent(ReversalCrashTest::makesSense);
        var answer = saga.asks(key);
        for (var more = 0; answer.isEmpty() && more < 3; more++) {
            answer = saga.asks(key);
        }
        assertThat(answer).isPresent();
        return answer;
    }

    private static void makesSense(Shop.Answer answer) {
        assertThat(List.of("200 ", "202 ", "409 redemption-already-reversed"))
                .as(answer.body())
                .contains(answer.status() + " " + answer.code());
    }
}
