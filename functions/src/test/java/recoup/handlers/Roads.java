package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import recoup.contract.EventSchemas;
import recoup.handlers.events.CloudEvent;
import recoup.handlers.events.Envelope;
import recoup.model.MerchantId;
import recoup.operations.CodeShop;
import recoup.queues.Inbox;
import recoup.queues.Parameters;
import recoup.queues.SimulatedSqs;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The automatic roads of a {@link Shop}: what is told, queued and delivered, what is swept, what is published. */
public final class Roads {
    public static final String MERCHANT = "acme";
    public static final String PAYMENT_FAILURES = "payment-failures";
    public static final String ORDER_EVENTS = "order-events";
    public static final String REVOCATIONS = "revocations";
    public static final String PARKED = "-parked";
    public static final String DUE_SHARDS = "due-shards";

    public static final Environment ENVIRONMENT = Environment.of(Map.ofEntries(
            Map.entry(Environment.TABLE, FreshTable.NAME),
            Map.entry(Environment.PAYMENT_FAILURES, PAYMENT_FAILURES),
            Map.entry(Environment.PAYMENT_FAILURES_PARKED, PAYMENT_FAILURES + PARKED),
            Map.entry(Environment.ORDER_EVENTS, ORDER_EVENTS),
            Map.entry(Environment.ORDER_EVENTS_PARKED, ORDER_EVENTS + PARKED),
            Map.entry(Environment.DUE_SHARDS, DUE_SHARDS),
            Map.entry(Environment.REVOCATIONS, REVOCATIONS),
            Map.entry(Environment.REVOCATIONS_PARKED, REVOCATIONS + PARKED),
            Map.entry(Environment.TOPIC, "topic")));

    private final Shop shop;
    private final SimulatedSqs sqs = new SimulatedSqs();
    private final Inbox inbox = new Inbox();
    private final Parameters parameters = new Parameters();
    private final StringBuilder log = new StringBuilder();
    private final Intake intake;
    private final Notifier notifier;
    private int told;
    private final Set<Object> published = new HashSet<>();

    public Roads(Shop shop) {
        this(shop, UnaryOperator.identity());
    }

    /** The same, whose notifier hands reversals on by another way. */
    public Roads(Shop shop, UnaryOperator<SqsClient> handOver) {
        this.shop = shop;
        this.notifier = new Notifier(ENVIRONMENT, inbox, handOver.apply(sqs));
        this.intake = new Intake(ENVIRONMENT, parameters, sqs, shop.businessTime(), shop.realTime());
    }

    public SimulatedSqs sqs() {
        return sqs;
    }

    public Inbox inbox() {
        return inbox;
    }

    public Parameters parameters() {
        return parameters;
    }

    /** Every line that a function has logged. */
    public List<JsonNode> log() {
        return log.toString().lines().map(SampleEvents::json).toList();
    }

    /** A consumer of the queue {@code name} by way of {@code client}; an event has ten attempts and waits for nothing. */
    public EventConsumer consumer(String name, DynamoDbClient client) {
        return new EventConsumer(
                name,
                client,
                FreshTable.NAME,
                new Parking(sqs, name, name + PARKED),
                shop.businessTime(),
                shop.realTime(),
                _ -> Shop.attempts(10));
    }

    /** The same as a function for one call, whose time may run out. */
    public Function<SQSEvent, SQSBatchResponse> consuming(String name, DynamoDbClient client, OneCall call) {
        var consumer = consumer(name, client);
        return event -> consumer.consume(event, call);
    }

    /** The code-revoker for one call, whose messages were sent at {@code sent}. */
    public Function<SQSEvent, SQSBatchResponse> revoking(
            Instant sent, CodeShop codes, DynamoDbClient client, OneCall call) {
        var function = new CodeRevoker(
                ENVIRONMENT, client, sqs, codes, shop.businessTime(), shop.realTime(), _ -> Shop.attempts(10));
        return event -> {
            event.getRecords().forEach(message -> {
                var attributes = new HashMap<>(message.getAttributes());
                attributes.put("SentTimestamp", Long.toString(sent.toEpochMilli()));
                message.setAttributes(attributes);
            });
            return function.handleRequest(event, call);
        };
    }

