package recoup.ledger;

import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.GrantId;
import recoup.model.OrderId;
import recoup.model.ReviewId;

/**
 * What an operation must know before it decides; the merchant's settings are always read with it.
 *
 * @param order the order, if there is one
 * @param customer whose wallet; left out, it is the order's customer
 * @param grant with which order the grant was recorded, if with one
 * @param review the review, if there is one
 * @param idempotencyKey the key under which an answer may be stored
 */
public record Wanted(
        Optional<OrderId> order,
        Optional<CustomerId> customer,
        Optional<GrantId> grant,
        Optional<ReviewId> review,
        Optional<String> idempotencyKey) {
    public static Wanted order(OrderId order) {
        return new Wanted(Optional.of(order), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Wanted customer(CustomerId customer) {
        return new Wanted(
                Optional.empty(), Optional.of(customer), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static Wanted review(ReviewId review) {
        return new Wanted(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(review), Optional.empty());
    }

    public Wanted and(CustomerId known) {
        return new Wanted(order, Optional.of(known), grant, review, idempotencyKey);
    }

    public Wanted and(GrantId named) {
        return new Wanted(order, customer, Optional.of(named), review, idempotencyKey);
    }

    public Wanted answerTo(Optional<String> key) {
        return new Wanted(order, customer, grant, review, key);
    }
}
