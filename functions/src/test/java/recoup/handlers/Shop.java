package recoup.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import recoup.contract.Contract;
import recoup.operations.Attempts;
import recoup.operations.CodeShop;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The admin API over a simulated store, with a clock that stands until it is set. */
public final class Shop {
    public static final Instant START = Instant.parse("2021-01-01T12:00:00Z");

    private static final Environment ENVIRONMENT = Environment.of(Map.of(Environment.TABLE, FreshTable.NAME));

    private final String merchant;
    private final SimulatedDynamoDb store;
    private final AtomicReference<Instant> businessTime;
    private final AtomicReference<Instant> realTime;
    private final BiConsumer<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> contract;
    private final AtomicInteger keys = new AtomicInteger();
    private final Codes codes = new Codes();
    private final AdminApi api;

    /** A shop each of whose answers is held to the contract. */
    public Shop() {
        this(Contract::check);
    }

    /** The same whose answers are held to {@code contract}. */
    public Shop(BiConsumer<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> contract) {
        this(
                Roads.MERCHANT,
                FreshTable.simulated(),
                new AtomicReference<>(START),
                new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z")),
                contract);
    }

    private Shop(
            String merchant,
            SimulatedDynamoDb store,
            AtomicReference<Instant> businessTime,
            AtomicReference<Instant> realTime,
            BiConsumer<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> contract) {
        this.merchant = merchant;
        this.store = store;
        this.businessTime = businessTime;
        this.realTime = realTime;
        this.contract = contract;
        this.api = over(store);
    }

    /** Another merchant's shop over the same store, by the same clocks. */
    public Shop neighbour(String neighbour) {
        return new Shop(neighbour, store, businessTime, realTime, contract);
    }

    public String merchant() {
        return merchant;
    }

    /** Every item of this merchant. */
    public List<Map<String, AttributeValue>> items() {
        var partitions = "M#" + merchant + "#";
        return store.items(FreshTable.NAME).stream()
                .filter(item -> Objects.requireNonNull(item.get("pk")).s().startsWith(partitions))
                .toList();
    }

    /** The same shop's API by way of {@code client}; an operation has ten attempts and waits for nothing. */
    public AdminApi over(DynamoDbClient client) {
        return over(client, codes);
    }

    /** The same over another shop platform. */
    public AdminApi over(DynamoDbClient client, CodeShop shops) {
        return new AdminApi(ENVIRONMENT, client, shops, businessTime::get, realTime::get, _ -> attempts(10));
    }

    /** What the shop platform says about codes. */
    public Codes codes() {
        return codes;
    }

    static Attempts attempts(int most) {
        var made = new AtomicInteger(1);
        return () -> made.incrementAndGet() <= most;
    }

    /** The answer, held to the contract. */
    Answer judged(APIGatewayV2HTTPEvent event, APIGatewayV2HTTPResponse answer) {
        contract.accept(event, answer);
        return new Answer(answer.getStatusCode(), new TreeMap<>(answer.getHeaders()), answer.getBody());
    }

    public SimulatedDynamoDb store() {
        return store;
    }

    /** Every item, to tell that nothing was written. */
    public Object contents() {
        return store.items(FreshTable.NAME);
    }

    public void at(String instant) {
        businessTime.set(Instant.parse(instant));
    }

    public void later(Duration real) {
        realTime.updateAndGet(now -> now.plus(real));
    }

    /** Every journal item. */
    public List<Map<String, AttributeValue>> journal() {
        return store.items(FreshTable.NAME).stream()
                .filter(item -> Objects.requireNonNull(item.get("sk")).s().startsWith("J#"))
                .toList();
    }

    public InstantSource businessTime() {
        return businessTime::get;
    }

    public InstantSource realTime() {
        return realTime::get;
    }

    /** A call that begins as the sample {@code events/admin-api/<name>.json}, with an idempotency key of its own. */
    public Call call(String name) {
        return new Call(SampleEvents.read("admin-api/" + name, APIGatewayV2HTTPEvent.class))
                .merchant(merchant)
                .header("idempotency-key", "key-" + keys.incrementAndGet());
    }

    /** Gives a lot; {@code expiresOn} as JSON: a quoted date, or null. Answers the lot's id. */
    public String give(String customer, String asset, long amount, String expiresOn) {
        return call("adjust-balance")
                .path("customerId", customer)
                .body("""
                    {"asset":"%s","amount":%d,"expiresOn":%s,"reason":{"key":"other"}}\
                    """.formatted(asset, amount, expiresOn))
                .answer(201)
                .json()
                .at("/entries/0/lotId")
                .textValue();
    }

