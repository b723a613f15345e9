package recoup.model;

/**
 * What an operation decided about one allocated lot, and why: kept in the journal beside what moved, so that an order's
 * history can say which rule it was.
 *
 * @param lot the lot that the order had taken from
 */
public record LotDecision(LotId lot, Amount amount, Why why) {
    /** The rule that decided. */
    public enum Why {
        /** It was valid and came back with the date it had (C-03). */
        VALID,
        /** It had expired and came back with a new date (C-05, C-06). */
        EXPIRED_EXTENDED,
        EXPIRED_NOT_EXTENDED,
        NOT_CHOSEN,
        /** It was valid, and another of its asset had expired where it is all or nothing. */
        BLOCKED_BY_EXPIRED_LOT,
        ALREADY_REVERTED;

        public Action action() {
            return switch (this) {
                case VALID -> Action.REVERT;
                case EXPIRED_EXTENDED -> Action.REVERT_EXTENDED;
                case EXPIRED_NOT_EXTENDED, NOT_CHOSEN, BLOCKED_BY_EXPIRED_LOT, ALREADY_REVERTED -> Action.SKIP;
            };
        }
    }

    /** What was done with the lot. */
    public enum Action {
        REVERT,
        REVERT_EXTENDED,
        SKIP
    }
}
