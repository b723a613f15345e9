package recoup.providers.discounts;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Where a shop's resources are: under its address, which may be a folder of a site. */
record ShopAddress(URI shop) {
    URI at(String path) {
        if (shop.getRawQuery() != null || shop.getRawFragment() != null) {
            throw ShopTrouble.refused("the shop's address has more than a path");
        }
        var address = shop.toString();
        return URI.create((address.endsWith("/") ? address.substring(0, address.length() - 1) : address) + path);
    }

    /** Free text as it may stand in a query. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
