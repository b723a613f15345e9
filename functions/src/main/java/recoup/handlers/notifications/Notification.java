package recoup.handlers.notifications;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recoup.handlers.http.CustomerJson;
import recoup.handlers.http.Json;
import recoup.handlers.http.OrderLists;
import recoup.ledger.Outbox.Committed;
import recoup.model.OrderId;
import recoup.model.RedemptionId;

/**
 * The one message of a committed operation: a CloudEvent, and what filter policies go by.
 *
 * @param message the CloudEvent as JSON text
 * @param attributes {@code eventType}, {@code merchantId} and {@code notifyCustomer}
 */
public record Notification(String message, Map<String, String> attributes) {
    /** SNS takes 256 KB, the attributes included; ours is ASCII. */
    private static final int MOST_BYTES = 250 * 1024;

    public Notification {
        attributes = Map.copyOf(attributes);
    }

    /** The message of {@code committed}; empty if the operation is of no account to others. */
    public static Optional<Notification> of(Committed committed) {
        return type(committed).map(type -> {
            var attributes = new TreeMap<String, String>();
            attributes.put("eventType", type);
            attributes.put("merchantId", committed.merchant().value());
            attributes.put(
                    "notifyCustomer", Boolean.toString(committed.journal().notifyCustomer()));
            return new Notification(message(type, committed), attributes);
        });
    }

    /** The first type that fits; what an operation did besides is in its data. */
    private static Optional<String> type(Committed committed) {
        return switch (committed.journal().what()) {
            case REVERSED -> Optional.of("redemption.reversed");
            case CANCELLED -> Optional.of("order.cancelled");
            case REVERTED -> Optional.of("order.reverted");
            case REAPPLIED -> Optional.of("order.reapplied");
            case ADJUSTED -> Optional.of("balance.adjusted");
            case CLAWED_BACK -> Optional.of("points.clawed-back");
            case MOVED_BACK, PLACED, PAYMENT, CLAWBACK_REJECTED, EARNED, REDEEMED, REVERSING ->
                committed.journal().clawsBack()
                        ? Optional.of("points.clawed-back")
                        : committed.journal().opened().map(_ -> "review.opened");
        };
    }

    private static String message(String type, Committed committed) {
        var event = event(type, committed, data(committed));
        if (event.length() <= MOST_BYTES) {
            return event;
        }
        var less = data(committed);
        less.putArray("entries");
        less.putArray("lots");
        return event(type, committed, less.put("truncated", true)); // who needs them reads the customer's activity
    }

    private static String event(String type, Committed committed, ObjectNode data) {
        var journal = committed.journal();
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", committed.id())
                .put("source", "/recoup/" + committed.merchant())
                .put("type", type)
                .put(
                        "subject",
                        journal.order()
                                .map(OrderId::value)
                                .or(() -> journal.redemption().map(RedemptionId::value))
                                .orElse(committed.customer().value()))
                .put("time", journal.at().toString())
                .put("datacontenttype", "application/json");
        event.set("data", data);
        return Json.ascii(event);
    }

    private static ObjectNode data(Committed committed) {
        var journal = committed.journal();
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("merchantId", committed.merchant().value())
                .put("customerId", committed.customer().value());
        journal.order().ifPresent(order -> data.put("orderId", order.value()));
        journal.redemption().ifPresent(redemption -> data.put("redemptionId", redemption.value()));
        data.put("what", journal.what().name())
                .put("trigger", journal.trigger().name())
                .put("actor", journal.actor());
        journal.reason().ifPresent(reason -> data.set("reason", CustomerJson.reason(reason)));
        data.put("occurredAt", journal.at().toString()).put("notifyCustomer", journal.notifyCustomer());
        data.set("entries", CustomerJson.entries(committed.entries()));
        data.set("lots", OrderLists.lots(journal));
        if (journal.writtenOff() > 0) {
            data.put("writtenOff", journal.writtenOff());
        }
        journal.opened()
                .ifPresent(review -> data.putObject("review")
                        .put("reviewId", review.value())
                        .put("type", review.kind().name()));
        return data;
    }
}
