package recoup.providers.discounts;

import java.util.Optional;
import recoup.providers.discounts.Standing.Found;

/**
 * What a shop platform can be asked and told, one step each. Whatever is in the way is a {@link ShopTrouble}, a discount that
 * holds another code than ours among it.
 */
interface Platform {
    Standing standing(Code code);

    /** Ends a discount that holds this code alone. */
    void expire(Found found);

    /** The newest order in which the code was used, as the shop calls it, if the shop shows one. */
    Optional<String> usedBy(Code code);

    /** Removes the code: with its discount, or out of it if there are others in it. */
    void remove(Found found, Code code);
}