    public JsonNode place(String order, String customer, long storeCredit, long points) {
        return call("place-order")
                .body("""
                    {"orderId":"%s","customerId":"%s","total":100,"currency":"USD",\
                    "use":{"storeCredit":%d,"points":%d}}\
                    """.formatted(order, customer, storeCredit, points))
                .answer(201)
                .json();
    }

    /** An order that uses nothing and names an attempt. */
    public JsonNode placeWithAttempt(String order, String customer, String attempt) {
        return place(order, customer, "\"paymentAttemptId\":\"" + attempt + "\"");
    }

    /** An order that uses nothing and must be paid until {@code dueAt}. */
    public JsonNode placeDue(String order, String customer, String dueAt) {
        return place(order, customer, "\"paymentDueAt\":\"" + dueAt + "\"");
    }

    /** An order of {@code total} that uses nothing. */
    public JsonNode placeWorth(String order, String customer, long total, String... tags) {
        return call("place-order")
                .body("""
                    {"orderId":"%s","customerId":"%s","total":%d,"currency":"USD","use":{},"tags":%s}\
                    """.formatted(order, customer, total, quoted(String.join(",", tags))))
                .answer(201)
                .json();
    }

    private JsonNode place(String order, String customer, String field) {
        return call("place-order")
                .body("""
                    {"orderId":"%s","customerId":"%s","total":10000,"currency":"USD","use":{},%s}\
                    """.formatted(order, customer, field))
                .answer(201)
                .json();
    }

    /**
     * Saves the settings of automatic flows.
     *
     * @param paymentExpired mode and lots, such as {@code CANCEL/VALID_ONLY}
     * @param paymentFailed lots and whether one attempt's failure is terminal, such as {@code VALID_ONLY/false}
     */
    public void settings(String paymentExpired, String paymentFailed, boolean notify) {
        var expired = paymentExpired.split("/", 2);
        var failed = paymentFailed.split("/", 2);
        var settings = (ObjectNode) call("read-settings").answer(200).json();
        ((ObjectNode) settings.get("paymentExpired")).put("mode", expired[0]).put("lots", expired[1]);
        ((ObjectNode) settings.get("paymentFailed"))
                .put("lots", failed[0])
                .put("attemptFailureIsTerminal", Boolean.parseBoolean(failed[1]));
        ((ObjectNode) settings.get("notifications")).put("onAutomaticRevert", notify);
        call("save-settings").header("if-match", "*").body(settings.toString()).answer(200);
    }

    /**
     * Switches clawback on.
     *
     * @param onStatuses statuses with commas between them
     * @param onTags tags with commas between them
     * @param skipTags the same
     * @param how partial refunds and shortfall, such as {@code FULL/DEBT}
     */
    public void clawback(String onStatuses, String onTags, String skipTags, String how) {
        var partly = how.split("/", 2);
        clawback("""
            {"enabled":true,"onStatuses":%s,"onTags":%s,"skipTags":%s,"partialRefund":"%s","shortfall":"%s"}\
            """.formatted(quoted(onStatuses), quoted(onTags), quoted(skipTags), partly[0], partly[1]));
    }

    /** Saves these settings of clawback; the others stay. */
    public void clawback(String fields) {
        var settings = (ObjectNode) call("read-settings").answer(200).json();
        ((ObjectNode) settings.get("clawback")).setAll((ObjectNode) SampleEvents.json(fields));
        call("save-settings").header("if-match", "*").body(settings.toString()).answer(200);
    }

    private static String quoted(String words) {
        return words.isEmpty() ? "[]" : "[\"" + words.replace(",", "\",\"") + "\"]";
    }

    public JsonNode history(String order) {
        return call("read-history").path("orderId", order).answer(200).json().get("items");
    }

    public List<JsonNode> reviews() {
        var reviews = new ArrayList<JsonNode>();
        call("list-reviews").noQuery().answer(200).json().get("items").forEach(reviews::add);
        return reviews;
    }

    /** Exchanges points for a code that lives in a Shopify shop. */
    public JsonNode redeem(String redemption, String customer, long points) {
        return redeem(redemption, customer, points, "\"provider\":\"shopify\"");
    }

