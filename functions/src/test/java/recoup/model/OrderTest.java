package recoup.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When an order is due, and what a new round leaves of it. */
class OrderTest {
    private static final Instant DUE = Instant.parse("2021-01-02T10:00:00Z");
    private static final Cancellation CANCEL = new Cancellation(DUE, Trigger.MANUAL, "admin");
    private static final Optional<LotId> OUTSTANDING = Optional.empty();

    @Test
    void A_01_an_order_that_waits_to_be_paid_is_due_from_its_deadline_on() {
        var order = order();
        assertThat(order.isDue(DUE.minusMillis(1))).isFalse();
        assertThat(order.isDue(DUE)).isTrue();
        assertThat(order.isDue(DUE.plusSeconds(1))).isTrue();
        assertThat(order.withPayment(order.payment().withoutDeadline()).isDue(DUE))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void A_01_only_an_order_that_waits_to_be_paid_is_due(PaymentStatus status) {
        var order = order().withPayment(order().payment().withStatus(status));
        assertThat(order.isDue(DUE)).isEqualTo(status == PaymentStatus.PENDING);
    }

    @Test
    void A_11_a_cancelled_order_is_not_due_and_is_not_when_it_is_moved_back() {
        var cancelled = order().cancelled(CANCEL);
        assertThat(cancelled.isDue(DUE)).isFalse();
        assertThat(cancelled.movedTo(OrderStatus.PENDING).isDue(DUE))
                .as("C-14: no longer, without a new deadline")
                .isFalse();
        assertThat(order().movedTo(OrderStatus.CONFIRMED).isDue(DUE))
                .as("other moves keep the date")
                .isTrue();
    }

    /** P came back as P-again, and is taken anew from that; Q was not reverted. */
    @Test
    void C_14a_a_new_round_closes_what_came_back_and_keeps_what_is_outstanding() {
        var kept = taken("Q", 30, 1, OUTSTANDING);
        var order = with(taken("P", 50, 1, Optional.of(new LotId("P-again"))), kept);
        assertThat(order.reverted(Asset.POINTS)).isEqualTo(50);

        var again = taken("P-again", 50, 2, OUTSTANDING);
        var reapplied = order.reapplied(List.of(again));

        assertThat(reapplied.round()).isEqualTo(2);
        assertThat(reapplied.allocations()).containsExactly(kept, again);
        assertThat(reapplied.allocated(Asset.POINTS)).isEqualTo(80);
        assertThat(reapplied.reverted(Asset.POINTS)).as("closed").isZero();
        assertThat(reapplied.coverage(Asset.POINTS)).isEqualTo(Coverage.NONE);
        assertThat(reapplied.revertStatus(Asset.POINTS)).isEqualTo(RevertStatus.NOT_APPLICABLE);
        assertThat(reapplied.cancelled(CANCEL).revertStatus(Asset.POINTS)).isEqualTo(RevertStatus.NOT_REVERTED);
    }

    private static Order order() {
        return with();
    }

    private static Allocation taken(String lot, long points, int round, Optional<LotId> revertedAs) {
        return new Allocation(new LotId(lot), new Amount(Asset.POINTS, points), Expiry.NEVER, 0, round, revertedAs);
    }

    private static Order with(Allocation... allocations) {
        return new Order(
                new OrderId("ORD-1"),
                new Placement(new CustomerId("ann"), "1", 10_000, "USD", Instant.EPOCH, "as placed"),
                OrderStatus.PENDING,
                Payment.pending(Optional.empty(), Optional.of(DUE)),
                List.of(),
                Told.NOTHING,
                Optional.empty(),
                1,
                Stream.of(allocations).toList(),
                Earnings.NONE,
                List.of(),
                1);
    }
}
