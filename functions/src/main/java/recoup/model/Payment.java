package recoup.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An order's payment.
 *
 * @param attempt the attempt that the order names, if it named one
 * @param leftAttempts those that it named before; what becomes of them is of no account any more
 * @param dueAt until when it must be paid, if there is a deadline
 */
public record Payment(
        PaymentStatus status,
        Optional<AttemptId> attempt,
        List<AttemptId> leftAttempts,
        Optional<Instant> dueAt,
        Refunds refunds) {
    /** How many attempts an order can have left. */
    public static final int MOST_LEFT_ATTEMPTS = 200;

    /** What is learned of other ids never takes the room of those that the order itself has named. */
    private static final int MOST_LEARNED = MOST_LEFT_ATTEMPTS / 2;

    public Payment {
        leftAttempts = List.copyOf(leftAttempts);
    }

    /** The payment of a new order. */
    public static Payment pending(Optional<AttemptId> attempt, Optional<Instant> dueAt) {
        return new Payment(PaymentStatus.PENDING, attempt, List.of(), dueAt, Refunds.NONE);
    }

    /** Whether its failure or expiry would still change anything: it waits, and the attempt is not an old one. */
    public boolean canFail(Set<AttemptId> oneAttempt) {
        return status == PaymentStatus.PENDING && !isOld(oneAttempt);
    }

    /** Whether a payment would still change anything: it replaces all but itself and a refund. */
    public boolean canBePaid() {
        return switch (status) {
            case PENDING, EXPIRED, FAILED -> true;
            case PAID, PARTIALLY_REFUNDED, REFUNDED -> false;
        };
    }

    /** It is cancelled by itself from this deadline on; one that does not wait has none. */
    public Optional<Instant> deadline() {
        return dueAt.filter(_ -> status == PaymentStatus.PENDING);
    }

    public Payment withStatus(PaymentStatus newStatus) {
        return new Payment(newStatus, attempt, leftAttempts, dueAt, refunds);
    }

    public Payment withRefunds(Refunds newRefunds) {
        return new Payment(status, attempt, leftAttempts, dueAt, newRefunds);
    }

    public Payment dueAt(Instant newDueAt) {
        return new Payment(status, attempt, leftAttempts, Optional.of(newDueAt), refunds);
    }

    public Payment withoutDeadline() {
        return new Payment(status, attempt, leftAttempts, Optional.empty(), refunds);
    }

    /** The order names another attempt, and leaves the one it named. */
    public Payment naming(AttemptId newAttempt) {
        if (attempt.filter(newAttempt::equals).isPresent()) {
            return this;
        }
        var left = new ArrayList<>(leftAttempts);
        left.remove(newAttempt);
        attempt.ifPresent(left::add);
        return new Payment(status, Optional.of(newAttempt), left, dueAt, refunds);
    }

    /** The order named {@code named} once, and another one since. */
    public Payment leaving(AttemptId named) {
        if (attempt.filter(named::equals).isPresent() || leftAttempts.contains(named)) {
            return this;
        }
        var left = new ArrayList<>(leftAttempts);
        left.add(named);
        return new Payment(status, attempt, left, dueAt, refunds);
    }

    /** The same, knowing every id of an attempt that it left; one that it has not left teaches nothing. */
    public Payment knowing(Set<AttemptId> oneAttempt) {
        var payment = this;
        if (isOld(oneAttempt) && leftAttempts.size() < MOST_LEARNED) {
            for (var id : oneAttempt.stream()
                    .sorted(Comparator.comparing(AttemptId::value))
                    .toList()) {
                payment = payment.leaving(id);
            }
        }
        return payment;
    }

    /** One attempt may go by two ids (a session's and its payment's); the order may name either. */
    private boolean isOld(Set<AttemptId> oneAttempt) {
        var current = attempt.filter(oneAttempt::contains).isPresent();
        return !current && leftAttempts.stream().anyMatch(oneAttempt::contains);
    }
}
