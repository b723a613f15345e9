package recoup.providers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop with both roads on says everything twice, and the second time it is the same. */
class PartnerEventTest {
    private static final String STRIPE = "aws.partner/stripe.com/ed_test_61abc";
    private static final String SHOPIFY = "aws.partner/shopify.com/1234/recoup";

    static List<String> samples() {
        return Samples.all().stream()
                .filter(sample -> PARTNERS.contains(Samples.provider(sample)))
                .toList();
    }

    private static final List<Provider> PARTNERS = List.of(Provider.STRIPE, Provider.SHOPIFY);

    private static ObjectNode onTheBus(String sample) {
        var body = Samples.object(sample);
        if (Samples.provider(sample) == Provider.STRIPE) {
            return envelope(STRIPE, body.path("type").asText(), body);
        }
        var detail = JsonNodeFactory.instance.objectNode();
        detail.set("payload", body);
        var headers = Samples.headers(sample);
        detail.putObject("metadata")
                .put("Content-Type", "application/json")
                .put("X-Shopify-Topic", headers.get("x-shopify-topic"))
                .put("X-Shopify-Shop-Domain", "recoup.myshopify.com")
                .put("X-Shopify-Event-Id", headers.get("x-shopify-event-id"));
        return envelope(SHOPIFY, "shopifyWebhook", detail);
    }

    private static ObjectNode envelope(String source, String detailType, ObjectNode detail) {
        var event = JsonNodeFactory.instance
                .objectNode()
                .put("version", "0")
                .put("id", "d1f3a2b4-5c6d-4e7f-8a9b-0c1d2e3f4a5b")
                .put("detail-type", detailType)
                .put("source", source)
                .put("account", "123456789012")
                .put("time", "2021-01-04T00:00:00Z")
                .put("region", "us-east-1");
        event.putArray("resources");
        event.set("detail", detail);
        return event;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void both_roads_say_the_same(String sample) {
        var event = onTheBus(sample);
        assertThat(PartnerEvent.provider(event)).contains(Samples.provider(sample));
        assertThat(Translation.ofPartner(event)).isEqualTo(Samples.translated(sample));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "aws.partner/stripe.com",
                "aws.partner/stripe.com.example.com/x",
                "x.aws.partner/stripe.com/x",
                "aws.partner/adyen.com/x",
                "aws.s3"
            })
    void another_source_means_nothing(String source) {
        var event = onTheBus("stripe/charge.failed").put("source", source);
        assertThat(PartnerEvent.provider(event)).isEmpty();
        assertThat(Translation.ofPartner(event).events()).isEmpty();
        assertThat(Translation.ofPartner(event).remarks()).containsExactly("not a partner event of stripe or shopify");
    }

    @Test
    void an_event_without_its_detail_means_nothing() {
        for (var sample : samples()) {
            for (var instead : List.of("null", "[]", "{}", "1", "\"text\"")) {
                var event = onTheBus(sample);
                event.set("detail", Samples.json(instead));
                assertThat(Translation.ofPartner(event).events()).isEmpty();
                assertThat(Translation.ofPartner(event).remarks()).hasSize(1);
            }
        }
        assertThat(Translation.ofPartner(JsonNodeFactory.instance.objectNode()).events())
                .isEmpty();
    }

    @Test
    void a_topic_that_is_no_text_is_no_topic() {
        var event = onTheBus("shopify/orders-paid");
        event.withObject("/detail/metadata").put("X-Shopify-Topic", 1);
        assertThat(Translation.ofPartner(event).remarks()).containsExactly("no shopify topic");
    }
}
