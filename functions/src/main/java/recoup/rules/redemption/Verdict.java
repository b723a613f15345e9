package recoup.rules.redemption;

import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.State;
import recoup.model.Reward;

/** Whether a redemption may be reversed as somebody wants it, and how. */
public sealed interface Verdict {
    /** From this failure on an admin may give the points back although the code could not be revoked. */
    int FORCED_FROM_FAILURE = 3;

    /** After so many failures it is no longer tried by itself: somebody must look. */
    int GIVEN_UP_AT_FAILURE = 12;

    /** The points come back now, and the code is left to itself. */
    record Return() implements Verdict {}

    /** The code is revoked first. */
    record Revoke() implements Verdict {}

    /** That is being done. */
    record UnderWay() implements Verdict {}

    /** It was begun, and is no longer tried by itself: this is one more try. */
    record OneMoreTry() implements Verdict {}

    /** The points are back, and the code that is still listed is deleted. */
    record DeleteCode() implements Verdict {}

    record Refused(Why why) implements Verdict {}

    /** Why not. */
    enum Why {
        REWARD_SOURCE_MISSING,
        REWARD_ALREADY_USED,
        REWARD_NOT_TRACKED,
        REDEMPTION_ALREADY_REVERSED,
        REVOKE_REQUIRED,
        REWARD_DELETED,
        /** The shop's discount holds other customers' codes, too: only DELETE takes this one out. */
        CODE_SHARED,
        NOTHING_TO_RETURN,
        REVERSAL_IN_PROGRESS
    }

    /**
     * The verdict on {@code redemption} as it stands.
     *
     * @param anyway whether the points shall come back in the cases that say no
     * @param returns how many points would
     */
    static Verdict of(Redemption redemption, DiscountAction action, boolean anyway, long returns) {
        return switch (redemption.state()) {
            case State.Reversed(var _) -> afterwards(redemption.reward().status(), action);
            case State.Reversing(var _, var failures) -> underWay(failures, anyway, returns);
            case State.Redeemed() -> of(redemption, redemption.reward(), action, anyway, returns);
        };
    }

    /** Of a code that was revoked with the points, more may be wanted; of the points never. */
    private static Verdict afterwards(Reward.Status status, DiscountAction action) {
        if (status == Reward.Status.DEACTIVATED && action == DiscountAction.DELETE) {
            return new DeleteCode();
        }
        return new Refused(
                status == Reward.Status.DELETED && action == DiscountAction.DEACTIVATE
                        ? Why.REWARD_DELETED
                        : Why.REDEMPTION_ALREADY_REVERSED);
    }

    private static Verdict underWay(int failures, boolean anyway, long returns) {
        if (!anyway) {
            return failures < GIVEN_UP_AT_FAILURE ? new UnderWay() : new OneMoreTry();
        }
        return failures < FORCED_FROM_FAILURE ? new Refused(Why.REVERSAL_IN_PROGRESS) : ifAny(returns, new Return());
    }

    private static Verdict of(
            Redemption redemption, Reward reward, DiscountAction action, boolean anyway, long returns) {
        if (reward.status() == Reward.Status.DELETED && action == DiscountAction.DEACTIVATE) {
            return new Refused(Why.REWARD_DELETED);
        }
        var nowhere = reward.provider() == Reward.Provider.NONE;
        var left = nowhere || action == DiscountAction.NONE;
        return switch (ReversalCase.of(redemption)) {
            case UNUSED ->
                left && !nowhere
                        ? new Refused(Why.REVOKE_REQUIRED)
                        : ifAny(returns, left ? new Return() : new Revoke());
            case SOURCE_MISSING -> anyway ? ifAny(returns, new Return()) : new Refused(Why.REWARD_SOURCE_MISSING);
            case USED -> anyway ? ifAny(returns, new Return()) : new Refused(Why.REWARD_ALREADY_USED);
            case NOT_TRACKED ->
                anyway ? ifAny(returns, left ? new Return() : new Revoke()) : new Refused(Why.REWARD_NOT_TRACKED);
            case REVOKE_FAILING, REVERSED -> throw new IllegalStateException("not of a redemption that stands");
        };
    }

    private static Verdict ifAny(long returns, Verdict verdict) {
        return returns > 0 ? verdict : new Refused(Why.NOTHING_TO_RETURN);
    }
}
