package recoup.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recoup.contract.Document.Place;

/** Does one thing to one value of a body, or adds one that nobody asked for. */
final class BodyWrongs {
    private static final List<String> NOBODY_ASKED =
            List.of("extendExpiredDays", "merchantId", "__proto__", "revert ", "Amount", "a.b", "a#b", "é", "$ref");

    /** A value of the body: where it stands, how a problem would name it, and what the document says of it. */
    private record Site(JsonNode parent, String name, int index, String field, Optional<Place> schema) {
        JsonNode value() {
            return parent instanceof ObjectNode object ? object.path(name) : parent.path(index);
        }

        void mark() {
            if (parent instanceof ObjectNode object) {
                object.put(name, Asking.MARK);
            } else if (parent instanceof ArrayNode array) {
                array.remove(index);
                array.insert(index, Asking.MARK);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(name);
            } else if (parent instanceof ArrayNode array) {
                array.remove(index);
            }
        }
    }

    private final Dice dice;

    BodyWrongs(Dice dice) {
        this.dice = dice;
    }

    void bend(Asking asking) {
        var body = asking.json().orElseThrow();
        var sites = sites(asking, body);
        if (sites.isEmpty() || dice.percent(12)) {
            extra(asking, body, sites);
            return;
        }
        var site = dice.of(sites);
        named(asking, site.field());
        bend(asking, site);
    }

    /** What data of events says is judged later, and of a list each by itself. */
    private static void named(Asking asking, String field) {
        if (!asking.name().startsWith("receive")) {
            asking.field(field);
        }
    }

    private void bend(Asking asking, Site site) {
        var value = site.value().toString();
        switch (dice.below(12)) {
            case 0 -> {
                asking.wrong("left out");
                site.remove();
                asking.json(asking.json().orElseThrow());
            }
            case 1 -> splice(asking, site, "null", "null");
            case 2 -> splice(asking, site, "key twice", value + ",\"" + site.name() + "\":" + value);
            case 3, 4, 5, 6 -> splice(asking, site, "boundary", boundary(site, value));
            default -> splice(asking, site, "awkward", dice.of(Raw.ALL));
        }
    }

    private static void splice(Asking asking, Site site, String wrong, String raw) {
        asking.wrong(wrong);
        site.mark();
        asking.spliced(raw);
    }

    private void extra(Asking asking, JsonNode body, List<Site> sites) {
        var name = dice.of(NOBODY_ASKED);
        asking.wrong("extra member");
        var within = sites.stream()
                .filter(site -> site.value() instanceof ObjectNode)
                .toList();
        if (!within.isEmpty() && dice.percent(50)) {
            var site = dice.of(within);
            ((ObjectNode) site.value()).put(name, 30);
            named(asking, site.field() + "." + name);
        } else if (body instanceof ObjectNode object) {
            object.put(name, 30);
            named(asking, name);
        }
        asking.json(body);
    }

    /** At the edge of what the document allows there, or one beyond. */
    private String boundary(Site site, String value) {
        var schema = site.schema().map(Place::json);
        if (schema.isEmpty()) {
            return dice.of(Raw.ALL);
        }
        var edges = new ArrayList<String>();
        schema.map(said -> said.get("minimum")).ifPresent(least -> {
            edges.add(least.toString());
            edges.add(Long.toString(least.longValue() - 1));
        });
        schema.map(said -> said.get("maximum")).ifPresent(most -> {
            edges.add(most.toString());
            edges.add(Long.toString(most.longValue() + 1));
            edges.add(most + ".0");
            edges.add("\"" + most + "\"");
        });
        schema.map(said -> said.get("maxLength")).map(JsonNode::intValue).ifPresent(longest -> {
            edges.add("\"" + "x".repeat(longest) + "\"");
            edges.add("\"" + "x".repeat(longest + 1) + "\"");
            edges.add("\"" + "\\ud83d\\ude00".repeat(longest / 2) + "\"");
            edges.add("\"" + "\\ud83d\\ude00".repeat(longest / 2 + 1) + "\"");
            edges.add("\"\"");
        });
        schema.map(said -> said.get("pattern")).ifPresent(_ -> {
            var text = value.replace("\"", "");
            List.of("#", " ", "\\n", "\\u0000", "é").forEach(end -> edges.add("\"" + text + end + "\""));
            edges.add("\" " + text + "\"");
        });
        schema.map(said -> said.get("enum")).ifPresent(_ -> {
            edges.add(value.toLowerCase(Locale.ROOT));
            edges.add(value.toUpperCase(Locale.ROOT));
            edges.add(value.replaceFirst("\"$", " \""));
        });
        schema.map(said -> said.get("maxItems")).map(JsonNode::intValue).ifPresent(most -> {
            var one = site.value().isEmpty() ? "\"a\"" : site.value().get(0).toString();
            edges.add("[" + (one + ",").repeat(most - 1) + one + "]");
            edges.add("[" + (one + ",").repeat(most) + one + "]");
            edges.add("[]");
        });
        return edges.isEmpty() ? dice.of(Raw.ALL) : dice.of(edges);
    }

    private static List<Site> sites(Asking asking, JsonNode body) {
        var sites = new ArrayList<Site>();
        var schema = asking.operation()
                .place()
                .find("requestBody")
                .map(said -> said.at("content"))
                .flatMap(content -> content.find("application/json"))
                .map(content -> content.at("schema"))
                .map(said ->
                        said.find("oneOf").map(one -> one.children().getFirst()).orElse(said));
        collect(body, "", schema, sites);
        return sites;
    }

    private static void collect(JsonNode value, String field, Optional<Place> schema, List<Site> sites) {
        value.properties().forEach(property -> {
            var name = property.getKey();
            var within = field.isEmpty() ? name : field + "." + name;
            var said = schema.flatMap(place -> place.find("properties")).flatMap(all -> all.find(name));
            sites.add(new Site(value, name, 0, within, said));
            collect(property.getValue(), within, said, sites);
        });
        if (value.isArray()) {
            var said = schema.map(place -> place.find("items").orElse(place));
            for (var index = 0; index < Math.min(value.size(), 5); index++) {
                sites.add(new Site(value, "", index, field, said));
                collect(value.get(index), field, said, sites);
            }
        }
    }
}
