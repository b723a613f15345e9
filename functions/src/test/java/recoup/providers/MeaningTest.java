package recoup.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What means what: each sample, and the events that it means, each with its type, its id, its time and its data; or the
 * remark why it means none.
 */
class MeaningTest {
    private static final String TABLE = """
        stripe/checkout.session.expired
          payment.expired evt_1I5RzK2eZvKYlo2CExp1rED0 2021-01-03T23:59:01Z {"orderId":"ORD-1001","paymentAttemptId":"cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3"}
        stripe/checkout.session.async_payment_failed
          payment.failed evt_1I5RzK2eZvKYlo2CAsyF41L0 2021-01-03T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3","paymentAttemptAlias":"pi_1I5RyY2eZvKYlo2CkC5YbGQq","terminal":true}
        stripe/payment_intent.canceled
          payment.failed evt_1I5RzK2eZvKYlo2CCancEl00 2021-01-03T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"pi_1I5RyY2eZvKYlo2CkC5YbGQq","terminal":true,"code":"abandoned"}
        stripe/payment_intent.payment_failed
          payment.failed evt_1I5RzK2eZvKYlo2CFaiLed00 2021-01-01T23:59:21Z {"orderId":"ORD-1001","paymentAttemptId":"pi_1I5RyY2eZvKYlo2CkC5YbGQq","terminal":false,"code":"card_declined"}
        stripe/charge.failed
          payment.failed evt_1I5RzK2eZvKYlo2CChFaiL00 2021-01-01T23:59:21Z {"orderId":"ORD-1001","paymentAttemptId":"pi_1I5RyY2eZvKYlo2CkC5YbGQq","terminal":false,"code":"card_declined"}
        stripe/payment_intent.succeeded
          order.paid evt_1I5RzK2eZvKYlo2CSuccEed0 2021-01-01T23:59:21Z {"orderId":"ORD-1001","paymentAttemptId":"pi_1I5RyY2eZvKYlo2CkC5YbGQq"}
        stripe/checkout.session.completed
          order.paid evt_1I5RzK2eZvKYlo2CCompLet0 2021-01-02T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3","paymentAttemptAlias":"pi_1I5RyY2eZvKYlo2CkC5YbGQq"}
        stripe/checkout.session.completed-no-payment-required
          order.paid evt_1I5RzK2eZvKYlo2CCompLet2 2021-01-02T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3"}
        stripe/checkout.session.completed-unpaid
          # stripe checkout.session.completed unpaid maps to nothing
        stripe/checkout.session.async_payment_succeeded
          order.paid evt_1I5RzK2eZvKYlo2CAsySucc0 2021-01-03T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"cs_test_a1Ae6ClgOkjygKwrf9B3L6ITtUuZW4Xx9FivL6DZYoYFdfAefQxsYpJJd3","paymentAttemptAlias":"pi_1I5RyY2eZvKYlo2CkC5YbGQq"}
        stripe/charge.refunded
          order.updated evt_1I5RzK2eZvKYlo2CChRefu00 2021-01-04T00:00:00Z {"orderId":"ORD-1001","refundedTotal":2935,"currency":"USD"}
        stripe/payment_intent.created
          # stripe payment_intent.created maps to nothing

        adyen/authorisation-failed
          payment.failed 8536095455600001:AUTHORISATION:false 2021-01-01T23:00:05Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001","terminal":false}
        adyen/cancellation
          payment.failed 8526097184000002:CANCELLATION:true 2021-01-04T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001","terminal":true}
        adyen/technical-cancel
          payment.failed 8526097184000003:TECHNICAL_CANCEL:true 2021-01-04T00:00:00Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001","terminal":true}
        adyen/offer-closed
          payment.expired 8536095455600001:OFFER_CLOSED:true 2021-01-02T11:59:00Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001"}
        adyen/expire
          # adyen EXPIRE success=true maps to nothing
        adyen/authorisation
          order.paid 8536095455600001:AUTHORISATION:true 2021-01-01T23:00:05Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001"}
        adyen/refund
          order.updated 8526097184000005:REFUND:true 2021-01-04T00:00:00Z {"orderId":"ORD-1001","refund":{"refundId":"8526097184000005","amount":2935},"currency":"EUR"}
        adyen/refund-failed
          # adyen REFUND success=false maps to nothing
        adyen/batch
          order.paid 8536095455600001:AUTHORISATION:true 2021-01-01T23:00:05Z {"orderId":"ORD-1001","paymentAttemptId":"8536095455600001"}
          order.updated 8526097184000005:REFUND:true 2021-01-01T23:00:05Z {"orderId":"ORD-1002","refund":{"refundId":"8526097184000005","amount":2935},"currency":"EUR"}
          # adyen EXPIRE success=true maps to nothing

        shopify/orders-cancelled
          order.cancelled 820982911946154508:orders.cancelled:2021-01-03T00:00:00Z 2021-01-03T00:00:00Z {"orderId":"820982911946154508","cancelledBy":"CUSTOMER","updatedAt":"2021-01-03T00:00:00Z"}
        shopify/orders-cancelled-by-staff
          order.cancelled 820982911946154508:orders.cancelled:2021-01-03T00:00:00Z 2021-01-03T00:00:00Z {"orderId":"820982911946154508","cancelledBy":"MERCHANT","updatedAt":"2021-01-03T00:00:00Z"}
        shopify/orders-paid
          order.paid 820982911946154508:orders.paid:2021-01-01T16:00:10Z 2021-01-01T16:00:10Z {"orderId":"820982911946154508"}
        shopify/orders-updated
          order.updated 820982911946154508:orders.updated:2021-01-04T00:00:00Z 2021-01-04T00:00:00Z {"orderId":"820982911946154508","tags":["vip","refunded-order"],"status":"PARTIALLY_REFUNDED","updatedAt":"2021-01-04T00:00:00Z"}
        shopify/refunds-create
          order.updated 820982911946154508:refund:890088186047892319 2021-01-04T00:00:00Z {"orderId":"820982911946154508","refund":{"refundId":"890088186047892319","amount":2935},"currency":"USD"}
        shopify/orders-create
          reward.used 820982911946154508:code:1:2021-01-01T15:59:00Z 2021-01-01T15:59:00Z {"provider":"shopify","code":"POINTS-7F3K","orderId":"820982911946154508"}

        woocommerce/order-processing
          order.paid 727:paid:2021-01-02T00:05:00Z 2021-01-02T00:05:00Z {"orderId":"727"}
        woocommerce/order-completed
          order.paid 727:paid:2021-01-02T00:05:00Z 2021-01-02T00:05:00Z {"orderId":"727"}
        woocommerce/order-failed
          payment.failed 727:failed:2021-01-02T00:01:00Z 2021-01-02T00:01:00Z {"orderId":"727","terminal":false}
        woocommerce/order-cancelled
          order.cancelled 727:cancelled:2021-01-03T00:00:00Z 2021-01-03T00:00:00Z {"orderId":"727","cancelledBy":"MERCHANT","updatedAt":"2021-01-03T00:00:00Z"}
        woocommerce/order-partially-refunded
          order.paid 727:paid:2021-01-02T00:05:00Z 2021-01-02T00:05:00Z {"orderId":"727"}
          order.updated 727:refund:726 2021-01-04T00:00:00Z {"orderId":"727","refund":{"refundId":"726","amount":1000},"currency":"USD"}
        woocommerce/order-refunded
          order.paid 727:paid:2021-01-02T00:05:00Z 2021-01-02T00:05:00Z {"orderId":"727"}
          order.updated 727:refund:731 2021-01-05T00:00:00Z {"orderId":"727","refund":{"refundId":"731","amount":1935},"currency":"USD"}
          order.updated 727:refund:726 2021-01-05T00:00:00Z {"orderId":"727","refund":{"refundId":"726","amount":1000},"currency":"USD"}
          order.updated 727:refunded:2021-01-05T00:00:00Z 2021-01-05T00:00:00Z {"orderId":"727","status":"REFUNDED","updatedAt":"2021-01-05T00:00:00Z"}
        woocommerce/order-pending
          # woocommerce pending maps to nothing
        woocommerce/order-on-hold
          # woocommerce on-hold maps to nothing
        """;

