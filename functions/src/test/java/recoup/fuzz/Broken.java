package recoup.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import recoup.handlers.SampleEvents;

/** A sample with something wrong: bytes flipped, an end torn off, a member taken away, doubled or of another type. */
final class Broken {
    private Broken() {}

    /** {@code whole}, which is an object in JSON, broken in one way or, seldom, not at all. */
    static String json(String whole, Dice dice) {
        return switch (dice.below(10)) {
            case 0 -> flipped(whole, dice);
            case 1 -> whole.substring(0, dice.below(whole.length()));
            case 2 -> whole + dice.of(Raw.ALL);
            case 3 -> dice.percent(80) ? dice.of(Raw.ALL) : whole;
            default -> member(SampleEvents.json(whole), dice);
        };
    }

    /** Bytes, a few of them flipped or torn off. */
    static byte[] bytes(byte[] whole, Dice dice) {
        var broken = dice.percent(30) ? Arrays.copyOf(whole, dice.below(whole.length)) : whole.clone();
        for (var flips = dice.below(4); flips > 0 && broken.length > 0; flips--) {
            var at = dice.below(broken.length);
            broken[at] = (byte) (broken[at] ^ (1 << dice.below(8)));
        }
        return broken;
    }

    private static String flipped(String whole, Dice dice) {
        return new String(bytes(whole.getBytes(ISO_8859_1), dice), ISO_8859_1);
    }

    private static String member(JsonNode tree, Dice dice) {
        var parents = new ArrayList<JsonNode>();
        collect(tree, parents);
        var parent = dice.of(parents);
        var raw = dice.of(Raw.ALL);
        if (parent instanceof ObjectNode object) {
            var names = new ArrayList<String>();
            object.fieldNames().forEachRemaining(names::add);
            var name = dice.of(names);
            switch (dice.below(5)) {
                case 0 -> object.remove(name);
                case 1 -> object.put(Raw.TEXTS.get(dice.below(Raw.TEXTS.size())), 1);
                case 2 -> object.set(name, object.get(dice.of(names)).deepCopy());
                default -> object.put(name, Asking.MARK);
            }
        } else if (parent instanceof ArrayNode array) {
            var at = dice.below(array.size());
            array.remove(at);
            array.insert(at, Asking.MARK);
        }
        return tree.toString().replace("\"" + Asking.MARK + "\"", raw);
    }

    private static void collect(JsonNode node, List<JsonNode> parents) {
        if (!node.isEmpty()) {
            parents.add(node);
            node.forEach(child -> collect(child, parents));
        }
    }
}
