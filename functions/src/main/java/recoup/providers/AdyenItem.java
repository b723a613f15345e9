package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One item of a notification: exactly what is signed of it, as it is signed, and what the signature says. A missing
 * value is empty text. {@code eventDate} is not signed and decides nothing.
 */
record AdyenItem(
        String pspReference,
        String originalReference,
        String merchantAccountCode,
        String merchantReference,
        String value,
        String currency,
        String eventCode,
        String success,
        String signature,
        JsonNode eventDate) {

    /** Every item of {@code body}, if there is one and each can be read. */
    static Optional<List<AdyenItem>> all(ObjectNode body) {
        var notifications = body.path("notificationItems");
        var items = new ArrayList<AdyenItem>();
        for (var each : notifications) {
            of(each.path("NotificationRequestItem")).ifPresent(items::add);
        }
        var complete = notifications.isArray() && !items.isEmpty() && items.size() == notifications.size();
        return complete ? Optional.of(items) : Optional.empty();
    }

    private static Optional<AdyenItem> of(JsonNode item) {
        try {
            var amount = item.path("amount");
            return Optional.of(new AdyenItem(
                            text(item.path("pspReference")),
                            text(item.path("originalReference")),
                            text(item.path("merchantAccountCode")),
                            text(item.path("merchantReference")),
                            whole(amount.path("value")),
                            text(amount.path("currency")),
                            text(item.path("eventCode")),
                            success(item.path("success")),
                            text(item.path("additionalData").path("hmacSignature")),
                            item.path("eventDate")))
                    .filter(AdyenItem::readsOneWay);
        } catch (MeansNothing wrongType) {
            return Optional.empty();
        }
    }

    /** What is signed: the values, nothing escaped. */
    String signed() {
        return String.join(
                ":",
                pspReference,
                originalReference,
                merchantAccountCode,
                merchantReference,
                value,
                currency,
                eventCode,
                success);
    }

    /**
     * Colons are not escaped, so that values could be moved across them under the same signature. Only the merchant's own
     * reference may have any; then there is one way to read what was signed.
     */
    private boolean readsOneWay() {
        return Stream.of(pspReference, originalReference, merchantAccountCode, currency, eventCode, success)
                .noneMatch(each -> each.contains(":"));
    }

    private static String text(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw new MeansNothing("not a text");
        }
        return node.textValue();
    }

    private static String whole(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return "";
        }
        return Read.whole(node)
                .map(number -> Long.toString(number))
                .orElseThrow(() -> new MeansNothing("not a whole number"));
    }

    /** A text by Adyen's manual; true and false are read, too. */
    private static String success(JsonNode node) {
        return node.isBoolean() ? Boolean.toString(node.booleanValue()) : text(node);
    }
}
