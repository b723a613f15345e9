package recoup.providers;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Whose callbacks are understood. */
public enum Provider {
    STRIPE,
    ADYEN,
    SHOPIFY,
    WOOCOMMERCE;

    /** As it stands in a path, in the merchant's secrets and as the actor of what it causes. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Provider> of(String written) {
        return Arrays.stream(values())
                .filter(provider -> provider.written().equals(written))
                .findFirst();
    }
}
