package recoup.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import recoup.handlers.Shop;
import recoup.simulation.Word.End;
import recoup.simulation.Word.Shows;

/** Two payment providers, each with its own words for what became of an attempt to pay. */
final class Providers {
    private final Shop shop;
    private final Orders orders;
    private final Mail mail;
    private final RandomGenerator random;
    private final Runnable timeGoesOn;

    Providers(Shop shop, Orders orders, Mail mail, RandomGenerator random, Runnable timeGoesOn) {
        this.shop = shop;
        this.orders = orders;
        this.mail = mail;
        this.random = random;
        this.timeGoesOn = timeGoesOn;
    }

    /** One whose payments go by two ids, and who numbers its events. */
    void stripe(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            var order = orders.any();
            var attempt = orders.anyAttempt(order);
            var payment = Orders.payment(order, attempt);
            var session = Orders.session(order, attempt);
            var both = List.of(payment, session);
            var intent = "\"id\":\"%s\",\"metadata\":{\"order_id\":\"%s\"}".formatted(payment, order);
            switch (random.nextInt(6)) {
                case 0 ->
                    stripe(
                            order,
                            "checkout.session.expired",
                            "\"id\":\"%s\",\"client_reference_id\":\"%s\",\"payment_intent\":\"%s\""
                                    .formatted(session, order, payment),
                            both,
                            Word.ended(both));
                case 1 ->
                    stripe(
                            order,
                            "payment_intent.canceled",
                            intent + ",\"cancellation_reason\":\"%s\"".formatted(Fence.code(List.of(payment), true)),
                            List.of(payment),
                            Word.ended(List.of(payment)));
                case 2 ->
                    stripe(
                            order,
                            "payment_intent.payment_failed",
                            intent
                                    + ",\"last_payment_error\":{\"code\":\"%s\"}"
                                            .formatted(Fence.code(List.of(payment), false)),
                            List.of(payment),
                            Word.nothing());
                case 3 -> stripe(order, "payment_intent.succeeded", intent, List.of(), Word.paid());
                case 4 -> stripe(order, "payment_intent.created", intent);
                default -> {
                    var total = 1L + random.nextInt(100);
                    stripe(
                            order,
                            "charge.refunded",
                            "\"id\":\"ch_%d\",\"metadata\":{\"order_id\":\"%s\"},\"amount_refunded\":%d,\"currency\":\"usd\""
                                    .formatted(attempt, order, total),
                            List.of(),
                            Word.refundedUpTo(total));
                }
            }
            timeGoesOn.run();
        }
    }

    private void stripe(String order, String type, String object, List<String> attempts, Shows shows) {
        var id = "evt_" + mail.next();
        mail.callback(
                () -> Callbacks.stripe(id, type, shop.businessTime().instant(), object),
                new Word("\"id\":\"" + id + "\"", order, End.TAKEN, attempts, shows));
    }

    /** One that means nothing to us. */
    private void stripe(String order, String type, String object) {
        stripe(order, type, object, List.of(), Word.nothing());
    }

    /** One whose payments go by one id, and who says in each item whether it went well. */
    void adyen(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            var order = orders.any();
            var attempt = Orders.named(order, orders.anyAttempt(order));
            var psp = "psp_" + mail.next();
            var ended = Word.ended(List.of(attempt));
            switch (random.nextInt(6)) {
                case 0 -> adyen(psp, attempt, order, "AUTHORISATION", List.of(), Word.paid());
                case 1 -> authorisationFailed(psp, attempt, order);
                case 2 -> adyen(psp, attempt, order, "CANCELLATION", List.of(attempt), ended);
                case 3 -> adyen(psp, attempt, order, "OFFER_CLOSED", List.of(attempt), ended);
                case 4 -> adyen(psp, attempt, order, "EXPIRE", List.of(), Word.nothing());
                default -> adyen(psp, attempt, order, "REFUND", List.of(), Word.refunded(psp, REFUND));
            }
            timeGoesOn.run();
        }
    }

    /** So little that all refunds together stay below an order's total. */
    private static final long REFUND = 3;

    private void adyen(String psp, String attempt, String order, String code, List<String> attempts, Shows shows) {
        mail.callback(
                () -> Callbacks.adyen(psp, attempt, order, REFUND, code, true),
                new Word("\"id\":\"" + psp + ":", order, End.TAKEN, attempts, shows));
    }

    private void authorisationFailed(String psp, String attempt, String order) {
        mail.callback(
                () -> Callbacks.adyen(psp, attempt, order, REFUND, "AUTHORISATION", false),
                new Word("\"id\":\"" + psp + ":", order, End.TAKEN, List.of(attempt), Word.nothing()));
    }
}
