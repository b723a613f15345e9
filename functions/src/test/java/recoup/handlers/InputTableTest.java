package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every route, by its sample in {@code events/}, with everything that may be wrong with it: a new route is covered as soon
 * as it has a sample. Whatever is sent, the field is named, nothing is written, and it is never a 5xx. (Tokens are the
 * gateway's matter, and tried there; roles and merchants in {@code AccessTest}.)
 */
class InputTableTest {
    private static final Path SAMPLES = Path.of("..", "events", "admin-api");
    /** Wrong wherever they stand: no field takes one of these. */
    private static final List<String> WRONG_EVERYWHERE = List.of(
            "1.5",
            "-0.5",
            "1e400",
            "9223372036854775808",
            "-9223372036854775809",
            "1e99999999999",
            "[[]]",
            "{\"a\":1}",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud83d\"",
            "\"" + "x".repeat(1 << 20) + "\"");

    static Stream<String> routes() {
        try (var files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Stream<String> routesWithBody() {
        return routes().filter(route -> sample(route).getBody() != null);
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void each_field_of_each_body_refuses_what_is_wrong_everywhere_and_is_named(String route) {
        var fields = fields(body(route), "");
        for (var field : fields) {
            for (var wrong : WRONG_EVERYWHERE) {
                refused(route, with(route, field, wrong), field);
            }
            if (!field.endsWith("expiresOn")) {
                refused(route, with(route, field, "null"), field);
            }
            for (var otherType : otherTypes(at(body(route), field))) {
                refused(route, with(route, field, otherType), field);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void each_object_of_each_body_refuses_a_field_that_it_does_not_know(String route) {
        var objects = new ArrayList<>(List.of(""));
        objects.addAll(fields(body(route), "").stream()
                .filter(field -> at(body(route), field).isObject())
                .toList());
        for (var object : objects) {
            var body = body(route);
            ((ObjectNode) at(body, object)).put("extendExpiredDays", 30);
            refused(route, body.toString(), object.isEmpty() ? "extendExpiredDays" : object + ".extendExpiredDays");
        }
    }

    @ParameterizedTest
    @MethodSource("routesWithBody")
    void a_body_that_is_no_json_object_is_refused(String route) {
        var sample = body(route).toString();
        var duplicate = sample.equals("{}")
                ? "{\"a\":1,\"a\":1}"
                : sample.substring(0, sample.length() - 1) + "," + sample.substring(1);
        for (var body : List.of(
                "",
                "[]",
                "null",
                "{",
                sample + "{}",
                duplicate,
                "[".repeat(10_000),
                "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000),
                "{\"a\":" + "9".repeat(1 << 20) + "}")) {
            refused(route, body, "body");
        }
        var shop = new Shop();
        var latin1 = Base64.getEncoder().encodeToString("{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1));
        assertNamed(shop.call(route).base64(latin1).answer(400), "body");
    }

    @ParameterizedTest
    @MethodSource("routes")
    void ids_in_the_path_and_parameters_nobody_knows_are_refused(String route) {
        var shop = new Shop();
        Optional.ofNullable(sample(route).getPathParameters())
                .ifPresent(parameters -> parameters.keySet().forEach(name -> {
                    for (var id : List.of("a#b", "a b", "é", "M#x#O#y", "x".repeat(129), "\u0000")) {
                        assertNamed(shop.call(route).path(name, id).answer(400), name);
                    }
                }));
        assertNamed(shop.call(route).query("unknown", "1").answer(400), "unknown");
        assertThat(shop.store().items("recoup")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void lists_refuse_altered_cursors_and_limits_out_of_bounds(String route) {
        var shop = new Shop();
        var lists = shop.call(route).query("limit", "1").answer().status() != 400;
        for (var parameter : lists ? List.of("limit", "cursor") : List.<String>of()) {
            for (var value : List.of("0", "101", "-1", "1.5", "1e400", "x", "AAAA", "é", "\u0000", "9".repeat(1_000))) {
                assertNamed(shop.call(route).query(parameter, value).answer(400), parameter);
            }
        }
        assertThat(lists)
                .isEqualTo(List.of(
                                "list-orders",
                                "list-redemptions",
                                "list-reviews",
                                "read-activity",
                                "read-history",
                                "verify")
                        .contains(route));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void routes_that_need_a_key_say_so_and_take_no_nonsense_for_one(String route) {
        var shop = new Shop();
        var needsKey = sample(route).getHeaders().containsKey("idempotency-key");
        var without = shop.call(route).withoutHeader("idempotency-key").answer();
        assertThat(without.code().equals("idempotency-key-missing"))
                .as(without.toString())
                .isEqualTo(needsKey);
        if (needsKey) {
            assertNamed(shop.call(route).header("idempotency-key", "é").answer(400), "Idempotency-Key");
            assertNamed(
                    shop.call(route).header("idempotency-key", "x".repeat(256)).answer(400), "Idempotency-Key");
            assertThat(shop.store().items("recoup")).isEmpty();
        }
    }

    private static void refused(String route, String body, String field) {
        var shop = new Shop();
        assertNamed(shop.call(route).body(body).answer(400), field);
        assertThat(shop.store().items("recoup")).as("nothing is written").isEmpty();
    }

    /** An element of a list is reported as the list. */
    private static void assertNamed(Shop.Answer answer, String field) {
        assertThat(answer.code()).isEqualTo("validation");
        assertThat(answer.body().length()).isLessThan(10_000);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").textValue()))
                .as(answer.body())
                .anyMatch(named -> named.equals(field) || named.startsWith(field + ".") || named.equals("body"));
    }

    /** The path of every field, objects within included: {@code points.revert}. */
    private static List<String> fields(JsonNode object, String path) {
        var fields = new ArrayList<String>();
        object.properties().forEach(property -> {
            fields.add(path + property.getKey());
            fields.addAll(fields(property.getValue(), path + property.getKey() + "."));
        });
        return fields;
    }

    private static List<String> otherTypes(JsonNode value) {
        var types = new ArrayList<>(List.of("true", "17", "\"text that is none of the choices\"", "[]", "{}"));
        var own = value.isBoolean()
                ? "true"
                : value.isNumber()
                        ? "17"
                        : value.isTextual() ? "\"text that is none of the choices\"" : value.isArray() ? "[]" : "{}";
        types.remove(own);
        return types;
    }

    private static String with(String route, String field, String json) {
        var body = body(route);
        var at = field.lastIndexOf('.');
        var marker = "\"the marker that is replaced\"";
        ((ObjectNode) at(body, at < 0 ? "" : field.substring(0, at)))
                .set(field.substring(at + 1), JsonNodeFactory.instance.textNode("the marker that is replaced"));
        return body.toString().replace(marker, json);
    }

    private static JsonNode at(JsonNode body, String field) {
        return field.isEmpty() ? body : body.at("/" + field.replace('.', '/'));
    }

    private static ObjectNode body(String route) {
        return (ObjectNode) SampleEvents.json(sample(route).getBody());
    }

    private static APIGatewayV2HTTPEvent sample(String route) {
        return SampleEvents.read("admin-api/" + route, APIGatewayV2HTTPEvent.class);
    }
}
