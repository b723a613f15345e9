package recoup.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Callbacks as two providers sign them, by the JDK alone. */
final class Callbacks {
    /** What a provider sends. */
    record Signed(String provider, Map<String, String> headers, String body) {}

    /** The merchant's parameter with both secrets. */
    static final String SECRETS = """
        {"stripe":{"webhookSecrets":["whsec_simulation"]},"adyen":{"webhookSecrets":["00112233445566778899aabbccddeeff"]}}\
        """;

    private static final byte[] STRIPE_SECRET = "whsec_simulation".getBytes(UTF_8);
    private static final byte[] ADYEN_KEY = HexFormat.of().parseHex("00112233445566778899aabbccddeeff");

    private Callbacks() {}

    /** An event of Stripe's about {@code object}, whose members are given as JSON. */
    static Signed stripe(String id, String type, Instant now, String object) {
        var seconds = now.getEpochSecond();
        var body = "{\"id\":\"%s\",\"object\":\"event\",\"type\":\"%s\",\"created\":%d,\"data\":{\"object\":{%s}}}"
                .formatted(id, type, seconds, object);
        var code = HexFormat.of().formatHex(hmac(STRIPE_SECRET, seconds + "." + body));
        return new Signed("stripe", Map.of("stripe-signature", "t=" + seconds + ",v1=" + code), body);
    }

    /** A notification of Adyen's with one item. */
    static Signed adyen(String psp, String original, String order, long amount, String code, boolean success) {
        var signed = String.join(
                ":", psp, original, "Simulated", order, Long.toString(amount), "USD", code, Boolean.toString(success));
        var body = """
            {"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"%s"},\
            "amount":{"currency":"USD","value":%d},"pspReference":"%s","originalReference":"%s","eventCode":"%s",\
            "merchantAccountCode":"Simulated","merchantReference":"%s","success":"%s"}}]}\
            """.formatted(
                        Base64.getEncoder().encodeToString(hmac(ADYEN_KEY, signed)),
                        amount,
                        psp,
                        original,
                        code,
                        order,
                        success);
        return new Signed("adyen", Map.of(), body);
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(data.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
