package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks and events on their way in: who is believed, what is queued, what is answered. */
class IntakeTest {
    private static final String STRIPE_BODY =
            "{\"id\":\"evt_test_1\",\"object\":\"event\",\"type\":\"checkout.session.expired\",\"created\":1609632000,\"data\":{\"object\":{\"id\":\"cs_test_1\",\"object\":\"checkout.session\",\"client_reference_id\":\"ORD-1001\",\"status\":\"expired\",\"payment_status\":\"unpaid\"}}}";
    private static final String STRIPE_SIGNATURE =
            "t=1609632000,v1=285d6bd35198b2c15b410b2e872ff99e40716142f75cb763ef13861790d43e39";
    private static final Map<String, String> STRIPE = Map.of("stripe-signature", STRIPE_SIGNATURE);

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    @BeforeEach
    void secrets() {
        shop.at("2021-01-03T00:00:00Z"); // 1609632000
        roads.parameters().put("/recoup/acme", """
            {"stripe":{"webhookSecrets":["whsec_test_secret"]},
             "adyen":{"webhookSecrets":["44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056"]},
             "shopify":{"webhookSecrets":["old_secret","shopify_test_secret"],"shop":"https://acme.example"},
             "woocommerce":{"webhookSecrets":["woo_test_secret"]}}\
            """);
    }

    private int queued() {
        return roads.sqs().messages(Roads.PAYMENT_FAILURES).size()
                + roads.sqs().messages(Roads.ORDER_EVENTS).size();
    }

    private void refused(Shop.Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("signature-invalid");
        assertThat(queued()).isZero();
    }

    @Test
    void a_genuine_callback_is_queued_and_does_what_it_says() {
        shop.settings("CANCEL_AND_REVERT/ALL_OR_NOTHING", "VALID_ONLY/false", false);
        shop.give("ann", "POINTS", 10, "null");
        shop.place("ORD-1001", "ann", 0, 10);
        var answer = roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(shop.order("ORD-1001").get("status").textValue()).isEqualTo("PENDING");
        roads.deliver();
        assertThat(shop.order("ORD-1001").get("pointsRevertStatus").textValue()).isEqualTo("REVERTED");
        assertThat(shop.order("ORD-1001").at("/cancelledBy/actor").textValue()).isEqualTo("stripe");
    }

    @Test
    void the_bytes_that_were_signed_count_however_they_travel() {
        var base64 = Base64.getEncoder().encodeToString(STRIPE_BODY.getBytes(StandardCharsets.UTF_8));
        assertThat(roads.webhookInBase64("stripe", "acme", STRIPE, base64).status())
                .isEqualTo(200);
        assertThat(queued()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2021-01-02T23:55:00Z", "2021-01-03T00:05:00Z"})
    void a_signature_is_good_for_300_seconds_either_way_of_its_arrival(String now) {
        shop.at(now);
        assertThat(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY).status())
                .isEqualTo(200);
        roads.sqs().messages(Roads.PAYMENT_FAILURES).clear();
        shop.at(now.startsWith("2021-01-02") ? "2021-01-02T23:54:59Z" : "2021-01-03T00:05:01Z");
        refused(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY));
    }

    @Test
    void what_was_queued_in_time_is_done_however_late_the_queue_gets_to_it() {
        shop.place("ORD-1001", "ann", 0, 0);
        roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        shop.at("2021-02-01T00:00:00Z");
        roads.deliver();
        assertThat(shop.order("ORD-1001").get("paymentStatus").textValue()).isEqualTo("EXPIRED");
    }

