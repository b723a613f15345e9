package recoup.local.crash;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.local.crash.Diary.Page;
import recoup.simulation.Raw;

/** What the raw table alone does not tell: first answers that come again, codes that buy nothing, the books' own verification. */
final class SecondLook {
    private static final List<String> SHOPS = List.of("shopify", "woocommerce");

    private final Front front;
    private final String merchant;
    private final Items items;
    private final List<String> findings = new ArrayList<>();

    private SecondLook(Front front, String merchant, Items items) {
        this.front = front;
        this.merchant = merchant;
        this.items = items;
    }

    /** Everything that is wrong; empty if nothing is. */
    static List<String> findings(Front front, String merchant, Items items, List<Page> pages)
            throws InterruptedException {
        var look = new SecondLook(front, merchant, items);
        for (var page : pages) {
            look.firstAnswerComesAgain(page);
        }
        look.codesOfReversedRedemptionsBuyNothing();
        look.theBooksAreBalanced();
        return look.findings;
    }

    private void firstAnswerComesAgain(Page page) throws InterruptedException {
        var deed = page.deed();
        if (!deed.isKeyed() || !items.isAnswered(deed.key())) {
            return;
        }
        var first = page.answer().orElseThrow();
        var again = front.ask(deed.method(), deed.path(), deed.body(), List.of(deed.sent()));
        require(
                again.replayed()
                        && again.status() == first.status()
                        && again.body().equals(first.body()),
                deed.kind() + " " + deed.number() + " was answered " + first + ", and then " + again);
    }

    private void codesOfReversedRedemptionsBuyNothing() throws InterruptedException {
        Map<String, JsonNode> codes = new HashMap<>();
        for (var shop : SHOPS) {
            front.read("/_local/discounts/" + shop + "?merchantId=" + merchant, List.of())
                    .path("items")
                    .forEach(item -> codes.put(shop + " " + item.path("code").asText(), item));
        }
        for (var redemption : items.withSort("P")) {
            var reward = Raw.map(redemption, "rw");
            var shop = Raw.text(reward, "p").toLowerCase(java.util.Locale.ROOT);
            var code = Optional.ofNullable(codes.get(shop + " " + Raw.text(reward, "c")));
            require(
                    !redemption.containsKey("re")
                            || code.filter(item -> item.path("active").asBoolean())
                                    .isEmpty(),
                    Raw.text(redemption, "i") + " is reversed, and its code can still be used");
        }
    }

    private void theBooksAreBalanced() throws InterruptedException {
        var headers = front.bearer(merchant, "admin");
        var cursor = "";
        do {
            var page = front.read("/v1/verification?limit=100" + cursor, headers);
            require(page.path("balanced").asBoolean(), "the verification says " + page);
            cursor = page.path("nextCursor").isTextual()
                    ? "&cursor=" + page.path("nextCursor").asText()
                    : "";
        } while (!cursor.isEmpty());
    }

    private void require(boolean holds, String finding) {
        if (!holds) {
            findings.add(finding);
        }
    }
}
