package recoup.providers.discounts;

import java.net.URI;

/**
 * Discount codes of a shop on Shopify, by its Admin API: the token needs {@code read_discounts} and {@code write_discounts}.
 * Shopify counts uses with a delay; to say by which order it wants {@code read_orders}, too.
 */
public final class ShopifyDiscounts {
    private ShopifyDiscounts() {}

    /**
     * Discounts of {@code shop}.
     *
     * @param shop such as {@code https://example.myshopify.com}
     * @param patience for the deletion of one code among others, which is a job
     */
    public static Discounts of(ShopCall call, URI shop, String accessToken, Patience patience) {
        return new Revoking(new ShopifyPlatform(new ShopifyGraph(call, shop, accessToken), patience));
    }
}
