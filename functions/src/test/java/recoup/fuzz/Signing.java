package recoup.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import recoup.providers.Provider;
import recoup.providers.Samples;
import recoup.providers.Signed;

/** Callbacks of all providers, signed so that they are believed, whatever they say. */
final class Signing {
    private static final String SECRET = "a secret of the fuzzer";
    private static final String ADYEN_KEY = "00112233445566778899aabbccddeeff";

    /** The merchant's parameter with all of them. */
    static final String SECRETS = """
        {"stripe":{"webhookSecrets":["%1$s"]},"adyen":{"webhookSecrets":["%2$s"]},\
        "shopify":{"webhookSecrets":["%1$s"]},"woocommerce":{"webhookSecrets":["%1$s"]}}\
        """.formatted(SECRET, ADYEN_KEY);

    private static final List<String> ADYEN_SIGNS = List.of(
            "/pspReference",
            "/originalReference",
            "/merchantAccountCode",
            "/merchantReference",
            "/amount/value",
            "/amount/currency",
            "/eventCode",
            "/success");

    private Signing() {}

    /** The headers of {@code sample} with a signature over {@code body}; Adyen signs inside of it. */
    static Map<String, String> headers(String sample, byte[] body, Instant now) {
        var headers = new HashMap<>(Samples.headers(sample));
        var key = SECRET.getBytes(UTF_8);
        switch (Samples.provider(sample)) {
            case STRIPE -> {
                var prefix = (now.getEpochSecond() + ".").getBytes(UTF_8);
                var code = HexFormat.of().formatHex(Signed.hmac(key, joined(prefix, body)));
                headers.put("stripe-signature", "t=" + now.getEpochSecond() + ",v1=" + code);
            }
            case SHOPIFY -> headers.put("x-shopify-hmac-sha256", base64(Signed.hmac(key, body)));
            case WOOCOMMERCE -> headers.put("x-wc-webhook-signature", base64(Signed.hmac(key, body)));
            case ADYEN -> headers.put("content-type", "application/json");
        }
        return headers;
    }

    /** Signs what {@code body} says by itself, if that is how {@code provider} signs. */
    static void within(Provider provider, JsonNode body) {
        if (provider != Provider.ADYEN) {
            return;
        }
        for (var each : body.path("notificationItems")) {
            if (each.path("NotificationRequestItem") instanceof ObjectNode item
                    && item.path("additionalData") instanceof ObjectNode additional) {
                var data = ADYEN_SIGNS.stream().map(at -> item.at(at).asText()).collect(Collectors.joining(":"));
                additional.put(
                        "hmacSignature", base64(Signed.hmac(HexFormat.of().parseHex(ADYEN_KEY), data.getBytes(UTF_8))));
            }
        }
    }

    private static byte[] joined(byte[] first, byte[] second) {
        var both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