    @Test
    void forged_tampered_and_unsigned_callbacks_are_refused_and_nothing_is_stored() {
        refused(roads.webhook("stripe", "acme", Map.of(), STRIPE_BODY));
        refused(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY.replace("ORD-1001", "ORD-1002")));
        refused(roads.webhook(
                "stripe", "acme", Map.of("stripe-signature", STRIPE_SIGNATURE.replace("v1=2", "v1=3")), STRIPE_BODY));
        refused(roads.webhook("shopify", "acme", STRIPE, STRIPE_BODY));
        refused(roads.webhook("stripe", "other", STRIPE, STRIPE_BODY));
        refused(roads.webhook("stripe", "no merchant", STRIPE, STRIPE_BODY));
        refused(roads.webhook("paypal", "acme", STRIPE, STRIPE_BODY));
        refused(roads.webhook("adyen", "acme", Map.of(), "{\"notificationItems\":[]}"));
        refused(roads.webhook("adyen", "acme", Map.of(), "no JSON"));
        assertThat(roads.log().toString()).doesNotContain("whsec", "285d6bd3");
    }

    @Test
    void a_body_of_many_bytes_that_are_no_text_is_refused_like_any_other() {
        var bytes = Base64.getEncoder().encodeToString(new byte[] {(byte) 0xff, 0, 1});
        refused(roads.webhookInBase64("woocommerce", "acme", Map.of("x-wc-webhook-signature", "x"), bytes));
    }

    /** It was answered with 400, which the document does not know of a callback. */
    @Test
    void a_callback_that_is_said_to_be_base64_and_is_not_is_refused_like_an_unsigned_one() {
        refused(roads.webhookInBase64("stripe", "acme", STRIPE, STRIPE_BODY));
    }

    @Test
    void adyen_gets_the_word_that_it_waits_for() {
        var body = """
            {"live":"false","notificationItems":[{"NotificationRequestItem":{"additionalData":{"hmacSignature":"coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0="},\
            "amount":{"currency":"EUR","value":1130},"pspReference":"7914073381342284","eventCode":"AUTHORISATION","merchantAccountCode":"TestMerchant",\
            "merchantReference":"TestPayment-1407325143704","success":"true"}}]}\
            """;
        var answer = roads.webhook("adyen", "acme", Map.of(), body);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[accepted]");
        shop.place("TestPayment-1407325143704", "ann", 0, 0);
        roads.deliver();
        assertThat(shop.order("TestPayment-1407325143704").get("paymentStatus").textValue())
                .isEqualTo("PAID");
    }

    @Test
    void the_second_secret_of_a_rotation_counts() {
        var body =
                "{\"id\":820982911946154508,\"name\":\"#9999\",\"financial_status\":\"voided\",\"cancelled_at\":\"2021-01-03T08:00:00+08:00\",\"cancel_reason\":\"customer\",\"tags\":\"vip,"
                    + " refunded-order\"}";
        var headers = Map.of(
                "x-shopify-topic", "orders/cancelled",
                "x-shopify-hmac-sha256", "x5PYc9kyeZLP7RtXtkREyL8V+T743FlKC58oZ5xrsdw=");
        assertThat(roads.webhook("shopify", "acme", headers, body).status()).isEqualTo(200);
        shop.place("820982911946154508", "ann", 0, 0);
        roads.deliver();
        assertThat(shop.order("820982911946154508").at("/cancelledBy/trigger").textValue())
                .isEqualTo("CUSTOMER");
    }

    @Test
    void woocommerce_is_told_that_its_ping_arrived_and_nothing_else_that_is_unsigned() {
        assertThat(roads.webhook("woocommerce", "acme", Map.of(), "webhook_id=17")
                        .status())
                .isEqualTo(200);
        assertThat(queued()).isZero();
        refused(roads.webhook("woocommerce", "acme", Map.of(), "webhook_id=17&status=cancelled"));
        refused(roads.webhook("shopify", "acme", Map.of(), "webhook_id=17"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "[]",
                "{\"id\":{}}",
                "{\"id\":727,\"status\":\"no such status\"}",
                "{\"id\":\"an order\",\"status\":\"cancelled\"}",
                "{\"id\":1,\"id\":2,\"status\":\"cancelled\"}"
            })
    void well_signed_nonsense_is_taken_logged_and_changes_nothing(String body) throws GeneralSecurityException {
        var headers = Map.of("x-wc-webhook-signature", signed("woo_test_secret", body));
        assertThat(roads.webhook("woocommerce", "acme", headers, body).status()).isEqualTo(200);
        assertThat(queued()).isZero();
        var line = roads.log().getLast();
        assertThat(line.get("outcome").textValue()).isEqualTo("means nothing");
        assertThat(line.get("remarks")).isNotEmpty();
    }

    @Test
    void a_queue_that_takes_nothing_is_told_to_the_provider_who_comes_again() {
        roads.sqs().broken(true);
        var answer = roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        assertThat(answer.status()).isEqualTo(503);
        roads.sqs().broken(false);
        assertThat(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY).status())
                .isEqualTo(200);
    }

    @Test
    void secrets_are_read_once_in_five_minutes() {
        for (var call = 0; call < 3; call++) {
            roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
            shop.later(Duration.ofSeconds(99));
        }
        assertThat(roads.parameters().reads()).isEqualTo(1);
        shop.later(Duration.ofSeconds(3));
        roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        assertThat(roads.parameters().reads()).isEqualTo(2);
    }

    @Test
    void a_secret_that_was_rotated_counts_at_once() {
        roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        roads.parameters()
                .put("/recoup/acme", "{\"woocommerce\":{\"webhookSecrets\":[\"fresh\",\"woo_test_secret\"]}}");
        shop.later(Duration.ofSeconds(1));
        var body = "{\"id\":727,\"number\":\"727\",\"status\":\"cancelled\",\"total\":\"29.35\",\"refunds\":[]}";
        var headers = Map.of("x-wc-webhook-signature", "H35XJEm//uIfESkY6MJ+ode9UHSaScPN1t8kMZfF9aI=");
        assertThat(roads.webhook("woocommerce", "acme", headers, body).status()).isEqualTo(200);
        assertThat(roads.parameters().reads())
                .as("the one that was known still counted")
                .isEqualTo(1);
        roads.parameters().put("/recoup/acme", "{\"stripe\":{\"webhookSecrets\":[\"whsec_test_secret\"]}}");
        refusedAfter(() -> roads.webhook("woocommerce", "acme", Map.of("x-wc-webhook-signature", "AAAA"), body));
        assertThat(roads.parameters().reads())
                .as("a signature that fits no known secret")
                .isEqualTo(2);
    }

    private void refusedAfter(Supplier<Shop.Answer> call) {
        roads.sqs().messages(Roads.PAYMENT_FAILURES).clear();
        roads.sqs().messages(Roads.ORDER_EVENTS).clear();
        refused(call.get());
    }

    @Test
    void while_parameters_cannot_be_read_the_known_secrets_go_on() {
        roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY);
        shop.later(Duration.ofMinutes(6));
        roads.parameters().broken(true);
        assertThat(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY).status())
                .isEqualTo(200);
        assertThat(roads.webhook("stripe", "other", STRIPE, STRIPE_BODY).status())
                .isEqualTo(503);
    }

    @Test
    void what_is_not_signed_at_all_makes_nobody_read_a_parameter() {
        refused(roads.webhook("stripe", "acme", Map.of(), STRIPE_BODY));
        refused(roads.webhook("shopify", "acme", Map.of(), "{}"));
        refused(roads.webhook("adyen", "acme", Map.of(), "{}"));
        shop.at("2021-01-04T00:00:00Z");
        refused(roads.webhook("stripe", "acme", STRIPE, STRIPE_BODY));
        assertThat(roads.parameters().reads()).isZero();
    }

    @Test
    void what_is_queued_is_ascii_whatever_was_told() {
        var answer = roads.events(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.updated\",\"data\":{\"orderId\":\"O\",\"tags\":[\"\uFFFE"
                    + " é 字\"]}}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS).getFirst().body()).matches("\\p{ASCII}+");
        roads.deliver();
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS + Roads.PARKED))
                .as("tags like that are none")
                .hasSize(1);
    }

    @Test
    void the_snapshot_is_primed_without_a_secret_or_a_queue() {
        Webhooks.prime();
        assertThat(queued()).isZero();
        assertThat(roads.parameters().reads()).isZero();
    }

    @Test
    void a_stranger_is_asked_for_once_a_minute() {
        for (var call = 0; call < 5; call++) {
            refused(roads.webhook("stripe", "stranger", STRIPE, STRIPE_BODY));
            shop.later(Duration.ofSeconds(11));
        }
        assertThat(roads.parameters().reads()).isEqualTo(1);
        shop.later(Duration.ofSeconds(10));
        roads.webhook("stripe", "stranger", STRIPE, STRIPE_BODY);
        assertThat(roads.parameters().reads()).isEqualTo(2);
    }

    @Test
    void a_merchant_whose_id_is_no_parameters_name_has_one_of_its_own() {
        roads.parameters().put("/recoup/hex/736f3a6c6f6e", "{\"stripe\":{\"webhookSecrets\":[\"whsec_test_secret\"]}}");
        assertThat(roads.webhook("stripe", "so:lon", STRIPE, STRIPE_BODY).status())
                .isEqualTo(200);
    }

    @Test
    void a_parameter_of_nonsense_is_our_fault_and_not_the_providers() {
        roads.parameters().put("/recoup/broken", "not JSON: whsec_leaked");
        assertThat(roads.webhook("stripe", "broken", STRIPE, STRIPE_BODY).status())
                .isEqualTo(503);
        assertThat(roads.log().getLast().get("level").textValue()).isEqualTo("ERROR");
        assertThat(roads.log().toString()).doesNotContain("leaked");
    }

    @Test
    void events_are_queued_each_by_itself_and_those_that_are_none_are_named() {
        var answer = roads.events("""
            [{"specversion":"1.0","id":"1","source":"/s","type":"order.paid","data":{"orderId":"ORD-1"}},
             {"specversion":"1.0","id":"2","source":"/s","type":"order.lost","data":{}},
             {"specversion":"0.3","id":"3","source":"/s","type":"order.paid","data":{}},
             {"specversion":"1.0","id":"4","source":"/s","type":"payment.failed","traceparent":"00-ab","data":{"orderId":"ORD-1"}},
             {"specversion":"1.0","source":"/s","type":"order.paid","data":{}},
             7]\
            """);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json()).hasToString("""
            {"accepted":2,"rejected":[{"id":"2","code":"unknown-type"},{"id":"3","code":"validation"},\
            {"id":null,"code":"validation"},{"id":null,"code":"validation"}]}\
            """);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).hasSize(1);
        assertThat(roads.sqs().messages(Roads.PAYMENT_FAILURES)).hasSize(1);
    }

    @Test
    void events_of_which_none_is_one_are_a_400_that_says_why() {
        var answer = roads.events(
                "[{\"specversion\":\"1.0\",\"id\":\"2\",\"source\":\"/s\",\"type\":\"order.lost\",\"data\":{}},{}]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).contains("[0].type", "[1].id", "[1].data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"|body", "[]|body", "{|body", "7|event", "{\"a\":1,\"a\":2}|body"})
    void a_body_without_an_event_is_a_400(String body, String field) {
        var answer = roads.events(body == null ? "" : body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/errors/0/field").textValue()).isEqualTo(field);
    }

    @Test
    void more_than_a_hundred_or_more_than_256_kilobytes_are_refused_whole() {
        var event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"data\":{\"orderId\":\"O\"}}";
        assertThat(roads.events("[" + String.join(",", Collections.nCopies(100, event)) + "]")
                        .json())
                .hasToString("{\"accepted\":100,\"rejected\":[]}");
        assertThat(roads.events("[" + String.join(",", Collections.nCopies(101, event)) + "]")
                        .status())
                .isEqualTo(400);
        assertThat(roads.events("[" + event + "]" + " ".repeat(256 * 1024)).status())
                .isEqualTo(400);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).hasSize(100);
    }

    @Test
    void large_events_are_queued_in_batches_that_fit() {
        var tags = String.join(",", Collections.nCopies(200, "\"" + "t".repeat(200) + "\""));
        var event =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.updated\",\"data\":{\"orderId\":\"O\",\"tags\":["
                        + tags + "]}}";
        assertThat(roads.events("[" + String.join(",", Collections.nCopies(6, event)) + "]")
                        .status())
                .isEqualTo(202);
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).hasSize(6);
    }

    /** CloudEvents has small letters and digits alone; what is named otherwise was meant for the data, and was not read. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "paymentAttemptId":"pi_1"                                | paymentAttemptId
        "x-refund":1                                             | x-refund
        "Type":"order.cancelled"                                 | Type
        "data_base64":"e30="                                     | data_base64
        "anattributeoftwentyone":1                               | anattributeoftwentyone
        "datacontenttype":"text/xml"                             | datacontenttype
        "datacontenttype":null                                   | datacontenttype
        "":1                                                     | ''
        """)
    void an_events_attribute_that_cloudevents_would_not_name_is_refused(String attribute, String field) {
        var answer = roads.events(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"data\":{\"orderId\":\"O\"},%s}"
                        .formatted(attribute));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("errors").findValuesAsText("field")).containsExactly(field);
        assertThat(queued()).isZero();
    }

    /** It is recorded, and decides nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"2016-12-31T23:59:60Z", "1969-01-01T00:00:00+14:00", "9999-12-31t23:59:59z", "yesterday"})
    void any_time_of_an_event_is_accepted(String time) {
        var answer = roads.events(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"time\":\"%s\",\"data\":{\"orderId\":\"O\"}}"
                        .formatted(time));
        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void an_event_is_told_by_the_shops_back_end_alone() {
        var body = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"data\":{}}";
        assertThat(roads.eventsOf(Map.of("cognito:groups", "[admin]", "custom:merchant_id", "acme"), body)
                        .status())
                .isEqualTo(403);
        assertThat(roads.eventsOf(Map.of("scope", "recoup/platform"), body).status())
                .as("of no merchant")
                .isEqualTo(403);
        assertThat(queued()).isZero();
    }

    @Test
    void what_is_queued_says_on_whose_behalf_and_when() {
        roads.events(
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"data\":{\"orderId\":\"O\"}}");
        var message = SampleEvents.json(
                roads.sqs().messages(Roads.ORDER_EVENTS).getFirst().body());
        assertThat(message.get("merchantId").textValue()).isEqualTo("acme");
        assertThat(message.get("actor").textValue()).isEqualTo("shop-backend");
        assertThat(message.get("receivedAt").textValue()).isEqualTo("2021-01-03T00:00:00Z");
        assertThat(List.of(message.at("/event/id").textValue())).containsExactly("1");
    }

    private static String signed(String secret, String body) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
