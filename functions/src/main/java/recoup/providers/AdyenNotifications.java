package recoup.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import recoup.model.Ids;

/** Adyen's notifications: batches of items, of which only what is signed decides anything. */
final class AdyenNotifications {
    /** Adyen batches a handful; a longer trace helps nobody. */
    private static final int TRACED = 10;

    private AdyenNotifications() {}

    static Translation translate(Message message) {
        var findings = new Findings();
        var items = AdyenItem.all(message.body()).orElse(List.of());
        if (items.isEmpty()) {
            findings.remark("no notification items");
        } else if (items.size() > Findings.MOST) {
            findings.remark("more than " + Findings.MOST + " notification items");
        } else {
            items.forEach(item -> findings.event(() -> meaning(item)));
        }
        return findings.under(
                items.stream().limit(TRACED).map(AdyenNotifications::trace).collect(Collectors.joining(",")));
    }

    private static ObjectNode meaning(AdyenItem item) {
        return switch (item.eventCode() + " " + item.success()) {
            case "AUTHORISATION true" -> told(item).paid(attempt(item));
            case "AUTHORISATION false" -> told(item).failed(false, attempt(item), Optional.empty());
            case "CANCELLATION true", "TECHNICAL_CANCEL true" ->
                told(item).failed(true, attempt(item), Optional.empty());
            case "OFFER_CLOSED true", "OFFER_CLOSED false" -> told(item).expired(attempt(item));
            case "REFUND true" -> told(item).refunded(item.pspReference(), Money.units(item.value(), item.currency()));
            default ->
                throw new MeansNothing("adyen " + Shown.of(item.eventCode()) + " success=" + Shown.of(item.success())
                        + " maps to nothing");
        };
    }

    private static Telling told(AdyenItem item) {
        if (!Ids.wellFormed(item.pspReference())) {
            throw new MeansNothing("no pspReference");
        }
        return new Telling(
                Provider.ADYEN,
                String.join(":", item.pspReference(), item.eventCode(), item.success()),
                item.merchantReference(),
                Read.instant(item.eventDate()));
    }

    private static Attempt attempt(AdyenItem item) {
        return Attempt.of(item.originalReference().isEmpty() ? item.pspReference() : item.originalReference());
    }

    private static String trace(AdyenItem item) {
        return String.join(" ", Shown.of(item.pspReference()), Shown.of(item.eventCode()), Shown.of(item.success()));
    }
}
