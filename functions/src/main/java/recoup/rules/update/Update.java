package recoup.rules.update;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recoup.model.AttemptId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Refunds;
import recoup.model.Told;

/**
 * What a source tells about an order; what it does not mention stays.
 *
 * @param source whose numbering and dating {@code edition} is
 * @param status where the order stands now
 * @param refundStatus PARTIALLY_REFUNDED or REFUNDED
 * @param tags all of them
 * @param refundedTotal what was refunded up to now, in the smallest unit
 * @param refund one refund, known by its id
 * @param currency of the two, if it is said
 * @param attempt the attempt that the order names now
 * @param dueAt the new deadline
 */
public record Update(
        String source,
        Told.Edition edition,
        Optional<OrderStatus> status,
        Optional<PaymentStatus> refundStatus,
        Optional<List<String>> tags,
        Optional<Long> refundedTotal,
        Optional<Refunds.Refund> refund,
        Optional<String> currency,
        Optional<AttemptId> attempt,
        Optional<Instant> dueAt) {
    public Update {
        tags = tags.map(List::copyOf);
    }

    /** What it tells, single refunds apart: those are known by their ids. */
    Set<Told.Thing> things() {
        var things = EnumSet.noneOf(Told.Thing.class);
        status.ifPresent(_ -> things.add(Told.Thing.STATUS));
        refundStatus.ifPresent(_ -> things.add(Told.Thing.REFUND_STATUS));
        refundedTotal.ifPresent(_ -> things.add(Told.Thing.REFUNDED_TOTAL));
        tags.ifPresent(_ -> things.add(Told.Thing.TAGS));
        attempt.ifPresent(_ -> things.add(Told.Thing.ATTEMPT));
        dueAt.ifPresent(_ -> things.add(Told.Thing.DEADLINE));
        return things;
    }
}
