package recoup.simulation;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.textIfAny;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import recoup.simulation.WatchedDynamoDb.Commit;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What people decide about an order, and what comes of it (C-01 to C-14a), judged commit by commit from the items alone: the order
 * before and after, the wallet, the journal, what was ticked, and dates in the merchant's zone. What nobody ticked stays.
 */
final class ManualRules {
    private static final Set<String> BY_ITSELF = Set.of("PAYMENT_EXPIRED", "PAYMENT_FAILED", "CUSTOMER", "PLATFORM");
    private static final Set<String> CANCELS = Set.of("CANCELLED", "REVERTED");
    /** The order in which they come back, and are taken again. */
    private static final List<String> ASSETS = List.of("C", "P");

    private final ZoneId zone;
    private final Consumer<String> seen;
    private final Set<String> requests = new HashSet<>();
    private final List<String> findings = new ArrayList<>();

    private ManualRules(ZoneId zone, Consumer<String> seen) {
        this.zone = zone;
        this.seen = seen;
    }

    /**
     * Everything that is wrong; empty if nothing is.
     *
     * @param seen who is told what happened
     */
    static List<String> findings(List<Commit> commits, ZoneId zone, Consumer<String> seen) {
        var rules = new ManualRules(zone, seen);
        commits.forEach(commit -> commit.before().ifPresent(before -> rules.judge(before, commit)));
        return rules.findings;
    }

    private void judge(Map<String, AttributeValue> before, Commit commit) {
        var journal = commit.journal().orElse(Map.of());
        var what = textIfAny(journal, "w").orElse("NOTHING");
        if (what.equals("REAPPLIED")) {
            reapplied(before, journal, commit);
            return;
        }
        require(lines(journal, "REAPPLY").isEmpty(), "C-14: it was debited, and nobody reapplied it", commit);
        cameBack(before, journal, commit);
        if (!BY_ITSELF.contains(textIfAny(journal, "g").orElse("NOBODY"))) {
            byHand(before, what, journal, commit);
        }
    }

    private void byHand(
            Map<String, AttributeValue> before, String what, Map<String, AttributeValue> journal, Commit commit) {
        var dialog = Dialog.in(journal);
        var back = lines(journal, "REVERT");
        var cancels = CANCELS.contains(what);
        var trigger = textIfAny(journal, "g").orElse("NOBODY");
        var lots = lots(before).stream()
                .map(lot -> Returned.of(lot, dialog, zone, commit.at()))
                .toList();
        var due = lots.stream().flatMap(lot -> lot.line().stream()).toList();
        require(back.equals(due), "C-01 to C-06, C-13: " + back + " came back, and " + due + " should", commit);
        require(
                dialog.isPresent() || !(cancels && trigger.equals("MANUAL")),
                "C-01: an admin decided it, and nobody says how",
                commit);
        if (cancels) {
            var decided = list(journal, "k").stream()
                    .map(line ->
                            text(line, "l") + " " + text(line, "a") + " " + number(line, "n") + " " + text(line, "y"))
                    .toList();
            var should = lots.stream().map(Returned::decision).toList();
            require(decided.equals(should), "C-02: it says " + decided + ", and should say " + should, commit);
            require(
                    what.equals("REVERTED") == isCancelled(before)
                            && isCancelled(commit.after())
                            && (what.equals("CANCELLED") || !back.isEmpty()),
                    "C-10: it was no such cancel",
                    commit);
        }
        require(!trigger.equals("BULK") || what.equals("CANCELLED"), "C-13: a bulk finished what was left", commit);
        dialog.ifPresent(ticked -> {
            require(requests.add(ticked.request()), "C-10: done twice for one request", commit);
            require(!ticked.later() || isCancelled(before), "C-10: it was not to be cancelled", commit);
            require(journal.containsKey("nf") == ticked.notifies(), "C-12: whom to tell of it", commit);
            lots.forEach(lot -> lot.tell(ticked, seen));
            tell(what.equals("REVERTED"), "what was left comes back by hand", seen);
            tell(
                    !back.isEmpty() && lots.stream().anyMatch(lot -> lot.why().equals("NOT_CHOSEN")),
                    "an asset comes back by hand, and the other is left",
                    seen);
        });
    }

