package recoup.fuzz;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recoup.handlers.SampleEvents;

/** What the shop is known to have, read from its own answers: ids, codes, tags and pages to go on with. */
final class Known {
    static final List<String> CUSTOMERS = List.of("ann", "bob", "cleo", "dora", "emil");

    /** What is there from the start; the first order was cancelled, then paid, and is a review. */
    static final List<String> ORDERS = List.of("first-1", "first-2", "first-3", "first-4", "first-5");

    static final List<String> REDEMPTIONS = List.of("redeemed-1", "redeemed-2", "redeemed-3");

    /** Ids are drawn out of so many newest ones. */
    private static final int NEWEST = 25;

    private final Map<String, List<String>> values = new TreeMap<>();
    private final List<Asking> pages = new ArrayList<>();
    private final List<Asking> placements = new ArrayList<>();
    private int made;

    Known() {
        values.put("customerId", new ArrayList<>(CUSTOMERS));
        values.put("orderId", new ArrayList<>(ORDERS));
        values.put("redemptionId", new ArrayList<>(REDEMPTIONS));
    }

    /** An id of this kind that exists, or existed. */
    Optional<String> any(String kind, Dice dice) {
        var some = values.getOrDefault(kind, List.of());
        return some.isEmpty() ? Optional.empty() : Optional.of(dice.ofNewest(some, NEWEST));
    }

    /** One that nobody has used. */
    String fresh(String kind) {
        made++;
        return kind + "-" + made;
    }

    /** An order that was placed before, once more under another key. */
    Optional<Asking> placedBefore(Dice dice) {
        return placements.isEmpty() ? Optional.empty() : Optional.of(copy(dice.ofNewest(placements, NEWEST)));
    }

    /** Another request for the next page of a list that was answered before. */
    Optional<Asking> nextPage(Dice dice) {
        return pages.isEmpty() ? Optional.empty() : Optional.of(copy(dice.ofNewest(pages, NEWEST)));
    }

    void learn(Asking asked, APIGatewayV2HTTPResponse answer) {
        if (answer.getStatusCode() >= 300
                || !"application/json".equals(answer.getHeaders().get("Content-Type"))) {
            return;
        }
        var json = SampleEvents.json(answer.getBody());
        ids(json);
        if (answer.getStatusCode() == 201 && asked.name().equals("placeOrder")) {
            var again = copy(asked);
            again.headers().put("idempotency-key", fresh("key"));
            placements.add(again);
        }
        Optional.ofNullable(answer.getHeaders().get("ETag")).ifPresent(tag -> add("ETag " + about(asked), tag));
        if (json.path("nextCursor").isTextual()) {
            var cursor = json.path("nextCursor").textValue();
            add("cursor", cursor);
            var next = copy(asked);
            next.query().put("cursor", cursor);
            pages.add(next);
        }
    }

    /** Plans are about an order or a redemption, settings about the merchant. */
    static String about(Asking asked) {
        return asked.path().toString();
    }

    private static Asking copy(Asking asked) {
        var next = new Asking(asked.operation());
        next.path().putAll(asked.path());
        next.query().putAll(asked.query());
        next.headers().putAll(asked.headers());
        next.claims().putAll(asked.claims());
        asked.body().ifPresent(next::body);
        return next;
    }

    private void ids(JsonNode json) {
        json.properties().forEach(property -> {
            var name = property.getKey();
            var value = property.getValue();
            if (value.isTextual() && (name.endsWith("Id") || name.equals("code")) && !name.equals("lotId")) {
                add(name, value.textValue());
            }
            ids(value);
        });
        if (json.isArray()) {
            json.forEach(this::ids);
        }
    }

    private void add(String kind, String value) {
        var some = values.computeIfAbsent(kind, _ -> new ArrayList<>());
        if (!some.contains(value)) {
            some.add(value);
        }
    }
}
