package recoup.model;

/** What an entry did. */
public enum EntryType {
    ISSUE,
    EARN,
    SPEND,
    REVERT,
    REAPPLY,
    CLAWBACK,
    REDEEM,
    REDEMPTION_REVERSAL,
    /** What was left of a lot when its date ended (L-07). */
    EXPIRE,
    ADJUST
}
