package recoup.providers.discounts;

import java.net.URI;
import java.time.InstantSource;

/**
 * Coupons of a shop on WooCommerce, by its REST API: the key needs read and write. A coupon is one code; WooCommerce says how
 * often it was used; by which order is looked up among the orders.
 */
public final class WooCommerceCoupons {
    private WooCommerceCoupons() {}

    /**
     * Coupons of {@code shop}.
     *
     * @param shop the site's address, with its folder if it is in one
     * @param realTime what the shop's own clock goes by, too
     */
    public static Discounts of(
            ShopCall call, URI shop, String consumerKey, String consumerSecret, InstantSource realTime) {
        return new Revoking(
                new WooCommercePlatform(new WooCommerceRest(call, shop, consumerKey, consumerSecret), realTime));
    }
}
