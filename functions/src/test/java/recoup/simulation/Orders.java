package recoup.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final List<String> DEADLINES = List.of(
            "2021-01-01T12:00:00Z",
            "2021-01-02T00:00:00Z",
            "2021-01-02T18:00:00Z",
            "2021-01-03T06:30:00Z",
            "2021-01-04T00:00:00Z");
    private static final int PATIENCE = 60;

    private final Shop shop;
    private final RandomGenerator random;
    private final Map<String, Integer> attempts = new HashMap<>();
    private long version;

    Orders(Shop shop, RandomGenerator random) {
        this.shop = shop;
        this.random = random;
    }

    /** Two customers with lots that end one after the other while the run goes on, and most of the orders. */
    static void open(Shop shop) {
        shop.give("ann", "STORE_CREDIT", 50, "\"2021-01-01\"");
        shop.give("ann", "STORE_CREDIT", 30, "\"2021-01-03\"");
        shop.give("ann", "STORE_CREDIT", 20, "null");
        shop.give("ann", "POINTS", 7, "\"2021-01-02\"");
        shop.give("ann", "POINTS", 11, "\"2022-01-01\"");
        shop.give("bob", "STORE_CREDIT", 5, "\"2021-01-02\"");
        shop.give("bob", "STORE_CREDIT", 25, "null");
        place(shop, "ORD-1", "ann", 70, 10);
        place(shop, "ORD-2", "ann", 20, 5);
        for (var order : PLACED.subList(2, PLACED.size())) {
            place(shop, order, "bob", 8, 0);
        }
    }

    private static void place(Shop shop, String order, String customer, long credit, long points) {
        shop.call("place-order")
                .body(placement(order, customer, credit, points))
                .answer(201);
    }

    /** Places the late one by {@code way}, whatever fails. */
    void placeLate(AdminApi way) {
        var body = placement(LATE, "bob", 3, 0);
        for (var attempt = 0; attempt < PATIENCE; attempt++) {
            var answer = shop.call("place-order").by(way).body(body).answer();
            if (answer.status() == 201 || answer.status() == 200) {
                return;
            }
        }
        throw new AssertionError("not placed after " + PATIENCE + " requests");
    }

    private static String placement(String order, String customer, long credit, long points) {
        return """
            {"orderId":"%s","customerId":"%s","total":100,"currency":"USD","paymentAttemptId":"%s","paymentDueAt":"%s",\
            "use":{"storeCredit":%d,"points":%d}}\
            """.formatted(order, customer, named(order, 1), deadlineOf(order), credit, points);
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
    static String customer(String order) {
        return People.ORDERS.contains(order) ? "ann" : "bob";
    }

    /** The number of the shop's next update: whoever in the shop tells it, later ones have higher numbers. */
    long nextVersion() {
        return ++version;
    }

    /** Words as the members of an array in JSON. */
    static String quoted(List<String> words) {
        return words.stream().map(word -> "\"" + word + "\"").collect(Collectors.joining(","));
    }

    String deadline() {
        return DEADLINES.get(random.nextInt(DEADLINES.size()));
    }

    /** The one that it is placed with: some share one, so that a sweep finds several at once. */
    private static String deadlineOf(String order) {
        return DEADLINES.get(1 + Math.floorMod(order.hashCode(), DEADLINES.size() - 1));
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
