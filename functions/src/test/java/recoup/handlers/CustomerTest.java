package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The customer's page and the adjustments (C-16, L-07). */
class CustomerTest {
    private final Shop shop = new Shop();

    @Test
    void an_unknown_customer_has_nothing() {
        var customer = shop.customer("nobody");
        assertThat(customer.get("lots")).isEmpty();
        assertThat(customer.get("balances")).hasSize(2);
        assertThat(customer.get("balances")).allSatisfy(balance -> {
            assertThat(balance.get("available").longValue()).isZero();
            assertThat(balance.get("debt").longValue()).isZero();
            assertThat(balance.get("nextExpiry").isNull()).isTrue();
        });
        assertThat(shop.activity("nobody")).isEmpty();
    }

    @Test
    void C_16_the_page_shows_balance_lots_with_dates_and_what_ends_next() {
        shop.give("ann", "STORE_CREDIT", 5, "\"2021-03-01\"");
        shop.give("ann", "STORE_CREDIT", 7, "null");
        shop.give("ann", "STORE_CREDIT", 11, "\"2021-03-01\"");
        var customer = shop.customer("ann");
        assertThat(customer.at("/balances/0/available").longValue()).isEqualTo(23);
        assertThat(customer.at("/balances/0/nextExpiry/date").textValue()).isEqualTo("2021-03-01");
        assertThat(customer.at("/balances/0/nextExpiry/amount").longValue()).isEqualTo(16);
        assertThat(numbers(customer.get("lots"), "remaining")).containsExactly(5L, 11L, 7L);
    }

    @Test
    void an_adjustment_says_what_it_gave() {
        var entry = shop.call("adjust-balance").answer(201).json().at("/entries/0");
        assertThat(entry.get("type").textValue()).isEqualTo("ISSUE");
        assertThat(entry.get("asset").textValue()).isEqualTo("STORE_CREDIT");
        assertThat(entry.get("amount").longValue()).isEqualTo(5000);
        assertThat(entry.get("expiresOn").textValue()).isEqualTo("2021-06-30");
        assertThat(entry.get("trigger").textValue()).isEqualTo("ADJUSTMENT");
        assertThat(entry.at("/reason/message").textValue()).isEqualTo("Welcome gift");
        assertThat(entry.get("balanceAfter").longValue()).isEqualTo(5000);
        assertThat(entry.has("orderId")).isFalse();
    }

