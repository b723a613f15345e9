package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.numberIfAny;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Reads the raw items of a table and says what is wrong with them: the invariants of the ledger (L-01, L-02, L-03, A-07),
 * worked out from the items alone.
 */
public final class Auditor {
    private final List<Map<String, AttributeValue>> items;
    private final List<String> findings = new ArrayList<>();

    private Auditor(List<Map<String, AttributeValue>> items) {
        this.items = items;
    }

    /** Everything that is wrong; empty if nothing is. */
    public static List<String> findings(List<Map<String, AttributeValue>> items) {
        var auditor = new Auditor(items);
        auditor.walletsAreTheSumOfTheirJournals();
        auditor.ordersGiveBackWhatTheyTookAtMostOnce();
        return auditor.findings;
    }

    private void walletsAreTheSumOfTheirJournals() {
        for (var wallet : withSort("W")) {
            var partition = text(wallet, "pk");
            var journal = journal(partition);
            var versions = List.copyOf(journal.keySet());
            for (var index = 0; index < versions.size(); index++) {
                require(versions.get(index) == index + 1, partition + ": journal versions are " + versions);
            }
            require(
                    versions.size() == number(wallet, "v"),
                    partition + ": the wallet has another version than its journal");
            var balances = new HashMap<String, Long>();
            for (var lines : journal.values()) {
                for (var line : lines) {
                    var balance = balances.merge(text(line, "a"), number(line, "n"), Math::addExact);
                    require(balance == number(line, "b"), partition + ": a line says another balance than the sum");
                }
            }
            require(
                    !wallet.containsKey("d")
                            || list(wallet, "l").stream()
                                    .noneMatch(lot -> text(lot, "a").equals("P")),
                    partition + ": points are owed beside points that are there");
            require(numberIfAny(wallet, "d").orElse(0L) >= 0, partition + ": less than nothing is owed");
            var lots = new HashMap<String, Long>(
                    Map.of("P", -numberIfAny(wallet, "d").orElse(0L)));
            var dates = dates(journal);
            for (var lot : list(wallet, "l")) {
                lots.merge(text(lot, "a"), number(lot, "r"), Math::addExact);
                require(
                        textIfAny(lot, "x").equals(dates.get(text(lot, "i"))),
                        partition + ": a lot has another date than its entry");
                require(
                        number(lot, "r") >= 1 && number(lot, "r") <= number(lot, "n"),
                        partition + ": a lot has more than it was given");
            }
            for (var asset : Set.of("C", "P")) {
                require(
                        balances.getOrDefault(asset, 0L).equals(lots.getOrDefault(asset, 0L)),
                        partition + ": " + asset + " is " + lots.get(asset) + ", its entries sum to "
                                + balances.get(asset));
            }
        }
    }

    /** Until when each lot is valid that was ever entered, by its entry. */
    private static Map<String, Optional<String>> dates(Map<Long, List<Map<String, AttributeValue>>> journal) {
        var dates = new HashMap<String, Optional<String>>();
        journal.values().stream()
                .flatMap(List::stream)
                .filter(line -> number(line, "n") > 0)
                .forEach(line -> dates.put(text(line, "l"), textIfAny(line, "x")));
        return dates;
    }

    private void ordersGiveBackWhatTheyTookAtMostOnce() {
        for (var order : withSort("O")) {
            var key = text(order, "pk");
            var id = text(order, "o");
            var lines = linesOf(key.substring(0, key.indexOf("#O#")) + "#C#" + text(order, "c"), id);
            var outstanding = new HashMap<String, Long>();
            var revertedAs = new HashSet<String>();
            for (var allocation : list(order, "al")) {
                Optional.ofNullable(allocation.get("b"))
                        .ifPresentOrElse(
                                lot -> require(revertedAs.add(lot.s()), key + ": two allocations came back as one lot"),
                                () -> outstanding.merge(
                                        text(allocation, "a"), number(allocation, "n"), Math::addExact));
            }
            var moved = sum(lines, Set.of("SPEND", "REAPPLY", "REVERT"));
            for (var asset : Set.of("C", "P")) {
                require(
                        moved.getOrDefault(asset, 0L) == -outstanding.getOrDefault(asset, 0L),
                        key + ": moved " + moved + " in all, and " + outstanding + " is outstanding");
            }
            var entered = lines.stream()
                    .filter(line -> text(line, "t").equals("REVERT"))
                    .map(line -> text(line, "l"))
                    .toList();
            require(Set.copyOf(entered).size() == entered.size(), key + ": a lot came back twice, of " + entered);
            require(
                    entered.containsAll(revertedAs),
                    key + ": lots " + entered + " came back, the order says " + revertedAs);
        }
    }

    private Map<Long, List<Map<String, AttributeValue>>> journal(String partition) {
        var journal = new TreeMap<Long, List<Map<String, AttributeValue>>>();
        for (var item : items) {
            if (text(item, "pk").equals(partition) && text(item, "sk").startsWith("J#")) {
                journal.put(Long.parseLong(text(item, "sk").substring(2)), list(item, "m"));
            }
        }
        return journal;
    }

    /** The lines of one order's journal items in its customer's ledger, expiry apart, which is nobody's. */
    private List<Map<String, AttributeValue>> linesOf(String partition, String order) {
        return items.stream()
                .filter(item -> text(item, "pk").equals(partition)
                        && text(item, "sk").startsWith("J#")
                        && item.containsKey("o")
                        && text(item, "o").equals(order))
                .flatMap(item -> list(item, "m").stream())
                .filter(line -> !text(line, "t").equals("EXPIRE"))
                .toList();
    }

    private List<Map<String, AttributeValue>> withSort(String sort) {
        return items.stream().filter(item -> text(item, "sk").equals(sort)).toList();
    }

    private static Map<String, Long> sum(List<Map<String, AttributeValue>> lines, Set<String> types) {
        var sums = new HashMap<String, Long>();
        for (var line : lines) {
            if (types.contains(text(line, "t"))) {
                sums.merge(text(line, "a"), number(line, "n"), Math::addExact);
            }
        }
        return sums;
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
