package recoup.simulation;

import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.queues.SimulatedSqs.Message;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What stands in the table now, as far as it tells what a repeat may still change. */
record Standing(List<Map<String, AttributeValue>> items, Instant now) {
    static Standing of(Shop shop) {
        return new Standing(shop.items(), shop.businessTime().instant());
    }

    Standing {
        items = List.copyOf(items);
    }

    /** How many ids of attempts that were left are known. */
    int leftAttempts() {
        return items.stream().mapToInt(item -> Raw.texts(item, "pf").size()).sum();
    }

    boolean movedBack() {
        return items.stream()
                .anyMatch(item ->
                        text(item, "sk").startsWith("J#") && text(item, "w").equals("MOVED_BACK"));
    }

    /** How many orders had a clawback rejected: each may succeed later (E-06). */
    long rejected() {
        return items.stream()
                .filter(item -> textIfAny(item, "ki")
                        .filter("CLAWBACK_REJECTED"::equals)
                        .isPresent())
                .count();
    }

    /** What {@code rules} say is left to do of orders that have just been told to be cancelled, once more (E-04). */
    List<String> forgotten(ClawbackRules rules, Roads roads, Mail mail) {
        var cancelled = roads.sqs().everSent(Roads.ORDER_EVENTS).stream()
                .filter(mail::isMine)
                .map(Message::body)
                .filter(body -> body.contains("\"order.cancelled\""))
                .filter(body -> !body.contains("\"updatedAt\"")) // one that is dated is known
                .toList();
        var settings = item("#S", "S").orElse(Map.of());
        return items.stream()
                .filter(item -> text(item, "sk").equals("O"))
                .filter(order ->
                        cancelled.stream().anyMatch(body -> body.contains("\"orderId\":\"" + text(order, "o") + "\"")))
                .flatMap(order -> rules.forgotten(order, settings, item("#C#" + text(order, "c"), "W"), now).stream())
                .distinct()
                .toList();
    }

    private Optional<Map<String, AttributeValue>> item(String end, String sort) {
        return items.stream()
                .filter(item ->
                        text(item, "sk").equals(sort) && text(item, "pk").endsWith(end))
                .findFirst();
    }
}
