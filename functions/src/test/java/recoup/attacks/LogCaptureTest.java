package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.contract.Documented;
import recoup.handlers.Environment;
import recoup.handlers.PartnerEvents;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.events.EventType;
import recoup.store.Fault;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;

/** Whatever is sent, and whatever goes wrong: no log line has an e-mail address, a token, a signature or a secret in it. */
class LogCaptureTest {
    private static final String MAIL = "ann.lee+leaked@mail.example";
    /** As much of it as an id may have. */
    private static final String MAIL_AS_ID = "ann.lee-leaked@mail.example";

    private static final String TOKEN = "eyJhbGciOiJSUzI1NiJ9.bGVha2Vk.c2lnbmF0dXJl";
    private static final String SIGNATURE = "bGVha2VkLXNpZ25hdHVyZS1vZi1zb21lYm9keQ==";
    private static final List<Traces> SECRETS = Stream.concat(
                    Stream.of(TOKEN, SIGNATURE), Genuine.SECRETS.values().stream())
            .map(Traces::new)
            .toList();

    private static final List<Traces> ALL = Stream.concat(
                    Stream.of(MAIL, MAIL_AS_ID, "leaked").map(Traces::new), SECRETS.stream())
            .toList();

    private static final World WORLD = World.of(List.of(World.ACME));

    static List<Documented> operations() {
        return Documented.operations();
    }

