package recoup.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The topic is not signed: a signed body that comes again under another one says no more than it says itself. */
class ShopifyTopicsTest {
    private static final String CUSTOMER = """
        {"id":115310627314723954,"admin_graphql_api_id":"gid://shopify/Customer/115310627314723954","tags":"refunded-order",\
        "created_at":"2021-01-01T00:00:00Z","updated_at":"2021-01-04T00:00:00Z","state":"disabled"}\
        """;
    private static final String DRAFT = """
        {"id":72885271,"admin_graphql_api_id":"gid://shopify/DraftOrder/72885271","tags":"refunded-order","status":"completed",\
        "order_id":null,"updated_at":"2021-01-04T00:00:00Z"}\
        """;
    private static final String FULFILLMENT = """
        {"id":123456,"order_id":820982911946154508,"status":"cancelled","financial_status":"paid",\
        "tags":"refunded-order","cancelled_at":"2021-01-04T00:00:00Z","updated_at":"2021-01-04T00:00:00Z"}\
        """;

    private static Translation under(String topic, String body) {
        return Samples.translated(Provider.SHOPIFY, Samples.shopify(topic), body);
    }

    private static Translation under(String topic, ObjectNode body) {
        return under(topic, body.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "orders-create, orders/cancelled, false",
        "orders-create, orders/paid, false",
        "orders-create, orders/updated, true",
        "orders-create, refunds/create, false",
        "orders-paid, orders/cancelled, false",
        "orders-paid, orders/updated, true",
        "orders-paid, refunds/create, false",
        "orders-updated, orders/cancelled, false",
        "orders-updated, orders/paid, true",
        "orders-updated, refunds/create, false",
        "orders-cancelled, orders/paid, false",
        "orders-cancelled, orders/updated, true",
        "orders-cancelled, refunds/create, false",
        "refunds-create, orders/cancelled, false",
        "refunds-create, orders/paid, false",
        "refunds-create, orders/updated, false",
    })
    void a_body_under_another_topic_says_what_stands_in_it_or_nothing(String sample, String topic, boolean speaks) {
        var translation = under(topic, Samples.object("shopify/" + sample));
        assertThat(translation.events()).hasSize(speaks ? 1 : 0);
        assertThat(translation.remarks()).hasSize(speaks ? 0 : 1);
    }

    /** It is partly refunded, so it was paid; of the refund and the tags this topic says nothing. */
    @Test
    void a_refunded_order_under_paid_says_only_that_it_was_paid() {
        var event = under("orders/paid", Samples.object("shopify/orders-updated"))
                .events()
                .getFirst();
        assertThat(event.path("type").asText()).isEqualTo("order.paid");
        assertThat(event.path("data").toString()).isEqualTo("{\"orderId\":\"820982911946154508\"}");
    }

