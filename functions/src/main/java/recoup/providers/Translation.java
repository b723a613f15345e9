package recoup.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a callback means: events of ours, or remarks why not. Whatever was signed, however senseless, has a translation.
 *
 * @param events CloudEvents of the contract, in the order in which they should be applied
 * @param trace the provider's name for what it told, for logs; {@code ?} stands for a part that is missing or unfit
 * @param remarks a short text for each thing that maps to nothing; no word of a customer's is in them
 */
public record Translation(List<ObjectNode> events, String trace, List<String> remarks) {
    public Translation {
        events = List.copyOf(events);
        remarks = List.copyOf(remarks);
    }

    /** What {@code callback} means, whose signature was checked before. */
    public static Translation of(Provider provider, Callback callback) {
        if (provider == Provider.WOOCOMMERCE && WooCommercePing.is(callback)) {
            return nothing("woocommerce ping maps to nothing");
        }
        return StrictJson.object(callback.body())
                .map(body -> of(provider, new Message(callback.headers(), body)))
                .orElseGet(() -> nothing("not a JSON object without duplicate keys"));
    }

    /** What an EventBridge event of a partner's means: the same as the webhook that tells the same. */
    public static Translation ofPartner(ObjectNode eventBridgeEvent) {
        return PartnerEvent.provider(eventBridgeEvent)
                .flatMap(provider ->
                        PartnerEvent.message(provider, eventBridgeEvent).map(message -> of(provider, message)))
                .orElseGet(() -> nothing("not a partner event of stripe or shopify"));
    }

    private static Translation of(Provider provider, Message message) {
        return switch (provider) {
            case STRIPE -> StripeEvents.translate(message);
            case ADYEN -> AdyenNotifications.translate(message);
            case SHOPIFY -> ShopifyTopics.translate(message);
            case WOOCOMMERCE -> WooCommerceOrders.translate(message);
        };
    }

    private static Translation nothing(String remark) {
        return new Translation(List.of(), "", List.of(remark));
    }
}
