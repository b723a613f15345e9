package recoup.local.crash;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recoup.local.crash.Diary.Page;
import recoup.local.crash.Items.Is;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What must hold once everybody has been answered and everything was delivered again: nothing is left to do. */
final class EndAudit {
    /** These operations are always published. */
    private static final Set<String> PUBLISHED =
            Set.of("CANCELLED", "REVERTED", "REAPPLIED", "ADJUSTED", "CLAWED_BACK", "REVERSED");
    /** A payment replaces what failed or expired (A-08), and is replaced by refunds alone. */
    private static final Set<String> PAYMENTS = Set.of("PAID", "PARTIALLY_REFUNDED", "REFUNDED");

    private final Items items;
    private final List<String> parked;
    private final List<String> findings = new ArrayList<>();

    private EndAudit(Items items, List<String> parked) {
        this.items = items;
        this.parked = parked;
    }

    /**
     * Everything that is wrong; empty if nothing is.
     *
     * @param parked the messages that were parked
     * @param published what subscribers were told
     * @param waiting how many reversals the queue has still to finish
     */
    static List<String> findings(
            Items items, List<Page> pagesOfMerchant, List<String> parked, JsonNode published, long waiting) {
        var audit = new EndAudit(items, parked);
        audit.nothingIsDue();
        audit.nothingStaysReversing(waiting);
        pagesOfMerchant.forEach(audit::hadItsEffect);
        audit.isPublished(published);
        return audit.findings;
    }

    private void nothingIsDue() {
        for (var order : items.withSort("O")) {
            require(
                    !order.containsKey("dp")
                            || number(order, "pd") > Instant.now().toEpochMilli(),
                    "left over: " + text(order, "o") + " is due");
        }
    }

    private void nothingStaysReversing(long waiting) {
        var reversing = items.withSort("P").stream()
                .filter(redemption -> redemption.containsKey("in"))
                .map(redemption -> text(redemption, "i"))
                .toList();
        require(reversing.size() <= waiting, "left over: nobody finishes the reversals of " + reversing);
    }

    /** What was heard was done, or is parked. */
    private void hadItsEffect(Page page) {
        var deed = page.deed();
        var order = items.find("O#" + deed.subject(), "O").orElse(Map.of());
        var done = switch (deed.kind()) {
            case EARNED -> items.find("G#" + deed.mark(), "G").isPresent();
            case REFUNDED ->
                list(order, "rs").stream().anyMatch(refund -> text(refund, "i").equals(deed.mark()));
            case ENDED -> !text(order, "ps").equals("PENDING");
            case PAID -> PAYMENTS.contains(text(order, "ps"));
            case CANCELLED_IN_SHOP ->
                !items.journal(new Is("o", deed.subject()), new Is("w", "CANCELLED"))
                        .isEmpty();
            case GIVE, PLACE, CANCEL, REVERT, MOVE, REAPPLY, BULK, REDEEM, REVERSE -> true;
        };
        var heard = page.answer().filter(answer -> answer.status() < 300).isPresent();
        var id = "\"event-" + deed.number() + "\"";
        require(
                done || !heard || parked.stream().anyMatch(message -> message.contains(id)),
                "lost: " + deed.kind() + " " + deed.number() + " of " + deed.subject()
                        + " was heard, and had no effect");
    }

    /** At least once, and under one id. */
    private void isPublished(JsonNode published) {
        Set<String> told = new HashSet<>();
        Set<String> ids = new HashSet<>();
        Set<String> contents = new HashSet<>();
        for (var item : published.path("items")) {
            var message = item.path("message");
            ids.add(message.path("id").asText());
            contents.add(message.toString());
            told.add(name(
                    message.path("subject").asText(),
                    message.at("/data/what").asText(),
                    Instant.parse(message.at("/data/occurredAt").asText()).toEpochMilli()));
        }
        for (var item : items.journal()) {
            if (PUBLISHED.contains(text(item, "w"))) {
                require(told.contains(name(item)), "lost: nobody was told of " + item);
            }
        }
        require(
                ids.size() == contents.size(),
                "doubled: " + contents.size() + " messages under " + ids.size() + " ids");
    }

    private static String name(Map<String, AttributeValue> journal) {
        var subject = journal.containsKey("o")
                ? text(journal, "o")
                : journal.containsKey("p")
                        ? text(journal, "p")
                        : text(journal, "pk").replaceFirst(".*#C#", "");
        return name(subject, text(journal, "w"), number(journal, "at"));
    }

    private static String name(String subject, String what, long at) {
        return subject + " " + what + " " + at;
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
