package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.model.Journal.What;

/** What one operation is called, and what may be said of it. */
class JournalTest {
    private static final Instant NOW = Instant.parse("2021-06-15T12:00:00Z");
    private static final Optional<OrderId> ORDER = Optional.of(new OrderId("ORD-1"));
    private static final Journal PLAIN = Journal.of(What.PAYMENT, NOW, Trigger.PLATFORM, "shop", ORDER);

    /** Taken from a lot or made debt, it is an entry; what is given up is none. */
    @ParameterizedTest
    @EnumSource
    void E_06_earned_points_were_taken_back_if_an_entry_says_so_or_some_were_given_up(EntryType type) {
        assertThat(PLAIN.moving(List.of(moved(type))).clawsBack()).isEqualTo(type == EntryType.CLAWBACK);
        assertThat(PLAIN.moving(List.of(moved(type))).writingOff(1).clawsBack()).isTrue();
        assertThat(PLAIN.moving(List.of(moved(type), moved(EntryType.CLAWBACK))).clawsBack())
                .isTrue();
    }

    @Test
    void E_06_what_moves_nothing_and_gives_nothing_up_takes_nothing_back() {
        assertThat(PLAIN.clawsBack()).isFalse();
        assertThat(PLAIN.writingOff(1).clawsBack()).isTrue();
    }

    @Test
    void a_cancel_a_revert_and_a_move_are_told_as_that_whatever_they_also_take_back() {
        assertThat(Arrays.stream(What.values()).filter(What::comesBeforeClawback))
                .containsExactlyInAnyOrder(What.CANCELLED, What.REVERTED, What.MOVED_BACK);
    }

    /** What it earned is in the customer's activity, and so is a redemption, which is no order's. */
    @Test
    void an_orders_history_tells_what_became_of_the_order_and_of_what_it_took() {
        assertThat(Arrays.stream(What.values()).filter(what -> !what.inHistory()))
                .containsExactlyInAnyOrder(
                        What.CLAWBACK_REJECTED,
                        What.EARNED,
                        What.ADJUSTED,
                        What.REDEEMED,
                        What.REVERSING,
                        What.REVERSED);
    }

    @Test
    void what_is_told_otherwise_is_otherwise_the_same() {
        var whole = PLAIN.about(new RedemptionId("red-1"), Optional.of("a note"))
                .because(Optional.of(new Reason(Optional.empty(), Optional.of("as asked"))))
                .moving(List.of(moved(EntryType.SPEND)))
                .deciding(List.of(
                        new LotDecision(new LotId("A"), new Amount(Asset.POINTS, 20), LotDecision.Why.NOT_CHOSEN)))
                .writingOff(7)
                .opening(new ReviewId("CLAWBACK_REJECTED:ORD-1"))
                .notifying(true);
        assertThat(whole.as(What.CLAWED_BACK, Trigger.CLAWBACK))
                .isEqualTo(new Journal(
                        What.CLAWED_BACK,
                        NOW,
                        Trigger.CLAWBACK,
                        "shop",
                        Optional.of(new Reason(Optional.empty(), Optional.of("as asked"))),
                        ORDER,
                        Optional.of(new RedemptionId("red-1")),
                        Optional.of("a note"),
                        List.of(moved(EntryType.SPEND)),
                        List.of(new LotDecision(
                                new LotId("A"), new Amount(Asset.POINTS, 20), LotDecision.Why.NOT_CHOSEN)),
                        7,
                        Optional.of(new ReviewId("CLAWBACK_REJECTED:ORD-1")),
                        true));
    }

    private static Movement moved(EntryType type) {
        return new Movement(
                type, new Amount(Asset.POINTS, -20), Optional.of(new LotId("A")), Expiry.NEVER, NOW, 0, 100);
    }
}
