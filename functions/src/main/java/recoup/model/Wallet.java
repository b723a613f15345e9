package recoup.model;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a customer has: open lots, in the order in which they were entered, and debt of points. A lot that has expired
 * stands here until the next write (L-07).
 *
 * @param version how often it was written; 0 for a customer who never had anything
 * @param debt points that were taken back and no longer there (E-06); never negative
 * @param rests what expired unspent of granted lots, in that order, until something is taken of those grants; then their order keeps it (E-06)
 */
public record Wallet(CustomerId customer, long version, List<Lot> lots, long debt, List<Rest> rests) {
    /** What was left of a granted lot when it expired. */
    public record Rest(LotId lot, long units) {}

    /** A wallet's item must end somewhere; beyond it the oldest rest is forgotten. */
    public static final int MOST_RESTS = 1_000;

    public Wallet {
        lots = List.copyOf(lots);
        rests = List.copyOf(rests);
        if (debt < 0) {
            throw new IllegalArgumentException("debt of " + customer + " is negative: " + debt);
        }
    }

    /** One of which no grant has expired. */
    public Wallet(CustomerId customer, long version, List<Lot> lots, long debt) {
        this(customer, version, lots, debt, List.of());
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

    public Wallet with(List<Lot> newLots, long newDebt) {
        return new Wallet(customer, version, newLots, newDebt, rests);
    }

    public Wallet keeping(Rest rest) {
        var more = Stream.concat(rests.stream(), Stream.of(rest)).toList();
        var kept = more.subList(Math.max(0, more.size() - MOST_RESTS), more.size());
        return new Wallet(customer, version, lots, debt, kept);
    }

    /** Without the rests of {@code settled}. */
    public Wallet forgetting(Set<LotId> settled) {
        var others =
                rests.stream().filter(rest -> !settled.contains(rest.lot())).toList();
        return new Wallet(customer, version, lots, debt, others);
    }

    /** What expired unspent of {@code granted} and is kept here. */
    public long expired(Set<LotId> granted) {
        return rests.stream()
                .filter(rest -> granted.contains(rest.lot()))
                .mapToLong(Rest::units)
                .reduce(0, Math::addExact);
    }

    /** What can be spent, if nothing here has expired. */
    public long available(Asset asset) {
        return lots.stream()
                .filter(lot -> lot.asset() == asset)
                .mapToLong(Lot::remaining)
                .reduce(0, Math::addExact);
    }

    /** Lots that stand here, expired or not, less debt. */
    public Amount balance(Asset asset) {
        return new Amount(
                asset, Math.subtractExact(available(asset), debtOf(asset).units()));
    }

    /** The lots of {@code asset} in the order in which they are spent: soonest-expiring first, then as entered. */
    public List<Lot> inSpendingOrder(Asset asset) {
        return lots.stream()
                .filter(lot -> lot.asset() == asset)
                .sorted(Comparator.comparing(Lot::expiry, Expiry.SOONEST_FIRST))
                .toList();
    }
}
