package recoup.model;

/** A whole number of an asset's smallest unit, signed; the asset travels with it. */
public record Amount(Asset asset, long units) {
    /** The greatest amount that the contract takes in one value. */
    public static final long MAX_UNITS = 1_000_000_000_000L;

    public Amount negated() {
        return new Amount(asset, Math.negateExact(units));
    }
}
