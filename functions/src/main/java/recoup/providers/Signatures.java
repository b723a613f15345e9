package recoup.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Whether a callback was signed with one of the merchant's secrets. Judged on the raw bytes; it never throws. */
public final class Signatures {
    private static final String SHOPIFY_HEADER = "x-shopify-hmac-sha256";
    private static final String WOOCOMMERCE_HEADER = "x-wc-webhook-signature";

    private Signatures() {}

    /**
     * Whether {@code callback} is genuine.
     *
     * @param secrets those in use, two while they are rotated; one that cannot be a key is passed over
     * @param now when it arrived: Stripe's signatures are good for 300 s either way
     */
    public static boolean valid(Provider provider, Callback callback, List<String> secrets, Instant now) {
        return switch (provider) {
            case STRIPE -> byStripe(callback, secrets, now);
            case ADYEN -> byAdyen(callback, secrets);
            case SHOPIFY -> ofBody(callback, SHOPIFY_HEADER, secrets);
            case WOOCOMMERCE -> ofBody(callback, WOOCOMMERCE_HEADER, secrets);
        };
    }

    /** Whether {@code callback} is signed at all, and not too long ago: without a secret no more can be said. */
    public static boolean canBeValid(Provider provider, Callback callback, Instant now) {
        return switch (provider) {
            case STRIPE -> stripeSignature(callback, now).isPresent();
            case ADYEN ->
                StrictJson.object(callback.body()).flatMap(AdyenItem::all).isPresent();
            case SHOPIFY -> callback.header(SHOPIFY_HEADER).isPresent();
            case WOOCOMMERCE -> callback.header(WOOCOMMERCE_HEADER).isPresent();
        };
    }

    private static Optional<StripeSignature> stripeSignature(Callback callback, Instant now) {
        return callback.header("stripe-signature").flatMap(StripeSignature::of).filter(read -> read.isFresh(now));
    }

    private static boolean byStripe(Callback callback, List<String> secrets, Instant now) {
        var signature = stripeSignature(callback, now);
        if (signature.isEmpty()) {
            return false;
        }
        var prefix = (signature.get().time() + ".").getBytes(UTF_8);
        return secrets.stream()
                .flatMap(secret -> Hmac.of(secret.getBytes(UTF_8), prefix, callback.body()).stream())
                .map(HexFormat.of()::formatHex)
                .anyMatch(signature.get()::says);
    }

    /** Each item is signed by itself; one that is not would ride on the others. */
    private static boolean byAdyen(Callback callback, List<String> secrets) {
        var keys = secrets.stream().flatMap(secret -> hex(secret).stream()).toList();
        return StrictJson.object(callback.body())
                .flatMap(AdyenItem::all)
                .filter(items -> items.stream().allMatch(item -> isSigned(item, keys)))
                .isPresent();
    }

    private static boolean isSigned(AdyenItem item, List<byte[]> keys) {
        var signed = item.signed().getBytes(UTF_8);
        return keys.stream().anyMatch(key -> matches(Hmac.of(key, signed), item.signature()));
    }

    private static boolean ofBody(Callback callback, String header, List<String> secrets) {
        var given = callback.header(header);
        return given.isPresent()
                && secrets.stream()
                        .anyMatch(secret -> matches(Hmac.of(secret.getBytes(UTF_8), callback.body()), given.get()));
    }

    private static boolean matches(Optional<byte[]> code, String base64) {
        return code.map(Base64.getEncoder()::encodeToString)
                .filter(expected -> Hmac.same(expected, base64))
                .isPresent();
    }

    private static Optional<byte[]> hex(String key) {
        try {
            return Optional.of(HexFormat.of().parseHex(key));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }
}
