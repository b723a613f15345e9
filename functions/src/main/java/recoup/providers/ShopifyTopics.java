package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import recoup.providers.Telling.Canceller;
import recoup.providers.Telling.State;

/**
 * Shopify's webhooks. The topic stands in a header that is not signed, so it only says what to look for: what is told must
 * stand in the body as well, which is an order's or a refund's by its own word.
 */
final class ShopifyTopics {
    /** What an order that was paid may have become; whole bodies always say it. */
    private static final Set<String> PAID = Set.of("paid", "partially_refunded", "refunded");

    private ShopifyTopics() {}

    static Translation translate(Message message) {
        var findings = new Findings();
        var topic = message.header("x-shopify-topic").orElse("");
        if (topic.equals("orders/create")) {
            created(message.body(), findings);
        } else {
            findings.event(() -> meaning(topic, message.body(), findings));
        }
        var event = message.header("x-shopify-event-id").map(Shown::of);
        return findings.under(event.map(id -> id + " " + Shown.of(topic)).orElseGet(() -> Shown.of(topic)));
    }

    private static ObjectNode meaning(String topic, ObjectNode body, Findings findings) {
        return switch (topic) {
            case "orders/cancelled" -> cancelled(body);
            case "orders/paid" -> paid(body);
            case "orders/updated" -> updated(body, findings);
            case "refunds/create" -> refunded(body);
            case "" -> throw new MeansNothing("no shopify topic");
            default -> throw new MeansNothing("shopify " + Shown.of(topic) + " maps to nothing");
        };
    }

    /** Of an order that is new only its codes are news: what becomes of it is told later. */
    private static void created(ObjectNode order, Findings findings) {
        var when = Read.instant(order.path("created_at"));
        UsedCodes.tell(order.path("discount_codes"), code -> order(order, code, when), findings);
        if (findings.isEmpty()) {
            findings.remark("shopify orders/create without a code maps to nothing");
        }
    }

    private static ObjectNode cancelled(ObjectNode order) {
        var when = Read.instant(order.path("cancelled_at"));
        if (when.isEmpty() && (order.has("cancelled_at") || !order.hasNonNull("cancel_reason"))) {
            throw new MeansNothing("shopify orders/cancelled of an order that is not cancelled");
        }
        var byCustomer = order.path("cancel_reason").asText("").equals("customer");
        return order(order, "orders.cancelled", when)
                .cancelled(byCustomer ? Canceller.CUSTOMER : Canceller.MERCHANT, false);
    }

    private static ObjectNode paid(ObjectNode order) {
        if (order.has("financial_status")
                && !PAID.contains(order.path("financial_status").asText(""))) {
            throw new MeansNothing("shopify orders/paid of an order that is not paid");
        }
        return order(order, "orders.paid", Read.instant(order.path("updated_at")))
                .paid(Attempt.UNKNOWN);
    }

    private static ObjectNode updated(ObjectNode order, Findings findings) {
        var when = Read.instant(order.path("updated_at"));
        if (when.isEmpty() && order.has("updated_at")) {
            throw new MeansNothing("shopify orders/updated with an updated_at that is no time");
        }
        var told = order(order, "orders.updated", when);
        var tags = Optional.of(order.path("tags"))
                .filter(JsonNode::isTextual)
                .map(text -> Tags.read(text.textValue(), findings));
        var status = status(order.path("financial_status").asText(""));
        if (tags.isEmpty() && status.isEmpty()) {
            throw new MeansNothing("shopify orders/updated tells neither tags nor a refund status");
        }
        return told.updated(new State(tags, status, when));
    }

    private static Optional<String> status(String financial) {
        return switch (financial) {
            case "refunded" -> Optional.of("REFUNDED");
            case "partially_refunded" -> Optional.of("PARTIALLY_REFUNDED");
            default -> Optional.empty();
        };
    }

    private static ObjectNode refunded(ObjectNode refund) {
        mustBe("Refund", refund);
        var refundId = Read.number(refund.path("id"), "no refund id");
        var orderId = Read.number(refund.path("order_id"), "no order id");
        var when = Read.instant(refund.path("processed_at")).or(() -> Read.instant(refund.path("created_at")));
        return new Telling(Provider.SHOPIFY, orderId + ":refund:" + refundId, orderId, when)
                .refunded(refundId, paidBack(refund.path("transactions")));
    }

    private static Money paidBack(JsonNode transactions) {
        if (transactions.size() > Findings.MOST) {
            throw new MeansNothing("more than " + Findings.MOST + " transactions");
        }
        return StreamSupport.stream(transactions.spliterator(), false)
                .filter(each -> each.path("kind").asText("").equals("refund"))
                .filter(each -> each.path("status").asText("").equals("success"))
                .map(each -> Money.decimal(
                        Read.text(each.path("amount")).orElse(""),
                        each.path("currency").asText("")))
                .reduce(Money::plus)
                .orElseThrow(() -> new MeansNothing("shopify refund without a successful refund transaction"));
    }

    private static Telling order(ObjectNode order, String what, Optional<Instant> when) {
        mustBe("Order", order);
        var orderId = Read.number(order.path("id"), "no order id");
        var id = orderId + ":" + what + when.map(time -> ":" + time).orElse("");
        return new Telling(Provider.SHOPIFY, id, orderId, when);
    }

    /** Everything of Shopify's names its kind; customers, products and drafts have tags and times as orders have. */
    private static void mustBe(String kind, ObjectNode body) {
        var name = "admin_graphql_api_id";
        var other = body.hasNonNull(name) && !body.path(name).asText("").startsWith("gid://shopify/" + kind + "/");
        var ofAnOrder = kind.equals("Order") && body.hasNonNull("order_id");
        if (other || ofAnOrder) {
            throw new MeansNothing("shopify body of another kind");
        }
    }
}
