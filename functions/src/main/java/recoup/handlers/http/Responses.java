package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import recoup.operations.Outcome;
import recoup.operations.Rendered;

/** Answers as API Gateway wants them. */
public final class Responses {
    private Responses() {}

    static APIGatewayV2HTTPResponse ok(ObjectNode json) {
        return response(200, "application/json", Json.text(json), Map.of());
    }

    /** It will be done. */
    public static APIGatewayV2HTTPResponse accepted(ObjectNode json) {
        return response(202, "application/json", Json.text(json), Map.of());
    }

    /** A callback was taken. */
    public static APIGatewayV2HTTPResponse taken(String json) {
        return response(200, "application/json", json, Map.of());
    }

    /** A callback was taken, and its provider wants a certain word. */
    public static APIGatewayV2HTTPResponse takenAsText(String text) {
        return response(200, "text/plain", text, Map.of());
    }

    static APIGatewayV2HTTPResponse tagged(ObjectNode json, String tag) {
        return response(200, "application/json", Json.text(json), Map.of("ETag", "\"" + tag + "\""));
    }

    static APIGatewayV2HTTPResponse of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var answer, var replayed) ->
                response(
                        answer.code(),
                        "application/json",
                        answer.body(),
                        replayed ? Map.of("Idempotency-Replayed", "true") : Map.of());
            case Outcome.Refused(var refusal) -> problem(Refusals.problem(refusal));
        };
    }

    /** The store did not answer. */
    public static APIGatewayV2HTTPResponse unanswered() {
        return problem(Refusals.unanswered());
    }

    public static APIGatewayV2HTTPResponse problem(Problem problem) {
        var tryAgain = problem.type() == Problem.Type.BUSY || problem.type() == Problem.Type.UNAVAILABLE;
        var headers = tryAgain ? Map.of("Retry-After", "1") : Map.<String, String>of();
        return response(problem.type().status(), "application/problem+json", Json.text(problem.json()), headers);
    }

    static Rendered rendered(int status, ObjectNode json) {
        return new Rendered(status, Json.text(json));
    }

    private static APIGatewayV2HTTPResponse response(
            int status, String contentType, String body, Map<String, String> more) {
        var headers = new HashMap<>(more);
        headers.put("Content-Type", contentType);
        headers.put("Cache-Control", "no-store");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }
}
