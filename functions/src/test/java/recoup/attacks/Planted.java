package recoup.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import recoup.handlers.SampleEvents;

/** A JSON body in which somebody's words stand where any text may. */
final class Planted {
    private Planted() {}

    /** The body with {@code word} for each of its texts, one at a time; in all of them; and as a field that nobody knows. */
    static List<String> in(String body, String word) {
        var planted = new ArrayList<String>();
        var count = replaced(SampleEvents.json(body), word, _ -> false).size();
        for (var number = 0; number < count; number++) {
            var one = number;
            var json = SampleEvents.json(body);
            replaced(json, word, each -> each == one);
            planted.add(json.toString());
        }
        var all = SampleEvents.json(body);
        replaced(all, word, _ -> true);
        planted.add(all.toString());
        if (SampleEvents.json(body) instanceof ObjectNode object) {
            planted.add(object.put(word, word).toString());
        }
        planted.add(body + word);
        return planted;
    }

    /** Visits every text, and replaces those that are wanted by their number. */
    private static List<JsonNode> replaced(JsonNode json, String word, Predicate<Integer> wanted) {
        var texts = new ArrayList<JsonNode>();
        visit(json, word, wanted, texts);
        return texts;
    }

    private static void visit(JsonNode json, String word, Predicate<Integer> wanted, List<JsonNode> texts) {
        if (json instanceof ObjectNode object) {
            for (var field : List.copyOf(object.properties())) {
                object.set(field.getKey(), visited(field.getValue(), word, wanted, texts));
            }
        } else if (json instanceof ArrayNode array) {
            for (var index = 0; index < array.size(); index++) {
                array.set(index, visited(array.get(index), word, wanted, texts));
            }
        }
    }

    private static JsonNode visited(JsonNode value, String word, Predicate<Integer> wanted, List<JsonNode> texts) {
        if (!value.isTextual()) {
            visit(value, word, wanted, texts);
            return value;
        }
        texts.add(value);
        return wanted.test(texts.size() - 1) ? TextNode.valueOf(word) : value;
    }
}