    /** One sample and the lines under it. */
    record Row(String sample, List<JsonNode> events, List<String> remarks) {
        @Override
        public String toString() {
            return sample;
        }
    }

    static List<Row> rows() {
        var lines = new LinkedHashMap<String, List<String>>();
        var sample = "";
        for (var line : TABLE.lines().filter(each -> !each.isBlank()).toList()) {
            if (line.startsWith(" ")) {
                lines.computeIfAbsent(sample, _ -> new ArrayList<>()).add(line.strip());
            } else {
                sample = line;
            }
        }
        return lines.entrySet().stream().map(MeaningTest::row).toList();
    }

    private static Row row(Map.Entry<String, List<String>> entry) {
        var sample = entry.getKey();
        var remarks = entry.getValue().stream().filter(line -> line.startsWith("# "));
        var events = entry.getValue().stream().filter(line -> !line.startsWith("# "));
        return new Row(
                sample,
                events.map(line -> event(Samples.provider(sample), line.split(" ", 4)))
                        .toList(),
                remarks.map(line -> line.substring("# ".length())).toList());
    }

    private static JsonNode event(Provider provider, String[] words) {
        var data = Samples.json(words[3]);
        return Samples.json(
                """
                {"specversion":"1.0","id":"%s","source":"urn:recoup:%s","type":"%s","subject":%s,"time":"%s",\
                "datacontenttype":"application/json","data":%s}\
                """.formatted(words[1], provider.written(), words[0], data.path("orderId"), words[2], data));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void it_means(Row row) {
        var translation = Samples.translated(row.sample());
        assertThat(translation.events().stream().map(each -> Samples.json(each.toString())))
                .containsExactlyElementsOf(row.events());
        assertThat(translation.remarks()).containsExactlyElementsOf(row.remarks());
    }

    @Test
    void no_sample_is_left_out() {
        assertThat(rows().stream().map(Row::sample)).containsExactlyInAnyOrderElementsOf(Samples.all());
    }

    @Test
    void each_has_the_trace_that_its_provider_looks_for() {
        assertThat(Samples.translated("stripe/charge.failed").trace()).isEqualTo("evt_1I5RzK2eZvKYlo2CChFaiL00");
        assertThat(Samples.translated("adyen/batch").trace())
                .isEqualTo("8536095455600001 AUTHORISATION true,8526100000000004 EXPIRE true,8526097184000005 REFUND"
                        + " true");
        assertThat(Samples.translated("shopify/orders-paid").trace())
                .isEqualTo("98880550-7158-44d4-b7cd-2c97c8a091b5 orders/paid");
        assertThat(Samples.translated("woocommerce/order-failed").trace()).isEqualTo("727 2021-01-02T00:01:00 failed");
    }

    @Test
    void the_vector_of_woocommerce_is_a_cancel() {
        var body = "{\"id\":727,\"number\":\"727\",\"status\":\"cancelled\",\"total\":\"29.35\",\"refunds\":[]}";
        var events = Samples.translated(Provider.WOOCOMMERCE, Map.of(), body).events();
        assertThat(events).hasSize(1);
        assertThat(Samples.json(events.getFirst().toString())).isEqualTo(Samples.json("""
            {"specversion":"1.0","id":"727:cancelled","source":"urn:recoup:woocommerce","type":"order.cancelled",\
            "subject":"727","datacontenttype":"application/json","data":{"orderId":"727","cancelledBy":"MERCHANT"}}\
            """));
    }

    @Test
    void providers_are_written_in_lower_case() {
        assertThat(Provider.of("woocommerce")).contains(Provider.WOOCOMMERCE);
        assertThat(Provider.of("Stripe")).isEmpty();
        assertThat(Provider.of("paypal")).isEmpty();
        assertThat(Provider.ADYEN.written()).isEqualTo("adyen");
    }
}
