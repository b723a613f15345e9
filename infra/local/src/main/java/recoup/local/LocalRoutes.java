package recoup.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.handlers.http.ProblemException;
import recoup.model.MerchantId;

/** What is under {@code /_local}: the stack's own switches, never deployed. */
final class LocalRoutes {
    static final String PREFIX = "/_local";

    private static final int LONGEST_SUBJECT = 128;
    private static final Instant LATEST = Instant.parse("9900-01-01T00:00:00Z");
    private static final long DRAIN_SECONDS = 30;
    private static final int LONGEST_DRAIN_SECONDS = 600;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final BooleanSupplier everythingIsUp;
    private final LocalIssuer issuer;
    private final BusinessClock clock;
    private final Drain drain;
    private final Inbox inbox;
    private final LocalSecrets secrets;
    private final Supplier<Map<String, Object>> expiry;
    private final DiscountRoutes discounts;

    LocalRoutes(
            BooleanSupplier everythingIsUp,
            LocalIssuer issuer,
            BusinessClock clock,
            Drain drain,
            Inbox inbox,
            LocalSecrets secrets,
            Supplier<Map<String, Object>> expiry,
            DiscountRoutes discounts) {
        this.everythingIsUp = everythingIsUp;
        this.issuer = issuer;
        this.clock = clock;
        this.drain = drain;
        this.inbox = inbox;
        this.secrets = secrets;
        this.expiry = expiry;
        this.discounts = discounts;
    }

    static boolean serves(Request request) {
        return request.path().equals(PREFIX) || request.path().startsWith(PREFIX + "/");
    }

    Answer answer(Request request) {
        return switch (request.method() + " " + request.path().substring(PREFIX.length())) {
            case "GET /health" -> health();
            case "POST /token" -> body(request, this::token);
            case "GET /clock" -> now(clock.instant());
            case "PUT /clock" -> body(request, this::setClock);
            case "DELETE /clock" -> {
                clock.reset();
                yield now(clock.instant());
            }
            case "POST /drain" -> body(request, this::drain);
            case "POST /schedule/expiry" -> body(request, this::runExpiry);
            case "GET /notifications" -> merchant(request, this::notifications);
            case "GET /webhook-secrets" -> merchant(request, merchant -> Answer.json(200, secrets.of(merchant)));
            default -> DiscountRoutes.serves(request) ? discounts.answer(request) : Answer.message(404, "Not Found");
        };
    }

    private Answer health() {
        return everythingIsUp.getAsBoolean()
                ? Answer.json(200, Map.of("status", "up"))
                : Answer.json(503, Map.of("status", "down"));
    }

    private Answer token(Fields fields) {
        var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
        var role = fields.required("role", name -> fields.constant(name, Role.class, Role::written));
        var subject = fields.text("subject", LONGEST_SUBJECT);
        fields.check();
        var token = issuer.token(merchant.orElseThrow().value(), role.orElseThrow(), subject);
        return Answer.json(200, Map.of("token", token));
    }

    private Answer setClock(Fields fields) {
        var now = fields.required("now", fields::instant);
        if (now.filter(LATEST::isBefore).isPresent()) {
            fields.refuse("now", "must be before the year 9900, so that dates some years later can still be written");
        }
        fields.check();
        clock.set(now.orElseThrow());
        return now(now.orElseThrow());
    }

    private Answer drain(Fields fields) {
        var seconds = fields.integer("timeoutSeconds", 0, LONGEST_DRAIN_SECONDS);
        fields.check();
        return drain.answer(Duration.ofSeconds(seconds.orElse(DRAIN_SECONDS)));
    }

    private Answer runExpiry(Fields fields) {
        fields.check();
        return Answer.json(200, expiry.get());
    }

    private Answer notifications(String merchant) {
        var items = JSON.createArrayNode();
        for (var delivery : inbox.of(merchant)) {
            items.addObject()
                    .<ObjectNode>set("message", message(delivery.message()))
                    .set("attributes", JSON.valueToTree(new TreeMap<>(delivery.attributes())));
        }
        return Answer.json(200, Map.of("items", items));
    }

    private static JsonNode message(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException _) {
            return JSON.getNodeFactory().textNode(text);
        }
    }

    private static Answer now(Instant now) {
        return Answer.json(200, Map.of("now", now.truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    /** The query's one parameter. */
    static Answer merchant(Request request, Function<String, Answer> operation) {
        var query = JsonNodeFactory.instance.objectNode();
        HttpEvent.parameters(request.query()).forEach(query::put);
        return guarded(() -> {
            var fields = new Fields(query);
            var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
            fields.check();
            return operation.apply(merchant.orElseThrow().value());
        });
    }

    private static Answer body(Request request, Function<Fields, Answer> operation) {
        return object(request, object -> operation.apply(new Fields(object)));
    }

    /** No body at all is an empty object here: these are switches, pulled by hand. */
    static Answer object(Request request, Function<ObjectNode, Answer> operation) {
        return guarded(() -> operation.apply(
                request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : Json.object(request.body())));
    }

    private static Answer guarded(Supplier<Answer> operation) {
        try {
            return operation.get();
        } catch (ProblemException refused) {
            return Answer.problem(refused.problem());
        }
    }
}
