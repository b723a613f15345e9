package recoup.local.shop;

import java.net.URI;

/** Where the shops are: one path for each merchant on each platform. */
public record ShopAddress(URI base) {
    /** Before the merchant's id, which may be {@code ..} and would lead somewhere else. */
    static final String SEGMENT = "shop-";

    /** What the merchant's parameter says; the platform's own paths follow it. */
    public URI of(Platform platform, String merchant) {
        return URI.create(base + "/" + platform.written() + "/" + SEGMENT + merchant);
    }
}
