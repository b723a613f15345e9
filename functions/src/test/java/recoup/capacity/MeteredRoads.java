package recoup.capacity;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;

/**
 * What is told to a {@link MeteredShop}, from the queue to the table, and what is swept. It costs what it asks of the table;
 * queues are not metered.
 */
final class MeteredRoads {
    /** What can be told of an order, each as the sample in {@code events/queue} tells it. */
    enum Event {
        PAID("order.paid", Roads.ORDER_EVENTS),
        FAILED("payment.failed", Roads.PAYMENT_FAILURES),
        EXPIRED("payment.expired", Roads.PAYMENT_FAILURES),
        CANCELLED_BY_CUSTOMER("order.cancelled", Roads.ORDER_EVENTS),
        UPDATED("order.updated", Roads.ORDER_EVENTS),
        EARNED("points.earned", Roads.ORDER_EVENTS);

        private final String type;
        private final String queue;

        Event(String type, String queue) {
            this.type = type;
            this.queue = queue;
        }
    }

    private final MeteredShop shop;
    private final Roads roads;

    MeteredRoads(MeteredShop shop, Roads roads) {
        this.shop = shop;
        this.roads = roads;
    }

    /** What it costs to hear of {@code order} for the first time. */
    Usage heard(Event event, String order) {
        return heard(event, told(event, order), "done");
    }

    /** What it costs to hear it again, which must change nothing. */
    Usage heardAgain(Event event, String order) {
        return heard(event, told(event, order), "nothing");
    }

    /** The shop tells tags and nothing else. */
    Usage tagged(String order) {
        var told = told(Event.UPDATED, order);
        data(told).retain(List.of("orderId", "tags", "version"));
        data(told).putArray("tags").add("gift");
        return heard(Event.UPDATED, told, "done");
    }

    /** The shop tells all that is refunded, but neither when nor as which refund: it counts whenever it comes. */
    Usage refunded(String order) {
        return heard(Event.UPDATED, undated(order), "done");
    }

    /** The same again, which must change nothing. */
    Usage refundedAgain(String order) {
        return heard(Event.UPDATED, undated(order), "nothing");
    }

    /** A failure after which the customer may try again, and which counts for nothing. */
    Usage maybeTriedAgain(String order) {
        var told = told(Event.FAILED, order);
        data(told).put("terminal", false);
        return heard(Event.FAILED, told, "nothing");
    }

    /** A sweep of whatever is due. */
    void sweep() {
        roads.sweep();
    }

    /** What a sweep costs, which must find so many orders due and cancel them all. */
    Usage swept(int due) {
        return shop.cost(client -> {
            var swept = roads.sweep(client, roads.call());
            require(swept.equals(Map.of("due", due, "handled", due, "failed", 0)), swept);
        });
    }

    private Usage heard(Event event, ObjectNode told, String outcome) {
        roads.sqs().add(event.queue, told.toString());
        var usage = shop.cost(roads::deliver);
        var line = roads.log().getLast();
        require(line.path("outcome").asText().equals(outcome), line);
        return usage;
    }

    private ObjectNode undated(String order) {
        var told = told(Event.UPDATED, order);
        data(told).remove(List.of("refund", "version"));
        return told;
    }

    private ObjectNode told(Event event, String order) {
        var sample = SampleEvents.read("queue/" + event.type, SQSEvent.class);
        var told = (ObjectNode) SampleEvents.json(sample.getRecords().getFirst().getBody());
        told.put("merchantId", shop.merchant());
        var data = data(told).put("orderId", order);
        if (data.has("paymentAttemptId")) {
            data.put("paymentAttemptId", MeteredShop.ATTEMPT);
        }
        if (data.has("grantId")) {
            data.put("grantId", order + "-1").put("customerId", shop.customerOf(order));
        }
        return told;
    }

    private static ObjectNode data(ObjectNode told) {
        return (ObjectNode) told.at("/event/data");
    }

    private static void require(boolean asExpected, Object found) {
        if (!asExpected) {
            throw new IllegalStateException("what was to be measured did not happen: " + found);
        }
    }
}
