package recoup.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;

/** What the contract lets pass, and what it does not. */
class JudgementTest {
    private static final String SETTINGS = example("DefaultSettings").toString();
    private static final String CANCELLED = example("Cancelled").toString();

    private final APIGatewayV2HTTPEvent read = sample("read-settings");
    private final APIGatewayV2HTTPEvent cancel = sample("cancel-order");
    private final APIGatewayV2HTTPResponse settings = answer(200, SETTINGS, Map.of("ETag", "\"settings-0\""));
    private final APIGatewayV2HTTPResponse cancelled = answer(200, CANCELLED, Map.of());

    @Test
    void what_the_document_describes_passes() {
        passes(read, settings);
        passes(cancel, cancelled);
        passes(cancel, answer(200, CANCELLED, Map.of("Idempotency-Replayed", "true")));
    }

    @Test
    void a_route_that_is_not_in_the_document_is_found() {
        read.setRouteKey("GET /v1/secrets");
        isFound(read, settings, "no operation GET /v1/secrets");
    }

    @Test
    void a_status_that_is_not_in_the_document_is_found() {
        settings.setStatusCode(404);
        isFound(read, settings, "no such status");
    }

    @Test
    void a_missing_etag_is_found_and_so_is_one_without_quotes() {
        isFound(read, answer(200, SETTINGS, Map.of()), "ETag is missing");
        isFound(read, answer(200, SETTINGS, Map.of("ETag", "settings-0")), "ETag");
    }

    @Test
    void a_header_that_is_not_in_the_document_is_found() {
        isFound(cancel, answer(200, CANCELLED, Map.of("ETag", "\"plan\"")), "no header ETag");
        isFound(cancel, answer(200, CANCELLED, Map.of("Idempotency-Replayed", "yes")), "Idempotency-Replayed");
    }

