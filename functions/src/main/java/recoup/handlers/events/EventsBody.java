package recoup.handlers.events;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import recoup.handlers.http.Json;
import recoup.handlers.http.Problem;
import recoup.handlers.http.Problem.FieldError;
import recoup.handlers.http.ProblemException;

/**
 * The body of {@code POST /v1/events}: one event or up to 100, at most 256 KB.
 *
 * @param events those that can be taken; at least one
 * @param rejected the others
 */
public record EventsBody(List<CloudEvent> events, List<CloudEvent.Rejected> rejected) {
    private static final int MOST_BYTES = 256 * 1024;
    private static final int MOST_EVENTS = 100;

    /** What {@code body} says; a {@link ProblemException} with a 400 if no event of it can be taken. */
    public static EventsBody read(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw invalid("must be at most 256 KB");
        }
        var json = Json.value(body);
        if (json.isMissingNode() || (json.isArray() && (json.isEmpty() || json.size() > MOST_EVENTS))) {
            throw invalid("must be one event, or a list of 1 to " + MOST_EVENTS);
        }
        var read = json.isArray() ? each(json) : List.of(CloudEvent.read(json, ""));
        var events = new ArrayList<CloudEvent>();
        var rejected = new ArrayList<CloudEvent.Rejected>();
        for (var one : read) {
            switch (one) {
                case CloudEvent.Read.Event(var event) -> events.add(event);
                case CloudEvent.Read.NoEvent(var why) -> rejected.add(why);
            }
        }
        if (events.isEmpty()) {
            throw new ProblemException(Problem.invalid(rejected.stream()
                    .flatMap(why -> why.problem().errors().stream())
                    .toList()));
        }
        return new EventsBody(events, rejected);
    }

    private static List<CloudEvent.Read> each(JsonNode list) {
        var read = new ArrayList<CloudEvent.Read>();
        for (var number = 0; number < list.size(); number++) {
            read.add(CloudEvent.read(list.get(number), "[" + number + "]."));
        }
        return read;
    }

    private static ProblemException invalid(String message) {
        return new ProblemException(Problem.invalid(List.of(new FieldError("body", message))));
    }
}
