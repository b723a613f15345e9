package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import recoup.handlers.AdminApi;
import recoup.handlers.Shop;

/**
 * Those who decide by hand about the same two orders: admins, a client that sends the same request again until it has seen an
 * answer twice, and a clerk who cancels in bulk, moves back and reapplies.
 */
final class People {
    static final List<String> ORDERS = List.of("ORD-1", "ORD-2");

    private static final int PATIENCE = 60;

    private final Shop shop;
    private final RandomGenerator random;
    private final Supplier<AdminApi> ways;
    private final Runnable timeGoesOn;
    private final Consumer<String> seen;
    private final Set<String> acknowledged = new HashSet<>();

    /**
     * People of {@code shop}.
     *
     * @param ways an API of its own for each
     * @param timeGoesOn what they do between two decisions
     * @param seen who is told what happened
     */
    People(Shop shop, RandomGenerator random, Supplier<AdminApi> ways, Runnable timeGoesOn, Consumer<String> seen) {
        this.shop = shop;
        this.random = random;
        this.ways = ways;
        this.timeGoesOn = timeGoesOn;
        this.seen = seen;
    }

    /** Looks at plans and cancels, some of the plans exactly as shown. */
    void admin(int cancels) {
        var way = ways.get();
        for (var cancel = 0; cancel < cancels; cancel++) {
            var order = ORDERS.get(random.nextInt(ORDERS.size()));
            var dialog = Dialog.any(random, "admin-" + random.nextLong());
            var preview = Mortals.answer(
                    () -> shop.preview(order, dialog.body()).by(way).answer(), seen);
            var shown = preview.status() == 200 && random.nextBoolean();
            var answer = untilAnswered(() -> {
                var call = carryOut(dialog, order).by(way);
                return (shown ? call.header("if-match", preview.etag()) : call).answer();
            });
            if (shown && answer.status() == 200) {
                assertThat(withoutTime(answer.json().get("plan")))
                        .as("L-04: what was done is what was shown")
                        .isEqualTo(withoutTime(preview.json()));
            }
            if (answer.status() == 200) {
                reverted(answer.json(), dialog);
                clawback(answer.json(), shown);
            }
            timeGoesOn.run();
        }
    }

    private Shop.Call carryOut(Dialog dialog, String order) {
        return shop.call(dialog.later() ? "revert-order" : "cancel-order")
                .path("orderId", order)
                .body(dialog.body())
                .header("idempotency-key", dialog.request());
    }

    private static JsonNode withoutTime(JsonNode plan) {
        return ((ObjectNode) plan.deepCopy()).without("asOf");
    }

    /** What was ticked comes back now, all that is left of it, whatever was decided before (C-10). */
    private static void reverted(JsonNode answer, Dialog dialog) {
        for (var plan : answer.at("/plan/assets")) {
            var asset = plan.get("asset").textValue();
            var code = asset.equals("POINTS") ? "P" : "C";
            var due = 0L;
            for (var lot : plan.get("lots")) {
                var left = !lot.get("why").textValue().equals("ALREADY_REVERTED");
                var comes = !lot.get("expired").booleanValue() || dialog.extendsExpired(code);
                due += left && comes && dialog.reverts(code) ? lot.get("amount").longValue() : 0;
            }
            var back = 0L;
            for (var entry : answer.get("entries")) {
                var is =
                        entry.get("type").textValue() + " " + entry.get("asset").textValue();
                back += is.equals("REVERT " + asset) ? entry.get("amount").longValue() : 0;
            }
            assertThat(back)
                    .as("back of " + asset + " by " + dialog + " in " + answer)
                    .isEqualTo(due);
        }
    }

    /** The entries are what the plan said would be taken. */
    private void clawback(JsonNode answer, boolean shown) {
        var plan = answer.at("/plan/clawback");
        var toTake = plan.path("toTake").longValue() + plan.path("toDebt").longValue();
        var taken = 0L;
        for (var entry : answer.get("entries")) {
            taken -= entry.get("type").textValue().equals("CLAWBACK")
                    ? entry.get("amount").longValue()
                    : 0;
        }
        assertThat(taken).as("taken back, as planned in " + answer).isEqualTo(toTake);
        if (taken > 0) {
            seen.accept(shown ? "clawback done as shown" : "clawback done");
        }
    }

