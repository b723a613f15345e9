package recoup.local.shop;

/**
 * What will go wrong with the next changes of a discount.
 *
 * @param left how many of them
 */
public record Faults(int left, Fault kind) {
    static final Faults NONE = new Faults(0, Fault.ERROR);

    boolean any() {
        return left > 0;
    }

    Faults oneLess() {
        return new Faults(left - 1, kind);
    }
}
