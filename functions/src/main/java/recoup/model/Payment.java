package recoup.model;

import java.time.Instant;
import java.util.Optional;

/**
 * An order's payment.
 *
 * @param attempt the attempt that the order names, if it named one
 * @param dueAt until when it must be paid, if there is a deadline
 * @param refundedTotal in the currency's smallest unit
 */
public record Payment(PaymentStatus status, Optional<AttemptId> attempt, Optional<Instant> dueAt, long refundedTotal) {
    public Payment withoutDeadline() {
        return new Payment(status, attempt, Optional.empty(), refundedTotal);
    }
}
