package recoup.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import recoup.contract.Document.Place;

/** Values that a schema of the document allows; many of them name what the shop has, so that the deep ways are gone. */
final class Drawing {
    private static final int TRIES = 200;
    private static final Set<String> SMALL =
            Set.of("amount", "points", "storeCredit", "total", "refundedTotal", "version", "extendExpiredByDays");

    private final Dice dice;
    private final Known known;
    private final Texts texts;

    Drawing(Dice dice, Known known, Supplier<Instant> now) {
        this.dice = dice;
        this.known = known;
        this.texts = new Texts(dice, now);
    }

    /** One that the validator finds valid: what stands between fields is drawn until it fits. */
    JsonNode valid(Place schema, String name, Set<String> fresh) {
        for (var attempt = 0; attempt < TRIES; attempt++) {
            var value = value(schema, name, fresh);
            if (schema.faults(value).isEmpty()) {
                return value;
            }
        }
        throw new AssertionError("nothing valid was drawn for " + schema + ": " + schema.json());
    }

    private JsonNode value(Place place, String name, Set<String> fresh) {
        var schema = place.json();
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return schema.get("enum").get(dice.below(schema.get("enum").size()));
        }
        var types = types(schema);
        return switch (dice.of(types)) {
            case "object" -> object(place, fresh);
            case "array" -> array(place, name, fresh);
            case "integer" -> JsonNodeFactory.instance.numberNode(integer(schema, name));
            case "boolean" -> JsonNodeFactory.instance.booleanNode(dice.percent(50));
            case "null" -> JsonNodeFactory.instance.nullNode();
            case "string" -> JsonNodeFactory.instance.textNode(text(schema, name, fresh));
            default -> throw new AssertionError("nobody taught the fuzzer to draw " + place + ": " + schema);
        };
    }

    private static List<String> types(JsonNode schema) {
        var types = new ArrayList<String>();
        if (schema.path("type").isArray()) {
            schema.path("type").forEach(type -> types.add(type.textValue()));
        } else {
            types.add(schema.path("type").asText());
        }
        return types;
    }

    private JsonNode object(Place place, Set<String> fresh) {
        var object = JsonNodeFactory.instance.objectNode();
        var required = new ArrayList<String>();
        place.json().path("required").forEach(name -> required.add(name.textValue()));
        place.find("properties").stream().flatMap(Place::steps).forEach(property -> {
            if (required.contains(property.name()) || dice.percent(40)) {
                object.set(property.name(), value(property.target(), property.name(), fresh));
            }
        });
        return object;
    }

    private JsonNode array(Place place, String name, Set<String> fresh) {
        var array = JsonNodeFactory.instance.arrayNode();
        var least = place.json().path("minItems").asInt(0);
        var most = place.json().path("maxItems").asInt(300);
        var size = dice.percent(3) ? most : Math.min(most, least + dice.below(4));
        for (var item = 0; item < size; item++) {
            array.add(value(place.at("items"), name, fresh));
        }
        return array;
    }

    private long integer(JsonNode schema, String name) {
        var least = schema.path("minimum").asLong(0);
        var most = schema.path("maximum").asLong(Long.MAX_VALUE);
        if (SMALL.contains(name) && dice.percent(90)) {
            return Math.min(most, Math.max(least, dice.between(least < 0 ? -60 : 0, 120)));
        }
        return switch (dice.below(4)) {
            case 0 -> least;
            case 1 -> most;
            default -> dice.between(least, most);
        };
    }

    private String text(JsonNode schema, String name, Set<String> fresh) {
        var kind = name.equals("orderIds") || name.equals("subject") ? "orderId" : name;
        if (fresh.contains(name) && dice.percent(85)) {
            return known.fresh(name);
        }
        return Optional.of(kind)
                .filter(_ -> dice.percent(92))
                .flatMap(ids -> known.any(ids, dice))
                .orElseGet(() -> texts.matching(schema));
    }
}
