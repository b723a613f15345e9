package recoup.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.contract.Documented;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.handlers.events.EventType;

/**
 * Another merchant's id in a path, a query or a body is answered with the very bytes of an id that nobody has: not even that it
 * exists can be learnt.
 */
class ForeignIdsTest {
    private static final World WORLD = World.of(List.of(World.ACME, World.EMCA));
    /** Somebody who exists as little as the ids with this name in them. */
    private static final String NOBODY = "none";
    /** The samples' ids, and in what a foreign one differs. */
    private static final Map<String, String> IDS = Map.of(
            "ORD-1001", "ORD-", "ORD-1002", "ORD-", "CUS-7", "CUS-", "RED-1", "RED-", "SAVE-5-7F3A", "CODE-%s-RED-");

    private static final Map<String, String> ALL = Map.of(
            "cognito:groups",
            "[admin viewer]",
            "scope",
            "recoup/platform",
            "custom:merchant_id",
            World.ACME,
            "sub",
            "mallory");

    static List<Documented> operations() {
        return Documented.operations().stream()
                .filter(operation -> !operation.roles().contains("signature"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void another_merchants_id_is_answered_like_one_that_nobody_has(Documented operation) {
        var foreign = asked(operation, World.EMCA);
        var nobodys = asked(operation, NOBODY);
        if (operation.ids().isEmpty() && !operation.statuses().contains(404)) {
            assertThat(foreign.status()).isLessThan(500);
        } else {
            assertThat(foreign.status()).isEqualTo(operation.statuses().contains(404) ? 404 : nobodys.status());
        }
        assertThat(foreign.status()).isEqualTo(nobodys.status());
        assertThat(foreign.headers()).isEqualTo(nobodys.headers());
        assertThat(withoutNames(foreign.body(), World.EMCA)).isEqualTo(withoutNames(nobodys.body(), NOBODY));
    }

    /** The ids of both questions differ in nothing else: what the answers say of them is what they were asked. */
    @Test
    void the_foreign_ids_exist_and_the_others_do_not() {
        var claims = new HashMap<>(ALL);
        claims.put("custom:merchant_id", World.EMCA);
        var read = operations().stream()
                .filter(each -> each.route().equals("GET /v1/orders/{orderId}"))
                .findFirst()
                .orElseThrow();
        assertThat(WORLD.answer(of(World.EMCA, World.request(read, claims))).status())
                .isEqualTo(200);
        assertThat(WORLD.answer(of(NOBODY, World.request(read, claims))).status())
                .isEqualTo(404);
        assertThat(asked(read, World.EMCA).status()).isEqualTo(404);
    }

    /** A key is a merchant's own: somebody else's answer is not to be had by guessing it. */
    @Test
    void another_merchants_idempotency_key_replays_nothing() {
        var world = WORLD.copy();
        var body = """
            {"asset":"POINTS","amount":4711,"reason":{"message":"A secret of emca"}}\
            """;
        var first = adjustment(world, World.EMCA, body);
        var other = adjustment(world, World.ACME, body);
        var again = adjustment(world, World.EMCA, body);
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(other.headers()).doesNotContainKey("Idempotency-Replayed");
        assertThat(other.json().at("/entries/0/balanceAfter"))
                .isNotEqualTo(first.json().at("/entries/0/balanceAfter"));
    }

    /** An event says whose it is by its envelope, which is made of the token or of the secret that fits. */
    @ParameterizedTest
    @EnumSource(EventType.class)
    void an_event_about_another_merchants_ids_changes_nothing(EventType type) {
        var world = WORLD.copy();
        var body = SampleEvents.json(SampleEvents.read("queue/" + type.written(), JsonNode.class)
                        .at("/Records/0/body")
                        .textValue())
                .at("/event/data")
                .toString();
        var before = world.items();
        world.roads().tell(type.written(), named(World.EMCA, body));
        world.roads().deliver();
        assertThat(world.items()).isEqualTo(before);
        assertThat(world.roads().log().getLast().get("outcome").textValue()).isIn("later", "parked");
    }

    private static Shop.Answer adjustment(World world, String merchant, String body) {
        return world.shop()
                .call("adjust-balance")
                .merchant(merchant)
                .header("idempotency-key", "guessed")
                .body(body)
                .answer(201);
    }

    private static Shop.Answer asked(Documented operation, String name) {
        return WORLD.copy().answer(of(name, World.request(operation, ALL)));
    }

    /** The request with somebody's ids wherever it has any, and where it could have one more to look for. */
    private static APIGatewayV2HTTPEvent of(String name, APIGatewayV2HTTPEvent event) {
        UnaryOperator<String> foreign = text -> named(name, text);
        Optional.ofNullable(event.getPathParameters()).ifPresent(all -> event.setPathParameters(changed(all, foreign)));
        Optional.ofNullable(event.getQueryStringParameters())
                .ifPresent(all -> event.setQueryStringParameters(changed(all, foreign)));
        Optional.ofNullable(event.getBody()).ifPresent(body -> event.setBody(foreign.apply(body)));
        var lists = Documented.operations().stream()
                .filter(operation -> operation.route().equals(event.getRouteKey()))
                .findFirst()
                .orElseThrow()
                .parameters();
        var query = new HashMap<>(
                Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()));
        lists.stream()
                .filter(parameter -> parameter.endsWith("Id"))
                .forEach(parameter -> query.put(parameter, (parameter.equals("orderId") ? "ORD-" : "CUS-") + name));
        event.setQueryStringParameters(query.isEmpty() ? null : query);
        return event;
    }

    private static String named(String name, String text) {
        var named = text;
        for (var id : IDS.entrySet()) {
            named = named.replaceAll(id.getKey() + "(?![0-9])", id.getValue().formatted(name) + name);
        }
        return named;
    }

    private static Map<String, String> changed(Map<String, String> all, UnaryOperator<String> change) {
        var changed = new HashMap<String, String>();
        all.forEach((key, value) -> changed.put(key, change.apply(value)));
        return changed;
    }

    /** Ids of new lots and entries are made of the ids that were sent. */
    private static String withoutNames(String body, String name) {
        return body.replaceAll("(lot|ent)_[0-9a-f]+", "$1").replace(name, "?");
    }
}
