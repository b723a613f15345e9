package recoup.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** A provider's body, read, and the names that came with it; the same on both roads, webhook and partner event. */
record Message(Map<String, String> headers, ObjectNode body) {
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