    /** Cancels both at once, moves an order back, takes again what came back. */
    void clerk(int turns) {
        var way = ways.get();
        for (var turn = 0; turn < turns; turn++) {
            var order = ORDERS.get(random.nextInt(ORDERS.size()));
            var key = "clerk-" + random.nextLong();
            switch (random.nextInt(5)) {
                case 0 ->
                    untilAnswered(() -> shop.call("cancel-orders")
                            .by(way)
                            .body("{\"orderIds\":[\"ORD-1\",\"ORD-2\"]}")
                            .header("idempotency-key", key)
                            .answer());
                case 1, 2 -> move(order, way);
                case 3 -> reapply(order, key, way);
                default -> {
                    var again = back().orElse(order);
                    move(again, way);
                    timeGoesOn.run();
                    give(way);
                    reapply(again, key, way);
                }
            }
            timeGoesOn.run();
        }
    }

    /** One of them of which something came back. */
    private Optional<String> back() {
        return shop.items().stream()
                .filter(item -> Raw.text(item, "sk").equals("O") && ORDERS.contains(Raw.text(item, "o")))
                .filter(item -> Raw.list(item, "al").stream().anyMatch(lot -> lot.containsKey("b")))
                .map(item -> Raw.text(item, "o"))
                .findFirst();
    }

    /** Their customer has more now, and may be able to pay for it. */
    private void give(AdminApi way) {
        var points = random.nextBoolean();
        var key = "gift-" + random.nextLong();
        var body = """
            {"asset":"%s","amount":%d,"expiresOn":null,"reason":{"key":"other"}}\
            """.formatted(points ? "POINTS" : "STORE_CREDIT", 1 + random.nextInt(points ? 12 : 90));
        untilAnswered(() -> shop.call("adjust-balance")
                .by(way)
                .path("customerId", "ann")
                .header("idempotency-key", key)
                .body(body)
                .answer());
    }

    /** Takes again what came back: all of it, or nothing (C-14a). */
    private void reapply(String order, String key, AdminApi way) {
        var answer = untilAnswered(() -> shop.call("reapply-order")
                .by(way)
                .path("orderId", order)
                .body("{}")
                .header("idempotency-key", key)
                .answer());
        if (answer.status() == 200) {
            for (var status : List.of("creditRevertStatus", "pointsRevertStatus")) {
                assertThat(answer.json().get("order").get(status).textValue())
                        .as("C-14a: nothing is back any more")
                        .isEqualTo("NOT_APPLICABLE");
            }
        }
    }

    /** Moves an order to where it may be already: whoever does so has it judged (E-04). */
    void move(String order, AdminApi way) {
        untilAnswered(() -> shop.call("move-order")
                .by(way)
                .path("orderId", order)
                .body("{\"status\":\"CONFIRMED\"}")
                .answer());
    }

    /** Loses answers, and asks again with the same key: every answer it sees is the same. */
    void client() {
        var way = ways.get();
        var dialog = Dialog.any(random, "client-" + random.nextLong());
        var first = untilAnswered(() -> carryOut(dialog, "ORD-1").by(way).answer());
        timeGoesOn.run();
        var again = untilAnswered(() -> carryOut(dialog, "ORD-1").by(way).answer());
        if (!first.json().path("entries").isEmpty()) {
            seen.accept("answer replayed");
            assertThat(again.body()).as("the same request again").isEqualTo(first.body());
            assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        }
    }

    /** The ids of the entries that anybody was told of. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    /** Asks until there is an answer that is no excuse; what it says was entered must be so in the end. */
    Shop.Answer untilAnswered(Supplier<Shop.Answer> ask) {
        for (var attempt = 0; attempt < PATIENCE; attempt++) {
            var answer = Mortals.answer(ask, seen);
            switch (answer.status()) {
                case 200, 201 -> {
                    acknowledge(answer.json());
                    return answer;
                }
                case 412 -> {
                    seen.accept("plan changed");
                    return answer;
                }
                case 409 -> {
                    seen.accept(answer.code());
                    if (!answer.code().equals("busy")) {
                        return answer;
                    }
                }
                case 503 -> seen.accept("unavailable");
                default -> {
                    if (!isOver(answer)) {
                        throw new AssertionError("nobody expects " + answer);
                    }
                    seen.accept("a gift's last day was over before it was given");
                    return answer;
                }
            }
        }
        throw new AssertionError("no answer after " + PATIENCE + " requests");
    }

    /** The clock may jump between two tries. */
    private static boolean isOver(Shop.Answer answer) {
        return answer.status() == 400
                && answer.json().at("/errors/0/field").asText().equals("expiresOn")
                && answer.json().at("/errors/0/message").asText().contains("is over");
    }

    private void acknowledge(JsonNode answer) {
        answer.path("entries")
                .forEach(entry -> acknowledged.add(entry.get("entryId").textValue()));
        answer.path("entries").forEach(entry -> seen.accept(entry.get("type").textValue()));
    }
}
