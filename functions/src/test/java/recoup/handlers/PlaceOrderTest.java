package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shop places orders, and what they use is spent in the same write. */
class PlaceOrderTest {
    private static final String ORDER = """
        {"orderId":"ORD-1","customerId":"ann","total":12900,"currency":"USD","use":{"storeCredit":700,"points":30}%s}\
        """;

    private final Shop shop = new Shop();

    @Test
    void the_sample_event_places_an_order() {
        shop.give("CUS-7", "STORE_CREDIT", 5000, "null");
        shop.give("CUS-7", "POINTS", 100, "null");
        var order = shop.call("place-order").answer(201).json();
        assertThat(order.get("number").textValue()).isEqualTo("#1001");
        assertThat(order.get("placedAt").textValue()).isEqualTo("2021-01-01T23:59:00Z");
        assertThat(order.get("tags")).extracting(tag -> tag.textValue()).containsExactly("vip");
        assertThat(order.get("refundedTotal").longValue()).isZero();
        assertThat(order.get("granted").longValue()).isZero();
    }

    @Test
    void the_soonest_expiring_lots_are_spent_first_each_with_an_entry_of_its_own() {
        shop.give("ann", "STORE_CREDIT", 500, "null");
        shop.give("ann", "STORE_CREDIT", 400, "\"2021-12-31\"");
        shop.give("ann", "POINTS", 50, "\"2021-12-31\"");
        var order =
                shop.call("place-order").body(ORDER.formatted("")).answer(201).json();
        assertThat(order.at("/assets/0/lots/0/amount").longValue()).isEqualTo(400);
        assertThat(order.at("/assets/0/lots/0/expiresOn").textValue()).isEqualTo("2021-12-31");
        assertThat(order.at("/assets/0/lots/1/amount").longValue()).isEqualTo(300);
        assertThat(order.at("/assets/1/lots/0/amount").longValue()).isEqualTo(30);
        assertThat(order.at("/assets/0/outstanding").longValue()).isEqualTo(700);
        assertThat(shop.available("ann", "STORE_CREDIT")).isEqualTo(200);
        var spends = StreamSupport.stream(shop.activity("ann").spliterator(), false)
                .filter(entry -> entry.get("type").textValue().equals("SPEND"))
                .toList();
        assertThat(spends).extracting(entry -> entry.get("amount").longValue()).containsExactly(-30L, -300L, -400L);
        assertThat(spends).extracting(entry -> entry.get("trigger").textValue()).containsOnly("PLATFORM");
        assertThat(spends).extracting(entry -> entry.get("orderId").textValue()).containsOnly("ORD-1");
    }

    @Test
    void the_same_order_again_is_answered_and_spends_nothing_more() {
        shop.give("ann", "STORE_CREDIT", 5000, "null");
        shop.give("ann", "POINTS", 100, "null");
        shop.call("place-order").body(ORDER.formatted("")).answer(201);
        var before = shop.contents();
        shop.at("2021-02-02T00:00:00Z");
        var again =
                shop.call("place-order").body(ORDER.formatted(",\"tags\":[]")).answer(200);
        assertThat(again.json()).isEqualTo(shop.order("ORD-1"));
        assertThat(shop.contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "total":12900                | "total":12901
        "currency":"USD"             | "currency":"EUR"
        "customerId":"ann"           | "customerId":"bob"
        "storeCredit":700            | "storeCredit":701
        "points":30                  | "points":0
        "orderId":"ORD-1"            | "orderId":"ORD-1","number":"7"
        "orderId":"ORD-1"            | "orderId":"ORD-1","tags":["vip"]
        "orderId":"ORD-1"            | "orderId":"ORD-1","paymentAttemptId":"pi_1"
        "orderId":"ORD-1"            | "orderId":"ORD-1","paymentDueAt":"2021-01-02T00:00:00Z"
        "orderId":"ORD-1"            | "orderId":"ORD-1","placedAt":"2021-01-01T00:00:00Z"
        """)
    void other_content_under_a_known_id_is_refused(String was, String is) {
        shop.give("ann", "STORE_CREDIT", 5000, "null");
        shop.give("ann", "POINTS", 100, "null");
        shop.call("place-order").body(ORDER.formatted("")).answer(201);
        var before = shop.contents();
        var answer = shop.call("place-order")
                .body(ORDER.formatted("").replace(was, is))
                .answer(409);
        assertThat(answer.code()).isEqualTo("order-exists");
        assertThat(answer.json().get("orderId").textValue()).isEqualTo("ORD-1");
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void too_little_of_either_asset_spends_nothing_and_says_how_much_is_there() {
        shop.give("ann", "STORE_CREDIT", 5000, "null");
        shop.give("ann", "POINTS", 29, "null");
        var before = shop.contents();
        var answer = shop.call("place-order").body(ORDER.formatted("")).answer(409);
        assertThat(answer.code()).isEqualTo("insufficient-balance");
        assertThat(answer.json().get("asset").textValue()).isEqualTo("POINTS");
        assertThat(answer.json().get("needed").longValue()).isEqualTo(30);
        assertThat(answer.json().get("available").longValue()).isEqualTo(29);
        assertThat(shop.contents()).isEqualTo(before);
    }

    @Test
    void what_has_expired_cannot_be_spent() {
        shop.give("ann", "STORE_CREDIT", 700, "\"2021-01-01\"");
        shop.give("ann", "POINTS", 30, "\"2021-01-01\"");
        shop.at("2021-01-02T00:00:00Z");
        assertThat(shop.call("place-order")
                        .body(ORDER.formatted(""))
                        .answer(409)
                        .json()
                        .get("available")
                        .longValue())
                .isZero();
        shop.at("2021-01-01T23:59:59.999Z");
        shop.call("place-order").body(ORDER.formatted("")).answer(201);
    }

    @Test
    void an_order_that_uses_nothing_moves_nothing() {
        var order = shop.place("ORD-1", "ann", 0, 0);
        assertThat(order.get("assets")).isEmpty();
        assertThat(shop.activity("ann")).isEmpty();
    }

    @Test
    void more_than_five_hundred_lots_in_one_order_are_refused_before_anything_is_written() {
        for (var lot = 0; lot < 501; lot++) {
            shop.give("ann", "POINTS", 1, "null");
        }
        var before = shop.contents();
        var answer = shop.call("place-order").body("""
            {"orderId":"ORD-1","customerId":"ann","total":0,"currency":"USD","use":{"points":501}}\
            """).answer(422);
        assertThat(answer.code()).isEqualTo("too-many-lots");
        assertThat(shop.contents()).isEqualTo(before);
        shop.place("ORD-1", "ann", 0, 500);
        shop.cancel("ORD-1", """
            {"points":{"revert":true}}\
            """).answer(200);
        assertThat(shop.available("ann", "POINTS")).isEqualTo(501);
    }
}
