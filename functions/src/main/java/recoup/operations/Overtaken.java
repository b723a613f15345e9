package recoup.operations;

import recoup.model.Redemption;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.Reward;
import recoup.rules.redemption.Verdict;

/** What a try is told whose redemption no longer waits for it, when the shop has answered. */
final class Overtaken {
    private Overtaken() {}

    /** By somebody who finished it, or by what ended it: another reversal, or news of the reward. */
    static Decision<Changed> answer(Redemption redemption, Intent begun) {
        return switch (redemption.state()) {
            case State.Reversing(var _, var _) -> new Decision.Nothing<>(Changed.not(redemption));
            case State.Reversed(var reversal) ->
                isOf(begun, reversal)
                        ? new Decision.Nothing<>(Changed.not(redemption))
                        : refused(redemption, Verdict.Why.REDEMPTION_ALREADY_REVERSED);
            case State.Redeemed() ->
                switch (redemption.reward().status()) {
                    case USED -> refused(redemption, Verdict.Why.REWARD_ALREADY_USED);
                    case SOURCE_MISSING -> refused(redemption, Verdict.Why.REWARD_SOURCE_MISSING);
                    case ISSUED, DEACTIVATED, DELETED -> new Decision.Refuse<>(new Refusal.Busy());
                };
        };
    }

    /** The points came back although nobody knew what became of the code. */
    static boolean isForced(Redemption redemption) {
        return redemption.status() == Redemption.Status.REVERSED
                && redemption.reward().status() == Reward.Status.ISSUED;
    }

    /** Points that were given back elsewhere, or that another forced, are no success of this one. */
    private static boolean isOf(Intent begun, Reversal reversal) {
        return reversal.points() > 0
                && reversal.actor().equals(begun.actor())
                && reversal.reason().equals(begun.reason());
    }

    private static Decision<Changed> refused(Redemption redemption, Verdict.Why why) {
        return new Decision.Refuse<>(new Refusal.NotReversible(redemption, why));
    }
}
