package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.Cancellation;
import recoup.model.Order;

/** The contract's {@code Order}. */
final class OrderJson {
    private OrderJson() {}

    static ObjectNode of(Order order) {
        var placement = order.placement();
        var payment = order.payment();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("orderId", order.id().value())
                .put("number", placement.number())
                .put("customerId", placement.customer().value())
                .put("status", order.status().name())
                .put("paymentStatus", payment.status().name())
                .put("paymentAttemptId", payment.attempt().map(AttemptId::value).orElse(null))
                .put("paymentDueAt", payment.dueAt().map(Instant::toString).orElse(null))
                .put("total", placement.total())
                .put("refundedTotal", payment.refunds().total())
                .put("currency", placement.currency());
        var tags = json.putArray("tags");
        order.tags().forEach(tags::add);
        json.put("placedAt", placement.placedAt().toString())
                .put(
                        "cancelledAt",
                        order.cancellation().map(by -> by.at().toString()).orElse(null));
        order.cancellation()
                .ifPresentOrElse(by -> json.set("cancelledBy", cancelledBy(by)), () -> json.putNull("cancelledBy"));
        json.put("creditRevertStatus", order.revertStatus(Asset.STORE_CREDIT).name())
                .put("pointsRevertStatus", order.revertStatus(Asset.POINTS).name());
        var assets = json.putArray("assets");
        Arrays.stream(Asset.values()).filter(order::used).forEach(asset -> assets.add(asset(order, asset)));
        return json.put("granted", order.earnings().granted())
                .put("clawedBack", order.earnings().clawedBack())
                .put("writtenOff", order.earnings().writtenOff());
    }

    private static ObjectNode cancelledBy(Cancellation by) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("trigger", by.trigger().name())
                .put("actor", by.actor());
    }

    private static ObjectNode asset(Order order, Asset asset) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("asset", asset.name())
                .put("allocated", order.allocated(asset))
                .put("reverted", order.reverted(asset))
                .put("outstanding", order.allocated(asset) - order.reverted(asset))
                .put("coverage", order.coverage(asset).name());
        var lots = json.putArray("lots");
        order.allocations(asset)
                .forEach(allocation -> lots.addObject()
                        .put("lotId", allocation.lot().value())
                        .put("amount", allocation.amount().units())
                        .put("expiresOn", PlanJson.date(allocation.expiry()))
                        .put("reverted", allocation.reverted()));
        return json;
    }
}
