package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;

/** The deployed handlers behind HTTP, tokens and DynamoDB Local, as the console and the shop call them. */
class EndToEndTest {
    private static final Options EMPTY = Options.defaults().port(0).demo(false);
    private static final String BOTH = """
        {"storeCredit":{"revert":true},"points":{"revert":true}}\
        """;

    @Test
    void A_03_the_articles_example_decided_by_hand_gives_the_valid_lots_back() {
        try (var stack = LocalStack.start(EMPTY)) {
            stack.clock().set(Instant.parse("2021-01-01T23:59:00Z"));
            var shop = new Shop(stack, "acme");
            shop.give("ann", "STORE_CREDIT", 5_000, "\"2021-01-01\"");
            shop.give("ann", "STORE_CREDIT", 5_000, "null");
            shop.give("ann", "POINTS", 100, "\"2022-01-01\"");
            shop.place("order-1", "ann", 10_000, 100);
            stack.clock().set(Instant.parse("2021-01-03T08:00:00Z"));

            var preview = shop.admin("POST", "/v1/orders/order-1/cancellation-preview", BOTH);
            assertThat(preview.statusCode()).isEqualTo(200);
            var tag = preview.headers().firstValue("ETag").orElseThrow();
            var cancelled =
                    shop.admin("POST", "/v1/orders/order-1/cancel", BOTH, "Idempotency-Key", "one", "If-Match", tag);
            assertThat(cancelled.statusCode()).isEqualTo(200);
            assertThat(json(cancelled).at("/plan/assets"))
                    .isEqualTo(json(preview).get("assets"));
            assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(5_000);
            assertThat(shop.available("ann", "POINTS")).isEqualTo(100);

            var again =
                    shop.admin("POST", "/v1/orders/order-1/cancel", BOTH, "Idempotency-Key", "one", "If-Match", tag);
            assertThat(again.body()).isEqualTo(cancelled.body());
            assertThat(again.headers().firstValue("Idempotency-Replayed")).contains("true");
        }
    }

    @Test
    void fifty_parallel_cancels_under_conflicts_and_throttles_give_each_lot_back_once() {
        var faults = Faults.random(20_210_103, Map.of(Fault.CONFLICT, 10, Fault.THROTTLE, 10));
        var options = EMPTY.dynamoDb(client -> new FaultyDynamoDb(client, faults));
        try (var stack = LocalStack.start(options)) {
            var shop = new Shop(stack, "acme");
            for (var lot = 1; lot <= 3; lot++) {
                shop.give("ann", "STORE_CREDIT", lot * 100L, "null");
                shop.give("ann", "POINTS", lot, "null");
            }
            shop.place("order-1", "ann", 600, 6);

            var answers = atOnce(
                    50,
                    number -> shop.admin(
                            "POST", "/v1/orders/order-1/cancel", BOTH, "Idempotency-Key", "key-" + number % 25));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            var gaveBack = answers.stream()
                    .map(Calls::json)
                    .filter(answer -> !answer.get("entries").isEmpty())
                    .map(answer -> answer.get("entries"))
                    .distinct()
                    .toList();
            assertThat(gaveBack).as("one operation gave everything back").hasSize(1);
            assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(600);
            assertThat(shop.available("ann", "POINTS")).isEqualTo(6);
            var reverts = StreamSupport.stream(shop.activity("ann").spliterator(), false)
                    .filter(entry -> entry.get("type").textValue().equals("REVERT"))
                    .toList();
            assertThat(reverts).hasSize(6);
        }
    }

    @Test
    void fifty_orders_of_one_customer_cancelled_at_once_under_faults_all_come_back() {
        var faults = Faults.random(4_711, Map.of(Fault.CONFLICT, 10, Fault.THROTTLE, 10));
        try (var stack = LocalStack.start(EMPTY.dynamoDb(client -> new FaultyDynamoDb(client, faults)))) {
            var shop = new Shop(stack, "acme");
            shop.give("ann", "POINTS", 1_000, "null");
            for (var order = 0; order < 50; order++) {
                shop.place("order-" + order, "ann", 0, 20);
            }
            assertThat(shop.available("ann", "POINTS")).isZero();

            var answers = atOnce(
                    50,
                    number -> shop.admin(
                            "POST",
                            "/v1/orders/order-" + number + "/cancel",
                            BOTH,
                            "Idempotency-Key",
                            "key-" + number));

            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(200);
            assertThat(shop.available("ann", "POINTS")).isEqualTo(1_000);
            assertThat(json(shop.admin("GET", "/v1/verification", ""))
                            .get("balanced")
                            .booleanValue())
                    .isTrue();
        }
    }

    @Test
    void orders_placed_at_once_never_spend_the_same_credit_twice() {
        var faults = Faults.random(7, Map.of(Fault.CONFLICT, 10, Fault.LOST_AFTER, 5, Fault.LOST_BEFORE, 5));
        try (var stack = LocalStack.start(EMPTY.dynamoDb(client -> new FaultyDynamoDb(client, faults)))) {
            var shop = new Shop(stack, "acme");
            shop.give("ann", "STORE_CREDIT", 1_000, "null");
            var answers = atOnce(20, number -> shop.tryPlace("order-" + number, "ann", 100, 0));
            assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(201, 409);
            assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(10);
            assertThat(answers)
                    .filteredOn(answer -> answer.statusCode() == 409)
                    .allSatisfy(answer ->
                            assertThat(json(answer).get("code").textValue()).isEqualTo("insufficient-balance"));
            assertThat(shop.available("ann", "STORE_CREDIT")).isZero();
        }
    }

