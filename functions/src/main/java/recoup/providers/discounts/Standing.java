package recoup.providers.discounts;

import java.util.Optional;

/** How a code stands at its shop. */
sealed interface Standing {
    /** The shop does not have it. */
    record Gone() implements Standing {}

    /**
     * The shop has it nowhere, and the discount where it should be holds one other code. Told before anything was done that is
     * a wrong number or a new code under an old one, which nobody should guess about; told after, ours was taken out.
     */
    record Replaced(String why) implements Standing {}

    /**
     * The shop has it.
     *
     * @param discountId of the discount that holds it, as the shop wants to be told
     * @param shared the discount holds other codes, too
     * @param over nobody can use the discount any more
     * @param uses of this code, if they can be told from those of the others
     * @param ownId what the shop calls this code among those of its discount, if it says so
     */
    record Found(String discountId, boolean shared, boolean over, Optional<Long> uses, Optional<String> ownId)
            implements Standing {}

    /** Whether nobody can use it since the shop does not have it. */
    default boolean isNowhere() {
        return switch (this) {
            case Gone _, Replaced _ -> true;
            case Found _ -> false;
        };
    }
}
