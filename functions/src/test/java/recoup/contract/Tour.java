package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import recoup.handlers.Environment;
import recoup.handlers.OneCall;
import recoup.handlers.OrderEvents;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.queues.SimulatedSqs;
import recoup.store.Fault;
import recoup.store.Faults;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/** Ways through the API that begin with the samples of {@code events}: one on which all goes well, and every way to fail. */
final class Tour {
    private static final String BOTH = """
        {"storeCredit":{"revert":true,"extendExpiredByDays":1},"points":{"revert":true,"extendExpired":true}}\
        """;

    /** The data of the project's own vector, which the merchant's key signs. */
    private static final String ADYEN = """
        {"live":"false","notificationItems":[{"NotificationRequestItem":{"eventCode":"AUTHORISATION","success":"true",\
        "pspReference":"7914073381342284","merchantAccountCode":"TestMerchant",\
        "merchantReference":"TestPayment-1407325143704","amount":{"value":1130,"currency":"EUR"},\
        "eventDate":"2021-01-03T00:00:00+00:00","reason":"","paymentMethod":"visa",\
        "additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="}}}]}\
        """;

    private static final Instant PAID_AT = Instant.parse("2021-02-03T08:05:00Z");

    private static final Environment QUEUES = Environment.of(Map.of(
            Environment.TABLE, FreshTable.NAME,
            Environment.ORDER_EVENTS, "order-events",
            Environment.ORDER_EVENTS_PARKED, "order-events-parked"));

    private final Shop shop = new Shop();

    /** Every sample succeeds, with everything that an answer can show. */
    static void everythingSucceeds() {
        var tour = new Tour();
        tour.settings();
        tour.placing();
        tour.cancelling();
        tour.reviewing();
        tour.movingBack();
        tour.reading();
        tour.checkingTheBooks();
        EarningTour.everythingIsTakenBack();
        RedemptionTour.everythingComesBack();
        telling();
    }

    /** How to meet each problem, by its code. */
    static Map<String, Supplier<Shop.Answer>> problems() {
        var problems = new HashMap<String, Supplier<Shop.Answer>>();
        problems.put("validation", () -> new Tour().cancel("{\"notify\":true}"));
        problems.put(
                "idempotency-key-missing",
                () -> new Tour()
                        .shop
                        .call("cancel-order")
                        .withoutHeader("idempotency-key")
                        .answer());
        problems.put(
                "signature-invalid",
                () -> Asked.by("intake/receive-webhook")
                        .body("{\"id\":\"evt_forged\"}")
                        .answer());
        problems.put(
                "forbidden",
                () -> new Tour()
                        .shop
                        .call("cancel-order")
                        .claim("cognito:groups", "[viewer]")
                        .answer());
        problems.put("not-found", () -> new Tour().shop.call("read-order").answer());
        problems.put("order-exists", () -> ordered().shop.call("place-order").answer());
        problems.put("order-cancelled", () -> {
            var tour = ordered();
            tour.cancel("{}");
            return tour.shop.call("reapply-order").answer();
        });
        problems.put(
                "order-not-cancelled", () -> ordered().shop.call("revert-order").answer());
        problems.put(
                "insufficient-balance",
                () -> new Tour().shop.call("place-order").answer());
        problems.put("busy", Tour::alwaysTooLate);
        problems.put(
                "plan-changed",
                () -> ordered()
                        .shop
                        .call("cancel-order")
                        .header("if-match", "\"other\"")
                        .answer());
        problems.put(
                "settings-changed",
                () -> new Tour()
                        .shop
                        .call("save-settings")
                        .header("if-match", "\"other\"")
                        .answer());
        problems.put("idempotency-key-reused", () -> {
            var tour = ordered();
            tour.shop.call("cancel-order").header("idempotency-key", "once").answer(200);
            return tour.shop
                    .call("reapply-order")
                    .header("idempotency-key", "once")
                    .answer();
        });
        problems.put(
                "bulk-revert-not-supported",
                () -> new Tour().shop.call("cancel-orders").body("""
                    {"orderIds":["ORD-1001"],"points":{"revert":true}}\
                    """).answer());
        problems.put("too-many-lots", Tour::movedTooOften);
        problems.put("too-many-time-zone-changes", Tour::zoneChangedTooOften);
        problems.put(
                "if-match-required",
                () -> new Tour()
                        .shop
                        .call("save-settings")
                        .withoutHeader("if-match")
                        .answer());
        problems.put(
                "internal",
                () -> failing((_, _) -> {
                    throw new IllegalStateException("a fault of ours");
                }));
        problems.put("unavailable", () -> failing((_, _) -> Fault.LOST_BEFORE));
        problems.putAll(RedemptionProblems.byCode());
        return problems;
    }

    private void settings() {
        shop.call("read-settings").answer(200);
        shop.call("save-settings").answer(200);
    }

