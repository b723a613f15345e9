package recoup.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recoup.contract.Operation;

/** One request in the making: what is sent, and what is wrong with it on purpose. */
final class Asking {
    /** Stands in a body for a value that no tree of JSON can hold; written out when it is sent. */
    static final String MARK = "here stands what is spliced in";

    private final Operation operation;
    private final Map<String, String> path = new TreeMap<>();
    private final Map<String, String> query = new TreeMap<>();
    private final Map<String, String> headers = new TreeMap<>();
    private final Map<String, String> claims = new TreeMap<>();
    private Optional<JsonNode> json = Optional.empty();
    private Optional<String> body = Optional.empty();
    private boolean base64;
    private String wrong = "";
    private Optional<String> field = Optional.empty();
    private boolean mayAsk = true;

    Asking(Operation operation) {
        this.operation = operation;
    }

    Operation operation() {
        return operation;
    }

    /** As the document calls it, such as {@code cancelOrder}. */
    String name() {
        return operation.place().at("operationId").text();
    }

    Map<String, String> path() {
        return path;
    }

    Map<String, String> query() {
        return query;
    }

    /** By their names in lower case, as API Gateway hands them over. */
    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> claims() {
        return claims;
    }

    void parameter(String where, String name, String value) {
        switch (where) {
            case "path" -> path.put(name, value);
            case "query" -> query.put(name, value);
            default -> headers.put(name.toLowerCase(Locale.ROOT), value);
        }
    }

    /** The body as JSON, while it is one. */
    Optional<JsonNode> json() {
        return json;
    }

    Optional<String> body() {
        return body;
    }

    void json(JsonNode tree) {
        json = Optional.of(tree);
        body = Optional.of(tree.toString());
    }

    /** The tree as it is, with {@code raw} in the place of the mark. */
    void spliced(String raw) {
        body = json.map(tree -> tree.toString().replace("\"" + MARK + "\"", raw));
    }

    void body(String text) {
        body = Optional.of(text);
    }

    void noBody() {
        body = Optional.empty();
    }

    void base64(String text) {
        body = Optional.of(text);
        base64 = true;
    }

    /** What was done to it, in a few words. */
    String wrong() {
        return wrong;
    }

    void wrong(String what) {
        wrong = what;
    }

    /** The field, parameter or header that was touched, as a problem would name it. */
    Optional<String> field() {
        return field;
    }

    void field(String name) {
        field = Optional.of(name);
    }

    /** Whether the caller has a role that the document lets in, and a merchant. */
    boolean mayAsk() {
        return mayAsk;
    }

    void mayNotAsk() {
        mayAsk = false;
    }

    /** As API Gateway hands it over: what is absent is null. */
    APIGatewayV2HTTPEvent event() {
        var jwt = RequestContext.Authorizer.JWT
                .builder()
                .withClaims(Map.copyOf(claims))
                .build();
        var event = new APIGatewayV2HTTPEvent();
        event.setVersion("2.0");
        event.setRouteKey(operation.route());
        event.setRawPath("/v1");
        event.setHeaders(new TreeMap<>(headers));
        event.setPathParameters(path.isEmpty() ? null : new TreeMap<>(path));
        event.setQueryStringParameters(query.isEmpty() ? null : new TreeMap<>(query));
        event.setRequestContext(RequestContext.builder()
                .withAuthorizer(RequestContext.Authorizer.builder().withJwt(jwt).build())
                .build());
        event.setBody(body.orElse(null));
        event.setIsBase64Encoded(base64);
        return event;
    }

    @Override
    public String toString() {
        return "%s (%s%s) path %s query %s headers %s body %s"
                .formatted(
                        operation.route(),
                        wrong.isEmpty() ? "as it should be" : wrong,
                        field.map(name -> " at " + name).orElse(""),
                        path,
                        query,
                        headers,
                        body.map(text -> text.length() <= 2_000 ? text : text.substring(0, 2_000) + "…")
                                .orElse("none"));
    }
}
