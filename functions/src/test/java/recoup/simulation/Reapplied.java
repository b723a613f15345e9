package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must be taken again of a customer: as much as came back, soonest-expiring lots first (C-14a).
 *
 * @param lots the wallet's, and what is taken of each
 */
record Reapplied(List<Part> lots) {
    /** So much of one lot. */
    record Part(Map<String, AttributeValue> lot, long units) {
        private String line() {
            return text(lot, "a") + " " + units + " " + textIfAny(lot, "x").orElse("never") + " " + text(lot, "i");
        }
    }

    Reapplied {
        lots = List.copyOf(lots);
    }

    static Reapplied of(
            Map<String, AttributeValue> order, Optional<Map<String, AttributeValue>> wallet, ZoneId zone, Instant at) {
        var parts = new ArrayList<Part>();
        for (var asset : List.of("C", "P")) {
            var missing = list(order, "al").stream()
                    .filter(lot -> lot.containsKey("b") && text(lot, "a").equals(asset))
                    .mapToLong(lot -> number(lot, "n"))
                    .sum();
            var inOrder = wallet.stream()
                    .flatMap(item -> list(item, "l").stream())
                    .filter(lot -> text(lot, "a").equals(asset) && !Returning.expired(lot, zone, at))
                    .sorted(Comparator.comparing(lot -> textIfAny(lot, "x").orElse("never"))) // after every date
                    .toList();
            for (var lot : inOrder) {
                var part = Math.min(missing, number(lot, "r"));
                if (part > 0) {
                    parts.add(new Part(lot, part));
                }
                missing -= part;
            }
        }
        return new Reapplied(parts);
    }

    /** The entries that there must be. */
    List<String> lines() {
        return lots.stream().map(Part::line).toList();
    }

    /** An allocation as such an entry says it. */
    static String line(Map<String, AttributeValue> allocation) {
        return text(allocation, "a") + " " + number(allocation, "n") + " "
                + textIfAny(allocation, "x").orElse("never") + " " + text(allocation, "l");
    }

    /** Whether it is taken from another lot than those that came back. */
    boolean fromOther(Map<String, AttributeValue> order) {
        var back = list(order, "al").stream()
                .flatMap(lot -> textIfAny(lot, "b").stream())
                .collect(Collectors.toSet());
        return lots.stream().anyMatch(part -> !back.contains(text(part.lot, "i")));
    }
}
