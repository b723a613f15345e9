package recoup.local.shop;

import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Every merchant's shops, made on first use. */
public final class Shops {
    private record Owner(Platform platform, String merchant) {}

    private static final long BEFORE_SHOPIFYS = 1_057_371_000_000L;
    private static final long BEFORE_WOOCOMMERCES = 100;

    private final Book book;
    private final InstantSource businessTime;
    private final InstantSource realTime;
    /** Shopify counts through all its shops; a WooCommerce shop is a site of its own and counts for itself. */
    private final Numbers shopifys = new Numbers(BEFORE_SHOPIFYS);

    private final Map<Owner, Shop> shops = new ConcurrentHashMap<>();

    private Shops(Book book, InstantSource businessTime, InstantSource realTime) {
        this.book = book;
        this.businessTime = businessTime;
        this.realTime = realTime;
    }

    /** Discounts that were written down before are there again. */
    public static Shops open(Book book, InstantSource businessTime, InstantSource realTime) {
        var shops = new Shops(book, businessTime, realTime);
        for (var text : book.lines()) {
            Line.read(text)
                    .ifPresent(
                            line -> shops.of(line.platform(), line.merchant()).remember(line));
        }
        return shops;
    }

    public Shop of(Platform platform, String merchant) {
        return shops.computeIfAbsent(
                new Owner(platform, merchant),
                owner -> new Shop(
                        owner.platform(),
                        owner.merchant(),
                        numbers(owner.platform()),
                        businessTime,
                        realTime,
                        line -> book.add(line.written())));
    }

    private Numbers numbers(Platform platform) {
        return switch (platform) {
            case SHOPIFY -> shopifys;
            case WOOCOMMERCE -> new Numbers(BEFORE_WOOCOMMERCES);
        };
    }
}