    @Test
    void L_05_two_merchants_with_equal_ids_never_meet() {
        try (var stack = LocalStack.start(EMPTY)) {
            var one = new Shop(stack, "one");
            var two = new Shop(stack, "two");
            one.give("ann", "POINTS", 10, "null");
            two.give("ann", "POINTS", 20, "null");
            one.place("order-1", "ann", 0, 10);
            assertThat(two.admin("GET", "/v1/orders/order-1", "").statusCode()).isEqualTo(404);
            assertThat(two.admin("POST", "/v1/orders/order-1/cancel", BOTH, "Idempotency-Key", "k")
                            .statusCode())
                    .isEqualTo(404);
            two.place("order-1", "ann", 0, 5);
            assertThat(one.available("ann", "POINTS")).isZero();
            assertThat(two.available("ann", "POINTS")).isEqualTo(15);
        }
    }

    @Test
    void an_event_is_committed_and_told() throws InterruptedException {
        try (var stack = LocalStack.start(EMPTY)) {
            var shop = new Shop(stack, "acme");
            shop.give("ann", "POINTS", 1_000, "null");
            for (var i = 0; i < 30; i++) {
                var order = "order-" + i;
                shop.place(order, "ann", 0, 10);
                assertThat(shop.platform("POST", "/v1/events", """
                    {"specversion":"1.0","id":"event-%1$d","source":"/shop","type":"payment.failed","subject":"order-%1$d",\
                    "datacontenttype":"application/json","data":{"orderId":"order-%1$d"}}\
                    """.formatted(i)).statusCode())
                        .isEqualTo(202);
                SmallStack.await(() -> json(shop.admin("GET", "/v1/orders/" + order, ""))
                        .path("status")
                        .textValue()
                        .equals("CANCELLED"));
            }
            assertThat(shop.available("ann", "POINTS")).isEqualTo(1_000);
            var calls = new Calls(stack.address());
            assertThat(json(calls.send("POST", "/_local/drain", "{}"))
                            .path("drained")
                            .booleanValue())
                    .isTrue();
            var told = json(calls.send("GET", "/_local/notifications?merchantId=acme", ""));
            assertThat(told.path("items")
                            .valueStream()
                            .map(item -> item.at("/attributes/eventType").textValue()))
                    .filteredOn("order.cancelled"::equals)
                    .hasSize(30);
        }
    }

    private interface Ask {
        HttpResponse<String> ask(int number);
    }

    private static List<HttpResponse<String>> atOnce(int times, Ask ask) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, times)
                    .mapToObj(number -> threads.submit(() -> ask.ask(number)))
                    .toList();
            var answers = new ArrayList<HttpResponse<String>>();
            for (var each : asked) {
                answers.add(answer(each));
            }
            return answers;
        }
    }

    private static HttpResponse<String> answer(Future<HttpResponse<String>> asked) {
        try {
            return asked.get();
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    /** One merchant's console and back end. */
    private static final class Shop {
        private final Calls calls;
        private final String admin;
        private final String platform;

        Shop(LocalStack stack, String merchant) {
            this.calls = new Calls(stack.address());
            this.admin = "Bearer " + stack.token(merchant, Role.ADMIN);
            this.platform = "Bearer " + stack.token(merchant, Role.PLATFORM);
        }

        HttpResponse<String> admin(String method, String path, String body, String... headers) {
            return send(admin, method, path, body, headers);
        }

        HttpResponse<String> platform(String method, String path, String body, String... headers) {
            return send(platform, method, path, body, headers);
        }

        void give(String customer, String asset, long amount, String expiresOn) {
            var path = "/v1/customers/" + customer + "/adjustments";
            var answer = send(admin, "POST", path, """
                {"asset":"%s","amount":%d,"expiresOn":%s,"reason":{"key":"other"}}\
                """.formatted(asset, amount, expiresOn), "Idempotency-Key", key());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        void place(String order, String customer, long storeCredit, long points) {
            var answer = tryPlace(order, customer, storeCredit, points);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }

        HttpResponse<String> tryPlace(String order, String customer, long storeCredit, long points) {
            return send(
                    platform,
                    "POST",
                    "/v1/orders",
                    """
                    {"orderId":"%s","customerId":"%s","total":12900,"currency":"USD",\
                    "use":{"storeCredit":%d,"points":%d}}\
                    """.formatted(order, customer, storeCredit, points),
                    "Idempotency-Key",
                    key());
        }

        long available(String customer, String asset) {
            for (var balance :
                    json(admin("GET", "/v1/customers/" + customer, "")).get("balances")) {
                if (balance.get("asset").textValue().equals(asset)) {
                    return balance.get("available").longValue();
                }
            }
            throw new AssertionError("no balance of " + asset);
        }

        JsonNode activity(String customer) {
            return json(admin("GET", "/v1/customers/" + customer + "/activity?limit=100", ""))
                    .get("items");
        }

        private HttpResponse<String> send(String token, String method, String path, String body, String... headers) {
            var all = new ArrayList<>(List.of("Authorization", token, "Content-Type", "application/json"));
            all.addAll(List.of(headers));
            return calls.send(method, path, body, all.toArray(String[]::new));
        }

        private static String key() {
            return UUID.randomUUID().toString();
        }
    }
}
