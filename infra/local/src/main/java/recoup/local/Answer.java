package recoup.local;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recoup.handlers.http.Json;
import recoup.handlers.http.Problem;

/** What goes out over HTTP. A header may stand there twice ({@code Set-Cookie} does). */
@SuppressWarnings("ArrayRecordComponent") // Bytes in transit: nobody compares two of them.
record Answer(int status, List<Map.Entry<String, String>> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Answer {
        headers = List.copyOf(headers);
    }

    /** What API Gateway says itself, without asking a function. */
    static Answer message(int status, String message) {
        return json(status, Map.of("message", message));
    }

    static Answer json(int status, Map<String, ?> body) {
        return of(status, "application/json", Json.text(JSON.valueToTree(body)));
    }

    static Answer problem(Problem problem) {
        return of(problem.type().status(), "application/problem+json", Json.text(problem.json()));
    }

    Answer with(String header, String value) {
        var more = new ArrayList<>(headers);
        more.add(Map.entry(header, value));
        return new Answer(status, more, body);
    }

    private static Answer of(int status, String contentType, String body) {
        return new Answer(
                status, List.of(Map.entry("content-type", contentType)), body.getBytes(StandardCharsets.UTF_8));
    }
}
