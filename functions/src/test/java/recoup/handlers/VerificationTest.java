package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Recomputing the ledger, page by page over all wallets (L-06). */
class VerificationTest {
    private final Shop shop = new Shop();

    @Test
    void L_06_a_ledger_that_is_right_is_balanced() {
        shop.give("ann", "STORE_CREDIT", 50, "\"2021-01-02\"");
        shop.give("ann", "POINTS", 50, "null");
        shop.place("A", "ann", 30, 20);
        shop.at("2021-01-03T00:00:00Z");
        shop.cancel("A", """
            {"storeCredit":{"revert":true,"extendExpiredByDays":3},"points":{"revert":true}}\
            """).answer(200);
        var answer = shop.call("verify").query("customerId", "ann").answer(200).json();
        assertThat(answer.get("balanced").booleanValue()).as(answer.toString()).isTrue();
        assertThat(answer.get("checkedWallets").longValue()).isEqualTo(1);
        assertThat(answer.get("checkedEntries").longValue()).isEqualTo(7);
        assertThat(answer.get("violations")).isEmpty();
        assertThat(answer.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void L_06_pages_visit_every_wallet_once_and_none_of_another_merchant() {
        IntStream.range(0, 40).forEach(number -> shop.give("cus-" + number, "POINTS", 1, "null"));
        shop.call("adjust-balance").merchant("other").answer(201);
        for (var limit : new int[] {1, 7, 39, 40, 100}) {
            var wallets = 0L;
            var entries = 0L;
            var page = shop.call("verify")
                    .query("limit", Integer.toString(limit))
                    .answer(200)
                    .json();
            while (true) {
                wallets += page.get("checkedWallets").longValue();
                entries += page.get("checkedEntries").longValue();
                if (page.get("nextCursor").isNull()) {
                    break;
                }
                page = shop.call("verify")
                        .query("limit", Integer.toString(limit))
                        .query("cursor", page.get("nextCursor").textValue())
                        .answer(200)
                        .json();
            }
            assertThat(wallets).as("limit " + limit).isEqualTo(40);
            assertThat(entries).isEqualTo(40);
        }
    }

    @Test
    void L_06_what_was_tampered_with_is_found() {
        finds(
                "L-02",
                "W",
                wallet -> wallet.put(
                        "l",
                        wallet.getOrDefault("l", number(0)).l().isEmpty()
                                ? number(0)
                                : AttributeValue.fromL(new ArrayList<>())));
        finds("L-02", "W", wallet -> wallet.put("d", number(5)));
        finds("L-01", "W", wallet -> wallet.put("v", number(9)));
        finds("L-02", "J#000000000001", journal -> journal.put("m", changed(journal, "n", number(4711))));
        finds("L-02", "J#000000000002", journal -> journal.put("m", changed(journal, "b", number(1))));
        finds("L-02", "J#000000000002", journal -> journal.put("m", AttributeValue.fromL(new ArrayList<>())));
        finds("L-01", "J#000000000002", journal -> journal.put("sk", AttributeValue.fromS("J#000000000007")));
    }

    @Test
    void A_07_a_lot_that_was_entered_twice_is_found() {
        finds("A-07", "J#000000000002", journal -> {
            var lines = new ArrayList<>(journal.getOrDefault("m", number(0)).l());
            lines.add(lines.getFirst());
            journal.put("m", AttributeValue.fromL(lines));
        });
    }

    @Test
    void an_unknown_customer_has_nothing_to_verify() {
        var answer =
                shop.call("verify").query("customerId", "nobody").answer(200).json();
        assertThat(answer.get("balanced").booleanValue()).isTrue();
        assertThat(answer.get("checkedEntries").longValue()).isZero();
    }

    /** Puts a changed item past every guard, and expects the rule among what verification finds. */
    private static void finds(String rule, String sort, Consumer<Map<String, AttributeValue>> tamper) {
        var shop = new Shop();
        shop.give("ann", "POINTS", 50, "null");
        shop.give("ann", "POINTS", 60, "null");
        var item = shop.store().items(FreshTable.NAME).stream()
                .filter(each ->
                        each.getOrDefault("sk", AttributeValue.fromS("")).s().equals(sort))
                .findFirst()
                .map(HashMap::new)
                .orElseThrow();
        tamper.accept(item);
        shop.store().putItem(put -> put.tableName(FreshTable.NAME).item(item));
        if (!item.getOrDefault("sk", AttributeValue.fromS("")).s().equals(sort)) {
            shop.store()
                    .deleteItem(delete -> delete.tableName(FreshTable.NAME)
                            .key(Map.of(
                                    "pk",
                                    item.getOrDefault("pk", AttributeValue.fromS("")),
                                    "sk",
                                    AttributeValue.fromS(sort))));
        }
        var answer = shop.call("verify").query("limit", "100").answer(200).json();
        assertThat(answer.get("balanced").booleanValue())
                .as(rule + " in " + answer)
                .isFalse();
        assertThat(answer.get("violations"))
                .as(answer.toString())
                .anyMatch(violation -> violation.get("rule").textValue().equals(rule)
                        && violation.get("customerId").textValue().equals("ann"));
    }

    private static AttributeValue changed(Map<String, AttributeValue> journal, String name, AttributeValue value) {
        var line = new HashMap<>(
                journal.getOrDefault("m", number(0)).l().getFirst().m());
        line.put(name, value);
        return AttributeValue.fromL(java.util.List.of(AttributeValue.fromM(line)));
    }

    private static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }
}
