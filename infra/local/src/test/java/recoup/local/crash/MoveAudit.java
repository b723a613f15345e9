package recoup.local.crash;

import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;
import static recoup.simulation.Raw.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import recoup.local.crash.Diary.Page;
import recoup.local.crash.Items.Is;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Holds the moves that were acknowledged to what the journals tell of an order. A move that finds the order there already writes
 * nothing, so it is asked whether the order has stood there since the move was wanted, and whether somebody wanted each move
 * that is written.
 */
final class MoveAudit {
    /** A journal item that changed an order's status, and where that may have led. */
    private record Change(long at, Set<String> to) {}

    private final Items items;
    private final List<Page> moves;
    private final List<String> findings = new ArrayList<>();

    private MoveAudit(Items items, List<Page> moves) {
        this.items = items;
        this.moves = moves;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(Items items, List<Page> pagesOfMerchant) {
        var moves = pagesOfMerchant.stream()
                .filter(page -> page.deed().kind() == Deed.Kind.MOVE)
                .toList();
        var audit = new MoveAudit(items, moves);
        items.withSort("O").forEach(audit::judge);
        return audit.findings;
    }

    private void judge(Map<String, AttributeValue> order) {
        var id = text(order, "o");
        var wanted =
                moves.stream().filter(page -> page.deed().subject().equals(id)).toList();
        var changes = changes(order, wanted);
        require(
                !changes.isEmpty() && changes.getLast().to().contains(text(order, "st")),
                "half done: " + id + " is " + text(order, "st") + ", its journal tells of " + changes);
        var moved = items.journal(new Is("o", id), new Is("w", "MOVED_BACK")).size();
        var calls = wanted.stream().mapToInt(Page::calls).sum();
        require(moved <= calls, "doubled: " + id + " was moved " + moved + " times, after " + calls + " calls");
        for (var page : wanted) {
            if (page.answer().filter(answer -> answer.status() < 300).isPresent()) {
                require(
                        changes.stream()
                                .skip(Long.parseLong(page.deed().mark()) - 1)
                                .anyMatch(change -> change.at() <= page.ended()
                                        && change.to().contains(status(page))),
                        "lost: the move " + page.deed().number() + " of " + id + " to " + status(page)
                                + " was acknowledged, the journal tells of " + changes);
            }
        }
    }

    /** In the order in which they came about. */
    private List<Change> changes(Map<String, AttributeValue> order, List<Page> wanted) {
        var changes = new ArrayList<Change>();
        for (var key : texts(order, "jo")) {
            var partition = key.startsWith("W") ? "C#" + text(order, "c") : "O#" + text(order, "o");
            var sort = "J#%012d".formatted(Long.parseLong(key.substring(1)));
            items.find(partition, sort).ifPresent(item -> {
                var at = number(item, "at");
                switch (text(item, "w")) {
                    case "PLACED" -> changes.add(new Change(at, Set.of("PENDING")));
                    case "CANCELLED" -> changes.add(new Change(at, Set.of("CANCELLED")));
                    case "MOVED_BACK" ->
                        changes.add(new Change(at, moved(at, changes.getLast().to(), wanted)));
                    default -> {} // leaves the status as it is
                }
            });
        }
        return changes;
    }

    /** What was wanted just then, and is not where it certainly stood. */
    private Set<String> moved(long at, Set<String> from, List<Page> wanted) {
        Set<String> to = new TreeSet<>();
        wanted.stream().filter(page -> page.begun() <= at && at <= page.ended()).forEach(page -> to.add(status(page)));
        if (from.size() == 1) {
            to.removeAll(from);
        }
        return to;
    }

    private static String status(Page page) {
        return Front.json(page.deed().body()).path("status").asText();
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
