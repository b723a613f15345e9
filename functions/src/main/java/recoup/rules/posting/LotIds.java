package recoup.rules.posting;

import recoup.model.Allocation;
import recoup.model.CustomerId;
import recoup.model.Fingerprint;
import recoup.model.GrantId;
import recoup.model.LotId;
import recoup.model.OrderId;
import recoup.model.RedemptionId;

/** Ids of new lots follow from what made them, so that the same revert done twice would show as the same lot twice. */
public final class LotIds {
    private static final int DIGITS = 20;

    private LotIds() {}

    /** The lot that {@code allocation} of {@code order} comes back as. */
    public static LotId reverted(OrderId order, Allocation allocation) {
        return derived("revert", order, allocation.asset(), allocation.lot(), allocation.round());
    }

    /** The {@code index}th lot given by the write that makes the wallet's version {@code walletVersion}. */
    public static LotId issued(CustomerId customer, long walletVersion, int index) {
        return derived("issue", customer, walletVersion, index);
    }

    /** The lot of a grant of {@code order}. */
    public static LotId granted(OrderId order, GrantId grant) {
        return derived("grant", order, grant);
    }

    /** The lot that what {@code redemption} took comes back as. */
    public static LotId reversed(RedemptionId redemption, LotId source) {
        return derived("reversal", redemption, source);
    }

    /** What comes back of {@code redemption} beyond what was spent. */
    public static LotId surplus(RedemptionId redemption) {
        return derived("surplus", redemption);
    }

    private static LotId derived(Object... parts) {
        return new LotId("lot_" + Fingerprint.of(parts).substring(0, DIGITS));
    }
}
