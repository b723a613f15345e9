package recoup.model;

import java.math.BigInteger;

/**
 * How much of what an order earned is to be taken back: all of it, or the share that was refunded when it last matched. It
 * never falls (E-02), and is remembered before there is a grant (E-03).
 *
 * @param refunded of the order's total, in the currency's smallest unit
 */
public record Target(boolean whole, long refunded) {
    public static final Target NOTHING = new Target(false, 0);
    public static final Target WHOLE = new Target(true, 0);

    /** The share that {@code refunded} is of {@code total}; a total of 0 counts as a full refund (E-05). */
    public static Target share(long refunded, long total) {
        return total == 0 ? WHOLE : new Target(false, refunded);
    }

    /** The greater of the two. */
    public Target or(Target other) {
        return new Target(whole || other.whole, Math.max(refunded, other.refunded));
    }

    /** In points, of {@code granted} points that an order of {@code total} earned: exact, rounded down (E-05). */
    public long of(long granted, long total) {
        if (whole || refunded == 0) {
            return whole ? granted : 0;
        }
        return BigInteger.valueOf(granted)
                .multiply(BigInteger.valueOf(refunded))
                .divide(BigInteger.valueOf(total))
                .longValueExact();
    }
}
