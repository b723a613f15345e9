package recoup.local.crash;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls over HTTP that may never be answered.
 *
 * @param patience how long an answer may take
 */
record Wire(URI address, Duration patience) {
    /** What came back. */
    record Answer(int status, String body, boolean replayed) {
        private static Answer of(HttpResponse<String> response) {
            var replayed = response.headers().firstValue("Idempotency-Replayed");
            return new Answer(response.statusCode(), response.body(), replayed.isPresent());
        }
    }

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    /** Longer than any function may run. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

    Wire(URI address) {
        this(address, LONGEST_SILENCE);
    }

    /** The answer; empty if there was none, and then nobody knows what was done. */
    Optional<Answer> send(String method, String path, String body, String... headers) throws InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(address + path))
                .timeout(patience)
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return Optional.of(Answer.of(CLIENT.send(request.build(), BodyHandlers.ofString())));
        } catch (IOException unanswered) {
            return Optional.empty();
        }
    }
}
