package recoup.providers.discounts;

import java.net.URI;

/**
 * Discount codes of a shop on Shopify, by its Admin API: the token needs {@code read_discounts} and {@code write_discounts}.
 * Shopify counts uses with a delay; to say by which order it wants {@code read_orders}, too.
 */
public final class ShopifyDiscounts implements Discounts {
    private final Discounts revoking;

    /**
     * Discounts of {@code shop}.
     *
     * @param shop such as {@code https://example.myshopify.com}
     * @param patience for the deletion of one code among others, which is a job
     */
    public ShopifyDiscounts(ShopCall call, URI shop, String accessToken, Patience patience) {
        this.revoking = new Revoking(new ShopifyPlatform(new ShopifyGraph(call, shop, accessToken), patience));
    }

    @Override
    public Revoked deactivate(Code code) {
        return revoking.deactivate(code);
    }

    @Override
    public Revoked delete(Code code) {
        return revoking.delete(code);
    }

    @Override
    public Usage usage(Code code) {
        return revoking.usage(code);
    }
}
