package recoup.rules.revert;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.Asset;
import recoup.model.Coverage;
import recoup.model.OrderId;
import recoup.model.RevertStatus;

/**
 * What a cancel gives back, lot by lot: the preview shows this value and the execution carries out this value (C-02, L-04).
 *
 * @param asOf the business time it was made at
 * @param validUntil the next instant at which it would change by itself; empty when time alone does not change it
 * @param assets those the order used, store credit first
 */
public record RevertPlan(OrderId order, Instant asOf, Optional<Instant> validUntil, List<AssetPlan> assets) {
    /**
     * One asset's part, in the asset's smallest units.
     *
     * @param debtSettled how much of {@code toRevert} pays debt before any of it can be spent (E-06)
     * @param lots every lot the order took and has not closed, in the order in which they were taken
     */
    public record AssetPlan(
            Asset asset,
            long allocated,
            long alreadyReverted,
            long toRevert,
            long outstandingAfter,
            RevertStatus statusAfter,
            Coverage coverageAfter,
            long debtSettled,
            List<LotPlan> lots) {
        public AssetPlan {
            lots = List.copyOf(lots);
        }
    }

    /** One lot's part. */
    public record LotPlan(Allocation allocation, boolean expired, Fate fate) {}

    public RevertPlan {
        assets = List.copyOf(assets);
    }

    public boolean revertsAnything() {
        return assets.stream().anyMatch(asset -> asset.toRevert() > 0);
    }
}