    /** Each lot that comes back is an entry of its own, and of the order's allocations nothing else changes (C-11). */
    private void cameBack(Map<String, AttributeValue> before, Map<String, AttributeValue> journal, Commit commit) {
        var was = list(before, "al");
        var is = list(commit.after(), "al");
        require(
                is.stream()
                        .map(ManualRules::withoutReturn)
                        .toList()
                        .equals(was.stream().map(ManualRules::withoutReturn).toList()),
                "C-14a: other allocations",
                commit);
        var back = new ArrayList<String>();
        for (var lot : lots(commit.after())) {
            if (!was.contains(lot) && lot.containsKey("b")) {
                back.add(text(lot, "a") + " " + number(lot, "n") + " " + text(lot, "b"));
            }
        }
        var entered = list(journal, "m").stream()
                .filter(line -> text(line, "t").equals("REVERT"))
                .map(line -> text(line, "a") + " " + number(line, "n") + " " + text(line, "l"))
                .toList();
        require(entered.equals(back), "C-11: entered were " + entered + ", and back are " + back, commit);
        require(
                was.stream().filter(lot -> lot.containsKey("b")).allMatch(is::contains),
                "C-14a: what was back is not back any more",
                commit);
    }

    /** What came back is taken again, and closed; what was outstanding stays (C-14a). */
    private void reapplied(Map<String, AttributeValue> before, Map<String, AttributeValue> journal, Commit commit) {
        var round = number(before, "ro") + 1;
        var due = Reapplied.of(before, commit.wallet(), zone, commit.at());
        var taken = lines(journal, "REAPPLY");
        require(taken.equals(due.lines()), "C-14a: " + taken + " was taken, and should be " + due.lines(), commit);
        var stays =
                list(before, "al").stream().filter(lot -> !lot.containsKey("b")).toList();
        var all = list(commit.after(), "al");
        var left = all.subList(0, Math.min(stays.size(), all.size()));
        var added = all.subList(left.size(), all.size()).stream()
                .map(lot -> number(lot, "r") + (lot.containsKey("b") ? " back " : " ") + Reapplied.line(lot))
                .toList();
        var should = due.lines().stream().map(lot -> round + " " + lot).toList();
        require(
                left.equals(stays) && added.equals(should) && number(commit.after(), "ro") == round,
                "C-14a: its allocations are " + all,
                commit);
        require(!isCancelled(before) && !isCancelled(commit.after()), "C-14a: it is cancelled", commit);
        require(!taken.isEmpty() && lines(journal, "REVERT").isEmpty(), "C-14a: it took nothing, or gave", commit);
        tell(due.fromOther(before), "reapplied from another lot than came back", seen);
        tell(!stays.isEmpty(), "reapplied beside what was outstanding", seen);
    }

    /** Store credit first. */
    private static List<Map<String, AttributeValue>> lots(Map<String, AttributeValue> order) {
        return ASSETS.stream()
                .flatMap(asset ->
                        list(order, "al").stream().filter(lot -> text(lot, "a").equals(asset)))
                .toList();
    }

    private static Map<String, AttributeValue> withoutReturn(Map<String, AttributeValue> lot) {
        var less = new TreeMap<>(lot);
        less.remove("b");
        return less;
    }

    private static List<String> lines(Map<String, AttributeValue> journal, String type) {
        return list(journal, "m").stream()
                .filter(line -> text(line, "t").equals(type))
                .map(line -> text(line, "a") + " " + Math.abs(number(line, "n")) + " "
                        + textIfAny(line, "x").orElse("never")
                        + (type.equals("REAPPLY") ? " " + text(line, "l") : ""))
                .toList();
    }

    private static boolean isCancelled(Map<String, AttributeValue> order) {
        return text(order, "st").equals("CANCELLED");
    }

    static void tell(boolean happened, String what, Consumer<String> seen) {
        if (happened) {
            seen.accept(what);
        }
    }

    private void require(boolean holds, String finding, Commit commit) {
        if (!holds) {
            findings.add(
                    finding + ": " + text(commit.after(), "pk") + " version " + number(commit.after(), "v") + " by "
                            + commit.journal()
                                    .map(journal -> text(journal, "g") + " " + journal.get("rm"))
                                    .orElse("nobody"));
        }
    }
}
