package recoup.model;

/**
 * Points that an order earned, and what became of them.
 *
 * @param granted as recorded, 0 when it earned none
 * @param clawedBack taken back, debt included
 * @param writtenOff given up
 */
public record Earnings(long granted, long clawedBack, long writtenOff) {
    public static final Earnings NONE = new Earnings(0, 0, 0);
}
