package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What must hold at any time of redemptions, worked out from the items alone: what each took and gave back is what its entries
 * say, and each code is one redemption's (L-02, R-02).
 */
final class RedemptionAudit {
    private final List<Map<String, AttributeValue>> items;
    private final List<String> findings = new ArrayList<>();

    private RedemptionAudit(List<Map<String, AttributeValue>> items) {
        this.items = items;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(List<Map<String, AttributeValue>> items) {
        var audit = new RedemptionAudit(items);
        audit.redemptionsGiveBackWhatTheyTookAtMostOnce();
        audit.eachCodeIsOneRedemptions();
        return audit.findings;
    }

    private void redemptionsGiveBackWhatTheyTookAtMostOnce() {
        for (var redemption : withSort("P")) {
            var key = text(redemption, "pk");
            var lines = lines(text(redemption, "i"));
            var spent = number(redemption, "n");
            var lots = list(redemption, "al");
            var allocated = lots.stream().mapToLong(lot -> number(lot, "n")).sum();
            require(allocated == spent, key + ": " + spent + " were spent, and " + allocated + " allocated");
            require(sum(lines, "REDEEM") == -spent, key + ": " + spent + " were spent, its entries say " + lines);
            var back = lots.stream().filter(lot -> lot.containsKey("b")).toList();
            var entered = lines.stream()
                    .filter(line -> text(line, "t").equals("REDEMPTION_REVERSAL"))
                    .map(line -> number(line, "n") + " " + text(line, "l"))
                    .sorted()
                    .toList();
            var reverted = back.stream()
                    .map(lot -> number(lot, "n") + " " + text(lot, "b"))
                    .sorted()
                    .toList();
            require(reverted.equals(entered), key + ": it gave back " + reverted + ", its entries say " + entered);
            require(new HashSet<>(reverted).size() == reverted.size(), key + ": a lot came back twice, of " + reverted);
            var returned = sum(lines, "REDEMPTION_REVERSAL") + sum(lines, "ADJUST");
            var recorded = redemption.containsKey("re") ? number(map(redemption, "re"), "n") : 0;
            require(returned == recorded, key + ": " + recorded + " came back, its entries say " + returned);
        }
    }

    private void eachCodeIsOneRedemptions() {
        var owners = new HashMap<String, String>();
        for (var redemption : withSort("P")) {
            var reward = map(redemption, "rw");
            var code = merchant(redemption) + " " + text(reward, "p") + " " + text(reward, "c");
            var other = owners.put(code, text(redemption, "i"));
            require(other == null, "R-04: " + other + " and " + text(redemption, "i") + " have one code, " + code);
        }
        var pointers = withSort("D").stream()
                .map(item -> merchant(item) + " " + text(item, "i"))
                .sorted()
                .toList();
        var redemptions = withSort("P").stream()
                .map(item -> merchant(item) + " " + text(item, "i"))
                .sorted()
                .toList();
        require(pointers.equals(redemptions), "R-04: codes point to " + pointers + ", and there are " + redemptions);
    }

    private static String merchant(Map<String, AttributeValue> item) {
        return text(item, "pk").split("#", -1)[1];
    }

    private List<Map<String, AttributeValue>> lines(String redemption) {
        return items.stream()
                .filter(item -> text(item, "sk").startsWith("J#"))
                .filter(item -> textIfAny(item, "p").filter(redemption::equals).isPresent())
                .flatMap(item -> list(item, "m").stream())
                .toList();
    }

    private static long sum(List<Map<String, AttributeValue>> lines, String type) {
        return lines.stream()
                .filter(line -> text(line, "t").equals(type))
                .mapToLong(line -> number(line, "n"))
                .sum();
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
