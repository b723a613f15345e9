package recoup.rules.redemption;

import recoup.model.Redemption;
import recoup.model.Redemption.State;
import recoup.model.Reward;

/** The six cases of a reversal. */
public enum ReversalCase {
    UNUSED(1),
    SOURCE_MISSING(2),
    /** The shop could not be told yet. */
    REVOKE_FAILING(3),
    USED(4),
    NOT_TRACKED(5),
    REVERSED(6);

    private final int number;

    ReversalCase(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }

    /** The case of {@code redemption} as it stands. */
    public static ReversalCase of(Redemption redemption) {
        return switch (redemption.state()) {
            case State.Reversed(var _) -> REVERSED;
            case State.Reversing(var _, var failures) when failures > 0 -> REVOKE_FAILING;
            case State.Redeemed(), State.Reversing(var _, var _) -> of(redemption.reward());
        };
    }

    private static ReversalCase of(Reward reward) {
        return switch (reward.status()) {
            case USED -> USED;
            case SOURCE_MISSING -> SOURCE_MISSING;
            case ISSUED, DEACTIVATED, DELETED -> reward.tracked() ? UNUSED : NOT_TRACKED;
        };
    }
}
