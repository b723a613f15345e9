package recoup.simulation;

import static recoup.simulation.Word.End.PARKED;
import static recoup.simulation.Word.End.TAKEN;
import static recoup.simulation.Word.End.TAKEN_OR_PARKED;
import static recoup.simulation.Word.End.TAKEN_UNLESS_LATE;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import recoup.simulation.Word.End;
import recoup.simulation.Word.Shows;

/**
 * The shop's desk for points: it hands out what orders earned, before they are there and after they were cancelled, several
 * times an order and now and then wrongly; and it tells of the refunds and tags that decide whether that stays.
 */
final class PointsDesk {
    /** So few and so small that an order's refunds stay below its total, whatever others tell by their ids. */
    private static final int MOST_PARTS = 2;

    private static final int LARGEST_PART = 30;

    private static final List<List<String>> TAGS = List.of(
            List.of(),
            List.of("gift"),
            List.of("returned"),
            List.of("gift", "FRAUD"),
            List.of("vip"),
            List.of("vip", "Returned"),
            List.of("fraud", "Vip"),
            List.of("Returned twice"));

    /** Points that an order earned. */
    private record Grant(String id, String order, String customer, long points, String expiry) {
        private String data() {
            return ",\"grantId\":\"%s\",\"customerId\":\"%s\",\"points\":%d%s"
                    .formatted(id, customer, points, expiry.isEmpty() ? "" : ",\"expiresOn\":" + expiry);
        }
    }

    private final Orders orders;
    private final Season season;
    private final Mail mail;
    private final RandomGenerator random;
    private final Runnable timeGoesOn;
    private final Map<String, Integer> parts = new HashMap<>();

    PointsDesk(Orders orders, Season season, Mail mail, RandomGenerator random, Runnable timeGoesOn) {
        this.orders = orders;
        this.season = season;
        this.mail = mail;
        this.random = random;
        this.timeGoesOn = timeGoesOn;
    }

    void tell(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3 -> earned(grant(orders.any()));
                case 4 -> earnedTwoWays(grant(orders.any()));
                case 5 -> earnedByAnother(grant(orders.any()));
                case 6 -> refundedInPart(orders.any());
                case 7 -> refundedUpTo(orders.any());
                default -> tagged(orders.any());
            }
            timeGoesOn.run();
        }
    }

    /** What some orders earned when they were placed. */
    void begin(int grants) {
        for (var grant = 0; grant < grants; grant++) {
            earned(grant(orders.anyPlaced()));
        }
    }

    private Grant grant(String order) {
        var expiry = switch (random.nextInt(7)) {
            case 0, 1 -> "";
            case 2 -> "null";
            case 3 -> Orders.quoted(season.farDay());
            default -> Orders.quoted(season.day(random.nextInt(3)));
        };
        return new Grant("grant-" + mail.next(), order, orders.customer(order), 1L + random.nextInt(12), expiry);
    }

    /** Whether its date comes while the run goes on. */
    private boolean passes(Grant grant) {
        return grant.expiry.startsWith("\"") && season.passes(grant.expiry.replace("\"", ""));
    }

    /** One that comes after its date is parked; and so it is if that date passes on the way. */
    private void earned(Grant grant) {
        earned(grant, passes(grant) ? TAKEN_UNLESS_LATE : TAKEN);
    }

    /** One grant by its id, with two contents: whichever comes second contradicts the first. */
    private void earnedTwoWays(Grant drawn) {
        var grant = passes(drawn) ? new Grant(drawn.id, drawn.order, drawn.customer, drawn.points, "null") : drawn;
        earned(grant, TAKEN_OR_PARKED);
        earned(
                switch (random.nextInt(3)) {
                    case 0 -> new Grant(grant.id, grant.order, grant.customer, grant.points + 1, grant.expiry);
                    case 1 -> new Grant(grant.id, grant.order, grant.customer, grant.points, "\"2023-01-01\"");
                    default -> {
                        var other = grant.order.equals("ORD-1") ? "ORD-5" : "ORD-1";
                        yield new Grant(grant.id, other, orders.customer(other), grant.points, grant.expiry);
                    }
                },
                TAKEN_OR_PARKED);
    }

    /** For somebody whose order it is not, and then rightly. */
    private void earnedByAnother(Grant grant) {
        var other = grant.customer.equals("ann") ? "bob" : "ann";
        earned(new Grant(grant.id, grant.order, other, grant.points, grant.expiry), PARKED);
        earned(grant);
    }

    private void earned(Grant grant, End end) {
        var shows = end == PARKED ? Word.nothing() : Word.granted(grant.id, grant.points, grant.expiry);
        event("points.earned", grant.data(), grant.order, end, shows);
    }

    private void refundedInPart(String order) {
        if (parts.merge(order, 1, Integer::sum) > MOST_PARTS) {
            refundedUpTo(order);
            return;
        }
        var refund = "part-" + mail.next();
        var amount = 1L + random.nextInt(LARGEST_PART);
        var data = ",\"refund\":{\"refundId\":\"%s\",\"amount\":%d}".formatted(refund, amount);
        event("order.updated", data, order, TAKEN, Word.refunded(refund, amount));
    }

    private void refundedUpTo(String order) {
        var total = 1L + random.nextInt(100);
        event("order.updated", ",\"refundedTotal\":" + total, order, TAKEN, Word.refundedUpTo(total));
    }

    private void tagged(String order) {
        var version = orders.nextVersion();
        var tags = TAGS.get(random.nextInt(TAGS.size()));
        var data = ",\"version\":%d,\"tags\":[%s]".formatted(version, Orders.quoted(tags));
        event("order.updated", data, order, TAKEN, Word.tagged("/shop", version, tags));
    }

    private void event(String type, String data, String order, End end, Shows shows) {
        mail.event(type, data, new Word("\"id\":\"desk-" + mail.next() + "\"", order, end, List.of(), shows));
    }
}
