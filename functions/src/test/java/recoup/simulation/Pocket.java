package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A customer's points at one instant: what is there, what has expired, and what is owed. */
final class Pocket {
    private record Lot(String id, long left, Optional<String> until) {
        private boolean expired(ZoneId zone, Instant at) {
            return until.filter(date -> Season.expired(date, zone, at)).isPresent();
        }
    }

    private final List<Lot> lots = new ArrayList<>();
    private final List<Lot> expired = new ArrayList<>();
    private long debt;

    /** What {@code wallet} is at {@code at}. */
    static Pocket of(Optional<Map<String, AttributeValue>> wallet, ZoneId zone, Instant at) {
        var pocket = new Pocket();
        wallet.ifPresent(item -> {
            pocket.debt = numberIfAny(item, "d").orElse(0L);
            for (var each : list(item, "l")) {
                var lot = new Lot(text(each, "i"), number(each, "r"), textIfAny(each, "x"));
                if (text(each, "a").equals("P")) {
                    (lot.expired(zone, at) ? pocket.expired : pocket.lots).add(lot);
                }
            }
        });
        return pocket;
    }

    /** A credit pays debt first; answers how much of it did. */
    long enter(String lot, long points, Optional<String> until) {
        var settled = Math.min(debt, points);
        debt -= settled;
        if (points > settled) {
            lots.add(new Lot(lot, points - settled, until));
        }
        return settled;
    }

    long there() {
        return lots.stream().mapToLong(Lot::left).sum();
    }

    /** What of these lots has expired, and nobody has written down yet. */
    long expired(Set<String> these) {
        return expired.stream()
                .filter(lot -> these.contains(lot.id))
                .mapToLong(Lot::left)
                .sum();
    }

    /** Which lots pay so many points: an order's own first, then whichever expires soonest. */
    List<String> paying(long points, Set<String> own) {
        var inOrder = lots.stream()
                .sorted(Comparator.<Lot, Boolean>comparing(lot -> !own.contains(lot.id))
                        .thenComparing(lot -> lot.until.orElse("never"))) // as text, after every date
                .toList();
        var paying = new ArrayList<String>();
        var missing = points;
        for (var lot : inOrder) {
            var part = Math.min(missing, lot.left);
            if (part > 0) {
                paying.add(part + " of " + lot.id);
            }
            missing -= part;
        }
        return paying;
    }
}
