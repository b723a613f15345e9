package recoup.simulation;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;

/** The orders of a run, with the attempts to pay that the shop has begun for each. */
final class Orders {
    /** One that is told of before it is there. */
    static final String LATE = "ORD-3";
    /** One that is told of and never comes. */
    static final String NEVER = "ORD-4";

    private static final List<String> PLACED = List.of("ORD-1", "ORD-2", "ORD-5", "ORD-6", "ORD-7");
    private static final int PATIENCE = 60;
    /** For all orders of one customer, the late one too, whatever expires and is taken again. */
    private static final int ENOUGH = 125;

    private final Shop shop;
    private final Season season;
    private final Clientele clientele;
    private final RandomGenerator random;
    private final Map<String, Integer> attempts = new HashMap<>();
    private long version;

    Orders(Shop shop, Season season, Clientele clientele, RandomGenerator random) {
        this.shop = shop;
        this.season = season;
        this.clientele = clientele;
        this.random = random;
    }

    /** Two customers with lots that end one after the other while the run goes on, and most of the orders. */
    void open() {
        shop.give("ann", "STORE_CREDIT", 50, quoted(season.day(0)));
        shop.give("ann", "STORE_CREDIT", 30, quoted(season.day(2)));
        shop.give("ann", "STORE_CREDIT", 20, "null");
        shop.give("ann", "POINTS", 7, quoted(season.day(1)));
        shop.give("ann", "POINTS", 11, quoted(season.farDay()));
        shop.give(clientele.named("bob"), "STORE_CREDIT", 5, quoted(season.day(1)));
        shop.give(clientele.named("bob"), "STORE_CREDIT", clientele.one() ? ENOUGH : 25, "null");
        place("ORD-1", 70, 10);
        place("ORD-2", 20, 5);
        for (var order : PLACED.subList(2, PLACED.size())) {
            place(order, 8, 0);
        }
    }

    private void place(String order, long credit, long points) {
        shop.call("place-order").body(placement(order, credit, points)).answer(201);
    }

    /** Places the late one by {@code way}, whatever fails. */
    void placeLate(AdminApi way) {
        var body = placement(LATE, 3, 0);
        for (var attempt = 0; attempt < PATIENCE; attempt++) {
            var answer = Mortals.answer(
                    () -> shop.call("place-order")
                            .by(way)
                            .header("idempotency-key", LATE)
                            .body(body)
                            .answer(),
                    _ -> {});
            if (answer.status() == 201 || answer.status() == 200) {
                return;
            }
        }
        throw new AssertionError("not placed after " + PATIENCE + " requests");
    }

    private String placement(String order, long credit, long points) {
        return """
            {"orderId":"%s","customerId":"%s","total":100,"currency":"USD","paymentAttemptId":"%s","paymentDueAt":"%s",\
            "use":{"storeCredit":%d,"points":%d}}\
            """.formatted(order, customer(order), named(order, 1), deadlineOf(order), credit, points);
    }

    /** One of them, more often one that people decide about; now and then the late one. */
    String any() {
        return switch (random.nextInt(5)) {
            case 0 -> LATE;
            case 1, 2 -> People.ORDERS.get(random.nextInt(People.ORDERS.size()));
            default -> anyPlaced();
        };
    }

    /** One of those that are there from the first. */
    String anyPlaced() {
        return PLACED.get(random.nextInt(PLACED.size()));
    }

    /** Whose it is. */
    String customer(String order) {
        return clientele.named(People.ORDERS.contains(order) ? "ann" : "bob");
    }

    /** One whose cancels are dated. */
    String anyDated() {
        return Dated.ORDERS.get(random.nextInt(Dated.ORDERS.size()));
    }

    /** Of those that wait for a payment the one that must be paid first, or should have been. */
    Optional<String> soonestDue() {
        return shop.items().stream()
                .filter(item -> Raw.text(item, "sk").equals("O") && item.containsKey("dp"))
                .min(Comparator.comparing(item -> Raw.text(item, "ds")))
                .map(item -> Raw.text(item, "o"));
    }

    /** The time of now, for what is dated. */
    Instant now() {
        return shop.businessTime().instant();
    }

    /** The number of the shop's next update: whoever in the shop tells it, later ones have higher numbers. */
    long nextVersion() {
        return ++version;
    }

    /** A word as JSON. */
    static String quoted(String word) {
        return "\"" + word + "\"";
    }

    /** Words as the members of an array in JSON. */
    static String quoted(List<String> words) {
        return words.stream().map(Orders::quoted).collect(Collectors.joining(","));
    }

    String deadline() {
        var deadlines = season.deadlines();
        return deadlines.get(random.nextInt(deadlines.size())).toString();
    }

    /** One that no run comes to by itself. */
    String laterDeadline() {
        return season.at(4, "12:00").toString();
    }

    /** The one that it is placed with: some share one, so that a sweep finds several at once. */
    private String deadlineOf(String order) {
        var deadlines = season.deadlines();
        return deadlines
                .get(1 + Math.floorMod(order.hashCode(), deadlines.size() - 1))
                .toString();
    }

    /** Begins another attempt; answers its number. */
    int begin(String order) {
        return attempts.merge(order, 2, (known, _) -> known + 1);
    }

    /** One of the attempts that were begun. */
    int anyAttempt(String order) {
        return 1 + random.nextInt(attempts.getOrDefault(order, 1));
    }

    static String payment(String order, int attempt) {
        return "pi_" + order + "_" + attempt;
    }

    static String session(String order, int attempt) {
        return "cs_" + order + "_" + attempt;
    }

    /** The id by which the order names it, which is either. */
    static String named(String order, int attempt) {
        return attempt % 2 == 1 ? payment(order, attempt) : session(order, attempt);
    }
}
