package recoup.model;

/**
 * A whole number of an asset's smallest unit, signed. Arithmetic is exact, and two assets never mix: either is an
 * {@link ArithmeticException}.
 */
public record Amount(Asset asset, long units) {
    /** The greatest amount that the contract takes in one value. */
    public static final long MAX_UNITS = 1_000_000_000_000L;

    public Amount plus(Amount other) {
        return new Amount(same(other), Math.addExact(units, other.units));
    }

    public Amount minus(Amount other) {
        return new Amount(same(other), Math.subtractExact(units, other.units));
    }

    public Amount negated() {
        return new Amount(asset, Math.negateExact(units));
    }

    private Asset same(Amount other) {
        if (other.asset != asset) {
            throw new ArithmeticException(asset + " and " + other.asset + " do not add up");
        }
        return asset;
    }
}
