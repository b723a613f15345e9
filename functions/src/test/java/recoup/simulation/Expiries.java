package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What expired of which lot, and by which version of its wallet that was written down: read from the entries.
 *
 * @param byLot what expired of each
 */
record Expiries(Map<String, Expiry> byLot) {
    /** Points that nobody spent in time. */
    record Expiry(long version, long points) {}

    Expiries {
        byLot = Map.copyOf(byLot);
    }

    static Expiries in(List<Map<String, AttributeValue>> items) {
        var byLot = new HashMap<String, Expiry>();
        for (var item : items) {
            if (text(item, "sk").startsWith("J#")) {
                var version = Long.parseLong(text(item, "sk").substring(2));
                list(item, "m").stream()
                        .filter(line -> text(line, "t").equals("EXPIRE"))
                        .forEach(line -> byLot.put(text(line, "l"), new Expiry(version, -number(line, "n"))));
            }
        }
        return new Expiries(byLot);
    }

    /** What had expired of these lots when {@code wallet} was written. */
    long of(Set<String> lots, Optional<Map<String, AttributeValue>> wallet) {
        var version = wallet.map(item -> number(item, "v")).orElse(0L);
        return lots.stream()
                .flatMap(lot -> Optional.ofNullable(byLot.get(lot)).stream())
                .filter(expiry -> expiry.version <= version)
                .mapToLong(Expiry::points)
                .sum();
    }

    /** What has expired of them by now. */
    long of(Set<String> lots) {
        return lots.stream()
                .flatMap(lot -> Optional.ofNullable(byLot.get(lot)).stream())
                .mapToLong(Expiry::points)
                .sum();
    }
}
