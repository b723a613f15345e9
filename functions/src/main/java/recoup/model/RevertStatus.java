package recoup.model;

/** Whether anything of an asset came back (C-09). */
public enum RevertStatus {
    /** The order did not use the asset, or is not cancelled and nothing is reverted. */
    NOT_APPLICABLE,
    /** Cancelled, used the asset, nothing reverted. */
    NOT_REVERTED,
    /** Something is reverted, whatever the order's status. */
    REVERTED;

    public static RevertStatus of(long allocated, long reverted, boolean cancelled) {
        if (reverted > 0) {
            return REVERTED;
        }
        return cancelled && allocated > 0 ? NOT_REVERTED : NOT_APPLICABLE;
    }
}
