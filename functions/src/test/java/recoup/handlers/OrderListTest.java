package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.store.Staleness;

/** Orders by status and revert status, newest cancellation, else placement, first (C-15), and a customer's activity. */
class OrderListTest {
    private final Shop shop = new Shop();

    @Test
    void C_15_the_newest_cancellation_else_placement_comes_first() {
        place("A", "2021-01-01T10:00:00Z");
        place("B", "2021-01-01T11:00:00Z");
        place("C", "2021-01-01T12:00:00Z");
        assertThat(ids()).containsExactly("C", "B", "A");
        shop.at("2021-01-02T10:00:00Z");
        shop.cancel("A", "{}").answer(200);
        assertThat(ids()).containsExactly("A", "C", "B");
        assertThat(ids("customerId", "ann")).containsExactly("A", "C", "B");
    }

    @ParameterizedTest
    @CsvSource({
        "status,             PENDING,        living+moved",
        "status,             CANCELLED,      partial+full+none+other",
        "status,             COMPLETED,      ''",
        "paymentStatus,      PENDING,        living+moved+partial+full+none+other",
        "paymentStatus,      PAID,           ''",
        "creditRevertStatus, NOT_REVERTED,   none",
        "creditRevertStatus, REVERTED,       partial+full+moved",
        "creditRevertStatus, NOT_APPLICABLE, living+other",
        "pointsRevertStatus, REVERTED,       other",
        "pointsRevertStatus, NOT_APPLICABLE, living+partial+full+none+moved",
        "coverage,           PARTIAL,        partial",
        "coverage,           FULL,           full+moved+other",
        "coverage,           NONE,           living+none",
        "customerId,         bob,            other",
        "customerId,         nobody,         ''",
    })
    void C_15_each_filter_finds_its_orders_and_no_other(String filter, String value, String expected) {
        oneOfEach();
        assertThat(ids(filter, value))
                .containsExactlyInAnyOrder(expected.isEmpty() ? new String[0] : expected.split("\\+"));
        var ofAnn = StreamSupport.stream(
                        list().query(filter, value)
                                .query("customerId", filter.equals("customerId") ? value : "ann")
                                .query("limit", "100")
                                .answer(200)
                                .json()
                                .get("items")
                                .spliterator(),
                        false)
                .map(order -> order.get("orderId").textValue());
        assertThat(ofAnn).as("the same by way of the customer").isSubsetOf(ids(filter, value));
    }

