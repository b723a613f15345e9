package recoup.local.shop;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a shop runs on. */
public enum Platform {
    SHOPIFY,
    WOOCOMMERCE;

    /** As it stands in a path. */
    public String written() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Platform> of(String written) {
        return Arrays.stream(values())
                .filter(platform -> platform.written().equals(written))
                .findFirst();
    }
}
