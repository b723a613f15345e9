package recoup.providers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import recoup.model.Ids;

/** Stripe's events. A session and its payment are one attempt under two ids, and the order may name either. */
final class StripeEvents {
    private StripeEvents() {}

    static Translation translate(Message message) {
        var findings = new Findings();
        findings.event(() -> meaning(message.body()));
        return findings.under(Shown.of(message.body().path("id")));
    }

    private static ObjectNode meaning(ObjectNode event) {
        var type = event.path("type").asText("");
        var object = event.path("data").path("object");
        return switch (type) {
            case "checkout.session.expired" -> told(event).expired(session(object));
            case "checkout.session.async_payment_failed" -> told(event).failed(true, session(object), Optional.empty());
            case "payment_intent.canceled" ->
                told(event).failed(true, intent(object), code(object.path("cancellation_reason")));
            case "payment_intent.payment_failed" ->
                told(event)
                        .failed(
                                false,
                                intent(object),
                                code(object.path("last_payment_error").path("code")));
            case "charge.failed" -> told(event).failed(false, charge(object), code(object.path("failure_code")));
            case "payment_intent.succeeded" -> told(event).paid(intent(object));
            case "checkout.session.completed" -> completed(event, object);
            case "checkout.session.async_payment_succeeded" -> told(event).paid(session(object));
            case "charge.refunded" -> told(event).refundedSoFar(refunded(object));
            default -> throw new MeansNothing("stripe " + Shown.of(type) + " maps to nothing");
        };
    }

    /** A completed session may still wait for its money. */
    private static ObjectNode completed(ObjectNode event, JsonNode session) {
        var status = session.path("payment_status").asText("");
        return switch (status) {
            case "paid", "no_payment_required" -> told(event).paid(session(session));
            default ->
                throw new MeansNothing("stripe checkout.session.completed " + Shown.of(status) + " maps to nothing");
        };
    }

    private static Telling told(ObjectNode event) {
        return new Telling(
                Provider.STRIPE,
                Read.id(event.path("id"), "no event id"),
                orderId(event.path("data").path("object")),
                Read.epoch(event.path("created")));
    }

    private static String orderId(JsonNode object) {
        return Read.idIfAny(object.path("client_reference_id"), "no order id")
                .orElseGet(() -> Read.id(object.path("metadata").path("order_id"), "no order id"));
    }

    private static Attempt session(JsonNode session) {
        return new Attempt(
                Optional.of(Read.id(session.path("id"), "no attempt id")), Read.text(session.path("payment_intent")));
    }

    private static Attempt intent(JsonNode intent) {
        return Attempt.of(Read.id(intent.path("id"), "no attempt id"));
    }

    private static Attempt charge(JsonNode charge) {
        return Attempt.of(Read.id(charge.path("payment_intent"), "no attempt id"));
    }

    private static Optional<String> code(JsonNode node) {
        return Read.text(node).filter(Ids::wellFormed);
    }

    /** A running total of the charge. */
    private static Money refunded(JsonNode charge) {
        var total = Read.whole(charge.path("amount_refunded")).map(number -> Long.toString(number));
        return Money.units(total.orElse(""), charge.path("currency").asText(""));
    }
}
