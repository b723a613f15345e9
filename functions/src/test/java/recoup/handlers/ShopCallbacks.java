package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What Shopify and WooCommerce call back with: the samples, changed and signed anew. The order of the one is 820982911946154508, of the other 727. */
final class ShopCallbacks {
    private final Roads roads;

    /** Those of {@code acme}, which gets its secrets by this. */
    ShopCallbacks(Roads roads) {
        this.roads = roads;
        roads.parameters().put("/recoup/acme", """
            {"shopify":{"webhookSecrets":["secret"],"shop":"https://acme.example"},
             "woocommerce":{"webhookSecrets":["secret"]}}\
            """);
    }

    void shopify(String topic, String sample, Consumer<ObjectNode> change) {
        var body = altered("shopify/" + sample, change);
        queued("shopify", Map.of("x-shopify-topic", topic, "x-shopify-hmac-sha256", signed(body)), body);
    }

    void shopify(String topic, String sample) {
        shopify(topic, sample, _ -> {});
    }

    void wooCommerce(String sample, Consumer<ObjectNode> change) {
        var body = altered("woocommerce/" + sample, change);
        queued(
                "woocommerce",
                Map.of("x-wc-webhook-topic", "order.updated", "x-wc-webhook-signature", signed(body)),
                body);
    }

    void wooCommerce(String sample) {
        wooCommerce(sample, _ -> {});
    }

    private void queued(String provider, Map<String, String> headers, String body) {
        var answer = roads.webhook(provider, Roads.MERCHANT, headers, body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        roads.deliver();
    }

    private static String altered(String sample, Consumer<ObjectNode> change) {
        var body = SampleEvents.read("webhooks/" + sample, ObjectNode.class).deepCopy();
        change.accept(body);
        return body.toString();
    }

    private static String signed(String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
