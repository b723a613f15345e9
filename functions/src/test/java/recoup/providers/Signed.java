package recoup.providers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as a provider makes them, by the JDK alone. */
public final class Signed {
    private Signed() {}

    static Callback byStripe(String secret, long time, String body) {
        var code = HexFormat.of().formatHex(hmac(secret.getBytes(UTF_8), time + "." + body));
        return callback("stripe-signature", "t=" + time + ",v1=" + code, body);
    }

    static Callback byShopify(String secret, String body) {
        return callback("x-shopify-hmac-sha256", base64(secret.getBytes(UTF_8), body), body);
    }

    /** A notification of one item, whose signature is over {@code data}. */
    static Callback byAdyen(String hexKey, String item, String data) {
        var signature = base64(HexFormat.of().parseHex(hexKey), data);
        return callback(
                "content-type",
                "application/json",
                "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{%s,\"additionalData\":{\"hmacSignature\":\"%s\"}}}]}"
                        .formatted(item, signature));
    }

    static Callback callback(String header, String value, String body) {
        return new Callback(Map.of(header, value), body.getBytes(UTF_8));
    }

    private static String base64(byte[] key, String data) {
        return Base64.getEncoder().encodeToString(hmac(key, data));
    }

    private static byte[] hmac(byte[] key, String data) {
        return hmac(key, data.getBytes(UTF_8));
    }

    /** HMAC-SHA-256, which is what all of them sign with. */
    public static byte[] hmac(byte[] key, byte[] data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
