package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What can be wrong about taking earned points back, each mistake planted by a store that writes or reads something else. */
final class ClawbackMistakes {
    private ClawbackMistakes() {}

    /** By what is broken. */
    static Map<String, Mistakes> all() {
        var mistakes = new TreeMap<String, Mistakes>();
        mistakes.put("grants that nothing guards", Mistakes.in(ClawbackMistakes::thatOverlooksGrants));
        mistakes.put("orders that forget what was taken of them", forgettingOfOrders("c"));
        mistakes.put("orders that forget what was given up", forgettingOfOrders("w"));
        mistakes.put("orders that forget what expired of their grants", forgettingOfOrders("x"));
        mistakes.put("orders that forget what was rejected", forgettingOfOrders("j"));
        mistakes.put(
                "orders that forget a match before their first grant", writing(ClawbackMistakes::withoutEarlyMatch));
        mistakes.put("orders that forget what was refunded when they matched", forgettingOfOrders("mr"));
        mistakes.put("wallets that forget debt", writing(item -> item.remove("d")));
        mistakes.put("wallets that forget what expired of grants", writing(item -> item.remove("e")));
        mistakes.put("journals that forget what was given up", writing(item -> item.remove("wo")));
        mistakes.put("tags that stay", Mistakes.in(ClawbackMistakes::thatKeepsTags));
        mistakes.put("tags that skip nothing", reading("clawbackSkipTags", AttributeValue.fromL(List.of())));
        mistakes.put("parts that count as the whole", reading("clawbackPartialRefund", AttributeValue.fromS("FULL")));
        mistakes.put(
                "a shortfall that is always given up", reading("clawbackShortfall", AttributeValue.fromS("CLAMP")));
        mistakes.put("a clawback that nobody switched on", reading("clawbackEnabled", AttributeValue.fromBool(true)));
        return mistakes;
    }

    /** One that reads no grant by its name, and lets a second order take that. */
    private static DynamoDbClient thatOverlooksGrants(DynamoDbClient inner) {
        var overlooking = AlteredDynamoDb.reading(inner, item -> {
            if (text(item, "sk").equals("G")) {
                item.put("sk", AttributeValue.fromS("G, overlooked"));
            }
        });
        return new UnguardedDynamoDb(overlooking, Set.of("G"));
    }

    /** One whose orders keep every tag that they ever had. */
    private static DynamoDbClient thatKeepsTags(DynamoDbClient inner) {
        var kept = new HashMap<AttributeValue, Set<String>>();
        return AlteredDynamoDb.writing(inner, item -> {
            if (item.containsKey("tg")) {
                var tags = kept.computeIfAbsent(item.get("pk"), _ -> new TreeSet<>());
                tags.addAll(Raw.texts(item, "tg"));
                item.put(
                        "tg",
                        AttributeValue.fromL(
                                tags.stream().map(AttributeValue::fromS).toList()));
            }
        });
    }

    private static void withoutEarlyMatch(Map<String, AttributeValue> item) {
        if (list(Raw.map(item, "ea"), "g").isEmpty()) {
            item.remove("ea");
        }
    }

    private static Mistakes forgettingOfOrders(String name) {
        return writing(item -> item.computeIfPresent("ea", (_, earnings) -> {
            var less = new TreeMap<>(earnings.m());
            less.remove(name);
            return AttributeValue.fromM(less);
        }));
    }

    private static Mistakes writing(Consumer<Map<String, AttributeValue>> change) {
        return Mistakes.in(inner -> AlteredDynamoDb.writing(inner, change));
    }

    private static Mistakes reading(String setting, AttributeValue always) {
        return Mistakes.in(inner -> AlteredDynamoDb.reading(inner, item -> {
            if (text(item, "sk").equals("S")) {
                item.put(setting, always);
            }
        }));
    }
}
