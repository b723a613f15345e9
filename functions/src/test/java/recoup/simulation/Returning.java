package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must come back of a redemption's lots, and with which dates (R-06, R-07, C-03 to C-06). */
final class Returning {
    private Returning() {}

    /** What comes back, lot by lot in the order in which they were taken, the surplus last; each as an entry says it. */
    static List<String> of(Map<String, AttributeValue> redemption, Asked asked, ZoneId zone, Instant at) {
        var spent = number(redemption, "n");
        var wanted = asked.points().orElse(spent);
        var lots = list(redemption, "al");
        var latestFirst = new ArrayList<Integer>();
        for (var index = 0; index < lots.size(); index++) {
            if (asked.extension() || !expired(lots.get(index), zone, at)) {
                latestFirst.add(index);
            }
        }
        latestFirst.sort(
                Comparator.comparing((Integer index) -> until(lots.get(index))).reversed());
        var parts = new HashMap<Integer, Long>();
        var left = Math.min(wanted, spent);
        for (var index : latestFirst) {
            var part = Math.min(left, number(lots.get(index), "n"));
            parts.put(index, part);
            left -= part;
        }
        var back = new ArrayList<String>();
        for (var index = 0; index < lots.size(); index++) {
            var points = parts.getOrDefault(index, 0L);
            if (points > 0) {
                var date = expired(lots.get(index), zone, at) ? Season.annual(zone, at) : until(lots.get(index));
                back.add("REDEMPTION_REVERSAL " + points + " " + date);
            }
        }
        if (wanted > spent) {
            back.add("ADJUST " + (wanted - spent) + " " + Season.annual(zone, at));
        }
        return List.copyOf(back);
    }

    /** What moved, as this says it; expiry is nobody's. */
    static List<String> moved(Optional<Map<String, AttributeValue>> journal) {
        return journal.stream()
                .flatMap(item -> list(item, "m").stream())
                .filter(line -> !text(line, "t").equals("EXPIRE"))
                .map(line -> text(line, "t") + " " + number(line, "n") + " " + until(line))
                .toList();
    }

    static boolean expired(Map<String, AttributeValue> lot, ZoneId zone, Instant at) {
        return textIfAny(lot, "x")
                .filter(date -> Season.expired(date, zone, at))
                .isPresent();
    }

    /** As text, {@code never} comes after every date. */
    private static String until(Map<String, AttributeValue> lot) {
        return textIfAny(lot, "x").orElse("never");
    }
}
