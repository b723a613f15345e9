package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What an order's item says of the points that it earned. */
record Earned(List<Grant> grants, long clawedBack, long writtenOff) {
    /** One grant, and the lot that the customer got. */
    record Grant(String id, long points, String lot) {}

    Earned {
        grants = List.copyOf(grants);
    }

    static Earned of(Map<String, AttributeValue> order) {
        var item = map(order, "ea");
        return new Earned(
                list(item, "g").stream()
                        .map(each -> new Grant(text(each, "i"), number(each, "n"), text(each, "l")))
                        .toList(),
                numberIfAny(item, "c").orElse(0L),
                numberIfAny(item, "w").orElse(0L));
    }

    long granted() {
        return grants.stream().mapToLong(Grant::points).sum();
    }

    long taken() {
        return clawedBack + writtenOff;
    }

    Set<String> lots() {
        return grants.stream().map(Grant::lot).collect(Collectors.toSet());
    }
}
