package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import recoup.contract.Document.Place;

/** One operation of the document, and what it says about a request and its answer. */
public final class Operation {
    /** Every answer has them; the document need not say so. */
    private static final Set<String> USUAL_HEADERS = Set.of("Content-Type", "Cache-Control");

    /** Of a body that is no JSON to us before its signature is checked. */
    private static final String WHATEVER_WAS_SIGNED = "*/*";

    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What a client sends is read as the document says: no key twice, nothing after it, and every digit counts. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Place path;
    private final String method;
    private final Place operation;
    private final List<Place> parameters;

    Operation(Place path, String method, Place operation) {
        this.path = path;
        this.method = method;
        this.operation = operation;
        this.parameters = Stream.of(path, operation)
                .flatMap(place -> place.find("parameters").stream())
                .flatMap(list -> list.children().stream())
                .toList();
    }

    /** As API Gateway names it: {@code METHOD /path}. */
    public String route() {
        return method.toUpperCase(Locale.ROOT) + " " + path.name();
    }

    public Place place() {
        return operation;
    }

    /** The parameters of its path and its own. */
    public List<Place> parameters() {
        return parameters;
    }

    /** What the answer has that the document does not know, and the other way round. */
    List<String> faults(APIGatewayV2HTTPResponse answer, BiConsumer<Place, JsonNode> valid) {
        var response = operation.at("responses").find(Integer.toString(answer.getStatusCode()));
        if (response.isEmpty()) {
            return List.of("the document knows no such status");
        }
        var faults = new ArrayList<String>();
        headerFaults(response.get(), answer.getHeaders(), faults);
        var type = answer.getHeaders().getOrDefault("Content-Type", "no Content-Type");
        var content = response.get().at("content").find(type);
        if (content.isEmpty()) {
            faults.add("the document knows no such answer in " + type);
        } else {
            var body = answer.getBody();
            bodyFaults(content.get(), type.equals("text/plain") ? text(body) : parsed(body), faults, valid);
        }
        return faults;
    }

    /** What the document would refuse in the request. */
    List<String> faults(APIGatewayV2HTTPEvent request, BiConsumer<Place, JsonNode> valid) {
        var faults = new ArrayList<String>();
        var signed = operation.find("security").isPresent(); // whoever signs may have a query of their own
        for (var where : signed ? List.of("path", "header") : List.of("path", "query", "header")) {
            parameterFaults(where, sent(request, where), faults);
        }
        var content = operation.find("requestBody").map(body -> body.at("content"));
        content.ifPresent(sent -> sentFaults(sent, request, faults, valid));
        return faults;
    }

    private static void sentFaults(
            Place content, APIGatewayV2HTTPEvent request, List<String> faults, BiConsumer<Place, JsonNode> valid) {
        var signed = content.find(WHATEVER_WAS_SIGNED);
        if (signed.isPresent()) {
            bodyFaults(signed.get(), text(Optional.ofNullable(request.getBody()).orElse("")), faults, valid);
            return;
        }
        var body = bytes(request).flatMap(Operation::utf8);
        if (body.filter(String::isBlank).isPresent()) {
            faults.add("the document wants a body");
        } else {
            bodyFaults(content.at("application/json"), body.flatMap(Operation::sent), faults, valid);
        }
    }

    @Override
    public String toString() {
        return route();
    }

    private static void headerFaults(Place response, Map<String, String> headers, List<String> faults) {
        var documented = new HashSet<>(USUAL_HEADERS);
        for (var header :
                response.find("headers").map(Place::steps).orElse(Stream.of()).toList()) {
            documented.add(header.name());
            var said = response.at("headers").at(header.name());
            var value = Optional.ofNullable(headers.get(header.name()));
            if (value.isEmpty() && said.json().path("required").booleanValue()) {
                faults.add("the header " + header.name() + " is missing");
            }
            value.ifPresent(text -> valueFaults("the header " + header.name(), said.at("schema"), text, faults));
        }
        headers.keySet().stream()
                .filter(name -> !documented.contains(name))
                .forEach(name -> faults.add("the document knows no header " + name));
    }

    private void parameterFaults(String where, Map<String, String> sent, List<String> faults) {
        var documented = new HashSet<String>();
        for (var parameter : parameters) {
            if (parameter.at("in").text().equals(where)) {
                var name = parameter.at("name").text();
                var header = where.equals("header");
                var key = header ? name.toLowerCase(Locale.ROOT) : name;
                documented.add(key);
                var value = Optional.ofNullable(sent.get(key)).filter(text -> !header || !text.isBlank());
                if (value.isEmpty() && parameter.json().path("required").booleanValue()) {
                    faults.add("the document wants " + name + " in the " + where);
                }
                value.ifPresent(text -> valueFaults(name, parameter.at("schema"), text, faults));
            }
        }
        if (!where.equals("header")) {
            sent.keySet().stream()
                    .filter(name -> !documented.contains(name))
                    .forEach(name -> faults.add("the document knows no " + name + " in the " + where));
        }
    }

    private static Map<String, String> sent(APIGatewayV2HTTPEvent request, String where) {
        return Optional.ofNullable(
                        switch (where) {
                            case "path" -> request.getPathParameters();
                            case "query" -> request.getQueryStringParameters();
                            default -> request.getHeaders();
                        })
                .orElse(Map.of());
    }

    private static void valueFaults(String what, Place schema, String text, List<String> faults) {
        var integer = schema.json().path("type").asText().equals("integer")
                && INTEGER.matcher(text).matches();
        JsonNode value = integer
                ? JsonNodeFactory.instance.numberNode(Long.parseLong(text))
                : JsonNodeFactory.instance.textNode(text);
        schema.faults(value).forEach(fault -> faults.add(what + ": " + fault));
    }

    private static void bodyFaults(
            Place content, Optional<JsonNode> body, List<String> faults, BiConsumer<Place, JsonNode> valid) {
        if (body.isEmpty()) {
            faults.add("the body is not JSON");
            return;
        }
        var schema = content.at("schema");
        var found = schema.faults(body.get());
        found.forEach(fault -> faults.add(fault.toString()));
        if (found.isEmpty()) {
            valid.accept(content, body.get());
        }
    }

    private static Optional<JsonNode> text(String body) {
        return Optional.of(JsonNodeFactory.instance.textNode(body));
    }

    private static Optional<byte[]> bytes(APIGatewayV2HTTPEvent request) {
        var text = Optional.ofNullable(request.getBody()).orElse("");
        try {
            return Optional.of(
                    request.getIsBase64Encoded()
                            ? Base64.getDecoder().decode(text)
                            : text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException broken) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> sent(String body) {
        try {
            return Optional.of(Magnitudes.bounded(STRICT.readTree(body)));
        } catch (JsonProcessingException | NumberFormatException broken) {
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> parsed(String body) {
        try {
            return Optional.of(JSON.readTree(body));
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
    }
}
