package recoup.handlers.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;

/**
 * One event as CloudEvents 1.0 has it. What its data says is judged where it is applied; attributes that are not ours are
 * let through, if they are named as CloudEvents names them.
 *
 * @param json the event as it came
 */
public record CloudEvent(String id, String source, EventType type, ObjectNode data, ObjectNode json) {
    /** What came, and why it is no event. */
    public record Rejected(Optional<String> id, String code, Problem problem) {}

    /** Either of the two. */
    public sealed interface Read {
        record Event(CloudEvent event) implements Read {}

        record NoEvent(Rejected rejected) implements Read {}
    }

    /** How CloudEvents names an attribute; what is named otherwise is a mistake, and may have been meant for the data. */
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]{1,20}");

    private static final int LONGEST_ID = 255;
    private static final int LONGEST_SOURCE = 255;
    /** A queue takes messages of 256 KB; ours are ASCII, six bytes for what is not, and carry a few words more. */
    private static final int MOST_BYTES = 260_000;

    /** Reads one; {@code path} names it in problems, such as {@code [3].}. */
    public static Read read(JsonNode node, String path) {
        if (!(node instanceof ObjectNode json)) {
            return rejected(Optional.empty(), "validation", invalid(path + "event", "must be a JSON object"));
        }
        var known = json.get("id");
        var id = Optional.ofNullable(known).filter(JsonNode::isTextual).map(JsonNode::textValue);
        var type = EventType.of(json.path("type").asText());
        if (type.isEmpty() && json.path("type").isTextual()) {
            return rejected(id, "unknown-type", invalid(path + "type", "must be a type that is taken here"));
        }
        if (Json.ascii(json).length() > MOST_BYTES) {
            return rejected(
                    id, "too-large", invalid(path + "event", "must be at most " + MOST_BYTES + " bytes in ASCII"));
        }
        try {
            return new Read.Event(valid(json, path));
        } catch (ProblemException refused) {
            return rejected(id, "validation", refused.problem());
        }
    }

    private static CloudEvent valid(ObjectNode json, String path) {
        var fields = Fields.open(json, path, EXTENSION.asMatchPredicate());
        var version = fields.required("specversion", name -> fields.text(name, LONGEST_ID));
        if (version.filter(said -> !said.equals("1.0")).isPresent()) {
            fields.refuse("specversion", "must be \"1.0\"");
        }
        var id = fields.required("id", name -> fields.text(name, LONGEST_ID));
        var source = fields.required("source", name -> fields.text(name, LONGEST_SOURCE));
        var type =
                fields.required("type", name -> fields.text(name, LONGEST_ID)).flatMap(EventType::of);
        var _ = fields.text("subject", LONGEST_ID);
        var _ = fields.text("time", LONGEST_ID); // any: it is recorded and decides nothing
        var _ = fields.oneOf("datacontenttype", List.of("application/json"));
        var data = fields.required("data", fields::json);
        fields.check();
        return new CloudEvent(id.orElseThrow(), source.orElseThrow(), type.orElseThrow(), data.orElseThrow(), json);
    }

    private static Read rejected(Optional<String> id, String code, Problem problem) {
        return new Read.NoEvent(new Rejected(id, code, problem));
    }

    private static Problem invalid(String field, String message) {
        return Problem.invalid(List.of(new Problem.FieldError(field, message)));
    }
}
