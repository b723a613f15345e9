package recoup.local.crash;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import recoup.local.crash.Deed.Kind;

/** An admin of a merchant and the merchant's shop in one: does one thing after the other, and asks until it is answered. */
final class Client {
    private static final int MOST_OF_A_BULK = 4;
    private static final Set<String> CHANGES = Set.of("PLACED", "CANCELLED", "MOVED_BACK");
    /** Where the deed's mark goes. */
    private static final String REASON = "\"reason\":{}";

    private final String merchant;
    private final Front front;
    private final Diary diary;
    private final Known known;
    private final RandomGenerator random;
    private final ShopEvents events;

    Client(String merchant, Front front, Diary diary, Known known, RandomGenerator random) {
        this.merchant = merchant;
        this.front = front;
        this.diary = diary;
        this.known = known;
        this.random = random;
        this.events = new ShopEvents(merchant, front, diary, random);
    }

    void work(BooleanSupplier goesOn) throws InterruptedException {
        while (goesOn.getAsBoolean()) {
            var order = known.order(random);
            var turn = random.nextInt(24);
            if (turn < 6 || order.isEmpty()) {
                place(Known.customer(random));
            } else {
                turn(turn, order.get());
            }
        }
    }

    private void turn(int turn, Known.Order order) throws InterruptedException {
        switch (turn) {
            case 6, 7 -> give(Known.customer(random), 1 + random.nextInt(50));
            case 8, 9, 10, 11 -> cancel(order);
            case 12, 13 -> admin(Kind.REVERT, "/v1/orders/" + order.id() + "/revert", order.id(), choices());
            case 14 -> move(order);
            case 15 -> admin(Kind.REAPPLY, "/v1/orders/" + order.id() + "/reapply", order.id(), "{}");
            case 16 -> bulk();
            case 17, 18 -> redeem(Known.customer(random));
            case 19, 20 -> reverse();
            default -> events.tell(order);
        }
    }

    void give(String customer, long amount) throws InterruptedException {
        var asset = random.nextBoolean() ? "STORE_CREDIT" : "POINTS";
        give(customer, asset, amount);
    }

    void give(String customer, String asset, long amount) throws InterruptedException {
        var body = "{\"asset\":\"%s\",\"amount\":%d,\"expiresOn\":null,%s}".formatted(asset, amount, REASON);
        admin(Kind.GIVE, "/v1/customers/" + customer + "/adjustments", customer, body);
    }

    private void place(String customer) throws InterruptedException {
        var id = known.nextOrder();
        var due = random.nextInt(3) == 0 ? ",\"paymentDueAt\":\"%s\"".formatted(Moments.soon(random)) : "";
        var body = """
            {"orderId":"%s","customerId":"%s","total":100000,"currency":"USD","paymentAttemptId":"pay-%s"%s,\
            "use":{"storeCredit":%d,"points":%d}}\
            """.formatted(id, customer, id, due, random.nextInt(40), random.nextInt(40));
        var answer = platform(Kind.PLACE, "/v1/orders", id, body);
        if (answer.status() == 201) {
            known.add(new Known.Order(id, customer));
        }
    }

    /** Half of them exactly as shown. */
    private void cancel(Known.Order order) throws InterruptedException {
        var path = "/v1/orders/" + order.id();
        var number = diary.nextNumber();
        var body = choices().replace(REASON, reason(number));
        var headers = front.bearer(merchant, "admin");
        if (random.nextBoolean()) {
            var shown = front.ask("POST", path + "/cancellation-preview", body, headers);
            var plan = Front.json(shown.body()).path("planHash").asText();
            headers = front.bearer(merchant, "admin", "If-Match", "\"" + plan + "\"");
        }
        front.carryOut(
                new Deed(number, Kind.CANCEL, merchant, path + "/cancel", body, order.id(), mark(number), headers));
    }

    /** Marked with how often the order's status is known to have changed, its first one included. */
    private void move(Known.Order order) throws InterruptedException {
        var path = "/v1/orders/" + order.id();
        var status = List.of("PENDING", "CONFIRMED", "COMPLETED").get(random.nextInt(3));
        var headers = front.bearer(merchant, "admin");
        var known = 0;
        for (var line : front.read(path + "/history?limit=100", headers).path("items")) {
            known += CHANGES.contains(line.path("what").asText()) ? 1 : 0;
        }
        var body = "{\"status\":\"%s\"}".formatted(status);
        front.carryOut(new Deed(diary.nextNumber(), Kind.MOVE, merchant, path, body, order.id(), "" + known, headers));
    }

    private void bulk() throws InterruptedException {
        Set<String> orders = new TreeSet<>();
        for (var i = 0; i < MOST_OF_A_BULK; i++) {
            known.order(random).ifPresent(order -> orders.add(order.id()));
        }
        var ids = String.join(",", orders);
        admin(
                Kind.BULK,
                "/v1/order-cancellations",
                ids,
                "{\"orderIds\":[\"%s\"],%s}".formatted(ids.replace(",", "\",\""), REASON));
    }

    private void redeem(String customer) throws InterruptedException {
        var id = known.nextRedemption();
        var provider = List.of("shopify", "woocommerce", "none").get(random.nextInt(3));
        var code = "CODE-" + id;
        if (!provider.equals("none")) {
            // The second time that it is asked for it is there already.
            front.ask(
                    "POST",
                    "/_local/discounts/" + provider,
                    "{\"merchantId\":\"%s\",\"code\":\"%s\"}".formatted(merchant, code),
                    List.of());
        }
        var body = """
            {"redemptionId":"%s","customerId":"%s","points":%d,\
            "reward":{"rewardId":"reward","name":"A reward","provider":"%s","code":"%s"}}\
            """.formatted(id, customer, 1 + random.nextInt(20), provider, code);
        var answer = platform(Kind.REDEEM, "/v1/redemptions", id, body);
        if (answer.status() == 201) {
            known.add(new Known.Redemption(id, provider, code));
        }
    }

    private void reverse() throws InterruptedException {
        var wanted = known.redemption(random);
        if (wanted.isPresent()) {
            var action =
                    wanted.get().provider().equals("none") ? "NONE" : random.nextBoolean() ? "DEACTIVATE" : "DELETE";
            var id = wanted.get().id();
            admin(
                    Kind.REVERSE,
                    "/v1/redemptions/" + id + "/reverse",
                    id,
                    "{\"discountAction\":\"%s\",%s}".formatted(action, REASON));
        }
    }

    private String choices() {
        return "{\"storeCredit\":{\"revert\":%s},\"points\":{\"revert\":%s},\"notifyCustomer\":%s,%s}"
                .formatted(random.nextInt(4) > 0, random.nextInt(4) > 0, random.nextBoolean(), REASON);
    }

    /** If {@code body} has a reason, it names the deed. */
    private void admin(Kind kind, String path, String subject, String body) throws InterruptedException {
        var number = diary.nextNumber();
        front.carryOut(new Deed(
                number,
                kind,
                merchant,
                path,
                body.replace(REASON, reason(number)),
                subject,
                mark(number),
                front.bearer(merchant, "admin")));
    }

    private Wire.Answer platform(Kind kind, String path, String subject, String body) throws InterruptedException {
        var headers = front.bearer(merchant, "platform");
        return front.carryOut(new Deed(diary.nextNumber(), kind, merchant, path, body, subject, subject, headers));
    }

    private static String reason(long number) {
        return "\"reason\":{\"message\":\"" + mark(number) + "\"}";
    }

    private static String mark(long number) {
        return "deed-" + number;
    }
}
