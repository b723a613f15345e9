package recoup.providers.discounts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import recoup.providers.discounts.Revoked.Failed;

/** Those who ask the scripted shops, and what they ask about. */
final class Callers {
    static final String TOKEN = "shpat_0123456789abcdef";
    static final String KEY = "ck_0123456789abcdef";
    static final String SECRET = "cs_fedcba9876543210";

    static final Instant NOW = Instant.parse("2026-03-01T00:30:00Z");
    static final Code BY_ID = new Code("SAVE10", Optional.of("7"));
    static final Code BY_CODE = new Code("SAVE10", Optional.empty());

    private static final Duration LONG = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    private static final ShopCall PATIENT = new ShopCall(LONG, LONG, Reach.LOCAL);
    private static final ShopCall HASTY = new ShopCall(LONG, SHORT, Reach.LOCAL);

    private Callers() {}

    static ShopCall patient() {
        return PATIENT;
    }

    /** Gives up soon, for shops that do not answer. */
    static ShopCall hasty() {
        return HASTY;
    }

    static Discounts shopify(ScriptedShop shop) {
        return shopify(PATIENT, shop);
    }

    /** Waits for jobs as long as four questions take, by a clock that stands but for the pauses. */
    static Discounts shopify(ShopCall call, ScriptedShop shop) {
        var clock = new Instant[] {NOW};
        Pause pause = length -> clock[0] = clock[0].plus(length);
        var patience = new Patience(() -> clock[0], pause, Duration.ofSeconds(1), Duration.ofSeconds(3));
        return ShopifyDiscounts.of(call, shop.address(), TOKEN, patience);
    }

    static Discounts wooCommerce(ScriptedShop shop) {
        return wooCommerce(PATIENT, shop);
    }

    static Discounts wooCommerce(ShopCall call, ScriptedShop shop) {
        return WooCommerceCoupons.of(call, shop.address(), KEY, SECRET, InstantSource.fixed(NOW));
    }

    static Revoked failed(String why) {
        return new Failed(why, Optional.empty());
    }

    static Revoked failed(String why, Duration retryAfter) {
        return new Failed(why, Optional.of(retryAfter));
    }
}
