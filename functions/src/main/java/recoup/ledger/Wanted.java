package recoup.ledger;

import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.GrantId;
import recoup.model.OrderId;
import recoup.model.RedemptionId;
import recoup.model.ReviewId;
import recoup.model.Reward;

/**
 * What an operation must know before it decides; the merchant's settings are always read with it.
 *
 * @param order the order, if there is one
 * @param customer whose wallet; left out, it is the order's customer
 * @param redemption the redemption, if there is one
 * @param code whose redemption a code is, if it is one's
 * @param grant with which order the grant was recorded, if with one
 * @param review the review, if there is one
 * @param idempotencyKey the key under which an answer may be stored
 */
public record Wanted(
        Optional<OrderId> order,
        Optional<CustomerId> customer,
        Optional<RedemptionId> redemption,
        Optional<Code> code,
        Optional<GrantId> grant,
        Optional<ReviewId> review,
        Optional<String> idempotencyKey) {
    /** A code, where it lives. */
    public record Code(Reward.Provider provider, String text) {}

    private static final Wanted NOTHING = new Wanted(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public static Wanted order(OrderId order) {
        return new Wanted(
                Optional.of(order),
                NOTHING.customer,
                NOTHING.redemption,
                NOTHING.code,
                NOTHING.grant,
                NOTHING.review,
                NOTHING.idempotencyKey);
    }

    public static Wanted customer(CustomerId customer) {
        return NOTHING.and(customer);
    }

    public static Wanted redemption(RedemptionId redemption) {
        return NOTHING.and(redemption);
    }

    public static Wanted code(Code claimed) {
        return NOTHING.and(claimed);
    }

    public static Wanted review(ReviewId review) {
        return NOTHING.and(review);
    }

    public Wanted and(CustomerId known) {
        return new Wanted(order, Optional.of(known), redemption, code, grant, review, idempotencyKey);
    }

    public Wanted and(RedemptionId named) {
        return new Wanted(order, customer, Optional.of(named), code, grant, review, idempotencyKey);
    }

    public Wanted and(Code claimed) {
        return new Wanted(order, customer, redemption, Optional.of(claimed), grant, review, idempotencyKey);
    }

    public Wanted and(GrantId named) {
        return new Wanted(order, customer, redemption, code, Optional.of(named), review, idempotencyKey);
    }

    public Wanted and(ReviewId named) {
        return new Wanted(order, customer, redemption, code, grant, Optional.of(named), idempotencyKey);
    }

    public Wanted answerTo(Optional<String> key) {
        return new Wanted(order, customer, redemption, code, grant, review, key);
    }
}
