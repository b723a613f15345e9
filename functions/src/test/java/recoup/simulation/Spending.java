package recoup.simulation;

import java.util.List;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;

/** What else moves the points of the same customers: they spend them on other orders, and a clerk gives some and takes some. */
final class Spending {
    private final Shop shop;
    private final Season season;
    private final Clientele clientele;
    private final People people;
    private final RandomGenerator random;
    private final Supplier<AdminApi> ways;
    private final Runnable timeGoesOn;

    Spending(
            Shop shop,
            Season season,
            Clientele clientele,
            People people,
            RandomGenerator random,
            Supplier<AdminApi> ways,
            Runnable timeGoesOn) {
        this.shop = shop;
        this.season = season;
        this.clientele = clientele;
        this.people = people;
        this.random = random;
        this.ways = ways;
        this.timeGoesOn = timeGoesOn;
    }

    void go(int turns) {
        var way = ways.get();
        for (var turn = 0; turn < turns; turn++) {
            var customer = clientele.named(random.nextBoolean() ? "ann" : "bob");
            var points = 1L + random.nextInt(10);
            switch (random.nextInt(6)) {
                case 0 -> spend("SPENT-" + turn, customer, points, way);
                case 1, 2, 3 -> spend("SPENT-" + turn, customer, Math.max(1, there(customer)), way);
                case 4 -> adjust(customer, points, ",\"expiresOn\":" + expiry(), way);
                default -> adjust(customer, -points, "", way);
            }
            timeGoesOn.run();
        }
    }

    private String expiry() {
        return List.of("null", Orders.quoted(season.farDay()), Orders.quoted(season.day(5)))
                .get(random.nextInt(3));
    }

    /** Everybody is given some, which pays what they owe. */
    void giveAll(AdminApi way) {
        for (var customer : List.of("ann", clientele.named("bob"))) {
            adjust(customer, 1L + random.nextInt(10), ",\"expiresOn\":null", way);
        }
    }

    private void spend(String order, String customer, long points, AdminApi way) {
        var body = """
            {"orderId":"%s","customerId":"%s","total":100,"currency":"USD","use":{"points":%d}}\
            """.formatted(order, customer, points);
        people.untilAnswered(() -> shop.call("place-order")
                .by(way)
                .header("idempotency-key", order)
                .body(body)
                .answer());
    }

    private long there(String customer) {
        return shop.available(customer, "POINTS");
    }

    private void adjust(String customer, long points, String expiry, AdminApi way) {
        var key = "adjust-" + random.nextLong();
        var body = """
            {"asset":"POINTS","amount":%d%s,"reason":{"key":"other"}}\
            """.formatted(points, expiry);
        people.untilAnswered(() -> shop.call("adjust-balance")
                .by(way)
                .path("customerId", customer)
                .header("idempotency-key", key)
                .body(body)
                .answer());
    }
}
