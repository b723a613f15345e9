package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import recoup.providers.Telling.Canceller;
import recoup.providers.Telling.State;

/**
 * WooCommerce's webhooks: always the whole order, so that one callback may say several things. What it says must not depend on
 * which of them is applied first: a cancel says itself that the order was paid before, and a failure of a paid order is none.
 */
final class WooCommerceOrders {
    /** The header is not signed, and the body alone decides; it only tells what is not about an order. */
    private static final Set<String> TOPICS = Set.of("order.created", "order.updated", "order.restored");

    /** Orders of which WooCommerce itself does not count the coupons as used. */
    private static final Set<String> NOT_COUNTED = Set.of("cancelled", "trash", "checkout-draft", "auto-draft");

    private WooCommerceOrders() {}

    static Translation translate(Message message) {
        var findings = new Findings();
        var order = message.body();
        var topic = message.header("x-wc-webhook-topic").orElse("order.updated");
        if (TOPICS.contains(topic)) {
            tell(order, findings);
        } else {
            findings.remark("woocommerce " + Shown.of(topic) + " maps to nothing");
        }
        return findings.under(String.join(
                " ",
                Shown.of(order.path("id")),
                Shown.of(order.path("date_modified_gmt")),
                Shown.of(order.path("status"))));
    }

    private static void tell(ObjectNode order, Findings findings) {
        var status = order.path("status").asText("");
        var modified = Read.instant(order.path("date_modified_gmt"));
        var paid = Read.instant(order.path("date_paid_gmt"));
        var cancelled = status.equals("cancelled");
        if ((paid.isPresent() && !cancelled) || status.equals("processing") || status.equals("completed")) {
            findings.event(() -> told(order, "paid", paid.or(() -> modified)).paid(Attempt.UNKNOWN));
        }
        if (status.equals("failed") && paid.isEmpty()) {
            findings.event(() -> told(order, status, modified).failed(false, Attempt.UNKNOWN, Optional.empty()));
        }
        refunds(order, modified, findings);
        if (status.equals("refunded")) {
            var state = new State(Optional.empty(), Optional.of("REFUNDED"), modified);
            findings.event(() -> told(order, status, modified).updated(state));
        }
        if (cancelled) {
            findings.event(() -> told(order, status, modified).cancelled(Canceller.MERCHANT, paid.isPresent()));
        }
        if (!NOT_COUNTED.contains(status)) {
            UsedCodes.tell(order.path("coupon_lines"), code -> told(order, code, modified), findings);
        }
        if (findings.isEmpty()) {
            findings.remark("woocommerce " + Shown.of(status) + " maps to nothing");
        }
    }

    private static void refunds(ObjectNode order, Optional<Instant> modified, Findings findings) {
        var refunds = order.path("refunds");
        if (refunds.size() > Findings.MOST) {
            findings.remark("more than " + Findings.MOST + " refunds");
            return;
        }
        for (var refund : refunds) {
            findings.event(() -> refunded(order, refund, modified));
        }
    }

    /** Its total is negative: what the order lost. */
    private static ObjectNode refunded(ObjectNode order, JsonNode refund, Optional<Instant> modified) {
        var refundId = Read.number(refund.path("id"), "no refund id");
        var total = Read.text(refund.path("total"))
                .filter(text -> text.startsWith("-"))
                .orElseThrow(() -> new MeansNothing("a refund whose total is not negative"));
        var currency = order.path("currency").asText("");
        return new Telling(Provider.WOOCOMMERCE, orderId(order) + ":refund:" + refundId, orderId(order), modified)
                .refunded(refundId, Money.decimal(total.substring(1), currency));
    }

    private static Telling told(ObjectNode order, String what, Optional<Instant> when) {
        var id = orderId(order) + ":" + what + when.map(time -> ":" + time).orElse("");
        return new Telling(Provider.WOOCOMMERCE, id, orderId(order), when);
    }

    private static String orderId(ObjectNode order) {
        return Read.number(order.path("id"), "no order id");
    }
}
