package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.handlers.Calls.Fate;
import recoup.model.Redemption.DiscountAction;
import recoup.queues.SimulatedSqs;

/** Single points of failure of a reversal, and what is left at each before somebody finishes it. */
class ReversalHandOverTest {
    private static final String PARKED = Roads.REVOCATIONS + Roads.PARKED;

    private final Saga saga = new Saga(DiscountAction.DEACTIVATE, "woocommerce");

    private int call(String name, int which) {
        var undisturbed = new Saga(DiscountAction.DEACTIVATE, "woocommerce");
        undisturbed.asks("k");
        undisturbed.settle();
        var made = undisturbed.calls().made();
        var at = -1;
        for (var found = 0; found <= which; found++) {
            at = made.subList(at + 1, made.size()).indexOf(name) + at + 1;
        }
        return at;
    }

    private void dies(String name, int which, Fate fate) {
        saga.calls().fate(call(name, which), fate);
        assertThat(saga.asks("k")).isEmpty();
    }

    private void left(String status, long points, boolean usable) {
        assertThat(saga.status()).isEqualTo(status);
        assertThat(saga.points()).isEqualTo(points);
        assertThat(saga.code().isUsable()).isEqualTo(usable);
    }

    @Test
    void before_the_intent_is_written_nothing_is_left_and_the_admin_asks_again() {
        dies("store writes", 0, Fate.DIES_BEFORE);
        saga.settle();
        saga.nothingWasBegun();
        assertThat(saga.asks("k").map(Shop.Answer::status)).contains(200);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void after_the_intent_is_written_the_same_key_is_told_202_and_the_code_revoker_finishes() {
        dies("store writes", 0, Fate.DIES_AFTER);
        left("REVERSING ISSUED", 40, true);
        assertThat(saga.asks("k").map(Shop.Answer::status)).contains(202);
        left("REVERSING ISSUED", 40, true);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void an_intent_whose_answer_is_lost_is_told_202_and_the_code_revoker_finishes() {
        saga.calls().fate(call("store writes", 0), Fate.LOST_AFTER);
        assertThat(saga.asks("k").map(Shop.Answer::status)).contains(202);
        left("REVERSING ISSUED", 40, true);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void between_the_shop_and_the_points_the_code_is_over_and_the_points_wait() {
        dies("store writes", 1, Fate.DIES_BEFORE);
        left("REVERSING ISSUED", 40, false);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void after_the_points_the_same_key_gets_the_first_answer_and_another_key_the_date() {
        dies("store writes", 1, Fate.DIES_AFTER);
        left("REVERSED DEACTIVATED", 100, false);
        var again = saga.asks("k").orElseThrow();
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        var other = saga.asks("another").orElseThrow();
        assertThat(other.code()).isEqualTo("redemption-already-reversed");
        assertThat(other.json().get("reversedAt").textValue()).isEqualTo("2021-01-01T12:00:00Z");
        saga.settle();
        saga.paidOnce();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "LOST_AFTER"})
    void points_whose_write_gets_no_answer_are_written_once_and_told_200(Fate fate) {
        saga.calls().fate(call("store writes", 1), fate);
        assertThat(saga.asks("k").map(Shop.Answer::status)).contains(200);
        left("REVERSED DEACTIVATED", 100, false);
        saga.settle();
        saga.paidOnce();
    }

    @ParameterizedTest
    @EnumSource(Fate.class)
    void a_notifier_that_fails_at_the_hand_over_gets_the_stream_again(Fate fate) {
        dies("store writes", 0, Fate.DIES_AFTER);
        saga.calls().fate(saga.calls().made().size(), fate);
        saga.publish();
        assertThat(saga.calls().made()).endsWith("queue takes");
        assertThat(saga.roads().unpublished()).hasSize(1);
        var taken = fate == Fate.DIES_AFTER || fate == Fate.LOST_AFTER ? 1 : 0;
        assertThat(saga.revoker().pending()).hasSize(taken);
        saga.publish();
        assertThat(saga.revoker().pending()).hasSize(taken + 1);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void a_reversal_behind_a_message_that_the_topic_refuses_is_handed_on_after_it() {
        saga.shop().give("ada", "POINTS", 1, "null");
        dies("store writes", 0, Fate.DIES_AFTER);
        saga.roads().inbox().refuse(1);
        saga.publish();
        assertThat(saga.roads().unpublished()).hasSize(2);
        assertThat(saga.revoker().pending()).isEmpty();
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void what_the_queue_parked_is_finished_once_it_is_moved_back() {
        dies("store writes", 0, Fate.DIES_AFTER);
        saga.publish();
        var body = saga.revoker().pending().getFirst().body();
        saga.revoker().pending().clear();
        saga.settle();
        left("REVERSING ISSUED", 40, true);
        assertThat(saga.roads().sqs().messages(PARKED)).isEmpty();
        saga.roads().sqs().add(Roads.REVOCATIONS, body);
        saga.settle();
        saga.paidOnce();
    }

    @Test
    void after_its_last_failure_a_message_that_is_moved_back_does_nothing() {
        saga.fails(1);
        saga.code().down(true);
        saga.turn();
        var body = saga.revoker().pending().getFirst().body();
        saga.settle();
        assertThat(saga.shop().reviews()).hasSize(1);
        var before = saga.shop().contents();
        saga.roads().sqs().add(Roads.REVOCATIONS, body);
        saga.settle();
        assertThat(saga.shop().contents()).isEqualTo(before);
    }

    @Test
    void everything_that_expires_between_intent_and_points_waits_for_an_admin_who_extends() {
        var late = new Shop();
        var roads = new Roads(late);
        var revoker = new Revoker(late, roads);
        late.give("ann", "POINTS", 60, "\"2021-01-31\"");
        late.redeem("RED-1", "ann", 60);
        late.codes().fails(1);
        late.reverse("RED-1", Revoker.DEACTIVATE).answer(202);
        late.at("2021-02-01T12:00:00Z");
        revoker.finish(3);
        assertThat(revoker.of("RED-1")).isEqualTo("REDEEMED DEACTIVATED");
        assertThat(late.available("ann", "POINTS")).isZero();
        assertThat(late.reverse("RED-1", Revoker.DEACTIVATE).answer(409).code()).isEqualTo("nothing-to-return");
        late.reverse("RED-1", "{\"discountAction\":\"DEACTIVATE\",\"extendExpired\":true}")
                .answer(200);
        assertThat(late.available("ann", "POINTS")).isEqualTo(60);
        assertThat(revoker.payments("ann")).isEqualTo(1);
    }

    @Test
    void parallel_duplicates_at_any_call_come_to_one_payment() {
        dies("store writes", 0, Fate.DIES_AFTER);
        saga.publish();
        var copy = List.<SimulatedSqs.Message>copyOf(saga.revoker().pending());
        assertThat(copy).hasSize(1);
        saga.calls().before(saga.calls().made().size() + 2, () -> saga.deliver(copy));
        saga.settle();
        saga.deliver(copy);
        saga.paidOnce();
    }
}
