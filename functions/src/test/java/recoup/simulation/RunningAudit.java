package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.map;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The invariants of the ledger after every single commit (L-01, L-02, L-03, L-05, A-07), from the raw items that it wrote: what
 * they must agree with is added up here, and never read where the ledger keeps it.
 */
final class RunningAudit {
    private static final Set<String> OF_ORDERS = Set.of("SPEND", "REAPPLY", "REVERT");
    private static final Set<String> OF_REDEMPTIONS = Set.of("REDEEM", "REDEMPTION_REVERSAL");

    private final Set<String> journals = new HashSet<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final Map<String, Long> balances = new HashMap<>();
    private final Map<String, Long> moved = new HashMap<>();
    private final Set<String> returned = new HashSet<>();
    private final Map<String, Map<String, String>> due = new HashMap<>();
    private final List<String> findings = new ArrayList<>();

    /** What was there before anybody looked. */
    void begin(List<Map<String, AttributeValue>> items) {
        items.stream().filter(RunningAudit::isJournal).forEach(this::journaled);
        items.stream().filter(item -> !isJournal(item)).forEach(this::judge);
    }

    /** One transaction. */
    void written(List<Map<String, AttributeValue>> items) {
        var merchants = items.stream().map(RunningAudit::merchant).distinct().toList();
        require(merchants.size() <= 1, "L-05: one commit wrote items of " + merchants);
        items.stream().filter(RunningAudit::isJournal).forEach(journal -> {
            journaled(journal);
            var partition = text(journal, "pk");
            require(
                    !isWallet(partition)
                            || items.stream()
                                    .anyMatch(item -> text(item, "sk").equals("W")
                                            && text(item, "pk").equals(partition)),
                    "L-03: entries without their wallet in " + partition);
        });
        items.stream().filter(item -> !isJournal(item)).forEach(this::judge);
    }

    /** Everything that was wrong at any time. */
    List<String> findings() {
        return List.copyOf(findings);
    }

    /** Where orders stand in a shard of the due index, as they were written last. */
    Collection<String> due(String shard) {
        return due.getOrDefault(shard, Map.of()).values();
    }

    private void journaled(Map<String, AttributeValue> journal) {
        var partition = text(journal, "pk");
        require(journals.add(partition + " " + text(journal, "sk")), "L-01: a journal item was written twice");
        for (var name : List.of("w", "a", "g", "at")) {
            require(journal.containsKey(name), "L-01: " + partition + " has entries without " + name);
        }
        if (isWallet(partition)) {
            var version = Long.parseLong(text(journal, "sk").substring(2));
            var before = Optional.ofNullable(versions.put(partition, version)).orElse(0L);
            require(version == before + 1, "L-03: " + partition + " went from version " + before + " to " + version);
        }
        list(journal, "m").forEach(line -> entered(partition, journal, line));
    }

    private void entered(String partition, Map<String, AttributeValue> journal, Map<String, AttributeValue> line) {
        var type = text(line, "t");
        var units = number(line, "n");
        var balance = balances.merge(partition + text(line, "a"), units, Math::addExact);
        require(balance == number(line, "b"), "L-02: a line of " + partition + " says another balance than the sum");
        var subject = partition.substring(0, partition.indexOf("#C#"))
                + textIfAny(journal, "o")
                        .map(order -> "#O#" + order)
                        .or(() -> textIfAny(journal, "p").map(redemption -> "#P#" + redemption))
                        .orElse("");
        if (OF_ORDERS.contains(type) || OF_REDEMPTIONS.contains(type)) {
            moved.merge(subject + text(line, "a"), units, Math::addExact);
        }
        if (type.equals("REVERT") || type.equals("REDEMPTION_REVERSAL")) {
            require(
                    returned.add(subject + " " + text(line, "l")),
                    "A-07, R-02: " + subject + " gave the lot " + text(line, "l") + " twice");
        }
    }

    private void judge(Map<String, AttributeValue> item) {
        switch (text(item, "sk")) {
            case "W" -> wallet(item);
            case "O" -> {
                allocations(item);
                due.values().forEach(shard -> shard.remove(text(item, "pk")));
                textIfAny(item, "dp")
                        .ifPresent(shard -> due.computeIfAbsent(shard, _ -> new HashMap<>())
                                .put(text(item, "pk"), text(item, "ds")));
            }
            case "P" -> allocations(item);
            default -> {}
        }
    }

    private void wallet(Map<String, AttributeValue> wallet) {
        var partition = text(wallet, "pk");
        require(
                versions.getOrDefault(partition, 0L) == number(wallet, "v"),
                "L-03: " + partition + " was written without its entries");
        var debt = numberIfAny(wallet, "d").orElse(0L);
        require(debt >= 0, "L-02: less than nothing is owed in " + partition);
        var sums = new HashMap<String, Long>(Map.of("P", -debt));
        for (var lot : list(wallet, "l")) {
            require(
                    number(lot, "r") >= 1 && number(lot, "r") <= number(lot, "n"),
                    "L-02: a lot of " + partition + " has more than it was given, or nothing");
            sums.merge(text(lot, "a"), number(lot, "r"), Math::addExact);
        }
        for (var asset : List.of("C", "P")) {
            require(
                    sums.getOrDefault(asset, 0L).equals(balances.getOrDefault(partition + asset, 0L)),
                    "L-02: " + asset + " of " + partition + " is " + sums.get(asset) + ", its entries sum to "
                            + balances.get(partition + asset));
        }
    }

    /** What was taken and is not back is what the entries of it sum to. */
    private void allocations(Map<String, AttributeValue> item) {
        var partition = text(item, "pk");
        var outstanding = new HashMap<String, Long>();
        var back = new HashSet<String>();
        for (var allocation : list(item, "al")) {
            require(number(allocation, "n") >= 1, "L-02: nothing was allocated in " + partition);
            var lot = textIfAny(allocation, "b");
            lot.ifPresent(id -> require(back.add(id), "A-07: two allocations of " + partition + " came back as " + id));
            if (lot.isEmpty()) {
                outstanding.merge(text(allocation, "a"), number(allocation, "n"), Math::addExact);
            }
        }
        for (var asset : List.of("C", "P")) {
            var sum = moved.getOrDefault(partition + asset, 0L);
            require(
                    sum == -outstanding.getOrDefault(asset, 0L),
                    "A-07: " + partition + " moved " + sum + " in all, and " + outstanding + " is outstanding");
        }
        if (text(item, "sk").equals("P")) {
            var paid = item.containsKey("re") ? number(map(item, "re"), "n") : 0;
            require(paid <= 2 * number(item, "n"), "R-07: " + partition + " gave back " + paid);
        }
    }

    private static boolean isJournal(Map<String, AttributeValue> item) {
        return text(item, "sk").startsWith("J#");
    }

    private static boolean isWallet(String partition) {
        return partition.contains("#C#");
    }

    static String merchant(Map<String, AttributeValue> item) {
        return text(item, "pk").split("#", 3)[1];
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