    /** Its tags as they were then, dated: a newer telling stands. */
    @Test
    void an_order_under_updated_is_dated_by_its_own_time() {
        var event = under("orders/updated", Samples.object("shopify/orders-paid"))
                .events()
                .getFirst();
        assertThat(event.path("data").toString())
                .isEqualTo("{\"orderId\":\"820982911946154508\",\"tags\":[],\"updatedAt\":\"2021-01-01T16:00:10Z\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {CUSTOMER, DRAFT, FULFILLMENT})
    void what_is_no_order_is_not_taken_for_one(String body) {
        for (var topic : List.of("orders/updated", "orders/cancelled", "orders/paid", "refunds/create")) {
            assertThat(under(topic, body).events()).as(topic).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "orders/delete", "ORDERS/PAID", "orders/paid ", "orders/edited", "\u0000", "jo@example.com"})
    void no_topic_is_guessed(String topic) {
        var body = Samples.object("shopify/orders-cancelled").put("financial_status", "paid");
        assertThat(under(topic, body).events()).isEmpty();
        assertThat(under(topic, body).remarks()).hasSize(1).noneMatch(remark -> remark.contains("@"));
    }

    @Test
    void without_a_topic_a_body_means_nothing() {
        var body = Samples.object("shopify/orders-cancelled").toString();
        var translation = Samples.translated(Provider.SHOPIFY, Map.of(), body);
        assertThat(translation.events()).isEmpty();
        assertThat(translation.remarks()).containsExactly("no shopify topic");
    }

    @Test
    void the_vector_is_a_cancel_by_the_customer_under_its_topic() {
        var body =
                "{\"id\":820982911946154508,\"name\":\"#9999\",\"financial_status\":\"voided\",\"cancelled_at\":\"2021-01-03T08:00:00+08:00\",\"cancel_reason\":\"customer\",\"tags\":\"vip,"
                    + " refunded-order\"}";
        assertThat(under("orders/cancelled", body)
                        .events()
                        .getFirst()
                        .path("data")
                        .toString())
                .isEqualTo(
                        "{\"orderId\":\"820982911946154508\",\"cancelledBy\":\"CUSTOMER\",\"updatedAt\":\"2021-01-03T00:00:00Z\"}");
        assertThat(under("orders/updated", body)
                        .events()
                        .getFirst()
                        .path("data")
                        .toString())
                .isEqualTo("{\"orderId\":\"820982911946154508\",\"tags\":[\"vip\",\"refunded-order\"]}");
    }

    @ParameterizedTest
    @CsvSource({"customer, CUSTOMER", "inventory, MERCHANT"})
    void a_cancel_that_does_not_say_when_is_told_without_a_time(String reason, String by) {
        var body = Samples.object("shopify/orders-cancelled").put("cancel_reason", reason);
        body.remove("cancelled_at");
        var event = under("orders/cancelled", body).events().getFirst();
        assertThat(event.path("id").asText()).isEqualTo("820982911946154508:orders.cancelled");
        assertThat(event.has("time")).isFalse();
        assertThat(event.path("data").toString())
                .isEqualTo("{\"orderId\":\"820982911946154508\",\"cancelledBy\":\"" + by + "\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1}",
                "{\"id\":1,\"cancel_reason\":null}",
                "{\"id\":1,\"cancelled_at\":null}",
                "{\"id\":1,\"cancelled_at\":null,\"cancel_reason\":\"customer\"}",
                "{\"id\":1,\"cancelled_at\":\"soon\",\"cancel_reason\":\"customer\"}"
            })
    void an_order_that_is_not_cancelled_by_its_own_word_is_not(String body) {
        assertThat(under("orders/cancelled", body).events()).isEmpty();
        assertThat(under("orders/cancelled", body).remarks())
                .containsExactly("shopify orders/cancelled of an order that is not cancelled");
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "',\"financial_status\":\"paid\"', true",
        "',\"financial_status\":\"partially_refunded\"', true",
        "',\"financial_status\":\"refunded\"', true",
        "',\"financial_status\":\"pending\"', false",
        "',\"financial_status\":\"authorized\"', false",
        "',\"financial_status\":\"partially_paid\"', false",
        "',\"financial_status\":\"voided\"', false",
        "',\"financial_status\":\"PAID\"', false",
        "',\"financial_status\":\"\"', false",
        "',\"financial_status\":null', false"
    })
    void an_order_is_paid_unless_it_says_something_else(String status, boolean paid) {
        var translation = under("orders/paid", "{\"id\":1" + status + "}");
        assertThat(translation.events()).hasSize(paid ? 1 : 0);
        assertThat(translation.remarks())
                .isEqualTo(paid ? List.of() : List.of("shopify orders/paid of an order that is not paid"));
    }

    @Test
    void an_order_updated_that_does_not_say_when_is_told_without_a_time() {
        var body = Samples.object("shopify/orders-updated");
        body.remove("updated_at");
        var event = under("orders/updated", body).events().getFirst();
        assertThat(event.path("id").asText()).isEqualTo("820982911946154508:orders.updated");
        assertThat(event.has("time")).isFalse();
        assertThat(event.path("data"))
                .isEqualTo(Samples.json("{\"orderId\":\"820982911946154508\",\"tags\":[\"vip\",\"refunded-order\"],"
                        + "\"status\":\"PARTIALLY_REFUNDED\"}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\"soon\"", "1609718400", "\"2021-13-45T99:99:99Z\""})
    void an_order_updated_at_no_time_means_nothing(String time) {
        var body = Samples.object("shopify/orders-updated");
        body.set("updated_at", Samples.json(time));
        assertThat(under("orders/updated", body).events()).isEmpty();
        assertThat(under("orders/updated", body).remarks())
                .containsExactly("shopify orders/updated with an updated_at that is no time");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "customer, CUSTOMER",
                "fraud, MERCHANT",
                "inventory, MERCHANT",
                "declined, MERCHANT",
                "staff, MERCHANT",
                "other, MERCHANT",
                "Customer, MERCHANT",
                "-, MERCHANT"
            })
    void A_10_A_12_only_the_customers_own_cancel_is_the_customers(String reason, String by) {
        var body = Samples.object("shopify/orders-cancelled").put("cancel_reason", reason);
        assertThat(under("orders/cancelled", body)
                        .events()
                        .getFirst()
                        .path("data")
                        .path("cancelledBy")
                        .asText())
                .isEqualTo(by);
    }

    @ParameterizedTest
    @CsvSource({"pending, ''", "paid, ''", "voided, ''", "partially_refunded, PARTIALLY_REFUNDED", "refunded, REFUNDED"
    })
    void only_a_refund_is_a_status(String financial, String status) {
        var body = Samples.object("shopify/orders-updated").put("financial_status", financial);
        assertThat(under("orders/updated", body)
                        .events()
                        .getFirst()
                        .path("data")
                        .path("status")
                        .asText())
                .isEqualTo(status);
    }

    @Test
    void tags_are_trimmed_and_those_beyond_250_left_out() {
        var body = Samples.object("shopify/orders-updated").put("tags", " a ,,b c, ," + "x,".repeat(300));
        var translation = under("orders/updated", body);
        var tags = translation.events().getFirst().path("data").path("tags");
        assertThat(tags).hasSize(250);
        assertThat(tags.path(0).asText()).isEqualTo("a");
        assertThat(tags.path(1).asText()).isEqualTo("b c");
        assertThat(translation.remarks()).containsExactly("left out 52 tags beyond 250");
    }

    @Test
    void a_tag_that_no_event_may_have_is_left_out() {
        var body = Samples.object("shopify/orders-updated")
                .put("tags", "ok," + "x".repeat(256) + "," + "y".repeat(255) + ",a\u0000b,half");
        var translation = under("orders/updated", body.toString().replace("half", "\\ud800"));
        var tags = translation.events().getFirst().path("data").path("tags");
        assertThat(tags).hasSize(2);
        assertThat(translation.remarks()).hasSize(1).first().asString().startsWith("left out");
    }

    @Test
    void tags_that_would_not_fit_into_one_event_are_left_out() {
        var body = Samples.object("shopify/orders-updated").put("tags", ("\"".repeat(250) + ",").repeat(250));
        var translation = under("orders/updated", body);
        assertThat(translation.events().getFirst().path("data").path("tags")).hasSize(100);
        assertThat(translation.events().getFirst().toString()).hasSizeLessThan(60_000);
        assertThat(translation.remarks()).containsExactly("left out 150 tags beyond 25000 characters");
    }

    @Test
    void no_tags_at_all_is_a_list_of_none_and_tags_of_another_type_are_not_told() {
        var none =
                under("orders/updated", Samples.object("shopify/orders-updated").put("tags", ""));
        assertThat(none.events().getFirst().path("data").path("tags").toString())
                .isEqualTo("[]");
        var number =
                under("orders/updated", Samples.object("shopify/orders-updated").put("tags", 5));
        assertThat(number.events().getFirst().path("data").has("tags")).isFalse();
        assertThat(number.events().getFirst().path("data").path("status").asText())
                .isEqualTo("PARTIALLY_REFUNDED");
    }

    @ParameterizedTest
    @CsvSource({
        "20.00, USD, 2935",
        "0.65, USD, 1000",
        "0, USD, 935",
        "20.000, USD, 2935",
        "20.001, USD, ",
        "-20.00, USD, ",
        "1e3, USD, ",
        "20, EUR, ",
        "20, XTS, ",
        "20, usd, ",
        "20, '', ",
        "'', USD, ",
        "10000000000.01, USD, ",
        "99999999999999999999, USD, ",
    })
    void a_refund_is_the_exact_sum_of_its_successful_transactions(String amount, String currency, Long sum) {
        var body = Samples.object("shopify/refunds-create");
        ((ObjectNode) body.path("transactions").path(0)).put("amount", amount).put("currency", currency);
        var events = under("refunds/create", body).events();
        if (sum == null) {
            assertThat(events).isEmpty();
        } else {
            assertThat(events.getFirst()
                            .path("data")
                            .path("refund")
                            .path("amount")
                            .longValue())
                    .isEqualTo(sum);
        }
    }

    @Test
    void a_refund_without_a_currency_counts_two_digits_and_is_told_without_one() {
        var body = Samples.object("shopify/refunds-create");
        body.path("transactions").forEach(each -> ((ObjectNode) each).remove("currency"));
        assertThat(under("refunds/create", body)
                        .events()
                        .getFirst()
                        .path("data")
                        .toString())
                .isEqualTo(
                        "{\"orderId\":\"820982911946154508\",\"refund\":{\"refundId\":\"890088186047892319\",\"amount\":2935}}");
    }

    @Test
    void a_refund_that_moved_no_money_means_nothing() {
        var body = Samples.object("shopify/refunds-create");
        body.putArray("transactions");
        assertThat(under("refunds/create", body).remarks())
                .containsExactly("shopify refund without a successful refund transaction");
        body.remove("transactions");
        assertThat(under("refunds/create", body).events()).isEmpty();
    }
}