    /** Queues an event of {@code /shop}, whose data is {@code data}. */
    public Roads tell(String type, String data) {
        return tell("/shop", type, data);
    }

    public Roads tell(String source, String type, String data) {
        var json = SampleEvents.json(event(source, type, data));
        switch (CloudEvent.read(json, "")) {
            case CloudEvent.Read.Event(var event) ->
                sqs.add(
                        event.type().endsPayment() ? PAYMENT_FAILURES : ORDER_EVENTS,
                        new Envelope(new MerchantId(MERCHANT), "shop", Shop.START, event).write());
            case CloudEvent.Read.NoEvent(var why) -> throw new AssertionError(json + ": " + why);
        }
        return this;
    }

    /** Tells the same over {@code POST /events}, which must take it. */
    public Roads post(String type, String data) {
        var answer = events(event("/shop", type, data));
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        return this;
    }

    private String event(String source, String type, String data) {
        told++;
        return """
            {"specversion":"1.0","id":"event-%d","source":"%s","type":"%s","data":%s}\
            """.formatted(told, source, type, data);
    }

    /** Why what was told of orders was parked, oldest first. */
    public List<String> parked() {
        return sqs.everSent(ORDER_EVENTS + PARKED).stream()
                .map(message -> message.attribute("reason"))
                .toList();
    }

    /** Delivers what is visible in both queues, once. */
    public void deliver() {
        deliver(shop.store());
    }

    public void deliver(DynamoDbClient client) {
        for (var queue : List.of(PAYMENT_FAILURES, ORDER_EVENTS)) {
            var consumer = consumer(queue, client);
            sqs.deliver(queue, event -> consumer.consume(event, call()));
        }
    }

    public Shop.Answer webhook(String provider, String merchant, Map<String, String> headers, String body) {
        return answer(callback(provider, merchant, headers, body));
    }

    public Shop.Answer webhookInBase64(String provider, String merchant, Map<String, String> headers, String body) {
        var event = callback(provider, merchant, headers, body);
        event.setIsBase64Encoded(true);
        return answer(event);
    }

    private static APIGatewayV2HTTPEvent callback(
            String provider, String merchant, Map<String, String> headers, String body) {
        var event = SampleEvents.read("intake/receive-webhook", APIGatewayV2HTTPEvent.class);
        event.setPathParameters(Map.of("provider", provider, "merchantId", merchant));
        event.setHeaders(new HashMap<>(headers));
        event.setBody(body);
        event.setIsBase64Encoded(false);
        return event;
    }

    /** The same with a token of one's own. */
    public Shop.Answer eventsOf(Map<String, String> claims, String body) {
        var event = SampleEvents.read("intake/receive-events", APIGatewayV2HTTPEvent.class);
        event.getRequestContext().getAuthorizer().getJwt().setClaims(claims);
        event.setBody(body);
        return answer(event);
    }

    public Shop.Answer events(String body) {
        return events(MERCHANT, body);
    }

    /** The same of another merchant's shop. */
    public Shop.Answer events(String merchant, String body) {
        var event = SampleEvents.read("intake/receive-events", APIGatewayV2HTTPEvent.class);
        var jwt = event.getRequestContext().getAuthorizer().getJwt();
        var claims = new HashMap<>(jwt.getClaims());
        claims.put("custom:merchant_id", merchant);
        jwt.setClaims(claims);
        event.setBody(body);
        return answer(event);
    }

    /** Whatever comes in, judged by the contract. */
    public Shop.Answer answer(APIGatewayV2HTTPEvent event) {
        return shop.judged(event, intake.handleRequest(event, call()));
    }

    /** Runs the scheduled canceller. */
    public Map<String, Object> sweep() {
        return sweep(shop.store(), call());
    }

    public Map<String, Object> sweep(DynamoDbClient client, OneCall call) {
        return new ExpiryCanceller(
                        ENVIRONMENT, client, sqs, shop.businessTime(), shop.realTime(), _ -> Shop.attempts(10))
                .handleRequest(Map.of(), call);
    }

