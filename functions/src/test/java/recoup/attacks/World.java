package recoup.attacks;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import recoup.contract.Contract;
import recoup.contract.Documented;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Merchants in one table, whose orders, customers, redemptions and reviews have the same ids, and each of whom has more of them
 * with its own name in the id. What is the same in one of them is other amounts in the other.
 */
final class World {
    static final String ACME = "acme";
    static final String EMCA = "emca";
    static final Instant NOW = Instant.ofEpochSecond(Genuine.TIME);

    private final Shop shop;
    private final Roads roads;

    private World(Shop shop) {
        this.shop = shop;
        this.roads = new Roads(shop);
    }

    /** A world of these merchants and nobody else. */
    static World of(List<String> merchants) {
        var world = new World(new Shop());
        merchants.forEach(merchant -> new Life(merchant, merchant.equals(EMCA) ? 7_777 : 3_333).in(world));
        return world.copy(); // whose queues nobody has used
    }

    /** The same again, in a table of its own. */
    World copy() {
        var copy = new Shop();
        items().forEach(item ->
                copy.store().putItem(put -> put.tableName(FreshTable.NAME).item(item)));
        return new World(copy);
    }

    Shop shop() {
        return shop;
    }

    Roads roads() {
        return roads;
    }

    /** Every item of the table, raw. */
    List<Map<String, AttributeValue>> items() {
        return shop.store().items(FreshTable.NAME);
    }

    /** Those of everybody but {@code merchant}. */
    List<Map<String, AttributeValue>> itemsOfOthersThan(String merchant) {
        return items().stream()
                .filter(Predicate.not(item -> owner(item).equals(merchant)))
                .toList();
    }

    /** Everything that was ever queued, as it was. */
    List<String> queued() {
        return List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES, Roads.REVOCATIONS).stream()
                .flatMap(queue -> roads.sqs().everSent(queue).stream())
                .map(message -> message.body())
                .toList();
    }

    /** The sample of an operation, as somebody with these claims sends it. */
    static APIGatewayV2HTTPEvent request(Documented operation, Map<String, String> claims) {
        var event = SampleEvents.read(operation.sample(), APIGatewayV2HTTPEvent.class);
        event.getRequestContext()
                .setAuthorizer(Authorizer.builder()
                        .withJwt(Authorizer.JWT.builder().withClaims(claims).build())
                        .build());
        var headers = new HashMap<>(event.getHeaders());
        headers.replace("idempotency-key", "the sender's own");
        event.setHeaders(headers);
        return event;
    }

    /** The answer to it, which must be one of the document's. */
    Shop.Answer answer(APIGatewayV2HTTPEvent request) {
        if (request.getRouteKey().matches("POST /v1/(events|webhooks/.*)")) {
            return roads.answer(request);
        }
        var answer = shop.over(shop.store()).handleRequest(request, roads.call());
        Contract.check(request, answer);
        return new Shop.Answer(answer.getStatusCode(), new TreeMap<>(answer.getHeaders()), answer.getBody());
    }

    private static String owner(Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get("pk")).s().split("#", -1)[1];
    }
}
