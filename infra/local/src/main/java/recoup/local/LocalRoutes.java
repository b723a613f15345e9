package recoup.local;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.handlers.http.ProblemException;
import recoup.model.MerchantId;

/** What is under {@code /_local}: the stack's own switches, never deployed. */
final class LocalRoutes {
    static final String PREFIX = "/_local";

    private static final int LONGEST_SUBJECT = 128;
    private static final Instant LATEST = Instant.parse("9900-01-01T00:00:00Z");
    private static final int LONGEST_DRAIN_SECONDS = 600;

    private final BooleanSupplier everythingIsUp;
    private final LocalIssuer issuer;
    private final BusinessClock clock;

    LocalRoutes(BooleanSupplier everythingIsUp, LocalIssuer issuer, BusinessClock clock) {
        this.everythingIsUp = everythingIsUp;
        this.issuer = issuer;
        this.clock = clock;
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
            case "POST /drain" -> body(request, LocalRoutes::drain);
            default -> Answer.message(404, "Not Found");
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

    /** There is no queue yet, so everything is idle at once. */
    private static Answer drain(Fields fields) {
        fields.integer("timeoutSeconds", 0, LONGEST_DRAIN_SECONDS);
        fields.check();
        return Answer.json(200, Map.of("drained", true, "queues", Map.of()));
    }

    private static Answer now(Instant now) {
        return Answer.json(200, Map.of("now", now.truncatedTo(ChronoUnit.MILLIS).toString()));
    }

    /** No body at all is an empty object here: these are switches, pulled by hand. */
    private static Answer body(Request request, Function<Fields, Answer> operation) {
        try {
            var object =
                    request.body().length == 0 ? JsonNodeFactory.instance.objectNode() : Json.object(request.body());
            return operation.apply(new Fields(object));
        } catch (ProblemException refused) {
            return Answer.problem(refused.problem());
        }
    }
}
