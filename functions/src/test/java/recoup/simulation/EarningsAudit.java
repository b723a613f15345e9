package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold at any time of the points that orders earned, worked out from the items alone: each grant is given once, and
 * what was taken of an order is what its entries say (E-02, E-06).
 */
public final class EarningsAudit {
    /** One entry, and the order that it names. */
    private record Line(String order, Map<String, AttributeValue> item) {
        private long points() {
            return number(item, "n");
        }
    }

    private final List<Map<String, AttributeValue>> items;
    private final Expiries expiries;
    private final List<String> findings = new ArrayList<>();

    private EarningsAudit(List<Map<String, AttributeValue>> items) {
        this.items = items;
        this.expiries = Expiries.in(items);
    }

    /** Everything that is wrong; empty if nothing is. */
    public static List<String> findings(List<Map<String, AttributeValue>> items) {
        var audit = new EarningsAudit(items);
        audit.eachGrantIsGivenOnce();
        audit.whatWasTakenIsWhatTheEntriesSay();
        return audit.findings;
    }

    private void eachGrantIsGivenOnce() {
        var owners = new HashMap<String, String>();
        var earned = new HashMap<String, Line>();
        for (var line : lines("EARN")) {
            require(earned.put(text(line.item, "l"), line) == null, "two entries gave the lot " + text(line.item, "l"));
        }
        for (var order : withSort("O")) {
            for (var grant : Earned.of(order).grants()) {
                var other = Optional.ofNullable(owners.put(grant.id(), text(order, "o")));
                require(other.isEmpty(), "E-02: " + grant.id() + " is recorded twice");
                var entry = Optional.ofNullable(earned.remove(grant.lot()));
                require(
                        entry.filter(line -> line.points() == grant.points() && line.order.equals(text(order, "o")))
                                .isPresent(),
                        "E-02: " + grant.id() + " of " + text(order, "o") + " has the entry " + entry);
            }
        }
        require(earned.isEmpty(), "E-02: no order has earned " + earned.keySet());
        var named = new HashMap<String, String>();
        withSort("G").forEach(item -> named.put(text(item, "pk").replaceFirst(".*#G#", ""), text(item, "o")));
        require(named.equals(owners), "E-02: grants are named " + named + ", and recorded " + owners);
    }

    private void whatWasTakenIsWhatTheEntriesSay() {
        var clawedBack = new HashMap<String, Long>();
        lines("CLAWBACK").forEach(line -> clawedBack.merge(line.order, -line.points(), Math::addExact));
        var writtenOff = new HashMap<String, Long>();
        journal()
                .forEach(item -> numberIfAny(item, "wo")
                        .ifPresent(points -> writtenOff.merge(order(item), points, Math::addExact)));
        for (var order : withSort("O")) {
            var id = text(order, "o");
            var earned = Earned.of(order);
            require(
                    clawedBack.getOrDefault(id, 0L) == earned.clawedBack(),
                    "E-06: of " + id + " entries took " + clawedBack.get(id) + ", it says " + earned);
            require(
                    writtenOff.getOrDefault(id, 0L) == earned.writtenOff(),
                    "E-06: of " + id + " was given up " + writtenOff.get(id) + ", it says " + earned);
            require(
                    earned.taken() + expiries.of(earned.lots()) <= earned.granted(),
                    "E-02: more was taken than is left of the grants of " + id + ", " + earned);
        }
    }

    private List<Line> lines(String type) {
        return journal().stream()
                .flatMap(item -> list(item, "m").stream().map(line -> new Line(order(item), line)))
                .filter(line -> text(line.item, "t").equals(type))
                .toList();
    }

    private static String order(Map<String, AttributeValue> journal) {
        return textIfAny(journal, "o").orElse("");
    }

    private List<Map<String, AttributeValue>> journal() {
        return items.stream().filter(item -> text(item, "sk").startsWith("J#")).toList();
    }

    private List<Map<String, AttributeValue>> withSort(String sort) {
        return items.stream().filter(item -> text(item, "sk").equals(sort)).toList();
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
