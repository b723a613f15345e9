package recoup.simulation;

import static recoup.simulation.Word.End.PARKED;
import static recoup.simulation.Word.End.TAKEN;
import static recoup.simulation.Word.End.TAKEN_OR_PARKED;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Roads;
import recoup.simulation.Word.End;
import recoup.simulation.Word.Shows;

/**
 * The shop: it cancels, moves, tags and refunds orders, begins new attempts to pay, places one order late, and is wrong now
 * and then. Its updates are numbered, and may come in another order.
 */
final class ShopPlatform {
    private static final List<String> STATUSES = List.of("PENDING", "CONFIRMED", "COMPLETED", "CANCELLED");
    private static final List<String> REFUNDED = List.of("PARTIALLY_REFUNDED", "REFUNDED");

    private final Orders orders;
    private final Mail mail;
    private final RandomGenerator random;
    private final Supplier<AdminApi> ways;
    private final Runnable timeGoesOn;

    ShopPlatform(Orders orders, Mail mail, RandomGenerator random, Supplier<AdminApi> ways, Runnable timeGoesOn) {
        this.orders = orders;
        this.mail = mail;
        this.random = random;
        this.ways = ways;
        this.timeGoesOn = timeGoesOn;
    }

    void tell(int turns) {
        var way = ways.get();
        var lateComes = random.nextInt(turns);
        for (var turn = 0; turn < turns; turn++) {
            if (turn == lateComes) {
                orders.placeLate(way);
            }
            switch (random.nextInt(15)) {
                case 0, 1 -> cancel(orders.any()).run();
                case 2 -> paid(orders.any());
                case 3, 4 -> anyEnded(orders.any());
                case 5 -> unknown();
                case 6 -> wrong(orders.any());
                case 7 -> torn();
                case 8 -> refundedTwoWays(orders.any());
                case 9 -> cancelledAndBack(orders.anyDated());
                case 10, 11 -> orders.soonestDue().ifPresent(this::moreTime);
                default -> updated(orders.any());
            }
            timeGoesOn.run();
        }
    }

    /** The shop takes a cancel back, and the news of it comes once more. */
    private void cancelledAndBack(String order) {
        var cancel = cancel(order);
        cancel.run();
        timeGoesOn.run();
        updated(order, ",\"status\":\"CONFIRMED\"");
        timeGoesOn.run();
        cancel.run();
    }

    /** A customer asks for it at the last moment: the deadline moves under the sweep. */
    private void moreTime(String order) {
        updated(order, ",\"paymentDueAt\":\"" + orders.laterDeadline() + "\"");
    }

    private void updated(String order, String data) {
        var version = orders.nextVersion();
        event("order.updated", ",\"version\":" + version + data, order, TAKEN, Word.told("/shop", version));
    }

    /** Tells of it, as often as it is run. */
    private Runnable cancel(String order) {
        var by = random.nextBoolean() ? "CUSTOMER" : "MERCHANT";
        var when = Dated.ORDERS.contains(order)
                ? ",\"updatedAt\":" + Orders.quoted(orders.now().toString())
                : "";
        var word = new Word(mark(), order, TAKEN, List.of(), Word.cancelled());
        return () -> mail.event("order.cancelled", ",\"cancelledBy\":\"" + by + "\"" + when, word);
    }

    private void paid(String order) {
        event("order.paid", "", order, TAKEN, Word.paid());
    }

    /** By both ids of an attempt, by one, or by none; it may let the customer try again. */
    private void anyEnded(String order) {
        var ids = ids(order, orders.anyAttempt(order));
        ended(order, ids.subList(random.nextInt(ids.size() + 1), ids.size()));
    }

    /** The payment's id comes last. */
    private static List<String> ids(String order, int attempt) {
        return List.of(Orders.session(order, attempt), Orders.payment(order, attempt));
    }

    private void ended(String order, List<String> ids) {
        var terminal = random.nextInt(3) > 0;
        var data = ",\"terminal\":%s,\"code\":\"%s\"".formatted(terminal, Fence.code(ids, terminal))
                + (ids.isEmpty() ? "" : ",\"paymentAttemptId\":\"" + ids.getFirst() + "\"")
                + (ids.size() < 2 ? "" : ",\"paymentAttemptAlias\":\"" + ids.getLast() + "\"");
        var type = random.nextBoolean() ? "payment.failed" : "payment.expired";
        var mark = mark();
        mail.event(type, data, new Word(mark, order, TAKEN, ids, terminal ? Word.ended(ids) : Word.nothing()));
    }

    private void updated(String order) {
        var version = orders.nextVersion();
        var shows = Word.told("/shop", version);
        var data = ",\"version\":" + version;
        switch (random.nextInt(6)) {
            case 0, 1 -> {
                var attempt = Orders.named(order, orders.begin(order));
                data += ",\"paymentAttemptId\":\"%s\",\"paymentDueAt\":\"%s\"".formatted(attempt, orders.deadline());
                shows = shows.and(Word.named(attempt));
                ended(order, ids(order, 1)); // one that the order leaves
            }
            case 2 -> data += ",\"status\":\"" + STATUSES.get(random.nextInt(STATUSES.size())) + "\"";
            case 3 -> data += ",\"status\":\"PENDING\",\"paymentDueAt\":\"" + orders.deadline() + "\"";
            case 4 -> {
                var tags = List.of("tag-" + version);
                data += ",\"tags\":[" + Orders.quoted(tags) + "]";
                shows = shows.and(Word.tagged("/shop", version, tags));
            }
            default -> data += ",\"status\":\"" + REFUNDED.get(random.nextInt(REFUNDED.size())) + "\"";
        }
        event("order.updated", data, order, TAKEN, shows);
    }

    /** One refund by its id, in two amounts: whichever comes second contradicts the first. */
    private void refundedTwoWays(String order) {
        var refund = "refund-" + mail.next();
        for (var amount = 1L; amount <= 2; amount++) {
            var data = ",\"refund\":{\"refundId\":\"%s\",\"amount\":%d}".formatted(refund, amount);
            event("order.updated", data, order, TAKEN_OR_PARKED, Word.refunded(refund, amount));
        }
    }

    private void unknown() {
        event("order.paid", "", Orders.NEVER, PARKED, Word.nothing());
    }

    /** What contradicts the order, or is no data of an event. */
    private void wrong(String order) {
        var data = List.of(
                        ",\"refundedTotal\":101",
                        ",\"refund\":{\"refundId\":\"too-much\",\"amount\":101}",
                        ",\"refundedTotal\":1,\"currency\":\"EUR\"",
                        ",\"status\":\"LOST\"",
                        ",\"statuz\":\"CANCELLED\"")
                .get(random.nextInt(5));
        event("order.updated", data, order, PARKED, Word.nothing());
    }

    private void torn() {
        var queue = random.nextBoolean() ? Roads.ORDER_EVENTS : Roads.PAYMENT_FAILURES;
        mail.poison(queue);
    }

    private void event(String type, String data, String order, End end, Shows shows) {
        mail.event(type, data, new Word(mark(), order, end, List.of(), shows));
    }

    private String mark() {
        return "\"id\":\"shop-" + mail.next() + "\"";
    }
}
