package recoup.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.contract.Contract;
import recoup.handlers.Intake;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.providers.Samples;

/** Requests without some of their parts, and callbacks of all providers, well signed and broken. */
class MalformedRequestsTest {
    private static final Path SAMPLES = Path.of("..", "events");
    private static final List<String> QUEUES = List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES);
    private static final int ROUNDS = 40;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final StringBuilder log = new StringBuilder();
    private final Intake intake =
            new Intake(Roads.ENVIRONMENT, roads.parameters(), roads.sqs(), shop.businessTime(), shop.realTime());

    @BeforeEach
    void secrets() {
        roads.parameters().put("/recoup/" + Roads.MERCHANT, Signing.SECRETS);
        shop.placeWithAttempt("ORD-1001", "CUS-7", "pi_1");
    }

    static List<String> requests() throws IOException {
        var names = new ArrayList<String>();
        for (var function : List.of("admin-api", "intake")) {
            try (var files = Files.list(SAMPLES.resolve(function))) {
                files.map(file -> function + "/" + file.getFileName().toString().replace(".json", ""))
                        .sorted()
                        .forEach(names::add);
            }
        }
        return names;
    }

    @ParameterizedTest
    @MethodSource("requests")
    void a_request_without_one_of_its_parts_is_answered_as_the_document_says(String sample) {
        var whole = SampleEvents.read(sample, JsonNode.class);
        for (var part : parts(whole, "").toList()) {
            if (!part.equals("/routeKey")) { // by it a function knows what it is asked
                answered(sample, without(whole, part, false));
                answered(sample, without(whole, part, true));
            }
        }
        assertThat(log).doesNotContain("\"level\":\"ERROR\"");
    }

    /** Nobody but us can be at fault; it is logged, and nothing is thrown. */
    @Test
    void a_request_without_a_route_is_a_fault_of_ours() {
        for (var sample : List.of("admin-api/read-order", "intake/receive-events")) {
            var event = SampleEvents.as(
                    without(SampleEvents.read(sample, JsonNode.class), "/routeKey", false),
                    APIGatewayV2HTTPEvent.class);
            var answer = sample.startsWith("intake/")
                    ? intake.handleRequest(event, new OneCall(log))
                    : shop.over(shop.store()).handleRequest(event, new OneCall(log));
            assertThat(answer.getStatusCode()).isEqualTo(500);
            assertThat(SampleEvents.json(answer.getBody()).path("code").asText())
                    .isEqualTo("internal");
        }
        assertThat(log).contains("\"level\":\"ERROR\"");
    }

    /** It is believed, so it is queued if it means something, and whatever is queued is done or parked. */
    @ParameterizedTest
    @MethodSource("recoup.providers.Samples#all")
    void a_broken_callback_that_is_well_signed_is_taken_and_what_is_queued_of_it_is_done_or_parked(String sample) {
        var dice = new Dice(sample.hashCode());
        var refused = 0;
        for (var round = 0; round < ROUNDS; round++) {
            refused += callback(sample, dice) == 401 ? 1 : 0;
        }
        assertThat(refused).isLessThan(sample.startsWith("adyen/") ? ROUNDS : 1);
        for (var receive = 0; receive < 5; receive++) {
            for (var queue : QUEUES) {
                roads.sqs().deliver(queue, roads.consuming(queue, shop.store(), new OneCall(log)));
            }
            roads.sqs().waitsEnd();
        }
        assertThat(QUEUES)
                .allSatisfy(queue -> assertThat(roads.sqs().messages(queue)).isEmpty());
        assertThat(log).doesNotContain("\"level\":\"ERROR\"").doesNotContain("\"reason\":\"invalid");
    }

    private int callback(String sample, Dice dice) {
        var now = shop.businessTime().instant();
        var provider = Samples.provider(sample);
        var body = dice.percent(20) ? Broken.bytes(Samples.body(sample), dice) : signedWithin(sample, dice);
        var event = SampleEvents.read("intake/receive-webhook", APIGatewayV2HTTPEvent.class);
        event.setPathParameters(Map.of("provider", provider.written(), "merchantId", Roads.MERCHANT));
        event.setHeaders(Signing.headers(sample, body, now));
        event.setBody(Base64.getEncoder().encodeToString(body));
        event.setIsBase64Encoded(true);
        var answer = intake.handleRequest(event, new OneCall(log));
        Contract.check(event, answer);
        assertThat(answer.getStatusCode()).isIn(200, 401);
        return answer.getStatusCode();
    }

    /** Adyen signs what stands in the body: so it is broken first, and signed then, if it still is one. */
    private static byte[] signedWithin(String sample, Dice dice) {
        var broken = Broken.json(Samples.object(sample).toString(), dice);
        if (sample.startsWith("adyen/")) {
            try {
                var json = SampleEvents.json(broken);
                Signing.within(Samples.provider(sample), json);
                return json.toString().getBytes(UTF_8);
            } catch (UncheckedIOException noJson) {
                return broken.getBytes(UTF_8);
            }
        }
        return broken.getBytes(UTF_8);
    }

    private void answered(String sample, JsonNode json) {
        var event = SampleEvents.as(json, APIGatewayV2HTTPEvent.class);
        var answer = sample.startsWith("intake/")
                ? intake.handleRequest(event, new OneCall(log))
                : shop.over(shop.store()).handleRequest(event, new OneCall(log));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isLessThan(500);
        Contract.check(event, answer);
    }

    private static JsonNode without(JsonNode whole, String part, boolean butNull) {
        var less = whole.deepCopy();
        var at = part.lastIndexOf('/');
        var name = part.substring(at + 1);
        var parent = (ObjectNode) less.at(part.substring(0, at));
        if (butNull) {
            parent.putNull(name);
        } else {
            parent.remove(name);
        }
        return less;
    }

    /** Every member of the event, as a pointer. */
    private static Stream<String> parts(JsonNode node, String pointer) {
        return node.properties().stream().flatMap(property -> {
            var part = pointer + "/" + property.getKey();
            return Stream.concat(Stream.of(part), parts(property.getValue(), part));
        });
    }
}
