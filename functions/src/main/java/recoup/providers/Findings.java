package recoup.providers;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Gathers what one callback says, and remarks on what of it says nothing. */
final class Findings {
    /** More items, refunds or transactions than any provider sends at once. */
    static final int MOST = 1_000;

    private final Map<String, ObjectNode> events = new LinkedHashMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** The event that {@code meaning} makes, unless it means nothing or was told by the same callback before. */
    void event(Supplier<ObjectNode> meaning) {
        try {
            var event = meaning.get();
            if (events.putIfAbsent(event.path("id").asText(), event) != null) {
                remark("the same told twice");
            }
        } catch (MeansNothing nothing) {
            remark(String.valueOf(nothing.getMessage()));
        }
    }

    void remark(String remark) {
        remarks.add(remark);
    }

    boolean isEmpty() {
        return events.isEmpty() && remarks.isEmpty();
    }

    Translation under(String trace) {
        return new Translation(List.copyOf(events.values()), trace, remarks);
    }
}
