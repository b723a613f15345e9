package recoup.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import recoup.handlers.AdminApi;
import recoup.handlers.CodeRevoker;
import recoup.handlers.Intake;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.operations.CodeShop.Told;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A merchant's whole stack, whose state stays: what is asked is done, what is queued is delivered, and time goes on. */
final class LivingShop {
    private static final List<String> QUEUES = List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES);

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Dice dice;
    private final AtomicInteger writes = new AtomicInteger();
    private final AdminApi api = shop.over(new Counted(shop.store()));
    private final Intake intake =
            new Intake(Roads.ENVIRONMENT, roads.parameters(), roads.sqs(), shop.businessTime(), shop.realTime());

    LivingShop(Dice dice) {
        this.dice = dice;
        roads.parameters().put("/recoup/" + Roads.MERCHANT, Signing.SECRETS);
        for (var customer : Known.CUSTOMERS) {
            for (var asset : List.of("STORE_CREDIT", "POINTS")) {
                shop.give(customer, asset, 2_000, "\"2021-01-05\"");
                shop.give(customer, asset, 20_000, "null");
            }
        }
        Known.ORDERS.forEach(order -> shop.place(order, "ann", 100, 10));
        Known.REDEMPTIONS.forEach(redemption -> shop.redeem(redemption, "bob", 50));
        shop.cancel(Known.ORDERS.getFirst(), "{}").answer(200);
        roads.tell("order.paid", "{\"orderId\":\"" + Known.ORDERS.getFirst() + "\"}")
                .deliver();
    }

    Instant now() {
        return shop.businessTime().instant();
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, StringBuilder log) {
        var call = new OneCall(log);
        return event.getRouteKey().matches("POST /v1/(events|webhooks/.*)")
                ? intake.handleRequest(event, call)
                : api.handleRequest(event, call);
    }

    /** How often the API wrote so far, and how many messages were queued. */
    int writes() {
        return writes.get()
                + QUEUES.stream()
                        .mapToInt(queue -> roads.sqs().everSent(queue).size())
                        .sum();
    }

    /** How often the shop platform did not answer so far. */
    int silences() {
        return shop.codes().silences();
    }

    /** What goes on by itself between two requests; answers what went wrong. */
    Optional<String> goesOn() {
        var log = new StringBuilder();
        switch (dice.below(6)) {
            case 0 -> shop.at(now().plusSeconds(dice.between(1, 100_000)).toString());
            case 1 -> roads.sqs().waitsEnd();
            case 2 -> shop.codes().says(told());
            case 3 -> {
                var _ = roads.publish();
                revoke(log);
            }
            default -> deliver(log);
        }
        return Optional.of(log.toString()).filter(lines -> lines.contains("\"level\":\"ERROR\""));
    }

    private Told told() {
        return switch (dice.below(4)) {
            case 0 -> new Told.Failed("the shop did not answer in time", Optional.empty());
            case 1 -> new Told.Used(Optional.empty());
            case 2 -> new Told.Shared();
            default -> new Told.Revoked();
        };
    }

    private void deliver(StringBuilder log) {
        for (var queue : QUEUES) {
            var consumer = roads.consuming(queue, shop.store(), new OneCall(log));
            roads.sqs().deliver(queue, consumer);
        }
    }

    private void revoke(StringBuilder log) {
        var revoker = new CodeRevoker(Roads.ENVIRONMENT, shop.store(), roads.sqs(), shop.codes(), shop.businessTime());
        roads.sqs().deliver(Roads.REVOCATIONS, event -> revoker.handleRequest(event, new OneCall(log)));
    }

    /** What must hold in the end: the books balance, and all that was told is done or parked. */
    Optional<String> remains() {
        var log = new StringBuilder();
        for (var receive = 0; receive < 5; receive++) {
            deliver(log);
            roads.sqs().waitsEnd();
        }
        var left = QUEUES.stream()
                .filter(queue -> !roads.sqs().messages(queue).isEmpty())
                .toList();
        var _ = roads.publish();
        var _ = roads.notifications("each is what its schema says");
        var books =
                shop.call("verify").noQuery().query("limit", "100").answer(200).json();
        if (log.indexOf("\"level\":\"ERROR\"") >= 0) {
            return Optional.of(log.toString());
        }
        return books.path("balanced").booleanValue() && left.isEmpty()
                ? Optional.empty()
                : Optional.of("left in " + left + ", books " + books);
    }

    /** How many messages of every queue were parked. */
    int parked() {
        return QUEUES.stream()
                .mapToInt(queue -> roads.sqs().everSent(queue + Roads.PARKED).size())
                .sum();
    }

    /** The store, and how often it was written to. */
    private final class Counted extends ForwardingDynamoDb {
        Counted(DynamoDbClient inner) {
            super(inner);
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            return counted(super.putItem(request));
        }

        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            return counted(super.updateItem(request));
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            return counted(super.transactWriteItems(request));
        }

        private <T> T counted(T answer) {
            writes.incrementAndGet();
            return answer;
        }
    }
}
