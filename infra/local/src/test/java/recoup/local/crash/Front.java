package recoup.local.crash;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import recoup.local.crash.Wire.Answer;

/** The front door as a client sees it who does not give up: what is not answered, or not now, is asked again. */
final class Front {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration BETWEEN_CALLS = Duration.ofMillis(50);
    /** Two minutes of nothing but refusals: then it is no crash that keeps the answer away. */
    private static final int MOST_CALLS = 2_000;

    private final Wire wire;
    private final Diary diary;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    Front(URI address, Diary diary) {
        this.wire = new Wire(address);
        this.diary = diary;
    }

    /** Does it, and writes it down. */
    Answer carryOut(Deed deed) throws InterruptedException {
        var page = diary.intend(deed);
        for (var call = 0; call < MOST_CALLS; call++) {
            diary.calls(page);
            var answer = wire.send(deed.method(), deed.path(), deed.body(), deed.sent());
            if (answer.isPresent() && isAnAnswer(answer.get())) {
                diary.answered(page, answer.get());
                return answer.get();
            }
            diary.unanswered(page);
            Thread.sleep(BETWEEN_CALLS);
        }
        throw new IllegalStateException(deed + " is never answered");
    }

    /** Asks what may be asked any number of times. */
    Answer ask(String method, String path, String body, List<String> headers) throws InterruptedException {
        var last = Optional.<Answer>empty();
        for (var call = 0; call < MOST_CALLS; call++) {
            last = wire.send(method, path, body, headers.toArray(String[]::new));
            if (last.isPresent() && isAnAnswer(last.get())) {
                return last.get();
            }
            Thread.sleep(BETWEEN_CALLS);
        }
        throw new IllegalStateException(method + " " + path + " is never answered, lately " + last);
    }

    JsonNode read(String path, List<String> headers) throws InterruptedException {
        return json(ask("GET", path, "", headers).body());
    }

    List<String> bearer(String merchant, String role) throws InterruptedException {
        var name = merchant + " " + role;
        var known = Optional.ofNullable(tokens.get(name));
        if (known.isPresent()) {
            return List.of("Authorization", known.get());
        }
        var wanted = "{\"merchantId\":\"%s\",\"role\":\"%s\"}".formatted(merchant, role);
        var token = json(ask("POST", "/_local/token", wanted, List.of()).body()).path("token");
        tokens.put(name, "Bearer " + token.asText());
        return bearer(merchant, role);
    }

    List<String> bearer(String merchant, String role, String header, String value) throws InterruptedException {
        var headers = new ArrayList<>(bearer(merchant, role));
        headers.addAll(List.of(header, value));
        return headers;
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("no JSON: " + text, e);
        }
    }

    /** One that is too busy, or has failed, has said nothing of what became of it. */
    private static boolean isAnAnswer(Answer answer) {
        return answer.status() < 500
                && !(answer.status() == 409 && answer.body().contains("\"code\":\"busy\""));
    }
}
