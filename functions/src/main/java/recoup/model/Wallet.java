package recoup.model;

import java.util.Comparator;
import java.util.List;

/**
 * What a customer has: open lots, in the order in which they were entered, and debt of points. A lot that has expired
 * stands here until the next write (L-07).
 *
 * @param version how often it was written; 0 for a customer who never had anything
 * @param debt points that were taken back and no longer there (E-06); never negative
 */
public record Wallet(CustomerId customer, long version, List<Lot> lots, long debt) {
    public Wallet {
        lots = List.copyOf(lots);
        if (debt < 0) {
            throw new IllegalArgumentException("debt of " + customer + " is negative: " + debt);
        }
    }

    public static Wallet empty(CustomerId customer) {
        return new Wallet(customer, 0, List.of(), 0);
    }

    public Amount debtOf(Asset asset) {
        return new Amount(
                asset,
                switch (asset) {
                    case POINTS -> debt;
                    case STORE_CREDIT -> 0;
                });
    }

    /** Lots that stand here, expired or not, less debt. */
    public Amount balance(Asset asset) {
        return new Amount(
                asset,
                lots.stream()
                        .filter(lot -> lot.asset() == asset)
                        .mapToLong(Lot::remaining)
                        .reduce(-debtOf(asset).units(), Math::addExact));
    }

    /** The lots of {@code asset} in the order in which they are spent: soonest-expiring first, then as entered. */
    public List<Lot> inSpendingOrder(Asset asset) {
        return lots.stream()
                .filter(lot -> lot.asset() == asset)
                .sorted(Comparator.comparing(Lot::expiry, Expiry.SOONEST_FIRST))
                .toList();
    }
}
