package recoup.local.crash;

import static recoup.simulation.Raw.list;
import static recoup.simulation.Raw.number;
import static recoup.simulation.Raw.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import recoup.local.crash.Diary.Page;
import recoup.local.crash.Items.Is;
import recoup.local.crash.Wire.Answer;

/**
 * Holds the raw table to the clients' diary: what was acknowledged is there, nothing is there twice, and an answer is kept if
 * and only if its effect is. It holds at any time, also while the functions are dead.
 */
final class DiaryAudit {
    private final Items items;
    private final List<String> findings = new ArrayList<>();

    private DiaryAudit(Items items) {
        this.items = items;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(Items items, List<Page> pagesOfMerchant) {
        var audit = new DiaryAudit(items);
        pagesOfMerchant.forEach(audit::judge);
        audit.reapplied(pagesOfMerchant);
        audit.findings.addAll(MoveAudit.findings(items, pagesOfMerchant));
        return audit.findings;
    }

    private void judge(Page page) {
        var deed = page.deed();
        switch (deed.kind()) {
            case GIVE, CANCEL, REVERT ->
                once(page, deed.key(), items.journal(new Is("rm", deed.mark())).size(), page.answer());
            case PLACE -> once(page, deed.key(), count(new Is("o", deed.subject()), "PLACED"), page.answer());
            case REDEEM -> once(page, deed.key(), count(new Is("p", deed.subject()), "REDEEMED"), page.answer());
            case BULK -> bulk(page);
            case REVERSE -> reversed(page);
            case REFUNDED -> refunded(page);
            case REAPPLY, MOVE, EARNED, ENDED, PAID, CANCELLED_IN_SHOP -> {}
        }
        page.answer().filter(answer -> answer.status() < 300).ifPresent(answer -> answered(page, answer));
    }

    private int count(Is about, String what) {
        return items.journal(about, new Is("w", what)).size();
    }

    private void once(Page page, String key, int effects, Optional<Answer> answer) {
        require(effects <= 1, page, "doubled: it has " + effects + " journal items");
        var kept = items.isAnswered(key);
        require(kept == (effects > 0), page, "half done: answer kept " + kept + ", journal items " + effects);
        answer.ifPresent(told -> {
            var must = told.status() == 201;
            require(!must || effects == 1, page, "lost: it was acknowledged");
            require(told.status() < 300 || effects == 0, page, "it was refused, and done");
        });
    }

    /** Each order of a bulk is one operation; what it answered for it is told apart by the order's own key. */
    private void bulk(Page page) {
        for (var order : page.deed().subject().split(",", -1)) {
            var effects = items.journal(new Is("rm", page.deed().mark()), new Is("o", order))
                    .size();
            once(page, page.deed().key() + ":" + order, effects, Optional.empty());
            page.answer()
                    .map(answer -> outcome(answer, order))
                    .filter("CANCELLED"::equals)
                    .ifPresent(_ -> require(effects == 1, page, "lost: " + order + " was cancelled in bulk"));
        }
    }

    private static String outcome(Answer answer, String order) {
        for (var result : Front.json(answer.body()).path("results")) {
            if (result.path("orderId").asText().equals(order)) {
                return result.path("outcome").asText();
            }
        }
        return "";
    }

    /** It may be finished later, by the system, and then its answer is nobody's. */
    private void reversed(Page page) {
        var about = new Is("p", page.deed().subject());
        var begun = items.journal(new Is("rm", page.deed().mark()), new Is("w", "REVERSING"))
                .size();
        var ended = count(about, "REVERSED");
        require(begun <= 1, page, "doubled: begun " + begun + " times");
        require(ended <= 1, page, "doubled: reversed " + ended + " times");
        var told = page.answer().map(Answer::status).orElse(0);
        require(told != 200 || ended == 1, page, "lost: the reversal was acknowledged");
        require(told != 202 || count(about, "REVERSING") > 0, page, "lost: the wish to reverse was acknowledged");
        require(
                !items.isAnswered(page.deed().key()) || ended == 1,
                page,
                "half done: the answer is kept, the reversal is not there");
    }

    /** However often it was told, it counts once. */
    private void refunded(Page page) {
        var told = Front.json(page.deed().body()).at("/data/refund/amount").asLong();
        var counted = items.find("O#" + page.deed().subject(), "O").stream()
                .flatMap(order -> list(order, "rs").stream())
                .filter(refund -> text(refund, "i").equals(page.deed().mark()))
                .map(refund -> number(refund, "n"))
                .toList();
        require(counted.size() <= 1, page, "doubled: its refund counts " + counted.size() + " times");
        require(
                counted.stream().allMatch(amount -> amount == told),
                page,
                "half done: " + told + " is refunded, it counts as " + counted);
    }

    /** They have no reasons to tell them apart, so those of an order are counted together. */
    private void reapplied(List<Page> pages) {
        var kept = pages.stream()
                .filter(page -> page.deed().kind() == Deed.Kind.REAPPLY)
                .filter(page -> items.isAnswered(page.deed().key()))
                .collect(Collectors.groupingBy(page -> page.deed().subject(), Collectors.counting()));
        items.withSort("O").forEach(order -> {
            var id = text(order, "o");
            var done = count(new Is("o", id), "REAPPLIED");
            if (done != kept.getOrDefault(id, 0L)) {
                findings.add("half done, or doubled: " + id + " was reapplied " + done + " times, answers are kept of "
                        + kept.getOrDefault(id, 0L));
            }
        });
    }

    private void answered(Page page, Answer answer) {
        if (page.deed().kind().isTold() || answer.body().isBlank()) {
            return;
        }
        var body = Front.json(answer.body());
        for (var entry : body.path("entries")) {
            stands(page, entry);
        }
        if (page.deed().kind() == Deed.Kind.CANCEL) {
            require(
                    count(new Is("o", page.deed().subject()), "CANCELLED") > 0,
                    page,
                    "lost: the order was never cancelled");
        }
    }

    private void stands(Page page, JsonNode entry) {
        var line = items.line(entry.path("entryId").asText());
        require(
                line.filter(it -> number(it, "n") == entry.path("amount").asLong()
                                && text(it, "t").equals(entry.path("type").asText())
                                && number(it, "b") == entry.path("balanceAfter").asLong())
                        .isPresent(),
                page,
                "lost: " + entry + " was acknowledged, the ledger has " + line);
    }

    private void require(boolean holds, Page page, String finding) {
        if (!holds) {
            findings.add(page.deed().kind() + " " + page.deed().number() + " of "
                    + page.deed().subject() + ": " + finding);
        }
    }
}