    @Test
    void without_a_date_store_credit_never_ends_and_points_end_on_the_next_annual_date() {
        var credit = shop.call("adjust-balance").body("""
            {"asset":"STORE_CREDIT","amount":5,"reason":{"key":"other"}}\
            """).answer(201).json();
        assertThat(credit.at("/entries/0/expiresOn").isNull()).isTrue();
        var points = shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":5,"reason":{"key":"other"}}\
            """).answer(201).json();
        assertThat(points.at("/entries/0/expiresOn").textValue()).isEqualTo("2021-12-31");
        var never = shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":5,"expiresOn":null,"reason":{"key":"other"}}\
            """).answer(201).json();
        assertThat(never.at("/entries/0/expiresOn").isNull()).isTrue();
    }

    @Test
    void a_lot_may_end_today_but_not_yesterday() {
        shop.give("ann", "POINTS", 5, "\"2021-01-01\"");
        var answer = shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":5,"expiresOn":"2020-12-31","reason":{"key":"other"}}\
            """).answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("expiresOn");
        assertThat(shop.available("CUS-7", "POINTS")).isZero();
    }

    @Test
    void a_repeated_gift_is_given_once_even_when_its_date_is_over_by_then() {
        var gift = """
            {"asset":"POINTS","amount":5,"expiresOn":"2021-01-01","reason":{"key":"other"}}\
            """;
        var first = shop.call("adjust-balance")
                .body(gift)
                .header("idempotency-key", "once")
                .answer(201);
        shop.at("2021-01-05T00:00:00Z");
        var again = shop.call("adjust-balance")
                .body(gift)
                .header("idempotency-key", "once")
                .answer(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers()).containsEntry("Idempotency-Replayed", "true");
    }

    @Test
    void a_negative_adjustment_takes_from_the_soonest_expiring_lots_or_not_at_all() {
        shop.give("CUS-7", "POINTS", 5, "null");
        shop.give("CUS-7", "POINTS", 5, "\"2021-02-01\"");
        var taken = shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":-7,"reason":{"key":"other"}}\
            """).answer(201).json();
        assertThat(numbers(taken.get("entries"), "amount")).containsExactly(-5L, -2L);
        assertThat(taken.at("/entries/0/type").textValue()).isEqualTo("ADJUST");
        assertThat(shop.call("adjust-balance").body("""
            {"asset":"POINTS","amount":-4,"reason":{"key":"other"}}\
            """).answer(409).code()).isEqualTo("insufficient-balance");
        assertThat(shop.available("CUS-7", "POINTS")).isEqualTo(3);
    }

    @Test
    void L_07_reads_count_expiry_before_it_is_written_down() {
        shop.give("ann", "POINTS", 5, "\"2021-01-01\"");
        shop.give("ann", "POINTS", 9, "\"2021-01-02\"");
        shop.at("2021-01-02T00:00:00Z");
        var before = shop.contents();
        assertThat(shop.available("ann", "POINTS")).isEqualTo(9);
        assertThat(numbers(shop.customer("ann").get("lots"), "amount")).containsExactly(9L);
        var shown = shop.activity("ann");
        assertThat(numbers(shown, "amount")).containsExactly(-5L, 9L, 5L);
        assertThat(numbers(shown, "balanceAfter")).containsExactly(9L, 14L, 5L);
        assertThat(shop.contents()).isEqualTo(before);

        shop.at("2021-01-04T00:00:00Z");
        shop.give("ann", "POINTS", 1, "null");
        var written = shop.activity("ann");
        assertThat(numbers(written, "amount")).containsExactly(1L, -9L, -5L, 9L, 5L);
        assertThat(numbers(written, "balanceAfter")).containsExactly(1L, 0L, 9L, 14L, 5L);
        assertThat(written.get(2)).isEqualTo(shown.get(0));
    }

    @Test
    void L_07_what_has_expired_stays_expired_when_the_merchant_moves_west() {
        save("Pacific/Kiritimati");
        shop.at("2020-12-31T12:00:00Z");
        shop.give("ann", "POINTS", 5, "\"2021-01-01\"");
        shop.at("2021-01-01T10:00:00Z");
        assertThat(shop.available("ann", "POINTS")).isZero();
        save("Pacific/Niue");
        assertThat(shop.available("ann", "POINTS")).isZero();
        shop.give("ann", "POINTS", 1, "\"2021-01-01\"");
        assertThat(shop.available("ann", "POINTS"))
                .as("entered after the move, valid by the new zone")
                .isEqualTo(1);
        assertThat(shop.activity("ann").get(1).get("occurredAt").textValue()).isEqualTo("2021-01-01T10:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100})
    void pages_of_any_size_make_up_the_whole_and_stay_stable_while_entries_are_added(int limit) {
        for (var lot = 1; lot <= 7; lot++) {
            shop.give("ann", "POINTS", lot, lot == 3 ? "\"2021-01-01\"" : "null");
        }
        shop.place("ORD-1", "ann", 0, 12);
        shop.at("2021-01-02T00:00:00Z");
        var whole = entryIds(shop.activity("ann"));
        var read = new ArrayList<String>();
        var page = page(limit, null);
        while (true) {
            assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
            read.addAll(entryIds(page.get("items")));
            if (page.get("nextCursor").isNull()) {
                break;
            }
            shop.give("ann", "POINTS", 1, "null");
            page = page(limit, page.get("nextCursor").textValue());
        }
        assertThat(read).isEqualTo(whole);
    }

    @Test
    void a_cursor_that_was_altered_or_is_of_another_list_is_refused() {
        shop.give("ann", "POINTS", 1, "null");
        shop.give("ann", "POINTS", 1, "null");
        shop.give("bob", "POINTS", 1, "null");
        shop.give("bob", "POINTS", 1, "null");
        var cursor = page(1, null).get("nextCursor").textValue();
        for (var at = 0; at < cursor.length(); at++) {
            var other = cursor.charAt(at) == 'A' ? 'B' : 'A';
            var altered = cursor.substring(0, at) + other + cursor.substring(at + 1);
            refused(shop.call("read-activity").path("customerId", "ann").query("cursor", altered));
        }
        refused(shop.call("read-activity").path("customerId", "ann").query("cursor", ""));
        refused(shop.call("read-activity").path("customerId", "ann").query("cursor", "%%%"));
        refused(shop.call("read-activity").path("customerId", "bob").query("cursor", cursor));
        refused(shop.call("read-activity")
                .path("customerId", "ann")
                .query("cursor", cursor)
                .merchant("other"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "1.0", "x", "", "99999999999999999999"})
    void a_limit_is_one_to_a_hundred(String limit) {
        var answer = shop.call("read-activity").query("limit", limit).answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("limit");
    }

    @Test
    void a_parameter_that_is_not_known_is_refused() {
        var answer = shop.call("read-activity").query("ordrId", "ORD-1").answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo("ordrId");
    }

    @Test
    void L_05_equal_ids_in_two_merchants_are_two_customers() {
        shop.give("ann", "POINTS", 5, "null");
        var others = shop.call("read-customer")
                .path("customerId", "ann")
                .merchant("other")
                .answer(200)
                .json();
        assertThat(others.at("/balances/1/available").longValue()).isZero();
        assertThat(others.get("lots")).isEmpty();
    }

    @Test
    void a_wallet_holds_a_thousand_open_lots_and_not_one_more() {
        for (var lot = 0; lot < 1_000; lot++) {
            shop.give("ann", "POINTS", 1, "null");
        }
        assertThat(shop.call("adjust-balance")
                        .path("customerId", "ann")
                        .answer(422)
                        .code())
                .isEqualTo("too-many-lots");
        assertThat(shop.available("ann", "POINTS")).isEqualTo(1_000);
    }

    private JsonNode page(int limit, @org.jspecify.annotations.Nullable String cursor) {
        var call = shop.call("read-activity").path("customerId", "ann").query("limit", Integer.toString(limit));
        return (cursor == null ? call : call.query("cursor", cursor))
                .answer(200)
                .json();
    }

    private void save(String zone) {
        shop.call("save-settings").body("""
            {"timeZone":"%s","currency":"USD","pointsAnnualExpiry":"12-31",
             "paymentExpired":{"mode":"OFF","lots":"ALL_OR_NOTHING"},
             "paymentFailed":{"lots":"VALID_ONLY","attemptFailureIsTerminal":false},
             "clawback":{"enabled":false,"onStatuses":[],"onTags":[],"skipTags":[],"partialRefund":"FULL","shortfall":"DEBT"},
             "notifications":{"onAutomaticRevert":false}}\
            """.formatted(zone)).answer(200);
    }

    private static void refused(Shop.Call call) {
        assertThat(call.answer(400).json().at("/errors/0/field").textValue()).isEqualTo("cursor");
    }

    private static List<String> entryIds(JsonNode entries) {
        return StreamSupport.stream(entries.spliterator(), false)
                .map(entry -> entry.get("entryId").textValue())
                .toList();
    }

    private static List<Long> numbers(JsonNode list, String field) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(each -> each.get(field).longValue())
                .toList();
    }
}
