package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of a list, as Shopify turns pages. */
final class Connection {
    private static final int LARGEST_PAGE = 250;
    /** A search for one word, or for a word in one field; the other terms of a search are not understood, and not held against it. */
    private static final Pattern TERM =
            Pattern.compile("(?:(?:discount_)?code:)?(?:\"((?:[^\"\\\\]|\\\\.)*+)\"|'((?:[^'\\\\]|\\\\.)*+)'|(\\S+))");

    private Connection() {}

    /** Those that fit the search and stand after the cursor. */
    static ObjectNode page(ArrayNode all, Map<String, JsonNode> arguments) {
        var backward = arguments.containsKey("last");
        if (backward == arguments.containsKey("first")) {
            throw QueryRefused.of("BAD_REQUEST", "you must provide one of first or last");
        }
        var size = arguments.getOrDefault(backward ? "last" : "first", all).asInt();
        if (size < 0 || size > LARGEST_PAGE) {
            throw QueryRefused.of("BAD_REQUEST", "Argument out of range: a page has at most " + LARGEST_PAGE);
        }
        var found = fitting(all, arguments.getOrDefault("query", all).asText());
        var begin = arguments.containsKey("after") ? index(arguments, "after", found.size()) + 1 : 0;
        var end = arguments.containsKey("before") ? index(arguments, "before", found.size()) : found.size();
        var from = backward ? Math.max(begin, end - size) : Math.min(begin, found.size());
        var to = backward ? end : Math.min(end, from + size);
        return page(found, from, Math.max(from, to));
    }

    private static ObjectNode page(List<JsonNode> found, int from, int to) {
        var page = JsonNodeFactory.instance.objectNode();
        var nodes = page.putArray("nodes");
        var edges = page.putArray("edges");
        for (var i = from; i < to; i++) {
            nodes.add(found.get(i));
            edges.addObject().put("cursor", cursor(i)).set("node", found.get(i));
        }
        var info =
                page.putObject("pageInfo").put("hasNextPage", to < found.size()).put("hasPreviousPage", from > 0);
        if (from == to) {
            info.putNull("startCursor").putNull("endCursor");
        } else {
            info.put("startCursor", cursor(from)).put("endCursor", cursor(to - 1));
        }
        return page;
    }

    /** Whose code holds what is searched for, somewhere and in any case: a search finds more than what it was meant for. */
    private static List<JsonNode> fitting(ArrayNode all, String search) {
        var word = word(search);
        var found = new ArrayList<JsonNode>();
        for (var node : all) {
            var code = node.path("code").asText(node.path("discountCode").asText());
            if (code.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT))) {
                found.add(node);
            }
        }
        return found;
    }

    private static String word(String search) {
        var term = TERM.matcher(search);
        return term.find()
                ? Stream.of(1, 2, 3)
                        .map(group -> Optional.ofNullable(term.group(group)))
                        .flatMap(Optional::stream)
                        .map(word -> word.replaceAll("\\\\(.)", "$1"))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static String cursor(int index) {
        return Base64.getEncoder().encodeToString(("at:" + index).getBytes(StandardCharsets.UTF_8));
    }

    private static int index(Map<String, JsonNode> arguments, String name, int size) {
        try {
            var cursor = arguments
                    .getOrDefault(name, JsonNodeFactory.instance.nullNode())
                    .asText();
            var text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
            return Math.clamp(Integer.parseInt(text.substring("at:".length())), 0, size);
        } catch (IllegalArgumentException | StringIndexOutOfBoundsException unreadable) {
            throw QueryRefused.of("BAD_REQUEST", "Invalid cursor for current pagination sort.");
        }
    }
}
