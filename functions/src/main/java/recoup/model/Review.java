package recoup.model;

import java.time.Instant;
import java.util.Optional;

/**
 * Something that a person must look at.
 *
 * @param order what it is about, if it is about an order
 * @param redemption what it is about, if it is about a redemption
 * @param amount what it is about, in the smallest unit, if it is about an amount
 * @param resolution present once somebody has looked
 * @param version how often it was written; 0 before the first write
 */
public record Review(
        Kind kind,
        Optional<OrderId> order,
        Optional<RedemptionId> redemption,
        CustomerId customer,
        Optional<Long> amount,
        Instant openedAt,
        Optional<Resolution> resolution,
        long version) {
    /** What happened. */
    public enum Kind {
        /** A payment came for an order that was cancelled. */
        PAID_AFTER_CANCEL,
        /** Points could not be taken back, and the merchant wants no debt (E-06). */
        CLAWBACK_REJECTED,
        /** A discount code could not be revoked. */
        REVOKE_STUCK
    }

    /** Whether somebody has looked. */
    public enum Status {
        OPEN,
        RESOLVED
    }

    /** Who looked, and what they say. */
    public record Resolution(String by, Optional<String> note) {}

    /** A payment of {@code order} came after its cancellation. */
    public static Review paidAfterCancel(Order order, Instant now) {
        var total = order.placement().total();
        return new Review(
                Kind.PAID_AFTER_CANCEL,
                Optional.of(order.id()),
                Optional.empty(),
                order.customer(),
                Optional.of(total).filter(amount -> amount > 0),
                now,
                Optional.empty(),
                0);
    }

    /** {@code amount} points that {@code order} earned could not be taken back. */
    public static Review clawbackRejected(Order order, long amount, Instant now) {
        return new Review(
                Kind.CLAWBACK_REJECTED,
                Optional.of(order.id()),
                Optional.empty(),
                order.customer(),
                Optional.of(amount),
                now,
                Optional.empty(),
                0);
    }

    /** The code of {@code redemption} could not be revoked. */
    public static Review revokeStuck(Redemption redemption, Instant now) {
        return new Review(
                Kind.REVOKE_STUCK,
                Optional.empty(),
                Optional.of(redemption.id()),
                redemption.customer(),
                Optional.of(redemption.points()),
                now,
                Optional.empty(),
                0);
    }

    public ReviewId id() {
        var subject = order.map(OrderId::value).or(() -> redemption.map(RedemptionId::value));
        return ReviewId.of(kind, subject.orElseThrow());
    }

    public Status status() {
        return resolution.isPresent() ? Status.RESOLVED : Status.OPEN;
    }

    /** Opened once more, in the place of {@code before}. */
    public Review insteadOf(Review before) {
        return new Review(kind, order, redemption, customer, amount, openedAt, resolution, before.version);
    }

    public Review resolved(Resolution by) {
        return new Review(kind, order, redemption, customer, amount, openedAt, Optional.of(by), version);
    }
}
