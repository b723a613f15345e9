package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.handlers.http.Problem.FieldError;
import recoup.model.Fingerprint;
import recoup.model.Ids;
import recoup.operations.Caller;
import recoup.operations.Idempotency;
import recoup.operations.IfMatch;
import recoup.operations.Request;

/** One permitted HTTP request: what it says, and on whose behalf. */
public final class Call {
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7E]{1,255}");

    private final APIGatewayV2HTTPEvent event;
    private final Request request;

    Call(APIGatewayV2HTTPEvent event, Request request) {
        this.event = event;
        this.request = request;
    }

    Request request() {
        return request;
    }

    /** The request under the name that {@code Idempotency-Key} gives it; a 400 without one. */
    Request request(ObjectNode body) {
        return request.named(idempotency(body));
    }

    /** An id from the path. */
    <T> T path(String name, Function<String, T> make) {
        return Optional.ofNullable(event.getPathParameters())
                .map(parameters -> parameters.get(name))
                .filter(Ids::wellFormed)
                .map(make)
                .orElseThrow(() -> invalid(name, "must be an id: " + Ids.SHAPE));
    }

    /** The body, which must be there, of a request that has no other parameters. */
    ObjectNode body() {
        return Json.object(rawBody());
    }

    /** The bytes of the body of a request that has no other parameters. */
    public byte[] rawBody() {
        noQuery();
        return rawBody(event).orElseThrow(() -> invalid("body", "must be base64, as it is said to be"));
    }

    /** The bytes of a body as they were sent; empty if they are said to be in base64 and are not. */
    public static Optional<byte[]> rawBody(APIGatewayV2HTTPEvent event) {
        var text = Optional.ofNullable(event.getBody()).orElse("");
        return event.getIsBase64Encoded() ? base64(text) : Optional.of(text.getBytes(StandardCharsets.UTF_8));
    }

    public Caller caller() {
        return request.caller();
    }

    /** The query's parameters; one that is not {@code known} is a fault like any other. */
    Query query(Set<String> known) {
        return new Query(Optional.ofNullable(event.getQueryStringParameters()).orElse(Map.of()), known);
    }

    /** Refuses every parameter. */
    void noQuery() {
        query(Set.of()).check();
    }

    /** The key itself, for a request whose parts are named one by one. */
    String idempotencyKey() {
        var key = header("idempotency-key")
                .orElseThrow(() -> new ProblemException(Problem.of(
                        Problem.Type.IDEMPOTENCY_KEY_MISSING,
                        "Send a key of your own in Idempotency-Key, and the same one when you send this again.")));
        if (!KEY.matcher(key).matches()) {
            throw invalid("Idempotency-Key", "must be 1 to 255 printable ASCII characters");
        }
        return key;
    }

    private Idempotency idempotency(ObjectNode body) {
        var key = idempotencyKey();
        var path = new TreeMap<>(Optional.ofNullable(event.getPathParameters()).orElse(Map.of()));
        return new Idempotency(key, Fingerprint.of(event.getRouteKey(), path, Json.canonical(body)));
    }

    /** Tags count with and without their quotes; a weak one never matches. */
    IfMatch ifMatch() {
        return header("if-match").map(Call::ifMatch).orElse(new IfMatch.Unsaid());
    }

    static ProblemException invalid(String field, String message) {
        return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
    }

    private static IfMatch ifMatch(String header) {
        var tags = Stream.of(header.split(",", -1)).map(String::trim).collect(Collectors.toSet());
        return tags.contains("*")
                ? new IfMatch.Any()
                : new IfMatch.OneOf(tags.stream().map(Call::unquoted).collect(Collectors.toSet()));
    }

    private static String unquoted(String tag) {
        return tag.length() >= 2 && tag.startsWith("\"") && tag.endsWith("\"")
                ? tag.substring(1, tag.length() - 1)
                : tag;
    }

    private static Optional<byte[]> base64(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    /** API Gateway gives every header name in lower case. A blank one says nothing. */
    private Optional<String> header(String name) {
        return Optional.ofNullable(event.getHeaders())
                .map(headers -> headers.get(name))
                .filter(value -> !value.isBlank());
    }
}