    private void placing() {
        shop.call("adjust-balance").answer(201);
        shop.give("CUS-7", "STORE_CREDIT", 100, "null");
        shop.give("CUS-7", "POINTS", 200, "\"2021-01-31\"");
        shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":-1,"reason":{"key":"other"},"notifyCustomer":true}\
            """).answer(201);
        shop.call("place-order").answer(201);
        shop.call("place-order").answer(200);
        shop.call("place-order").body("""
            {"orderId":"ORD-1002","customerId":"CUS-7","total":100,"currency":"TWD","use":{},\
            "paymentDueAt":"2021-01-02T12:00:00+08:00","paymentAttemptId":"pi_1"}\
            """).answer(201);
    }

    private void cancelling() {
        shop.at("2021-02-03T08:00:00Z");
        shop.call("preview-cancellation").answer(200);
        shop.call("cancel-order").header("idempotency-key", "once").answer(200);
        shop.call("cancel-order").header("idempotency-key", "once").answer(200);
        shop.call("revert-order").body(BOTH).answer(200);
        shop.call("cancel-orders").body("""
            {"orderIds":["ORD-1001","ORD-1002","ORD-1003"],"reason":{"message":"Warehouse flooded"}}\
            """).answer(200);
        shop.call("list-orders").answer(200);
        shop.call("read-customer").answer(200);
    }

    /** A payment comes for what was cancelled, and somebody looks. */
    private void reviewing() {
        var consumer = new OrderEvents(QUEUES, shop.store(), new SimulatedSqs(), () -> PAID_AT);
        var answer = consumer.handleRequest(message("queue/order.paid"), new OneCall());
        if (!answer.getBatchItemFailures().isEmpty()) {
            throw new AssertionError("the payment of the sample was not taken");
        }
        shop.call("list-reviews").answer(200);
        shop.call("resolve-review").header("idempotency-key", "looked").answer(200);
        shop.call("resolve-review").header("idempotency-key", "looked").answer(200);
        shop.call("resolve-review").path("reviewId", "PAID_AFTER_CANCEL:none").answer(404);
        shop.call("list-reviews").noQuery().answer(200);
    }

    /** What the shop and its providers tell. */
    private static void telling() {
        var event = SampleEvents.json(SampleEvents.read("intake/receive-events", APIGatewayV2HTTPEvent.class)
                        .getBody())
                .get(0)
                .toString();
        Asked.by("intake/receive-events").answer(202);
        Asked.by("intake/receive-events").body(event).answer(202);
        Asked.by("intake/receive-events")
                .body("[" + event + ",{\"type\":\"order.exploded\"}]")
                .answer(202);
        Asked.by("intake/receive-webhook").answer(200);
        Asked.by("intake/receive-webhook").path("provider", "adyen").body(ADYEN).answer(200);
    }

    /** The one message of a sample of {@code events/queue}. */
    private static SQSEvent message(String sample) {
        var json = SampleEvents.read(sample, JsonNode.class).at("/Records/0");
        var message = new SQSMessage();
        message.setMessageId(json.get("messageId").textValue());
        message.setBody(json.get("body").textValue());
        message.setAttributes(Map.of("ApproximateReceiveCount", "1"));
        var event = new SQSEvent();
        event.setRecords(List.of(message));
        return event;
    }

    private void movingBack() {
        shop.call("move-order").answer(200);
        shop.call("reapply-order").answer(200);
    }

    private void reading() {
        shop.call("read-order").answer(200);
        shop.call("read-history").answer(200);
        shop.call("read-activity").query("limit", "1").answer(200);
        shop.call("read-activity").query("limit", "100").answer(200);
    }

    /** A debt that no entry explains: the books do not balance, and the next points pay it (E-06). */
    private void checkingTheBooks() {
        shop.call("verify").answer(200);
        var table = FreshTable.NAME;
        var wallet = shop.store().items(table).stream()
                .filter(item -> item.containsKey("wp"))
                .findFirst()
                .orElseThrow();
        var indebted = new HashMap<>(wallet);
        indebted.put("d", AttributeValue.fromN("5"));
        shop.store()
                .putItem(
                        PutItemRequest.builder().tableName(table).item(indebted).build());
        shop.call("verify").answer(200);
        shop.give("CUS-7", "POINTS", 10, "null");
    }

    private static Tour ordered() {
        var tour = new Tour();
        tour.shop.place("ORD-1001", "ann", 0, 0);
        return tour;
    }

    private Shop.Answer cancel(String choices) {
        return shop.cancel("ORD-1001", choices).answer();
    }

    /** Before each of its writes somebody else's is committed. */
    private static Shop.Answer alwaysTooLate() {
        var shop = new Shop();
        var others = new AtomicBoolean();
        var late = new FaultyDynamoDb(shop.store(), (operation, _) -> {
            if (operation.contains("Write") || operation.startsWith("Put")) {
                others.set(true);
                shop.give("ann", "POINTS", 1, "null");
            }
            return Fault.NONE;
        });
        var answer = shop.call("adjust-balance")
                .path("customerId", "ann")
                .by(shop.over(late))
                .answer();
        return others.get() ? answer : new Shop.Answer(0, Map.of(), "{}");
    }

    private static Shop.Answer movedTooOften() {
        var shop = ordered().shop;
        var answer = move(shop, "CONFIRMED");
        for (var times = 0; times < 200 && answer.status() == 200; times++) {
            answer = move(shop, times % 2 == 0 ? "PENDING" : "CONFIRMED");
        }
        return answer;
    }

    private static Shop.Answer move(Shop shop, String status) {
        return shop.call("move-order").body("{\"status\":\"" + status + "\"}").answer();
    }

    private static Shop.Answer zoneChangedTooOften() {
        var shop = new Shop();
        var settings = shop.call("read-settings").answer(200).body();
        var answer = save(shop, settings, "Asia/Taipei");
        for (var times = 0; times < 100 && answer.status() == 200; times++) {
            answer = save(shop, settings, times % 2 == 0 ? "UTC" : "Asia/Taipei");
        }
        return answer;
    }

    private static Shop.Answer save(Shop shop, String settings, String zone) {
        return shop.call("save-settings").body(settings.replace("UTC", zone)).answer();
    }

    private static Shop.Answer failing(Faults faults) {
        var shop = new Shop();
        return shop.call("read-order")
                .by(shop.over(new FaultyDynamoDb(shop.store(), faults)))
                .answer();
    }
}
