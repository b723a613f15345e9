package recoup.providers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recoup.model.Ids;

/**
 * Something told about an order, and the CloudEvents of the contract that it can be.
 *
 * @param id the same for the same thing told, on whichever road and however often
 * @param at when it happened, by the provider's word; it is recorded and decides nothing
 */
record Telling(Provider provider, String id, String orderId, Optional<Instant> at) {
    /** Who cancelled: the customer's own cancel gives valid lots back, the merchant's leaves that open. */
    enum Canceller {
        CUSTOMER,
        MERCHANT
    }

    /** What was told of an order's state; {@code updatedAt} is its edition, so that the newest counts. */
    record State(Optional<List<String>> tags, Optional<String> status, Optional<Instant> updatedAt) {}

    Telling {
        if (!Ids.wellFormed(id)) {
            throw new MeansNothing("no event id");
        }
        if (!Ids.wellFormed(orderId)) {
            throw new MeansNothing("no order id");
        }
    }

    ObjectNode paid(Attempt attempt) {
        return event("order.paid", data(attempt));
    }

    ObjectNode expired(Attempt attempt) {
        return event("payment.expired", data(attempt));
    }

    /** A failure; after one that is not terminal the customer may try again. */
    ObjectNode failed(boolean terminal, Attempt attempt, Optional<String> code) {
        var data = data(attempt).put("terminal", terminal);
        code.ifPresent(some -> data.put("code", some));
        return event("payment.failed", data);
    }

    /**
     * With its time as its edition: an old cancel that comes again is no news.
     *
     * @param paid whether it was paid before, by the same word
     */
    ObjectNode cancelled(Canceller by, boolean paid) {
        var data = data().put("cancelledBy", by.name());
        if (paid) {
            data.put("paid", true);
        }
        at.ifPresent(time -> data.put("updatedAt", time.toString()));
        return event("order.cancelled", data);
    }

    ObjectNode refunded(String refundId, Money amount) {
        var data = data();
        data.putObject("refund")
                .put("refundId", refundId)
                .put("amount", amount.positive().amount());
        return event("order.updated", in(amount, data));
    }

    ObjectNode refundedSoFar(Money total) {
        var data = data().put("refundedTotal", total.positive().amount());
        return event("order.updated", in(total, data));
    }

    ObjectNode updated(State state) {
        var data = data();
        state.status().ifPresent(status -> data.put("status", status));
        state.tags().ifPresent(tags -> tags.forEach(data.putArray("tags")::add));
        state.updatedAt().ifPresent(time -> data.put("updatedAt", time.toString()));
        return event("order.updated", data);
    }

    /** An order for which the customer typed {@code code}, whoever made that code. */
    ObjectNode used(String code) {
        var data = JsonNodeFactory.instance
                .objectNode()
                .put("provider", provider.written())
                .put("code", code)
                .put("orderId", orderId);
        return event("reward.used", data);
    }

    private static ObjectNode in(Money money, ObjectNode data) {
        return money.currency().isEmpty() ? data : data.put("currency", money.currency());
    }

    private ObjectNode data() {
        return JsonNodeFactory.instance.objectNode().put("orderId", orderId);
    }

    private ObjectNode data(Attempt attempt) {
        var data = data();
        attempt.id().ifPresent(some -> data.put("paymentAttemptId", some));
        attempt.alias().ifPresent(other -> data.put("paymentAttemptAlias", other));
        return data;
    }

    private ObjectNode event(String type, ObjectNode data) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("specversion", "1.0")
                .put("id", id)
                .put("source", "urn:recoup:" + provider.written())
                .put("type", type)
                .put("subject", orderId);
        at.ifPresent(time -> event.put("time", time.toString()));
        event.put("datacontenttype", "application/json").set("data", data);
        return event;
    }
}
