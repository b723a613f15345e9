package recoup.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Corners of Stripe, Adyen and WooCommerce that a sample does not show. */
class OddOrdersTest {
    private static final String SESSION = "stripe/checkout.session.expired";

    private static Translation of(Provider provider, ObjectNode body) {
        return Samples.translated(provider, Map.of(), body.toString());
    }

    private static ObjectNode session(ObjectNode event) {
        return (ObjectNode) event.path("data").path("object");
    }

    private static String data(Translation translation) {
        assertThat(translation.events()).hasSize(1);
        return translation.events().getFirst().path("data").toString();
    }

    private static List<String> types(Translation translation) {
        return translation.events().stream()
                .map(event -> event.path("type").asText())
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "'\"ORD-1\"', '\"ORD-2\"', ORD-1",
        "null, '\"ORD-2\"', ORD-2",
        "'\"\"', '\"ORD-2\"', ORD-2",
        "'\"no id\"', '\"ORD-2\"', ",
        "null, null, ",
        "null, 5, ",
        "null, '\"a#b\"', "
    })
    void stripe_names_the_order_by_reference_or_else_by_metadata(String reference, String metadata, String orderId) {
        var event = Samples.object(SESSION);
        session(event).set("client_reference_id", Samples.json(reference));
        session(event).putObject("metadata").set("order_id", Samples.json(metadata));
        var translation = of(Provider.STRIPE, event);
        if (orderId == null) {
            assertThat(translation.events()).isEmpty();
            assertThat(translation.remarks()).containsExactly("no order id");
        } else {
            assertThat(translation.events().getFirst().path("subject").asText()).isEqualTo(orderId);
        }
    }

    @Test
    void A_08_a_session_is_one_attempt_with_its_payment() {
        var event = Samples.object(SESSION);
        session(event).put("payment_intent", "pi_1");
        var data = of(Provider.STRIPE, event).events().getFirst().path("data");
        assertThat(data.path("paymentAttemptId").asText()).startsWith("cs_test_");
        assertThat(data.path("paymentAttemptAlias").asText()).isEqualTo("pi_1");
    }

    /** Without its attempt it would count against any attempt of the order. */
    @Test
    void A_08_an_attempt_without_a_readable_id_means_nothing() {
        var event = Samples.object(SESSION);
        session(event).put("id", "cs test");
        assertThat(of(Provider.STRIPE, event).remarks()).containsExactly("no attempt id");
        session(event).put("id", "cs_1").put("payment_intent", "pi 1");
        assertThat(of(Provider.STRIPE, event).remarks()).containsExactly("no attempt id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "5", "{}", "\"pi 1\""})
    void A_08_a_failed_charge_without_a_payment_means_nothing(String payment) {
        var event = Samples.object("stripe/charge.failed");
        session(event).set("payment_intent", Samples.json(payment));
        assertThat(of(Provider.STRIPE, event).events()).isEmpty();
        assertThat(of(Provider.STRIPE, event).remarks()).containsExactly("no attempt id");
        session(event).remove("payment_intent");
        assertThat(of(Provider.STRIPE, event).remarks()).containsExactly("no attempt id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "0", "1.5", "\"5\"", "1000000000001", "1e400", "99999999999999999999", "null", "[]"})
    void a_senseless_refunded_total_means_nothing(String amount) {
        var event = Samples.object("stripe/charge.refunded").toString();
        var translation = Samples.translated(
                Provider.STRIPE, Map.of(), event.replace("\"amount_refunded\":2935", "\"amount_refunded\":" + amount));
        assertThat(translation.events()).isEmpty();
        assertThat(translation.remarks()).hasSize(1);
    }

    @Test
    void the_greatest_amount_is_told() {
        var event = Samples.object("stripe/charge.refunded");
        session(event).put("amount_refunded", 1_000_000_000_000L).put("currency", "jpy");
        var data = of(Provider.STRIPE, event).events().getFirst().path("data");
        assertThat(data.toString())
                .isEqualTo("{\"orderId\":\"ORD-1001\",\"refundedTotal\":1000000000000,\"currency\":\"JPY\"}");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MAX_VALUE, 253_402_300_800L})
    void a_time_out_of_range_is_left_out(long created) {
        var event = Samples.object(SESSION).put("created", created);
        assertThat(of(Provider.STRIPE, event).events().getFirst().has("time")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "pending, 2021-01-02T00:05:00, order.paid",
        "on-hold, 2021-01-02T00:05:00, order.paid",
        "completed, , order.paid",
        "cancelled, 2021-01-02T00:05:00, order.cancelled",
        "cancelled, , order.cancelled",
        "failed, 2021-01-02T00:05:00, order.paid",
        "failed, , payment.failed",
        "refunded, 2021-01-02T00:05:00, 'order.paid,order.updated'",
        "trash, , ''",
        "checkout-draft, , ''"
    })
    void woocommerce_says_all_that_stands_in_the_order_the_payment_first(String status, String paid, String types) {
        var order = Samples.object("woocommerce/order-pending")
                .put("status", status)
                .put("date_paid_gmt", paid);
        assertThat(String.join(",", types(of(Provider.WOOCOMMERCE, order)))).isEqualTo(types);
    }

    /** As two messages the outcome would depend on which of them is applied first. */
    @Test
    void a_cancel_of_woocommerce_says_itself_that_the_order_was_paid() {
        var order = Samples.object("woocommerce/order-cancelled").put("date_paid_gmt", "2021-01-02T00:05:00");
        assertThat(data(of(Provider.WOOCOMMERCE, order)))
                .isEqualTo("{\"orderId\":\"727\",\"cancelledBy\":\"MERCHANT\",\"paid\":true,"
                        + "\"updatedAt\":\"2021-01-03T00:00:00Z\"}");
    }

    @Test
    void a_cancel_of_woocommerce_without_its_time_has_no_edition() {
        var order = Samples.object("woocommerce/order-cancelled");
        order.remove("date_modified_gmt");
        assertThat(data(of(Provider.WOOCOMMERCE, order)))
                .isEqualTo("{\"orderId\":\"727\",\"cancelledBy\":\"MERCHANT\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "-29.35, USD, 2935",
        "-29, JPY, 29",
        "-29.00, JPY, 29",
        "-1.234, KWD, 1234",
        "29.35, USD, ",
        "--29.35, USD, ",
        "0.00, USD, ",
        "-0.00, USD, ",
        "-29.355, USD, ",
        "-29.5, JPY, ",
        "-29.35, '', 2935",
        "-29, , 2900",
        "-29.355, '', ",
        "-29.35, EURO, ",
        "-29.35, XAU, "
    })
    void a_refund_of_woocommerce_is_what_the_order_lost(String total, String currency, Long amount) {
        var order = Samples.object("woocommerce/order-pending").put("currency", currency);
        order.putArray("refunds").addObject().put("id", 726).put("total", total);
        var translation = of(Provider.WOOCOMMERCE, order);
        if (amount == null) {
            assertThat(translation.events()).isEmpty();
            assertThat(translation.remarks()).hasSize(1);
        } else {
            assertThat(translation
                            .events()
                            .getFirst()
                            .path("data")
                            .path("refund")
                            .path("amount")
                            .longValue())
                    .isEqualTo(amount);
        }
    }

    /** Then it is the order's own. */
    @Test
    void a_refund_without_a_currency_is_told_without_one() {
        var charge = Samples.object("stripe/charge.refunded");
        session(charge).remove("currency");
        assertThat(data(of(Provider.STRIPE, charge))).isEqualTo("{\"orderId\":\"ORD-1001\",\"refundedTotal\":2935}");
        var item = Samples.object("adyen/refund");
        ((ObjectNode) item.at("/notificationItems/0/NotificationRequestItem/amount")).remove("currency");
        assertThat(data(of(Provider.ADYEN, item)))
                .isEqualTo("{\"orderId\":\"ORD-1001\",\"refund\":{\"refundId\":\"8526097184000005\",\"amount\":2935}}");
        var order = Samples.object("woocommerce/order-pending");
        order.remove("currency");
        order.putArray("refunds").addObject().put("id", 726).put("total", "-10.00");
        assertThat(data(of(Provider.WOOCOMMERCE, order)))
                .isEqualTo("{\"orderId\":\"727\",\"refund\":{\"refundId\":\"726\",\"amount\":1000}}");
    }

    @Test
    void one_bad_refund_does_not_hide_the_others() {
        var order = Samples.object("woocommerce/order-refunded");
        ((ObjectNode) order.path("refunds").path(0)).put("total", 5);
        var translation = of(Provider.WOOCOMMERCE, order);
        assertThat(types(translation)).containsExactly("order.paid", "order.updated", "order.updated");
        assertThat(translation.remarks()).containsExactly("a refund whose total is not negative");
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.deleted", "product.updated", "coupon.created", "subscription.updated", "action.x"})
    void what_is_not_about_an_order_means_nothing(String topic) {
        var headers = Map.of("x-wc-webhook-topic", topic);
        var body = Samples.object("woocommerce/order-cancelled").toString();
        assertThat(Samples.translated(Provider.WOOCOMMERCE, headers, body).events())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "webhook_id=1, true",
        "webhook_id=18446744073709551615, true",
        "webhook_id=, false",
        "webhook_id=1&x=2, false",
        "webhook_id=-1, false",
        "webhook_id=1a, false",
        "' webhook_id=1', false",
        "'webhook_id=1\n', false",
        "webhook_id=١, false",
        "webhook_id=184467440737095516150, false",
        "{}, false",
        "'', false"
    })
    void the_ping_of_woocommerce_is_a_number_and_nothing_else(String body, boolean is) {
        var callback = new Callback(Map.of(), body.getBytes(UTF_8));
        assertThat(WooCommercePing.is(callback)).isEqualTo(is);
        assertThat(Translation.of(Provider.WOOCOMMERCE, callback).events()).isEmpty();
        assertThat(Signatures.valid(Provider.WOOCOMMERCE, callback, List.of("secret"), Instant.EPOCH))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "OFFER_CLOSED, 1",
        "EXPIRE, 0",
        "CANCEL_OR_REFUND, 0",
        "CAPTURE, 0",
        "CHARGEBACK, 0",
        "REFUND_FAILED, 0",
        "AUTHORISATION_ADJUSTMENT, 0",
        "authorisation, 0",
        "'', 0"
    })
    void adyen_means_what_the_table_says_and_nothing_else(String eventCode, int events) {
        var body = Samples.object("adyen/authorisation");
        ((ObjectNode) body.at("/notificationItems/0/NotificationRequestItem")).put("eventCode", eventCode);
        assertThat(of(Provider.ADYEN, body).events()).hasSize(events);
    }

    @Test
    void adyen_without_an_order_or_a_payment_means_nothing() {
        var body = Samples.object("adyen/authorisation");
        var item = (ObjectNode) body.at("/notificationItems/0/NotificationRequestItem");
        item.put("merchantReference", "Order 1001");
        assertThat(of(Provider.ADYEN, body).remarks()).containsExactly("no order id");
        item.put("merchantReference", "ORD-1001").put("pspReference", "");
        assertThat(of(Provider.ADYEN, body).events()).isEmpty();
    }
}