    static List<String> samples() {
        return Genuine.samples();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void no_request_is_quoted_whether_it_is_done_refused_or_fails(Documented operation) {
        var world = WORLD.copy();
        var body = Optional.ofNullable(sent(operation).getBody());
        failing(world, sent(operation));
        for (var word : List.of(MAIL, MAIL_AS_ID)) {
            for (var planted : body.map(text -> Planted.in(plain(text), word)).orElse(List.of(""))) {
                var request = sent(operation);
                body.ifPresent(_ -> request.setBody(planted));
                keepsSecrets(world.answer(request).body());
                failing(world, request);
            }
            var elsewhere = sent(operation);
            elsewhere.setPathParameters(marked(elsewhere.getPathParameters(), word));
            elsewhere.setQueryStringParameters(Map.of("customerId", word, "cursor", word, word, word));
            keepsSecrets(world.answer(elsewhere).body());
        }
        delivered(world.roads());
        isSilent(world.roads());
        if (!operation.sample().startsWith("intake/")) {
            assertThat(world.roads().log()).as("the faults, at least").isNotEmpty();
        }
    }

    @Test
    void a_whole_life_and_what_is_published_of_it_is_not_quoted() {
        var world = World.of(List.of());
        new Life(World.ACME, 3_333, MAIL_AS_ID).in(world);
        world.shop().placeDue("ORD-due", MAIL_AS_ID, "2021-01-02T00:00:00Z");
        world.shop().placeDue(MAIL_AS_ID, MAIL_AS_ID, "2021-01-02T00:00:00Z");
        world.shop().at(Genuine.NOW);
        assertThat(world.roads().sweep()).containsEntry("handled", 2);
        assertThat(world.roads().publish()).isEmpty();
        assertThat(world.roads().inbox().published().toString())
                .as("subscribers are told")
                .contains(MAIL_AS_ID);
        assertThat(world.roads().log()).hasSizeGreaterThan(20);
        isSilent(world.roads());
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void no_event_is_quoted_however_it_ends(EventType type) {
        var roads = WORLD.copy().roads();
        var event = SampleEvents.json(SampleEvents.read("queue/" + type.written(), JsonNode.class)
                        .at("/Records/0/body")
                        .textValue())
                .get("event")
                .toString();
        for (var word : List.of(MAIL, MAIL_AS_ID)) {
            for (var planted : Planted.in(event, word)) {
                roads.sqs()
                        .add(
                                Roads.ORDER_EVENTS,
                                "{\"merchantId\":\"acme\",\"actor\":\"" + word
                                        + "\",\"receivedAt\":\"2021-01-03T00:00:00Z\",\"event\":" + planted + "}");
            }
        }
        delivered(roads);
        assertThat(roads.log()).hasSizeGreaterThan(20);
        isSilent(roads);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void no_callback_is_quoted_whether_it_is_believed_or_not(String sample) {
        var roads = Genuine.roads();
        var genuine = Genuine.of(sample);
        var all = Planted.in(genuine.text(), MAIL_AS_ID);
        var callbacks = new ArrayList<>(all.stream()
                .map(planted -> Genuine.signedAnew(genuine.provider(), planted))
                .toList());
        callbacks.add(genuine);
        callbacks.add(new Genuine(genuine.provider(), genuine.headers(), all.getLast()));
        callbacks.add(genuine.with(SIGNATURE));
        if (genuine.provider().equals("adyen")) {
            callbacks.add(genuine.withSignatureInside(SIGNATURE));
        }
        callbacks.forEach(callback -> called(roads, callback));
        roads.deliver();
        assertThat(roads.log()).hasSizeGreaterThan(10);
        isSilent(roads);
        var signatures = signatures(callbacks);
        assertThat(signatures).as("those of their own").hasSizeGreaterThan(1);
        assertThat(traces(roads, signatures).stream().distinct().limit(5)).isEmpty();
    }

    /** Those that are believed, too: whoever reads one could send its callback once more. */
    private static List<Traces> signatures(List<Genuine> callbacks) {
        return callbacks.stream()
                .flatMap(callback -> callback.signatures().stream())
                .distinct()
                .map(Traces::new)
                .toList();
    }

    /** With headers that the provider might send, or somebody else. */
    private static void called(Roads roads, Genuine callback) {
        var headers = new HashMap<>(callback.headers());
        headers.put("x-shopify-shop-domain", MAIL);
        headers.putIfAbsent("x-shopify-topic", MAIL);
        headers.put("x-shopify-event-id", MAIL);
        headers.put("authorization", "Bearer " + TOKEN);
        var answer = new Genuine(callback.provider(), headers, callback.text()).to(roads, World.ACME);
        assertThat(ALL).noneMatch(mark -> mark.in(answer.toString()));
        assertThat(signatures(List.of(callback))).noneMatch(mark -> mark.in(answer.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"partner/stripe", "partner/shopify"})
    void no_partners_event_is_quoted(String sample) throws IOException {
        var roads = Genuine.roads();
        var function = new PartnerEvents(
                Environment.of(Map.of(
                        Environment.TABLE, FreshTable.NAME,
                        Environment.ORDER_EVENTS, Roads.ORDER_EVENTS,
                        Environment.PAYMENT_FAILURES, Roads.PAYMENT_FAILURES)),
                roads.sqs(),
                () -> World.NOW);
        var event = SampleEvents.read(sample, JsonNode.class).get("event").toString();
        for (var planted : Planted.in(event, MAIL_AS_ID)) {
            if (!planted.endsWith(MAIL_AS_ID)) {
                var input = "{\"merchantId\":\"acme\",\"event\":" + planted + "}";
                function.handleRequest(
                        new ByteArrayInputStream(input.getBytes(UTF_8)), new ByteArrayOutputStream(), roads.call());
            }
        }
        delivered(roads);
        assertThat(roads.log()).hasSizeGreaterThan(20);
        isSilent(roads);
    }

    /** A capture that finds nothing must be able to find something. */
    @Test
    void a_planted_line_is_found_however_it_is_written() {
        var bytes = ("a" + MAIL + "z").getBytes(UTF_8);
        for (var line : List.of(
                MAIL,
                "x" + MAIL.toUpperCase(Locale.ROOT) + "x",
                Base64.getEncoder().encodeToString(bytes),
                Base64.getEncoder().encodeToString(("a" + new String(bytes, UTF_8)).getBytes(UTF_8)),
                Base64.getEncoder().encodeToString(MAIL.getBytes(UTF_8)),
                HexFormat.of().formatHex(bytes),
                "ann.lee%2Bleaked%40mail.example")) {
            var roads = Genuine.roads();
            roads.call().getLogger().log("{\"planted\":\"" + line + "\"}");
            assertThat(traces(roads, List.of(new Traces(MAIL)))).as(line).isNotEmpty();
        }
        var other = Genuine.roads();
        other.call().getLogger().log("{\"planted\":\"bob.lee+leaked@mail.example\"}");
        assertThat(traces(other, List.of(new Traces(MAIL)))).isEmpty();
    }

    private static void isSilent(Roads roads) {
        assertThat(traces(roads, ALL).stream().distinct().limit(5)).isEmpty();
    }

    private static List<String> traces(Roads roads, List<Traces> marks) {
        return roads.log().stream()
                .map(JsonNode::toString)
                .filter(line -> marks.stream().anyMatch(mark -> mark.in(line)))
                .toList();
    }

    private static void keepsSecrets(String body) {
        assertThat(SECRETS).noneMatch(mark -> mark.in(body));
    }

    /** The sample as its own sender sends it, with a token, an address and a browser in its headers. */
    private static APIGatewayV2HTTPEvent sent(Documented operation) {
        var request = World.request(
                operation,
                Map.of(
                        "cognito:groups",
                        "[admin]",
                        "scope",
                        "recoup/platform",
                        "custom:merchant_id",
                        World.ACME,
                        "sub",
                        MAIL,
                        "email",
                        MAIL));
        var headers = new HashMap<>(request.getHeaders());
        headers.put("authorization", "Bearer " + TOKEN);
        headers.put("user-agent", MAIL);
        headers.put("cookie", TOKEN);
        headers.replace("idempotency-key", MAIL);
        headers.replace("stripe-signature", SIGNATURE);
        request.setHeaders(headers);
        return request;
    }

    /** The same while the store does not answer, and while it fails in a way that quotes what it was asked. */
    private static void failing(World world, APIGatewayV2HTTPEvent request) {
        if (request.getRouteKey().matches(".*(events|webhooks).*")) {
            return;
        }
        var lost = new FaultyDynamoDb(world.shop().store(), (_, _) -> Fault.LOST_BEFORE);
        var broken = new FaultyDynamoDb(world.shop().store(), (_, asked) -> {
            throw new IllegalStateException(MAIL + " " + TOKEN + asked, new IllegalArgumentException(SIGNATURE));
        });
        for (var store : List.of(lost, broken)) {
            keepsSecrets(world.shop()
                    .over(store)
                    .handleRequest(request, world.roads().call())
                    .getBody());
        }
    }

    /** Until whatever waits is parked. */
    private static void delivered(Roads roads) {
        for (var round = 0; round < 6; round++) {
            roads.deliver();
            roads.sqs().waitsEnd();
        }
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
    }

    /** Of these the document is stricter than the code. */
    private static String plain(String body) {
        return body.replaceAll("\"(time|datacontenttype)\":\"[^\"]*\",", "");
    }

    private static Map<String, String> marked(Map<String, String> values, String word) {
        var marked = new HashMap<String, String>();
        Optional.ofNullable(values).ifPresent(all -> all.keySet().forEach(name -> marked.put(name, word)));
        return marked;
    }
}
