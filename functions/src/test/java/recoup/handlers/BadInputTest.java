package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is sent: a problem that names the field, never a 5xx, never a half-done order. */
class BadInputTest {
    private final Shop shop = new Shop();
    private Object before = new Object();

    @BeforeEach
    void an_order() {
        shop.give("ann", "POINTS", 10, "null");
        shop.place("ORD-1001", "ann", 0, 10);
        before = shop.contents();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "\"text\"",
                "1",
                "true",
                "{",
                "{}}",
                "{} {}",
                "{\"points\"",
                "{'points':{}}",
                "{\"points\":{\"revert\":true},\"points\":{\"revert\":false}}",
                "{\"notifyCustomer\":True}",
                "{\"reason\":{\"message\":NaN}}",
                "{\"notifyCustomer\":1e99999999999}",
                "{\"notifyCustomer\":-1e99999999999}",
                "{\"notifyCustomer\":1e-99999999999}",
                "/**/{}",
                "{\"notifyCustomer\":true,}",
                "\ufeff\ufeff{}",
                "{\"reason\":{\"message\":\"a\nb\"}}"
            })
    void what_is_no_json_object_is_refused(String body) {
        assertRefused(shop.cancel("ORD-1001", body), "body");
    }

    @Test
    void a_missing_body_is_refused() {
        assertRefused(shop.cancel("ORD-1001", "").noBody(), "body");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"reason":{"message":"\\u0000"}}                | reason.message
        {"reason":{"message":"a\\u0007b"}}              | reason.message
        {"reason":{"message":"\\ud800"}}                | reason.message
        {"reason":{"message":"\\udc00\\ud800"}}         | reason.message
        {"\\ud83d":1}                                   | body
        {"reason":{"message":""}}                       | reason.message
        {"reason":{"message":"   "}}                    | reason.message
        {"reason":{"key":"CHANGE_MIND"}}                | reason.key
        {"reason":{"key":"bored"}}                      | reason.key
        {"reason":{}}                                   | reason
        {"reason":"changed"}                            | reason
        {"reason":null}                                 | reason
        {"points":null}                                 | points
        {"points":{"revert":null}}                      | points.revert
        {"points":{"revert":1}}                         | points.revert
        {"points":{"revert":"true"}}                    | points.revert
        {"points":{}}                                   | points.revert
        {"points":[]}                                   | points
        {"points":{"revert":true,"extendExpired":30}}   | points.extendExpired
        {"points":{"revert":true,"extendExpiredByDays":30}} | points.extendExpiredByDays
        {"storeCredit":{"revert":true,"extendExpired":true}} | storeCredit.extendExpired
        {"notifyCustomer":"yes"}                        | notifyCustomer
        {"notify":true}                                 | notify
        {"Points":{"revert":true}}                      | Points
        {"orderIds":["ORD-1001"]}                       | orderIds
        """)
    void a_cancels_field_at_fault_is_named(String body, String field) {
        assertRefused(shop.cancel("ORD-1001", body), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "amount":1              | "amount":0                      | amount
        "amount":1              | "amount":1000000000001          | amount
        "amount":1              | "amount":-1000000000001         | amount
        "amount":1              | "amount":1.5                    | amount
        "amount":1              | "amount":1.0                    | amount
        "amount":1              | "amount":1e2                    | amount
        "amount":1              | "amount":1e400                  | amount
        "amount":1              | "amount":-1e999999999           | amount
        "amount":1              | "amount":9223372036854775808    | amount
        "amount":1              | "amount":"1"                    | amount
        "amount":1              | "amount":null                   | amount
        "amount":1              | "amount":[1]                    | amount
        "asset":"POINTS"        | "asset":"points"                | asset
        "asset":"POINTS"        | "asset":"GOLD"                  | asset
        "expiresOn":"2021-12-31" | "expiresOn":"2021-02-29"       | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":"2021-1-1"         | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":"+12021-12-31"     | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":"2021-12-31T00:00:00Z" | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":""                 | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":20211231           | expiresOn
        "expiresOn":"2021-12-31" | "expiresOn":"2020-12-31"       | expiresOn
        "amount":1              | "amount":-1                     | expiresOn
        "amount":1              | "amount":1e-99999999            | amount
        "reason":{"key":"other"} | "reason":{}                    | reason
        ,"reason":{"key":"other"} | ''                            | reason
        """)
    void an_adjustments_field_at_fault_is_named(String good, String bad, String field) {
        var body = """
            {"asset":"POINTS","amount":1,"expiresOn":"2021-12-31","reason":{"key":"other"}}\
            """;
        assertThat(body).contains(good);
        assertRefused(shop.call("adjust-balance").body(body.replace(good, bad)), field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "orderId":"ORD-7"       | "orderId":"a#b"                 | orderId
        "orderId":"ORD-7"       | "orderId":"a/b"                 | orderId
        "orderId":"ORD-7"       | "orderId":"ä"                   | orderId
        "orderId":"ORD-7"       | "orderId":""                    | orderId
        "orderId":"ORD-7"       | "orderId":7                     | orderId
        "orderId":"ORD-7"       | "number":"7"                    | orderId
        "customerId":"bob"      | "customerId":"M#x#C#bob"        | customerId
        "total":100             | "total":-1                      | total
        "total":100             | "total":1000000000001           | total
        "total":100             | "total":99.9                    | total
        "currency":"USD"        | "currency":"US"                 | currency
        "currency":"USD"        | "currency":"usd"                | currency
        "currency":"USD"        | "currency":"ZZZ"                | currency
        "use":{"points":0}      | "use":{"points":-1}             | use.points
        "use":{"points":0}      | "use":{"credits":1}             | use.credits
        "use":{"points":0}      | "use":{"storeCredit":0.5}       | use.storeCredit
        "use":{"points":0}      | "use":[]                        | use
        ,"use":{"points":0}     | ''                              | use
        "total":100             | "total":100,"tags":"vip"        | tags
        "total":100             | "total":100,"tags":[1]          | tags
        "total":100             | "total":100,"tags":[""]         | tags
        "total":100             | "total":100,"placedAt":"2021-01-01" | placedAt
        "total":100             | "total":100,"placedAt":"2021-01-01T00:00:00" | placedAt
        "total":100             | "total":100,"placedAt":"2021-13-01T00:00:00Z" | placedAt
        "total":100             | "total":100,"placedAt":1609459200 | placedAt
        "total":100             | "total":100,"placedAt":"0000-01-01T00:00:00Z" | placedAt
        "total":100             | "total":100,"placedAt":"9999-12-31T23:59:59-14:00" | placedAt
        "total":100             | "total":100,"paymentDueAt":null | paymentDueAt
        "total":100             | "total":100,"paymentAttemptId":"p i" | paymentAttemptId
        "total":100             | "total":100,"status":"PENDING"  | status
        """)
    void an_orders_field_at_fault_is_named(String good, String bad, String field) {
        var body = """
            {"orderId":"ORD-7","customerId":"bob","total":100,"currency":"USD","use":{"points":0}}\
            """;
        assertThat(body).contains(good);
        assertRefused(shop.call("place-order").body(body.replace(good, bad)), field);
    }

    @Test
    void an_id_in_the_path_that_is_none_is_refused() {
        for (var id : new String[] {"a#b", "a b", "ä", "x".repeat(129), "%00", ""}) {
            assertRefused(shop.cancel(id, "{}"), "orderId");
            assertRefused(shop.call("read-customer").path("customerId", id), "customerId");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00e9", "tab\there"})
    void a_key_is_printable_ascii(String key) {
        assertRefused(shop.cancel("ORD-1001", "{}").header("idempotency-key", key), "Idempotency-Key");
        assertRefused(shop.cancel("ORD-1001", "{}").header("idempotency-key", "x".repeat(256)), "Idempotency-Key");
    }

    @Test
    void a_megabyte_and_a_depth_of_ten_thousand_are_refused_like_anything_else() {
        assertRefused(shop.cancel("ORD-1001", "[".repeat(10_000) + "]".repeat(10_000)), "body");
        assertRefused(shop.cancel("ORD-1001", "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)), "body");
        assertRefused(
                shop.cancel("ORD-1001", "{\"reason\":{\"message\":\"" + "x".repeat(1 << 20) + "\"}}"),
                "reason.message");
        assertRefused(shop.cancel("ORD-1001", "{\"notifyCustomer\":" + "9".repeat(1 << 20) + "}"), "body");
        assertRefused(shop.cancel("ORD-1001", "{\"" + "x".repeat(1 << 20) + "\":1}"), "body");
    }

    @Test
    void a_thousand_mistakes_are_answered_with_a_hundred() {
        var body = new StringBuilder("{");
        for (var field = 0; field < 1_000; field++) {
            body.append("\"f").append(field).append("\":").append(field).append(",");
        }
        var answer = shop.cancel(
                        "ORD-1001", body.append("\"notifyCustomer\":true}").toString())
                .answer(400);
        assertThat(answer.json().get("errors")).hasSize(100);
    }

    @Test
    void a_million_unclean_texts_are_answered_with_one_line() {
        var answer = shop.cancel("ORD-1001", "{\"a\":[" + "\"\\u0001\",".repeat(100_000) + "1]}")
                .answer(400);
        assertThat(answer.body().length()).isLessThan(1_000);
    }

    @Test
    void what_is_unclean_does_not_hide_what_else_is_wrong() {
        var answer = shop.call("place-order")
                .body("{\"orderId\":\"a\\u0001\",\"total\":-1}")
                .answer(400);
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").textValue()))
                .containsExactly("orderId", "customerId", "total", "currency", "use");
    }

    @Test
    void a_blank_key_is_a_missing_key() {
        assertThat(shop.cancel("ORD-1001", "{}")
                        .header("idempotency-key", " ")
                        .answer(400)
                        .code())
                .isEqualTo("idempotency-key-missing");
    }

    @Test
    void a_parameter_that_nobody_asked_for_is_refused_everywhere() {
        assertRefused(shop.cancel("ORD-1001", "{}").query("x", "1"), "x");
        assertRefused(shop.call("read-order").query("x", "1"), "x");
        assertRefused(shop.call("read-settings").query("x", "1"), "x");
    }

    /** One that nobody asked for hid all others. */
    @Test
    void every_parameter_of_a_query_at_fault_is_named_at_once() {
        var answer = shop.call("list-orders")
                .noQuery()
                .query("x", "1")
                .query("limit", "0")
                .query("status", "LOST")
                .answer(400);
        assertThat(answer.json().get("errors").findValuesAsText("field"))
                .containsExactlyInAnyOrder("x", "limit", "status");
    }

    @Test
    void bytes_that_are_no_utf_8_are_refused() {
        var overlong = new byte[] {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'};
        assertRefused(shop.cancel("ORD-1001", "").base64(Base64.getEncoder().encodeToString(overlong)), "body");
        var latin1 = "{\"reason\":{\"message\":\"é\"}}".getBytes(StandardCharsets.ISO_8859_1);
        assertRefused(shop.cancel("ORD-1001", "").base64(Base64.getEncoder().encodeToString(latin1)), "body");
        assertRefused(shop.cancel("ORD-1001", "").base64("not base64!"), "body");
    }

    @Test
    void an_emoji_is_a_good_reason() {
        shop.cancel("ORD-1001", "{\"reason\":{\"message\":\"\\ud83d\\ude00 zu spät\"}}")
                .answer(200);
    }

    @Test
    void an_answer_never_shows_the_inside() {
        var answer = shop.cancel("ORD-1001", "{\"points\":{\"revert\":\"x\"}}").answer(400);
        assertThat(answer.body())
                .doesNotContain("recoup.")
                .doesNotContain("Exception")
                .doesNotContain("jackson");
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(answer.json().get("type").textValue()).endsWith("/validation");
        assertThat(answer.json().get("status").intValue()).isEqualTo(400);
        assertThat(answer.json().get("title").textValue()).isNotBlank();
        assertThat(answer.json().get("detail").textValue()).isNotBlank();
    }

    private void assertRefused(Shop.Call call, String field) {
        var answer = call.answer(400);
        assertThat(answer.code()).isEqualTo("validation");
        assertThat(StreamSupport.stream(answer.json().get("errors").spliterator(), false)
                        .map(error -> error.get("field").textValue()))
                .containsExactly(field);
        assertThat(shop.contents()).as("nothing is written").isEqualTo(before);
    }
}
