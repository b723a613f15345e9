package recoup.operations;

import java.time.LocalDate;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.ReviewId;
import recoup.rules.cancellation.Plan;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.redemption.Verdict;

/** Why an operation was not done. Nothing was written, and the idempotency key is free. */
public sealed interface Refusal {
    record OrderNotFound(OrderId order) implements Refusal {}

    record ReviewNotFound(ReviewId review) implements Refusal {}

    /** There is an order of that id with other content. */
    record OrderExists(OrderId order) implements Refusal {}

    record RedemptionNotFound(RedemptionId redemption) implements Refusal {}

    /** There is a redemption of that id, or one that has that code. */
    record RedemptionExists(RedemptionId redemption) implements Refusal {}

    /** It cannot be reversed as it is wanted. */
    record NotReversible(Redemption redemption, Verdict.Why why) implements Refusal {}

    /** The reversal's plan is no longer the one in {@code If-Match}. */
    record ReversalPlanChanged(ReversalPlan current) implements Refusal {}

    /** More than twice the points that were spent. */
    record TooManyPoints(long most) implements Refusal {}

    /** Another amount needs a reason. */
    record ReasonMissing() implements Refusal {}

    record OrderNotCancelled(OrderId order) implements Refusal {}

    /** It is cancelled, and what is wanted is for an order that lives. */
    record OrderCancelled(OrderId order) implements Refusal {}

    /** Nobody spends what is not there. */
    record InsufficientBalance(CustomerId customer, Asset asset, long needed, long available) implements Refusal {}

    /** The plan is no longer the one in {@code If-Match}; {@code current} is the plan of now (L-04). */
    record PlanChanged(Plan current) implements Refusal {}

    record SettingsChanged(String currentTag) implements Refusal {}

    /** The date is over: nothing would be valid. */
    record DateInThePast(LocalDate date, LocalDate today) implements Refusal {}

    /** A bound that keeps items small: {@code what} would exceed {@code most}. */
    record TooMany(What what, int most) implements Refusal {
        public enum What {
            OPEN_LOTS,
            ALLOCATIONS,
            OPERATIONS_ON_ORDER,
            TIME_ZONE_CHANGES
        }
    }

    /** The key was used for another request. */
    record KeyReused(String key) implements Refusal {}

    /** The store did not answer: it is not known whether it was done. */
    record Unanswered() implements Refusal {}

    /** The shop platform does not answer, or not as it should: its code stands as it stood, as far as anybody can tell. */
    record ShopUnanswered() implements Refusal {}

    /** Others were faster each time. */
    record Busy() implements Refusal {}
}
