package recoup.local.crash;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;
import static recoup.simulation.Raw.texts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recoup.local.crash.Items.Is;
import recoup.simulation.Auditor;
import recoup.simulation.EarningsAudit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Each write is there whole, whatever died: the items that one operation writes name each other (L-03). */
final class WholenessAudit {
    private final Items items;
    private final List<String> findings = new ArrayList<>();

    private WholenessAudit(Items items) {
        this.items = items;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(Items items) {
        var audit = new WholenessAudit(items);
        audit.walletsAndTheirJournalsAreThereTogether();
        audit.ordersNameTheirJournal();
        audit.redemptionsAreWhole();
        audit.reviewsWereOpened();
        audit.findings.addAll(Auditor.findings(items.all()));
        audit.findings.addAll(EarningsAudit.findings(items.all()));
        return audit.findings;
    }

    private void walletsAndTheirJournalsAreThereTogether() {
        var journals = partitions("J#");
        journals.removeIf(partition -> !partition.contains("#C#"));
        require(journals.equals(partitions("W")), "wallets " + partitions("W") + ", journals " + journals);
    }

    private Set<String> partitions(String sort) {
        Set<String> partitions = new HashSet<>();
        items.all().stream()
                .filter(item -> text(item, "sk").startsWith(sort))
                .forEach(item -> partitions.add(text(item, "pk")));
        return partitions;
    }

    private void ordersNameTheirJournal() {
        for (var order : items.withSort("O")) {
            var id = text(order, "o");
            Set<String> there = new HashSet<>();
            for (var item : items.journal(new Is("o", id))) {
                var ledger = text(item, "pk").contains("#C#") ? "W" : "O";
                there.add(ledger + Long.parseLong(text(item, "sk").substring(2)));
            }
            var named = Set.copyOf(texts(order, "jo"));
            require(named.equals(there), id + " names the journal items " + named + ", there are " + there);
        }
        for (var item : items.journal()) {
            require(
                    !item.containsKey("o")
                            || items.find("O#" + text(item, "o"), "O").isPresent(),
                    item + " is about an order that is not there");
        }
    }

    private void redemptionsAreWhole() {
        Set<String> pointedAt = new HashSet<>();
        items.withSort("D").forEach(pointer -> pointedAt.add(text(pointer, "i")));
        Set<String> there = new HashSet<>();
        for (var redemption : items.withSort("P")) {
            there.add(text(redemption, "i"));
            redemption(redemption);
        }
        require(there.equals(pointedAt), "redemptions " + there + ", codes point at " + pointedAt);
        Set<String> spent = new HashSet<>();
        items.journal(new Is("w", "REDEEMED")).forEach(item -> spent.add(text(item, "p")));
        require(there.equals(spent), "redemptions " + there + ", the ledger has " + spent);
    }

    private void redemption(Map<String, AttributeValue> redemption) {
        var id = text(redemption, "i");
        var spent = moved(id, "REDEEM");
        require(spent == -number(redemption, "n"), id + " took " + spent + " for " + redemption);
        var back = moved(id, "REDEMPTION_REVERSAL");
        var reversed = redemption.containsKey("re");
        require(
                back == (reversed ? number(map(redemption, "re"), "n") : 0),
                id + " gave " + back + " back, it is " + redemption);
        var times = items.journal(new Is("p", id), new Is("w", "REVERSED")).size();
        require(times == (reversed ? 1 : 0), id + " was reversed " + times + " times, it is " + redemption);
    }

    private long moved(String redemption, String type) {
        return items.journal(new Is("p", redemption)).stream()
                .flatMap(item -> list(item, "m").stream())
                .filter(line -> text(line, "t").equals(type))
                .mapToLong(line -> number(line, "n"))
                .sum();
    }

    private void reviewsWereOpened() {
        Set<String> opened = new HashSet<>();
        items.journal().forEach(item -> textIfAny(item, "rv").ifPresent(opened::add));
        Set<String> there = new HashSet<>();
        items.all().stream()
                .filter(item -> text(item, "sk").startsWith("R#"))
                .forEach(item -> there.add(text(item, "sk").substring(2)));
        require(there.equals(opened), "reviews " + there + ", journals opened " + opened);
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add("half done: " + finding);
        }
    }
}