    /** Exchanges points for a code named after the redemption; {@code reward} says where it lives, and what else is known. */
    public JsonNode redeem(String redemption, String customer, long points, String reward) {
        return redeeming(redemption, customer, points, reward).answer(201).json();
    }

    /** The same before it is sent. */
    public Call redeeming(String redemption, String customer, long points, String reward) {
        return call("redeem-points").body("""
            {"redemptionId":"%s","customerId":"%s","points":%d,\
            "reward":{"rewardId":"five-off","name":"5.00 off","code":"CODE-%s",%s}}\
            """.formatted(redemption, customer, points, redemption, reward));
    }

    public JsonNode redemption(String redemption) {
        return call("read-redemption")
                .path("redemptionId", redemption)
                .answer(200)
                .json();
    }

    public Call reverse(String redemption, String body) {
        return call("reverse-redemption").path("redemptionId", redemption).body(body);
    }

    public Call previewReversal(String redemption, String body) {
        return call("preview-reversal").path("redemptionId", redemption).body(body);
    }

    public Call cancel(String order, String choices) {
        return call("cancel-order").path("orderId", order).body(choices);
    }

    public Call preview(String order, String choices) {
        return call("preview-cancellation").path("orderId", order).body(choices);
    }

    public JsonNode order(String order) {
        return call("read-order").path("orderId", order).answer(200).json();
    }

    public JsonNode customer(String customer) {
        return call("read-customer").path("customerId", customer).answer(200).json();
    }

    public long available(String customer, String asset) {
        for (var balance : customer(customer).get("balances")) {
            if (balance.get("asset").textValue().equals(asset)) {
                return balance.get("available").longValue();
            }
        }
        throw new AssertionError("no balance of " + asset);
    }

    public JsonNode activity(String customer) {
        return call("read-activity")
                .path("customerId", customer)
                .query("limit", "100")
                .answer(200)
                .json()
                .get("items");
    }

    /** One call in the making. */
    public final class Call {
        private final APIGatewayV2HTTPEvent event;
        private AdminApi api = Shop.this.api;

        private Call(APIGatewayV2HTTPEvent event) {
            this.event = event;
        }

        public Call by(AdminApi other) {
            api = other;
            return this;
        }

        public Call body(String body) {
            event.setBody(body);
            return this;
        }

        public Call noBody() {
            event.setBody(null);
            return this;
        }

        public Call base64(String body) {
            event.setBody(body);
            event.setIsBase64Encoded(true);
            return this;
        }

        public Call header(String name, String value) {
            var headers = new HashMap<>(event.getHeaders());
            headers.put(name, value);
            event.setHeaders(headers);
            return this;
        }

        public Call withoutHeader(String name) {
            var headers = new HashMap<>(event.getHeaders());
            headers.remove(name);
            event.setHeaders(headers);
            return this;
        }

        public Call query(String name, String value) {
            var query = new HashMap<>(
                    Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()));
            query.put(name, value);
            event.setQueryStringParameters(query);
            return this;
        }

        public Call noQuery() {
            event.setQueryStringParameters(null);
            return this;
        }

        public Call path(String name, String value) {
            var before = event.getPathParameters().get(name);
            event.setRawPath(event.getRawPath().replace("/" + before, "/" + value));
            event.setPathParameters(Map.of(name, value));
            return this;
        }

        public Call claim(String name, @Nullable String value) {
            var jwt = event.getRequestContext().getAuthorizer().getJwt();
            var claims = new HashMap<>(jwt.getClaims());
            claims.put(name, value);
            jwt.setClaims(claims);
            return this;
        }

        public Call withoutClaim(String name) {
            var jwt = event.getRequestContext().getAuthorizer().getJwt();
            var claims = new HashMap<>(jwt.getClaims());
            claims.remove(name);
            jwt.setClaims(claims);
            return this;
        }

        public Call merchant(String merchant) {
            return claim("custom:merchant_id", merchant);
        }

        public Answer answer() {
            return judged(event, api.handleRequest(event, new OneCall()));
        }

        /** The answer, which must have this status. */
        public Answer answer(int status) {
            var answer = answer();
            if (answer.status() != status) {
                throw new AssertionError("expected " + status + ", not " + answer);
            }
            return answer;
        }
    }

    /** What came back. */
    public record Answer(int status, Map<String, String> headers, String body) {
        public JsonNode json() {
            return SampleEvents.json(body);
        }

        public String etag() {
            return headers.getOrDefault("ETag", "");
        }

        public String code() {
            return json().path("code").asText();
        }
    }
}
