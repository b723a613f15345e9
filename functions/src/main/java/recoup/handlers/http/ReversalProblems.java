package recoup.handlers.http;

import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.Redemption.State;
import recoup.rules.redemption.Verdict;

/** Why a redemption cannot be reversed, as a client reads it. */
final class ReversalProblems {
    private ReversalProblems() {}

    static Problem of(Redemption redemption, Verdict.Why why) {
        var problem = Problem.of(type(why), detail(redemption, why))
                .with("redemptionId", redemption.id().value());
        if (why == Verdict.Why.REDEMPTION_ALREADY_REVERSED
                && redemption.state() instanceof State.Reversed(var reversal)) {
            problem.with("reversedAt", reversal.at().toString());
        }
        if (why == Verdict.Why.REWARD_ALREADY_USED) {
            redemption
                    .reward()
                    .usedBy()
                    .map(OrderId::value)
                    .ifPresent(order -> problem.members().putObject("order").put("orderId", order));
        }
        return problem;
    }

    /** The same, with what is known of the order that used the code. */
    static Problem with(Problem problem, Order order) {
        problem.members()
                .putObject("order")
                .put("orderId", order.id().value())
                .put("status", order.status().name())
                .put("paymentStatus", order.payment().status().name())
                .put("refundedTotal", order.payment().refunds().total());
        return problem;
    }

    private static Problem.Type type(Verdict.Why why) {
        return switch (why) {
            case REWARD_SOURCE_MISSING -> Problem.Type.REWARD_SOURCE_MISSING;
            case REWARD_ALREADY_USED -> Problem.Type.REWARD_ALREADY_USED;
            case REWARD_NOT_TRACKED -> Problem.Type.REWARD_NOT_TRACKED;
            case REDEMPTION_ALREADY_REVERSED -> Problem.Type.REDEMPTION_ALREADY_REVERSED;
            case REVOKE_REQUIRED -> Problem.Type.REVOKE_REQUIRED;
            case REWARD_DELETED -> Problem.Type.REWARD_DELETED;
            case CODE_SHARED -> Problem.Type.CODE_SHARED;
            case NOTHING_TO_RETURN -> Problem.Type.NOTHING_TO_RETURN;
            case REVERSAL_IN_PROGRESS -> Problem.Type.REVERSAL_IN_PROGRESS;
        };
    }

    private static String detail(Redemption redemption, Verdict.Why why) {
        return switch (why) {
            case REWARD_SOURCE_MISSING, REWARD_ALREADY_USED, REWARD_NOT_TRACKED ->
                redemption.status() == Redemption.Status.REVERSED
                        ? "Its points are back already; a code that was used is left as it is."
                        : "With refundAnyway the points come back all the same.";
            case REDEMPTION_ALREADY_REVERSED -> "Nothing comes back twice.";
            case REVOKE_REQUIRED -> "Choose DEACTIVATE or DELETE.";
            case REWARD_DELETED -> "What is deleted cannot be deactivated.";
            case CODE_SHARED -> "Deactivating would take other customers' codes; DELETE takes this one alone.";
            case NOTHING_TO_RETURN -> "Every lot has expired: extend them, or choose another amount.";
            case REVERSAL_IN_PROGRESS ->
                "It is tried again. From the third failure on, refundAnyway gives the points back.";
        };
    }
}