    @Test
    void another_content_type_is_found() {
        settings.getHeaders().put("Content-Type", "application/problem+json");
        isFound(read, settings, "application/problem+json");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "currency":"USD"      | "currency":null
        "currency":"USD"      | "currency":"USD","color":"red"
        "currency":"USD",     | ''
        "lots":"VALID_ONLY"   | "lots":"SOME"
        "enabled":false       | "enabled":"false"
        "skipTags":[]         | "skipTags":[7]
        {"timeZone"           | timeZone
        """)
    void an_answer_that_is_not_as_described_is_found(String was, String is) {
        settings.setBody(SETTINGS.replace(was, is));
        isFound(read, settings, "");
    }

    @Test
    void a_problem_that_the_operation_does_not_list_is_found() {
        var busy = """
            {"type":"/problems/busy","title":"Busy","status":409,"detail":"Again.","code":"busy"}\
            """;
        passes(cancel, problem(409, busy));
        isFound(cancel, problem(409, busy.replace("busy\"}", "order-exists\"}")), "code");
        isFound(cancel, problem(409, busy.replace("}", ",\"orderId\":\"ORD-1\"}")), "orderId");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"points":{"revert":true,"extendExpiredByDays":3}}
        {"points":null}
        {"storeCredit":{"revert":true,"extendExpiredByDays":0}}
        {"reason":{}}
        {"reason":{"key":"bored"}}
        {"reason":{"message":" "}}
        {"notify":true}
        []
        ''
        """)
    void a_success_of_a_request_that_the_document_refuses_is_found(String body) {
        cancel.setBody(body);
        isFound(cancel, cancelled, "");
    }

    @Test
    void a_success_without_a_key_is_found() {
        cancel.setHeaders(Map.of());
        isFound(cancel, cancelled, "Idempotency-Key");
    }

    @Test
    void a_success_whose_body_has_a_key_twice_or_something_after_it_is_found() {
        for (var body : new String[] {
            "{\"notifyCustomer\":true,\"notifyCustomer\":false}", "{} {}", "{", "{\"a\":1e99999999999}"
        }) {
            cancel.setBody(body);
            isFound(cancel, cancelled, "not JSON");
        }
    }

    @Test
    void a_success_of_a_body_in_base64_is_judged_by_what_was_sent() {
        cancel.setIsBase64Encoded(true);
        cancel.setBody(base64("{\"notifyCustomer\":true}"));
        passes(cancel, cancelled);
        cancel.setBody(base64("{\"notify\":true}"));
        isFound(cancel, cancelled, "notify");
        cancel.setBody(base64(" "));
        isFound(cancel, cancelled, "wants a body");
        cancel.setBody("no base64!");
        isFound(cancel, cancelled, "not JSON");
        cancel.setBody("/w==");
        isFound(cancel, cancelled, "not JSON");
    }

    private static String base64(String body) {
        return Base64.getEncoder().encodeToString(body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_success_with_a_parameter_that_is_not_in_the_document_is_found() {
        read.setQueryStringParameters(Map.of("merchant", "other"));
        isFound(read, settings, "merchant");
        cancel.setPathParameters(Map.of("orderId", "a#b"));
        isFound(cancel, cancelled, "orderId");
    }

    @Test
    void a_success_with_a_parameter_beyond_its_bounds_is_found() {
        var list = sample("list-orders");
        var page = answer(200, "{\"items\":[],\"nextCursor\":null}", Map.of());
        passes(list, page);
        for (var limit : new String[] {"0", "101", "1.5", "ten"}) {
            list.setQueryStringParameters(Map.of("limit", limit));
            isFound(list, page, "limit");
        }
    }

    /** A redemption has a reversal once it is reversed, and no sooner; the order that used its code is known whole or by name. */
    @Test
    void R_07_a_redemption_that_contradicts_itself_is_found() {
        var read = sample("read-redemption");
        var reversed = example("Reversed").toString();
        passes(read, answer(200, reversed, Map.of()));
        isFound(read, answer(200, reversed.replace("\"REVERSED\"", "\"REVERSING\""), Map.of()), "reversal");
        var reversing = example("Reversing").toString();
        passes(read, answer(200, reversing, Map.of()));
        isFound(read, answer(200, reversing.replace("\"REVERSING\"", "\"REVERSED\""), Map.of()), "reversal");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"orderId":"ORD-1"}                                                                      | true
        {"orderId":"ORD-1","status":"PENDING","paymentStatus":"PAID","refundedTotal":0}          | true
        {"orderId":"ORD-1","status":"PENDING"}                                                   | false
        {"status":"PENDING","paymentStatus":"PAID","refundedTotal":0}                            | false
        """)
    void R_04_the_order_that_used_a_code_is_shown_whole_or_by_its_id(String order, boolean allowed) {
        var reverse = sample("reverse-redemption");
        var used = problem(409, """
            {"type":"/problems/reward-already-used","title":"Used","status":409,"detail":"It was.",\
            "code":"reward-already-used","redemptionId":"RED-1","order":%s}\
            """.formatted(order));
        if (allowed) {
            passes(reverse, used);
        } else {
            isFound(reverse, used, "");
        }
    }

    /** What a provider sends is no JSON of ours, and one of them wants a text. */
    @Test
    void a_callback_may_say_anything_and_is_answered_in_one_of_two_ways() {
        var callback = SampleEvents.read("intake/receive-webhook", APIGatewayV2HTTPEvent.class);
        callback.setBody("webhook_id=17");
        passes(callback, answer(200, "{}", Map.of()));
        passes(callback, answer(200, "[accepted]", Map.of("Content-Type", "text/plain")));
        isFound(callback, answer(200, "[refused]", Map.of("Content-Type", "text/plain")), "accepted");
        isFound(callback, answer(200, "[accepted]", Map.of()), "not JSON");
        isFound(callback, answer(202, "{}", Map.of()), "no such status");
        callback.setPathParameters(Map.of("provider", "paypal", "merchantId", "acme"));
        isFound(callback, answer(200, "{}", Map.of()), "provider");
    }

    /** The document allowed 19 digits, and an endless number, which were refused. */
    @ParameterizedTest
    @CsvSource({"999999999999999999, true", "1000000000000000000, false", "'\"999999999999999999\"', true"})
    void a_discounts_number_that_is_allowed_is_one_that_is_taken(String number, boolean allowed) {
        var shop = new Shop();
        shop.give("ann", "POINTS", 10, "null");
        var call = shop.redeeming("RED-1", "ann", 10, "\"provider\":\"shopify\",\"discountId\":" + number);
        call.answer(allowed ? 201 : 400);
        var redeem = sample("redeem-points");
        redeem.setBody(redeem.getBody().replace("\"tracked\"", "\"discountId\":" + number + ",\"tracked\""));
        assertThat(redeem.getBody()).contains(number);
        assertThat(Contract.faults(redeem).isEmpty()).isEqualTo(allowed);
    }

    /** The document allowed any text of 64 characters. */
    @ParameterizedTest
    @CsvSource({"Asia/Taipei, true", "Etc/GMT+12, true", "America/Port-au-Prince, true", "UTC\\n, false", "'', false"})
    void a_time_zone_that_is_taken_is_one_that_is_allowed(String zone, boolean taken) {
        var body = SETTINGS.replaceFirst(
                "\"timeZone\":\"[^\"]*\"", Matcher.quoteReplacement("\"timeZone\":\"" + zone + "\""));
        new Shop().call("save-settings").header("if-match", "*").body(body).answer(taken ? 200 : 400);
        var save = sample("save-settings");
        save.setBody(body);
        assertThat(Contract.faults(save).isEmpty()).isEqualTo(taken);
    }

    @Test
    void what_was_refused_may_be_anything() {
        cancel.setBody("{\"notify\":true}");
        cancel.setHeaders(Map.of());
        passes(cancel, problem(400, """
            {"type":"/problems/validation","title":"Not valid","status":400,"detail":"One.","code":"validation",\
            "errors":[{"field":"notify","message":"is unknown"}]}\
            """));
    }

    private static void passes(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer) {
        assertThatCode(() -> Contract.check(request, answer)).doesNotThrowAnyException();
    }

    private static void isFound(APIGatewayV2HTTPEvent request, APIGatewayV2HTTPResponse answer, String saying) {
        assertThatThrownBy(() -> Contract.check(request, answer))
                .isInstanceOf(AssertionError.class)
                .extracting(fault -> fault.toString().lines().findFirst().orElse(""))
                .asString()
                .contains("infra/openapi.yaml")
                .contains(saying);
    }

    private static APIGatewayV2HTTPEvent sample(String name) {
        return SampleEvents.read("admin-api/" + name, APIGatewayV2HTTPEvent.class);
    }

    private static APIGatewayV2HTTPResponse problem(int status, String body) {
        return answer(status, body, Map.of("Content-Type", "application/problem+json"));
    }

    private static APIGatewayV2HTTPResponse answer(int status, String body, Map<String, String> more) {
        var headers = new HashMap<>(Map.of("Content-Type", "application/json", "Cache-Control", "no-store"));
        headers.putAll(more);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .build();
    }

    private static ObjectNode example(String name) {
        return (ObjectNode) Contract.DOCUMENT
                .root()
                .at("components")
                .at("examples")
                .at(name)
                .at("value")
                .json();
    }
}
