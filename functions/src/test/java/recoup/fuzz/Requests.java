package recoup.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import recoup.contract.Contract;
import recoup.contract.Document.Place;
import recoup.contract.Operation;
import recoup.handlers.Roads;
import recoup.providers.Provider;
import recoup.providers.Samples;

/** Requests as the document wants them: every parameter, header and body of every operation. */
final class Requests {
    private static final List<Operation> OPERATIONS = Contract.DOCUMENT.operations();

    /** What an operation makes; everywhere else the ids of these are of things that are there. */
    private static final Map<String, Set<String>> MADE = Map.of(
            "placeOrder", Set.of("orderId"),
            "redeemPoints", Set.of("redemptionId", "code"),
            "receiveEvents", Set.of("grantId", "refundId", "id"));

    private static final Map<String, List<String>> CLAIMS = Map.of(
            "admin", List.of("cognito:groups", "[admin]"),
            "viewer", List.of("cognito:groups", "[viewer]"),
            "platform", List.of("scope", "recoup/platform"));

    private static final List<String> SAMPLES = Samples.all();
    private static final List<Provider> PROVIDERS = List.of(Provider.values());

    private final Dice dice;
    private final Known known;
    private final Supplier<Instant> now;
    private final Drawing drawing;

    Requests(Dice dice, Known known, Supplier<Instant> now) {
        this.dice = dice;
        this.known = known;
        this.now = now;
        this.drawing = new Drawing(dice, known, now);
    }

    Asking any() {
        return of(dice.of(OPERATIONS));
    }

    Asking of(Operation operation) {
        var asking = new Asking(operation);
        as(asking, dice.of(operation.place().at("x-roles").children()).text());
        if (asking.name().equals("receiveWebhook")) {
            callback(asking);
            return asking;
        }
        operation.parameters().forEach(parameter -> parameter(asking, parameter));
        operation.place().find("requestBody").ifPresent(body -> {
            asking.headers().put("content-type", "application/json");
            asking.json(
                    asking.name().equals("receiveEvents")
                            ? events()
                            : drawing.valid(
                                    body.at("content").at("application/json").at("schema"),
                                    asking.name(),
                                    MADE.getOrDefault(asking.name(), Set.of())));
        });
        return asking;
    }

    static void as(Asking asking, String role) {
        asking.claims().put("sub", "the " + role);
        asking.claims().put("custom:merchant_id", Roads.MERCHANT);
        asking.claims().keySet().removeAll(Set.of("cognito:groups", "scope"));
        var claim = CLAIMS.get(role);
        if (claim != null) {
            asking.claims().put(claim.getFirst(), claim.getLast());
        }
    }

    private void parameter(Asking asking, Place parameter) {
        var name = parameter.at("name").text();
        var required = parameter.json().path("required").booleanValue();
        if (!required && !dice.percent(name.equals("cursor") ? 3 : 30)) {
            return;
        }
        var value = name.equals("If-Match")
                ? tag(asking)
                : drawing.valid(parameter.at("schema"), name, Set.of()).asText();
        asking.parameter(parameter.at("in").text(), name, value);
    }

    private String tag(Asking asking) {
        return dice.percent(50)
                ? "*"
                : known.any("ETag " + Known.about(asking), dice).orElse("\"no tag\"");
    }

    /** One event, or some, each as its own schema wants it. */
    private JsonNode events() {
        if (dice.percent(70)) {
            return event();
        }
        var events = JsonNodeFactory.instance.arrayNode();
        for (var more = dice.below(3); more >= 0; more--) {
            events.add(event());
        }
        return events;
    }

    private JsonNode event() {
        var fresh = MADE.getOrDefault("receiveEvents", Set.of());
        var type = dice.of(EventShapes.types());
        var event = (ObjectNode) drawing.valid(EventShapes.envelope(), "event", fresh);
        event.put("type", type);
        if (dice.percent(10)) {
            event.put("traceparent", "00-0af7651916cd43dd8448eb211c80319c");
        }
        event.set("data", drawing.valid(EventShapes.data(type), "data", fresh));
        return event;
    }

    private void callback(Asking asking) {
        var provider = dice.of(PROVIDERS).written();
        var sample = dice.of(
                SAMPLES.stream().filter(each -> each.startsWith(provider)).toList());
        var body = Samples.object(sample);
        Signing.within(Samples.provider(sample), body);
        asking.path().put("provider", provider);
        asking.path().put("merchantId", Roads.MERCHANT);
        asking.json(body);
        asking.headers().putAll(Signing.headers(sample, body.toString().getBytes(UTF_8), now.get()));
    }
}
