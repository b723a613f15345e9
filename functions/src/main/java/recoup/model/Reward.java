package recoup.model;

import java.util.Locale;
import java.util.Optional;

/**
 * What a customer got for points: a discount code.
 *
 * @param id of the reward that the code was made from
 * @param code as the customer types it
 * @param discountId the shop's number of the discount, if it was told
 * @param tracked whether its use is told to us at all
 * @param usedBy the order that used it, if it is known
 */
public record Reward(
        String id,
        String name,
        Provider provider,
        String code,
        Optional<String> discountId,
        boolean tracked,
        Status status,
        Optional<OrderId> usedBy) {
    /** Where the code lives. */
    public enum Provider {
        SHOPIFY,
        WOOCOMMERCE,
        /** Nowhere but here. */
        NONE;

        /** As clients write it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What tells {@code code} from others: the shops do not go by upper and lower case. */
        public String distinct(String code) {
            return this == NONE ? code : code.toLowerCase(Locale.ROOT);
        }
    }

    /** How long a code may be. */
    public static final int LONGEST_CODE = 255;

    /** What became of it. */
    public enum Status {
        ISSUED,
        USED,
        /** The reward behind the code no longer exists. */
        SOURCE_MISSING,
        /** It cannot be used any more, and is still listed. */
        DEACTIVATED,
        /** It is gone for good; this is its tombstone. */
        DELETED
    }

    /** The same, with another status. */
    public Reward with(Status newStatus) {
        return new Reward(id, name, provider, code, discountId, tracked, newStatus, usedBy);
    }

    /** Used, by that order if it is known. */
    public Reward usedBy(Optional<OrderId> order) {
        return new Reward(id, name, provider, code, discountId, tracked, Status.USED, order);
    }
}
