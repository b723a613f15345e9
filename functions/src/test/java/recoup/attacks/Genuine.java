package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;

/**
 * A callback as its provider sends it, signed by the JDK alone.
 *
 * @param text its body, whose bytes are UTF-8
 */
record Genuine(String provider, Map<String, String> headers, String text) {
    static final long TIME = 1_609_632_000L;
    static final String NOW = "2021-01-03T00:00:00Z";
    static final List<String> PROVIDERS = List.of("stripe", "adyen", "shopify", "woocommerce");
    /** The secrets of a merchant, by provider; Adyen's samples are signed with it already. */
    static final Map<String, String> SECRETS = Map.of(
            "stripe", "whsec_test_secret",
            "adyen", "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056",
            "shopify", "shopify_test_secret",
            "woocommerce", "woo_test_secret");
    /** Those of another. */
    static final Map<String, String> OTHERS = Map.of(
            "stripe", "whsec_other_secret",
            "adyen", "AB".repeat(32),
            "shopify", "shopify_other_secret",
            "woocommerce", "woo_other_secret");

    private static final Path FOLDER = Path.of("..", "events", "webhooks");

    Genuine {
        headers = Map.copyOf(headers);
    }

    /** The merchant's with a provider. */
    static String secret(String provider) {
        return Objects.requireNonNull(SECRETS.get(provider));
    }

    /** Every sample, such as {@code stripe/charge.failed}. */
    static List<String> samples() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> FOLDER.relativize(file).toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Genuine of(String sample) {
        try {
            var provider = sample.substring(0, sample.indexOf('/'));
            return signed(provider, Files.readString(FOLDER.resolve(sample + ".json")));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /** Any of a provider's that means something. */
    static Genuine by(String provider) {
        return of(
                switch (provider) {
                    case "stripe" -> "stripe/checkout.session.expired";
                    case "adyen" -> "adyen/refund";
                    case "shopify" -> "shopify/orders-cancelled";
                    default -> "woocommerce/order-cancelled";
                });
    }

    /** This body with the provider's header; an Adyen body carries its signature inside. */
    static Genuine signed(String provider, String text) {
        return new Genuine(provider, headers(provider, signature(provider, secret(provider), text)), text);
    }

    /** The same, and Adyen's items are signed again, whatever stands in them now. */
    static Genuine signedAnew(String provider, String text) {
        return signed(provider, provider.equals("adyen") && text.endsWith("}") ? adyen(text) : text);
    }

    private static String adyen(String text) {
        var json = SampleEvents.json(text);
        for (var each : json.at("/notificationItems")) {
            var item = each.get("NotificationRequestItem");
            var signed = Stream.of(
                            "/pspReference",
                            "/originalReference",
                            "/merchantAccountCode",
                            "/merchantReference",
                            "/amount/value",
                            "/amount/currency",
                            "/eventCode",
                            "/success")
                    .map(value -> item.at(value).asText())
                    .collect(Collectors.joining(":"));
            var key = HexFormat.of().parseHex(secret("adyen"));
            ((ObjectNode) item.get("additionalData"))
                    .put("hmacSignature", Base64.getEncoder().encodeToString(code("HmacSHA256", key, signed)));
        }
        return json.toString();
    }

    static Map<String, String> headers(String provider, String signature) {
        var headers = new HashMap<String, String>();
        switch (provider) {
            case "stripe" -> headers.put("stripe-signature", signature);
            case "shopify" -> {
                headers.put("x-shopify-hmac-sha256", signature);
                headers.put("x-shopify-topic", "orders/cancelled");
            }
            case "woocommerce" -> headers.put("x-wc-webhook-signature", signature);
            default -> {} // Adyen signs inside
        }
        return headers;
    }

    /** What stands in the header under this secret. */
    static String signature(String provider, String secret, String text) {
        return provider.equals("stripe")
                ? stripe(secret, TIME, text)
                : Base64.getEncoder().encodeToString(code("HmacSHA256", secret.getBytes(UTF_8), text));
    }

    static String stripe(String secret, long time, String text) {
        var code = code("HmacSHA256", secret.getBytes(UTF_8), time + "." + text);
        return "t=" + time + ",v1=" + HexFormat.of().formatHex(code);
    }

    static byte[] code(String algorithm, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /** The header that it is signed in. */
    String header() {
        return switch (provider) {
            case "stripe" -> "stripe-signature";
            case "shopify" -> "x-shopify-hmac-sha256";
            default -> "x-wc-webhook-signature";
        };
    }

    /** What stands in that header. */
    String signature() {
        return Objects.requireNonNull(headers.get(header()));
    }

    /** Each alone, as it would be recognised anywhere: without the time that Stripe writes before it, and Adyen's from its body. */
    List<String> signatures() {
        var all = new ArrayList<String>();
        Optional.ofNullable(headers.get(header()))
                .map(signature -> signature.replaceFirst("^t=\\d+,v1=", ""))
                .ifPresent(all::add);
        if (provider.equals("adyen") && text.endsWith("}")) {
            all.addAll(SampleEvents.json(text).findValuesAsText("hmacSignature"));
        }
        return all;
    }

    /** The same, and each item of an Adyen body with {@code signature} for its own. */
    Genuine withSignatureInside(String signature) {
        var json = SampleEvents.json(text);
        json.findParents("hmacSignature").forEach(parent -> ((ObjectNode) parent).put("hmacSignature", signature));
        return new Genuine(provider, headers, json.toString());
    }

    Genuine with(String signature) {
        var changed = new HashMap<>(headers);
        changed.put(header(), signature);
        return new Genuine(provider, changed, text);
    }

    byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    Shop.Answer to(Roads roads, String merchant) {
        return send(roads, merchant, bytes());
    }

    /** With other bytes under the same headers. */
    Shop.Answer send(Roads roads, String merchant, byte[] body) {
        return roads.webhookInBase64(
                provider, merchant, headers, Base64.getEncoder().encodeToString(body));
    }

    /** A shop at the time of the signatures, which knows both merchants' secrets. */
    static Roads roads() {
        var shop = new Shop();
        shop.at(NOW);
        var roads = new Roads(shop);
        roads.parameters().put("/recoup/acme", parameter(SECRETS));
        roads.parameters().put("/recoup/emca", parameter(OTHERS));
        return roads;
    }

    private static String parameter(Map<String, String> secrets) {
        return """
            {"stripe":{"webhookSecrets":["%s"]},"adyen":{"webhookSecrets":["%s"]},\
            "shopify":{"webhookSecrets":["%s"]},"woocommerce":{"webhookSecrets":["%s"]}}\
            """.formatted(PROVIDERS.stream().map(secrets::get).toArray());
    }
}
