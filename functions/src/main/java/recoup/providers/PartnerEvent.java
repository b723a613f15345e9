package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The events of EventBridge's partner sources: unsigned, since nobody but the partner can put one on the bus. */
public final class PartnerEvent {
    private static final String STRIPE = "aws.partner/stripe.com/";
    private static final String SHOPIFY = "aws.partner/shopify.com/";

    private PartnerEvent() {}

    /** Whose event it is, by its source. */
    public static Optional<Provider> provider(ObjectNode eventBridgeEvent) {
        var source = Read.text(eventBridgeEvent.path("source")).orElse("");
        if (source.startsWith(STRIPE)) {
            return Optional.of(Provider.STRIPE);
        }
        return source.startsWith(SHOPIFY) ? Optional.of(Provider.SHOPIFY) : Optional.empty();
    }

    /** What the webhook of the same would have carried. */
    static Optional<Message> message(Provider provider, ObjectNode eventBridgeEvent) {
        var detail = eventBridgeEvent.path("detail");
        return switch (provider) {
            case STRIPE ->
                detail instanceof ObjectNode event ? Optional.of(new Message(Map.of(), event)) : Optional.empty();
            case SHOPIFY ->
                detail.path("payload") instanceof ObjectNode payload
                        ? Optional.of(new Message(headers(detail.path("metadata")), payload))
                        : Optional.empty();
            case ADYEN, WOOCOMMERCE -> Optional.empty();
        };
    }

    private static Map<String, String> headers(JsonNode metadata) {
        var headers = new TreeMap<String, String>();
        metadata.forEachEntry((name, value) ->
                Read.text(value).ifPresent(text -> headers.put(name.toLowerCase(Locale.ROOT), text)));
        return Collections.unmodifiableMap(headers);
    }
}
