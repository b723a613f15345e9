package recoup.handlers.events;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import recoup.handlers.http.Fields;
import recoup.model.Amount;
import recoup.model.AttemptId;
import recoup.model.CustomerId;
import recoup.model.GrantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.Reason;
import recoup.model.RefundId;
import recoup.model.Refunds;
import recoup.model.Told;
import recoup.operations.CancelInShop;
import recoup.operations.EarnPoints;
import recoup.operations.EndPayment;
import recoup.rules.update.Update;

/** What the data of events says. Data at fault is a problem that lists every field at fault. */
final class EventData {
    private static final int LONGEST_CODE = Reason.MAX_MESSAGE;
    private static final List<String> STATUSES =
            List.of("PENDING", "CONFIRMED", "COMPLETED", "CANCELLED", "PARTIALLY_REFUNDED", "REFUNDED");

    /** What was told, and of which order. */
    record About<T>(OrderId order, T told) {}

    private EventData() {}

    static OrderId paid(ObjectNode data) {
        var fields = new Fields(data);
        var order = order(fields);
        var _ = attempt(fields);
        fields.check();
        return order.orElseThrow();
    }

    static EndPayment.Command ended(EndPayment.How how, ObjectNode data) {
        var fields = new Fields(data);
        var order = order(fields);
        var attempt = attempt(fields);
        var terminal = fields.bool("terminal");
        var code = fields.text("code", LONGEST_CODE);
        fields.check();
        return new EndPayment.Command(
                order.orElseThrow(),
                how,
                attempt,
                terminal.orElse(true),
                code.map(text -> new Reason(Optional.empty(), Optional.of(text))));
    }

    static CancelInShop.Command cancelled(String source, ObjectNode data) {
        var fields = new Fields(data);
        var order = order(fields);
        var by = fields.required("cancelledBy", name -> fields.constant(name, CancelInShop.By.class, Enum::name));
        var edition = new Told.Edition(Optional.empty(), fields.instant("updatedAt"));
        var paid = fields.bool("paid");
        fields.check();
        return new CancelInShop.Command(order.orElseThrow(), by.orElseThrow(), source, edition, paid.orElse(false));
    }

    static EarnPoints.Command earned(ObjectNode data) {
        var fields = new Fields(data);
        var grant = fields.required("grantId", name -> fields.id(name, GrantId::new));
        var order = order(fields);
        var customer = fields.required("customerId", name -> fields.id(name, CustomerId::new));
        var points = fields.required("points", name -> fields.integer(name, 1, Amount.MAX_UNITS));
        var expiry = fields.expiry("expiresOn");
        fields.check();
        return new EarnPoints.Command(
                grant.orElseThrow(), order.orElseThrow(), customer.orElseThrow(), points.orElseThrow(), expiry);
    }

    static About<Update> updated(String source, ObjectNode data) {
        var fields = new Fields(withFirstTags(data));
        var order = order(fields);
        var status = fields.oneOf("status", STATUSES);
        var tags = fields.has("tags") ? Optional.of(fields.tags("tags")) : Optional.<List<String>>empty();
        var total = fields.integer("refundedTotal", 0, Amount.MAX_UNITS);
        var refund = fields.object("refund", EventData::refund);
        var currency = fields.currency("currency");
        var attempt = fields.id("paymentAttemptId", AttemptId::new);
        var dueAt = fields.instant("paymentDueAt");
        var edition = new Told.Edition(
                fields.integer("version", Long.MIN_VALUE, Long.MAX_VALUE), fields.instant("updatedAt"));
        fields.check();
        var refundStatus = status.filter(word -> word.endsWith("REFUNDED")).map(PaymentStatus::valueOf);
        return new About<>(
                order.orElseThrow(),
                new Update(
                        source,
                        edition,
                        status.filter(_ -> refundStatus.isEmpty()).map(OrderStatus::valueOf),
                        refundStatus,
                        tags,
                        total,
                        refund,
                        currency,
                        attempt,
                        dueAt));
    }

    /** A shop may have more tags than are read of an order: the update still counts. */
    private static ObjectNode withFirstTags(ObjectNode data) {
        if (!(data.path("tags") instanceof ArrayNode tags) || tags.size() <= Order.MOST_TAGS) {
            return data;
        }
        var less = data.deepCopy();
        var first = less.putArray("tags");
        IntStream.range(0, Order.MOST_TAGS).mapToObj(tags::get).forEach(first::add);
        return less;
    }

    private static Optional<OrderId> order(Fields fields) {
        return fields.required("orderId", name -> fields.id(name, OrderId::new));
    }

    /** One attempt may go by two ids. */
    private static Set<AttemptId> attempt(Fields fields) {
        var ids = new HashSet<AttemptId>();
        fields.id("paymentAttemptId", AttemptId::new).ifPresent(ids::add);
        fields.id("paymentAttemptAlias", AttemptId::new).ifPresent(ids::add);
        return ids;
    }

    private static Optional<Refunds.Refund> refund(Fields fields) {
        var id = fields.required("refundId", name -> fields.id(name, RefundId::new));
        var amount = fields.required("amount", name -> fields.integer(name, 1, Amount.MAX_UNITS));
        return id.flatMap(known -> amount.map(units -> new Refunds.Refund(known, units)));
    }
}
