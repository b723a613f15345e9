package recoup.model;

/** How much of what an order took of an asset came back. */
public enum Coverage {
    NONE,
    PARTIAL,
    FULL;

    public static Coverage of(long allocated, long reverted) {
        if (reverted == 0) {
            return NONE;
        }
        return reverted == allocated ? FULL : PARTIAL;
    }
}
