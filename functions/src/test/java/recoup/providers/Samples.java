package recoup.providers;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The providers' bodies in {@code events/webhooks}, with the headers that come with them. */
public final class Samples {
    private static final Path FOLDER = Path.of("..", "events", "webhooks");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Samples() {}

    /** Every sample, such as {@code stripe/charge.failed}. */
    public static List<String> all() {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .map(file -> FOLDER.relativize(file).toString().replace(".json", ""))
                    .sorted()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    public static Provider provider(String sample) {
        return Provider.of(sample.substring(0, sample.indexOf('/'))).orElseThrow();
    }

    /** Its bytes. */
    public static byte[] body(String sample) {
        try {
            return Files.readAllBytes(FOLDER.resolve(sample + ".json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Callback callback(String sample) {
        return new Callback(headers(sample), body(sample));
    }

    /** The headers that come with it, but for its signature. */
    public static Map<String, String> headers(String sample) {
        return switch (sample) {
            case "shopify/orders-create" -> shopify("orders/create");
            case "shopify/orders-paid" -> shopify("orders/paid");
            case "shopify/orders-updated" -> shopify("orders/updated");
            case "shopify/orders-cancelled", "shopify/orders-cancelled-by-staff" -> shopify("orders/cancelled");
            case "shopify/refunds-create" -> shopify("refunds/create");
            default ->
                provider(sample) == Provider.WOOCOMMERCE ? Map.of("x-wc-webhook-topic", "order.updated") : Map.of();
        };
    }

    static Map<String, String> shopify(String topic) {
        return Map.of("x-shopify-topic", topic, "x-shopify-event-id", "98880550-7158-44d4-b7cd-2c97c8a091b5");
    }

    static Translation translated(String sample) {
        return Translation.of(provider(sample), callback(sample));
    }

    static Translation translated(Provider provider, Map<String, String> headers, String body) {
        return Translation.of(provider, new Callback(headers, body.getBytes(StandardCharsets.UTF_8)));
    }

    /** What it says. */
    public static ObjectNode object(String sample) {
        return (ObjectNode) json(new String(body(sample), StandardCharsets.UTF_8));
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }
}
