package recoup.model;

import java.util.Optional;

/**
 * What an order took from one lot. It comes back whole or not at all.
 *
 * @param lot the lot it was taken from
 * @param amount what was taken, at least 1
 * @param expiry that lot's expiry: without it, points that expire would come back as points that do not
 * @param enteredUnder the number of the zone under which that lot was entered
 * @param round 1 for what the placement took; every reapply opens the next (C-14a)
 * @param revertedAs the lot it came back as; empty while it is outstanding
 */
public record Allocation(
        LotId lot, Amount amount, Expiry expiry, int enteredUnder, int round, Optional<LotId> revertedAs) {
    public Allocation {
        if (amount.units() < 1 || round < 1) {
            throw new IllegalArgumentException("allocation of " + amount.units() + " in round " + round);
        }
    }

    public Asset asset() {
        return amount.asset();
    }

    public boolean reverted() {
        return revertedAs.isPresent();
    }

    public Allocation revertedAs(LotId newLot) {
        if (reverted()) {
            throw new IllegalStateException("L-02: allocation from " + lot + " came back before");
        }
        return new Allocation(lot, amount, expiry, enteredUnder, round, Optional.of(newLot));
    }
}
