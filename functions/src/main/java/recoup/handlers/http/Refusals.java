package recoup.handlers.http;

import recoup.operations.Refusal;

/** What a refusal looks like to a client. */
final class Refusals {
    private Refusals() {}

    static Problem problem(Refusal refusal) {
        return switch (refusal) {
            case Refusal.OrderNotFound(var order) -> orderNotFound(order.value());
            case Refusal.ReviewNotFound(var review) ->
                Problem.of(Problem.Type.NOT_FOUND, "There is no review " + review + ".")
                        .with("reviewId", review.value());
            case Refusal.OrderExists(var order) ->
                Problem.of(Problem.Type.ORDER_EXISTS, "Order " + order + " was placed before, with other content.")
                        .with("orderId", order.value());
            case Refusal.RedemptionNotFound(var redemption) -> redemptionNotFound(redemption.value());
            case Refusal.RedemptionExists(var redemption) ->
                Problem.of(
                                Problem.Type.REDEMPTION_EXISTS,
                                "Redemption " + redemption + " was recorded before, or has this code.")
                        .with("redemptionId", redemption.value());
            case Refusal.NotReversible(var redemption, var why) -> ReversalProblems.of(redemption, why);
            case Refusal.TooManyPoints(var most) ->
                Call.invalid("points", "must be at most twice the points spent, " + most)
                        .problem();
            case Refusal.ReasonMissing() ->
                Call.invalid("reason", "is required for another amount").problem();
            case Refusal.OrderCancelled(var order) ->
                Problem.of(Problem.Type.ORDER_CANCELLED, "Order " + order + " is cancelled: move it back first.")
                        .with("orderId", order.value());
            case Refusal.OrderNotCancelled(var order) ->
                Problem.of(Problem.Type.ORDER_NOT_CANCELLED, "Order " + order + " is not cancelled: cancel it instead.")
                        .with("orderId", order.value());
            case Refusal.InsufficientBalance(var customer, var asset, var needed, var available) ->
                Problem.of(
                                Problem.Type.INSUFFICIENT_BALANCE,
                                needed + " of " + asset + " are needed and " + available + " are there.")
                        .with("customerId", customer.value())
                        .with("asset", asset.name())
                        .with("needed", needed)
                        .with("available", available);
            case Refusal.PlanChanged(var current) -> {
                var problem =
                        Problem.of(Problem.Type.PLAN_CHANGED, "Nothing was written. What would happen now is in plan.");
                problem.members().set("plan", PlanJson.of(current));
                yield problem.with("orderId", current.revert().order().value());
            }
            case Refusal.ReversalPlanChanged(var current) -> {
                var problem =
                        Problem.of(Problem.Type.PLAN_CHANGED, "Nothing was written. What would happen now is in plan.");
                problem.members().set("plan", PlanJson.of(current));
                yield problem.with("redemptionId", current.redemption().value());
            }
            case Refusal.SettingsChanged(var currentTag) ->
                Problem.of(Problem.Type.SETTINGS_CHANGED, "Nothing was saved. Read the settings again.")
                        .with("currentETag", "\"" + currentTag + "\"");
            case Refusal.DateInThePast(var date, var today) ->
                Call.invalid("expiresOn", date + " is over: today is " + today).problem();
            case Refusal.TooMany(var what, var most) -> tooMany(what, most);
            case Refusal.KeyReused(var key) ->
                Problem.of(Problem.Type.IDEMPOTENCY_KEY_REUSED, "Take a new key for a new request.")
                        .with("idempotencyKey", key);
            case Refusal.Unanswered() -> unanswered();
            case Refusal.ShopUnanswered() ->
                Problem.of(
                        Problem.Type.UNAVAILABLE,
                        "The shop platform does not answer, and nothing was written. Send it again.");
            case Refusal.Busy() ->
                Problem.of(
                        Problem.Type.BUSY,
                        "Nothing was written. Send it again, with the same Idempotency-Key if it had one.");
        };
    }

    static Problem unanswered() {
        return Problem.of(
                Problem.Type.UNAVAILABLE,
                "The store does not answer, and it is not known whether this was done. Send it again, with the same"
                        + " Idempotency-Key if it had one.");
    }

    static Problem orderNotFound(String order) {
        return Problem.of(Problem.Type.NOT_FOUND, "There is no order " + order + ".")
                .with("orderId", order);
    }

    static Problem redemptionNotFound(String redemption) {
        return Problem.of(Problem.Type.NOT_FOUND, "There is no redemption " + redemption + ".")
                .with("redemptionId", redemption);
    }

    private static Problem tooMany(Refusal.TooMany.What what, int most) {
        return switch (what) {
            case OPEN_LOTS ->
                Problem.of(Problem.Type.TOO_MANY_LOTS, "A customer can have " + most + " open lots.")
                        .with("most", most);
            case ALLOCATIONS ->
                Problem.of(Problem.Type.TOO_MANY_LOTS, "An order or a redemption can take from " + most + " lots.")
                        .with("most", most);
            case OPERATIONS_ON_ORDER ->
                Problem.of(Problem.Type.TOO_MANY_LOTS, "An order can be changed " + most + " times.")
                        .with("most", most);
            case TIME_ZONE_CHANGES ->
                Problem.of(Problem.Type.TOO_MANY_TIME_ZONE_CHANGES, "The time zone can be changed " + most + " times.")
                        .with("most", most);
        };
    }
}