    public void sweepShards(DynamoDbClient client, OneCall call) {
        var function = new DueShards(ENVIRONMENT, client, shop.businessTime(), shop.realTime(), _ -> Shop.attempts(10));
        sqs.deliver(DUE_SHARDS, event -> function.handleRequest(event, call));
    }

    /** Lambda's context of one call, whose log is {@link #log}. */
    public OneCall call() {
        return new OneCall(log);
    }

    /** The same of one that has no more time after it was asked {@code looks} times. */
    public OneCall call(int looks) {
        return new OneCall(log, looks);
    }

    /** Hands the notifier every journal item of the store that it has not taken yet; answers what it did not take. */
    public List<String> publish() {
        return publish(notifier);
    }

    /** The same by another notifier. */
    List<String> publish(Notifier by) {
        var fresh = unpublished();
        var event = new DynamodbEvent();
        event.setRecords(IntStream.range(0, fresh.size())
                .mapToObj(number -> insert(number, fresh.get(number)))
                .toList());
        var failed = by.handleRequest(event, call()).getBatchItemFailures().stream()
                .map(StreamsEventResponse.BatchItemFailure::getItemIdentifier)
                .toList();
        var taken = failed.isEmpty() ? fresh.size() : Integer.parseInt(failed.getFirst());
        fresh.subList(0, taken).forEach(item -> published.add(key(item)));
        return failed;
    }

    /** What no notifier has taken yet. */
    List<Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue>> unpublished() {
        return shop.journal().stream()
                .filter(item -> !published.contains(key(item)))
                .toList();
    }

    /** The stream forgets what the notifier has not taken yet. */
    void loseTheStream() {
        shop.journal().forEach(item -> published.add(key(item)));
    }

    /** Invokes the republisher by hand, which publishes to {@code topic}; its answer. */
    JsonNode republish(Inbox topic, String input, OneCall call) {
        var output = new ByteArrayOutputStream();
        try {
            new Republisher(ENVIRONMENT, shop.store(), topic, sqs)
                    .handleRequest(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), output, call);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return SampleEvents.json(output.toString(StandardCharsets.UTF_8));
    }

    /** What was published of {@code type}, oldest first; each message is what its schema says. */
    public List<JsonNode> notifications(String type) {
        var found = new ArrayList<JsonNode>();
        for (var message : inbox.published()) {
            var json = SampleEvents.json(message.message());
            assertThat(EventSchemas.out(json.get("type").textValue(), json)).isEmpty();
            assertThat(message.attributes())
                    .containsEntry("eventType", json.get("type").textValue())
                    .containsEntry("merchantId", MERCHANT)
                    .containsKey("notifyCustomer")
                    .hasSize(3);
            if (json.get("type").textValue().equals(type)) {
                found.add(json);
            }
        }
        return found;
    }

    private static Object key(Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        return List.of(item.get("pk"), item.get("sk"));
    }

    private static DynamodbEvent.DynamodbStreamRecord insert(
            int number, Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(
                new StreamRecord().withSequenceNumber(Integer.toString(number)).withNewImage(image(item)));
        return record;
    }

    private static Map<String, AttributeValue> image(
            Map<String, software.amazon.awssdk.services.dynamodb.model.AttributeValue> item) {
        var image = new HashMap<String, AttributeValue>();
        item.forEach((name, value) -> image.put(name, value(value)));
        return image;
    }

    private static AttributeValue value(software.amazon.awssdk.services.dynamodb.model.AttributeValue value) {
        return switch (value.type()) {
            case S -> new AttributeValue().withS(value.s());
            case N -> new AttributeValue().withN(value.n());
            case BOOL -> new AttributeValue().withBOOL(value.bool());
            case M -> new AttributeValue().withM(image(value.m()));
            case L ->
                new AttributeValue().withL(value.l().stream().map(Roads::value).toList());
            default -> throw new AssertionError("no journal item has a value of type " + value.type());
        };
    }
}
