package recoup.model;

import java.util.Optional;

/**
 * An amount of one asset with one expiry date.
 *
 * @param amount what was entered
 * @param remaining what is left of it, 1 to {@code amount}; a lot with nothing left is not open (L-02)
 * @param enteredUnder the number of the merchant's zone when it was entered ({@link BusinessCalendar#zoneNumber})
 * @param order the order that it came back from, or that earned it
 * @param redemption the redemption that it came back from, if it did
 * @param earned whether it is a grant: what of it expires unspent is not taken back (E-06)
 */
public record Lot(
        LotId id,
        Amount amount,
        long remaining,
        Expiry expiry,
        int enteredUnder,
        Optional<OrderId> order,
        Optional<RedemptionId> redemption,
        boolean earned) {
    public Lot {
        if (remaining < 1 || remaining > amount.units()) {
            throw new IllegalArgumentException("L-02: lot " + id + " has " + remaining + " of " + amount.units());
        }
    }

    /** One that no redemption gave back. */
    public Lot(
            LotId id,
            Amount amount,
            long remaining,
            Expiry expiry,
            int enteredUnder,
            Optional<OrderId> order,
            boolean earned) {
        this(id, amount, remaining, expiry, enteredUnder, order, Optional.empty(), earned);
    }

    /** One that no order earned and no redemption gave back. */
    public Lot(LotId id, Amount amount, long remaining, Expiry expiry, int enteredUnder, Optional<OrderId> order) {
        this(id, amount, remaining, expiry, enteredUnder, order, Optional.empty(), false);
    }

    public Asset asset() {
        return amount.asset();
    }

    /** The lot with {@code units} fewer; empty when that was all. */
    public Optional<Lot> without(long units) {
        return units == remaining
                ? Optional.empty()
                : Optional.of(new Lot(
                        id,
                        amount,
                        Math.subtractExact(remaining, units),
                        expiry,
                        enteredUnder,
                        order,
                        redemption,
                        earned));
    }
}
