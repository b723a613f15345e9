package recoup.providers;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What WooCommerce sends when a webhook is made: an unsigned form with the webhook's number, which wants a 200. */
public final class WooCommercePing {
    private static final String NAME = "webhook_id=";

    /** As many digits as its database has for an id. */
    private static final int MOST_DIGITS = 20;

    private static final Pattern PING = Pattern.compile(NAME + "[0-9]{1," + MOST_DIGITS + "}");

    private WooCommercePing() {}

    /** Whether {@code callback} is one: its body and nothing but that. */
    public static boolean is(Callback callback) {
        var body = callback.body();
        return body.length <= NAME.length() + MOST_DIGITS
                && PING.matcher(new String(body, StandardCharsets.ISO_8859_1)).matches();
    }
}