    @Test
    void C_15_filters_combine() {
        oneOfEach();
        assertThat(ids("creditRevertStatus", "REVERTED", "status", "CANCELLED"))
                .containsExactlyInAnyOrder("partial", "full");
        assertThat(ids("creditRevertStatus", "REVERTED", "coverage", "PARTIAL")).containsExactly("partial");
        assertThat(ids("status", "PENDING", "creditRevertStatus", "NOT_REVERTED"))
                .as("never both")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 100})
    void C_15_pages_of_any_size_make_up_the_whole(int limit) {
        for (var number = 10; number < 17; number++) {
            place("ORD-" + number, "2021-01-01T10:00:" + number + "Z");
        }
        shop.at("2021-01-02T10:00:00Z");
        shop.cancel("ORD-12", "{}").answer(200);
        assertThat(paged(limit)).isEqualTo(ids());
        assertThat(paged(limit, "customerId", "ann")).isEqualTo(ids());
        assertThat(paged(limit, "status", "PENDING")).isEqualTo(ids("status", "PENDING"));
    }

    @Test
    void C_15_an_order_cancelled_while_one_pages_moves_to_the_top_and_disturbs_no_page() {
        for (var number = 10; number < 16; number++) {
            place("ORD-" + number, "2021-01-01T10:00:" + number + "Z");
        }
        var first = list().query("limit", "2").answer(200).json();
        shop.at("2021-01-03T10:00:00Z");
        shop.cancel("ORD-12", "{}").answer(200);
        shop.cancel("ORD-15", "{}").answer(200);
        var read = new ArrayList<>(names(first));
        read.addAll(rest(first, 2));
        assertThat(read).containsExactly("ORD-15", "ORD-14", "ORD-13", "ORD-11", "ORD-10");
    }

    @Test
    void C_15_a_stale_index_shows_no_order_under_a_status_that_it_no_longer_has() {
        place("A", "2021-01-01T10:00:00Z");
        place("B", "2021-01-01T11:00:00Z");
        shop.at("2021-01-02T10:00:00Z");
        shop.cancel("A", "{}").answer(200);
        shop.store().staleness(read -> read.ofIndex() ? 1 : 0);
        assertThat(ids("status", "PENDING")).containsExactly("B");
        shop.store().staleness(Staleness.none());
        assertThat(ids("status", "CANCELLED")).containsExactly("A");
    }

    @Test
    void C_15_a_customer_with_more_orders_than_a_call_looks_at_has_them_all_listed() {
        for (var number = 0; number < 1_005; number++) {
            shop.place("ORD-" + number, "ann", 0, 0);
        }
        shop.at("2021-01-03T10:00:00Z");
        shop.cancel("ORD-0", "{}").answer(200);
        var all = paged(100, "customerId", "ann");
        assertThat(all).hasSize(1_005).doesNotHaveDuplicates();
        assertThat(all.getFirst())
                .as("the oldest placement, and the newest cancellation")
                .isEqualTo("ORD-0");
    }

    @Test
    void C_15_a_last_page_that_is_full_knows_that_it_is_the_last() {
        place("A", "2021-01-01T10:00:00Z");
        place("B", "2021-01-01T11:00:00Z");
        for (var call : List.of(list(), list().query("customerId", "ann"), shop.call("verify"))) {
            assertThat(call.query("limit", "2")
                            .answer(200)
                            .json()
                            .get("nextCursor")
                            .isNull())
                    .isTrue();
        }
    }

    @Test
    void L_05_another_merchants_orders_are_not_listed() {
        place("A", "2021-01-01T10:00:00Z");
        assertThat(list().merchant("other").answer(200).json().get("items")).isEmpty();
        assertThat(list().merchant("other")
                        .query("customerId", "ann")
                        .answer(200)
                        .json()
                        .get("items"))
                .isEmpty();
    }

    @Test
    void a_cursor_is_good_for_its_own_list_merchant_and_filter_alone() {
        place("A", "2021-01-01T10:00:00Z");
        place("B", "2021-01-01T11:00:00Z");
        var cursor =
                list().query("limit", "1").answer(200).json().get("nextCursor").textValue();
        list().query("cursor", cursor).query("limit", "50").answer(200);
        for (var call : List.of(
                list().query("cursor", cursor).query("status", "PENDING"),
                list().query("cursor", cursor).merchant("other"),
                list().query("cursor", cursor + "A"),
                list().query("cursor", cursor.substring(1)),
                shop.call("verify").query("cursor", cursor),
                shop.call("read-activity").path("customerId", "ann").query("cursor", cursor))) {
            assertThat(call.answer(400).json().at("/errors/0/field").textValue())
                    .isEqualTo("cursor");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "status, DONE", "status, pending", "status, ''", "paymentStatus, REFUND", "creditRevertStatus, PARTIAL",
        "pointsRevertStatus, YES", "coverage, HALF", "customerId, a#b", "limit, 0", "state, PENDING"
    })
    void a_parameter_at_fault_is_named(String name, String value) {
        var answer = shop.call("list-orders").query(name, value).answer(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(name);
    }

    @Test
    void C_16_activity_is_narrowed_by_asset_by_order_and_by_both() {
        shop.give("ann", "STORE_CREDIT", 100, "null");
        shop.give("ann", "POINTS", 30, "null");
        shop.place("A", "ann", 40, 10);
        shop.place("B", "ann", 5, 0);
        shop.cancel("A", """
            {"storeCredit":{"revert":true},"points":{"revert":true}}\
            """).answer(200);
        assertThat(amounts("asset", "POINTS")).containsExactly(10L, -10L, 30L);
        assertThat(amounts("orderId", "A")).containsExactly(10L, 40L, -10L, -40L);
        assertThat(amounts("orderId", "B")).containsExactly(-5L);
        assertThat(amounts("orderId", "A", "asset", "STORE_CREDIT")).containsExactly(40L, -40L);
        assertThat(amounts("orderId", "Z")).isEmpty();
        var paged = new ArrayList<Long>();
        var page = activity("orderId", "A").query("limit", "1").answer(200).json();
        while (true) {
            page.get("items").forEach(entry -> paged.add(entry.get("amount").longValue()));
            if (page.get("nextCursor").isNull()) {
                break;
            }
            page = activity("orderId", "A")
                    .query("limit", "1")
                    .query("cursor", page.get("nextCursor").textValue())
                    .answer(200)
                    .json();
        }
        assertThat(paged).containsExactly(10L, 40L, -10L, -40L);
        assertThat(activity("asset", "GOLD")
                        .answer(400)
                        .json()
                        .at("/errors/0/field")
                        .textValue())
                .isEqualTo("asset");
    }

    /** One order of every standing: living, partly back, all back, nothing back, back and living again, bob's points. */
    private void oneOfEach() {
        shop.give("ann", "STORE_CREDIT", 10, "\"2021-01-02\"");
        shop.give("ann", "STORE_CREDIT", 100, "null");
        shop.give("bob", "POINTS", 10, "null");
        shop.place("partial", "ann", 20, 0);
        for (var order : List.of("living", "full", "none", "moved")) {
            shop.place(order, "ann", 10, 0);
        }
        shop.place("other", "bob", 0, 10);
        shop.at("2021-01-05T00:00:00Z");
        for (var order : List.of("partial", "full", "moved")) {
            shop.cancel(order, """
                {"storeCredit":{"revert":true}}\
                """).answer(200);
        }
        shop.cancel("none", "{}").answer(200);
        shop.cancel("other", """
            {"points":{"revert":true}}\
            """).answer(200);
        shop.call("move-order")
                .path("orderId", "moved")
                .body("{\"status\":\"PENDING\"}")
                .answer(200);
    }

    private void place(String order, String at) {
        shop.at(at);
        shop.place(order, "ann", 0, 0);
    }

    private Shop.Call list() {
        return shop.call("list-orders").noQuery();
    }

    private List<String> ids(String... filter) {
        return names(filtered(list(), filter).query("limit", "100").answer(200).json());
    }

    private List<String> paged(int limit, String... filter) {
        var first = filtered(list(), filter)
                .query("limit", Integer.toString(limit))
                .answer(200)
                .json();
        var all = new ArrayList<>(names(first));
        all.addAll(rest(first, limit, filter));
        return all;
    }

    private List<String> rest(JsonNode first, int limit, String... filter) {
        var all = new ArrayList<String>();
        for (var page = first; !page.get("nextCursor").isNull(); ) {
            page = filtered(list(), filter)
                    .query("limit", Integer.toString(limit))
                    .query("cursor", page.get("nextCursor").textValue())
                    .answer(200)
                    .json();
            assertThat(page.get("items").size()).isLessThanOrEqualTo(limit);
            all.addAll(names(page));
        }
        return all;
    }

    private Shop.Call activity(String... filter) {
        return filtered(shop.call("read-activity").noQuery().path("customerId", "ann"), filter);
    }

    private List<Long> amounts(String... filter) {
        return StreamSupport.stream(
                        activity(filter).answer(200).json().get("items").spliterator(), false)
                .map(entry -> entry.get("amount").longValue())
                .toList();
    }

    private static Shop.Call filtered(Shop.Call call, String... filter) {
        var narrowed = call;
        for (var at = 0; at < filter.length; at += 2) {
            narrowed = narrowed.query(filter[at], filter[at + 1]);
        }
        return narrowed;
    }

    private static List<String> names(JsonNode page) {
        return StreamSupport.stream(page.get("items").spliterator(), false)
                .map(order -> order.get("orderId").textValue())
                .toList();
    }
}
