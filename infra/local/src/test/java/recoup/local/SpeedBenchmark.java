package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * How quick the automatic roads are on the local stack, each beside what it cannot be quicker than, in one run:
 * {@code ./mvnw -q -Pbench verify}. It prints; nothing here is a test of the build.
 */
class SpeedBenchmark {
    private static final Options EMPTY = Options.defaults().port(0).demo(false);
    private static final int ROUNDS = 3;
    private static final int ORDERS = 1_000;
    private static final int CUSTOMERS = 200;
    private static final int MESSAGES = 300;
    private static final Instant PLACED = Instant.parse("2021-01-01T12:00:00Z");
    private static final Instant DUE = Instant.parse("2021-01-02T12:00:00Z");

    /** Three times, each on a fresh store with the same content; the first pair warms the machine up. */
    @Test
    void a_sweep_of_1000_due_orders_beside_its_1000_bare_transactions() {
        var placed = placed();
        for (var round = 1; round <= ROUNDS; round++) {
            var transactions = new ArrayList<TransactWriteItemsRequest>();
            var swept = swept(placed, transactions);
            var bare = bare(placed, transactions);
            System.out.printf(
                    "round %d: %d due orders swept in %d ms, the same transactions alone in %d ms: %.2f times as"
                            + " long%n",
                    round, ORDERS, swept.toMillis(), bare.toMillis(), (double) swept.toNanos() / bare.toNanos());
        }
    }

    private static Duration swept(
            List<Map<String, AttributeValue>> placed, List<TransactWriteItemsRequest> transactions) {
        var recorded = Collections.synchronizedList(transactions);
        var options = EMPTY.dynamoDb(store -> new ForwardingDynamoDb(store) {
            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                var answer = super.transactWriteItems(request);
                recorded.add(request); // in the order of their commits, and without those that lost a race
                return answer;
            }
        });
        try (var stack = with(placed, options)) {
            var began = System.nanoTime();
            var answer = new Calls(stack.address()).send("POST", "/_local/schedule/expiry", "{}");
            var took = Duration.ofNanos(System.nanoTime() - began);
            assertThat(Calls.json(answer).get("handled").intValue()).isEqualTo(ORDERS);
            assertThat(recorded).hasSize(ORDERS);
            return took;
        }
    }

    private static Duration bare(
            List<Map<String, AttributeValue>> placed, List<TransactWriteItemsRequest> transactions) {
        try (var stack = with(placed, EMPTY)) {
            var began = System.nanoTime();
            transactions.forEach(stack.dynamoDb()::transactWriteItems);
            return Duration.ofNanos(System.nanoTime() - began);
        }
    }

    @Test
    void from_the_queue_to_the_commit_on_an_idle_stack() throws InterruptedException {
        try (var stack = LocalStack.start(EMPTY)) {
            var shop = new Placing(stack);
            var nanos = new ArrayList<Long>();
            for (var number = 0; number < MESSAGES; number++) {
                shop.place("order-" + number, "customer-" + number, 0, "");
            }
            for (var number = 0; number < MESSAGES; number++) {
                var order = "order-" + number;
                var began = System.nanoTime();
                stack.sqs()
                        .sendMessage(send -> send.queueUrl(stack.queueUrl("PaymentFailuresQueue"))
                                .messageBody("""
                                    {"merchantId":"acme","actor":"shop","receivedAt":"2021-01-01T00:00:00Z","event":{"specversion":"1.0",\
                                    "id":"1","source":"/shop","type":"payment.failed","data":{"orderId":"%s"}}}\
                                    """.formatted(order)));
                while (!isCancelled(stack, order)) {
                    Thread.sleep(1);
                }
                nanos.add(System.nanoTime() - began);
            }
            Collections.sort(nanos);
            System.out.printf(
                    "from the queue to the commit, one of %d after the other: p50 %d ms, p99 %d ms, longest %d ms%n",
                    MESSAGES,
                    nanos.get(MESSAGES / 2) / 1_000_000,
                    nanos.get(MESSAGES * 99 / 100) / 1_000_000,
                    nanos.getLast() / 1_000_000);
        }
    }

    private static boolean isCancelled(LocalStack stack, String order) {
        var key = Map.of("pk", AttributeValue.fromS("M#acme#O#" + order), "sk", AttributeValue.fromS("O"));
        var item = stack.dynamoDb()
                .getItem(get -> get.tableName(stack.table()).key(key).consistentRead(true));
        return "CANCELLED".equals(Objects.requireNonNull(item.item().get("st")).s());
    }

    /** What is stored when so many orders are due, of customers who placed several each. */
    private static List<Map<String, AttributeValue>> placed() {
        try (var stack = LocalStack.start(EMPTY)) {
            stack.clock().set(PLACED);
            var shop = new Placing(stack);
            shop.cancelAndRevert();
            for (var customer = 0; customer < CUSTOMERS; customer++) {
                shop.give("customer-" + customer, ORDERS);
            }
            for (var order = 0; order < ORDERS; order++) {
                shop.place("order-" + order, "customer-" + order % CUSTOMERS, 1, ",\"paymentDueAt\":\"" + DUE + "\"");
            }
            return stack.dynamoDb().scanPaginator(scan -> scan.tableName(stack.table())).items().stream()
                    .toList();
        }
    }

    private static LocalStack with(List<Map<String, AttributeValue>> items, Options options) {
        var stack = LocalStack.start(options);
        stack.clock().set(DUE.plusSeconds(60));
        items.forEach(item ->
                stack.dynamoDb().putItem(put -> put.tableName(stack.table()).item(item)));
        assertThat(new Calls(stack.address())
                        .send("POST", "/_local/drain", "{\"timeoutSeconds\":60}")
                        .statusCode())
                .isEqualTo(200);
        return stack;
    }

    /** The shop, over HTTP. */
    private static final class Placing {
        private final Calls calls;
        private final String admin;
        private final String platform;

        Placing(LocalStack stack) {
            this.calls = new Calls(stack.address());
            this.admin = "Bearer " + stack.token("acme", Role.ADMIN);
            this.platform = "Bearer " + stack.token("acme", Role.PLATFORM);
        }

        void cancelAndRevert() {
            var settings = calls.send("GET", "/v1/settings", "", "Authorization", admin)
                    .body();
            var changed = settings.replace("\"mode\":\"OFF\"", "\"mode\":\"CANCEL_AND_REVERT\"");
            assertThat(calls.send("PUT", "/v1/settings", changed, "Authorization", admin, "If-Match", "*")
                            .statusCode())
                    .isEqualTo(200);
        }

        void give(String customer, long amount) {
            created("/v1/customers/" + customer + "/adjustments", """
                {"asset":"STORE_CREDIT","amount":%d,"reason":{"key":"other"}}\
                """.formatted(amount), admin, customer);
        }

        void place(String order, String customer, long storeCredit, String more) {
            created("/v1/orders", """
                {"orderId":"%s","customerId":"%s","total":100,"currency":"USD","use":{"storeCredit":%d}%s}\
                """.formatted(order, customer, storeCredit, more), platform, order);
        }

        private void created(String path, String body, String token, String key) {
            var answer = calls.send("POST", path, body, "Authorization", token, "Idempotency-Key", key);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        }
    }
}
