package recoup.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adyen signs eight values of each item and not the body: nothing else may decide, and all must be signed. */
class AdyenSignaturesTest {
    private static final String KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
    private static final String ITEM = """
        "pspReference":"8526097184000005","originalReference":"8536095455600001","merchantAccountCode":"TestMerchant",\
        "merchantReference":"ORD-1001","amount":{"value":2935,"currency":"EUR"},"eventCode":"REFUND","success":"true"\
        """;
    private static final String DATA = "8526097184000005:8536095455600001:TestMerchant:ORD-1001:2935:EUR:REFUND:true";

    private static boolean valid(Callback callback) {
        return Signatures.valid(Provider.ADYEN, callback, List.of(KEY), Instant.EPOCH);
    }

    private static Callback changed(Callback callback, String from, String to) {
        var body = new String(callback.body(), UTF_8);
        assertThat(body).contains(from);
        return new Callback(callback.headers(), body.replace(from, to).getBytes(UTF_8));
    }

    static List<String> samples() {
        return Samples.all().stream()
                .filter(sample -> Samples.provider(sample) == Provider.ADYEN)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void the_samples_are_signed(String sample) {
        assertThat(valid(Samples.callback(sample))).isTrue();
    }

    /** The vector of Adyen's own PHP library, under another key than ours. */
    @Test
    void a_vector_of_adyens_is_valid() {
        var key = "DFB1EB5485895CFA84146406857104ABB4CBCABDC8AAF103A624C8F6A3EAAB00";
        var body =
                "{\"notificationItems\":[{\"NotificationRequestItem\":{\"pspReference\":\"7914073381342284\",\"merchantAccountCode\":\"TestMerchant\",\"merchantReference\":\"TestPayment-1407325143704\",\"amount\":{\"value\":1130,\"currency\":\"EUR\"},\"eventCode\":\"AUTHORISATION\",\"success\":\"true\",\"additionalData\":{\"hmacSignature\":\"Ny9gS2veKo5E4w8/OL6xz1/wvT/hYkAXy1xNc/QvO4I=\"}}}]}";
        var callback = new Callback(Map.of(), body.getBytes(UTF_8));
        assertThat(Signatures.valid(Provider.ADYEN, callback, List.of(key), Instant.EPOCH))
                .isTrue();
    }

    @Test
    void an_item_that_is_signed_is_valid() {
        assertThat(valid(Signed.byAdyen(KEY, ITEM, DATA))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"8526097184000005\" | \"8526097184000006\"",
                "\"8536095455600001\" | \"8536095455600002\"",
                "\"8536095455600001\" | \"\"",
                "\"8536095455600001\" | null",
                "TestMerchant | OtherMerchant",
                "ORD-1001 | ORD-1002",
                "2935 | 29350",
                "2935 | -2935",
                "2935 | \"2935\"",
                "2935 | 2935.0",
                "EUR | USD",
                "REFUND | CANCELLATION",
                "\"true\" | \"false\"",
                "\"true\" | \"TRUE\"",
                "\"ORD-1001\" | [\"ORD-1001\"]",
                "\"ORD-1001\" | {}",
            })
    void no_signed_value_may_change(String from, String to) {
        assertThat(valid(changed(Signed.byAdyen(KEY, ITEM, DATA), from, to))).isFalse();
    }

    @Test
    void success_may_be_a_boolean() {
        assertThat(valid(changed(Signed.byAdyen(KEY, ITEM, DATA), "\"true\"", "true")))
                .isTrue();
    }

    @Test
    void a_key_that_stands_twice_is_not_valid() {
        var callback = Signed.byAdyen(KEY, ITEM, DATA);
        for (var twice : List.of("\"merchantReference\":\"ORD-1001\"", "\"value\":2935", "\"success\":\"true\"")) {
            var other = twice.replace("1001", "1002").replace("2935", "1").replace("true", "false");
            assertThat(valid(changed(callback, twice, twice + "," + other))).isFalse();
            assertThat(valid(changed(callback, twice, other + "," + twice))).isFalse();
            assertThat(valid(changed(callback, twice, twice + "," + twice))).isFalse();
        }
        assertThat(valid(changed(callback, "\"live\"", "\"notificationItems\":[],\"live\"")))
                .isFalse();
    }

    /** Colons are not escaped: these read the same eight values differently under the same signature. */
    @Test
    void values_cannot_be_moved_across_the_colons() {
        var data = "PSP:ORIG:Merchant:shop:ORD-1:2935:EUR:REFUND:true";
        var item =
                "\"pspReference\":\"%s\",\"originalReference\":\"%s\",\"merchantAccountCode\":\"%s\",\"merchantReference\":\"%s\",\"amount\":{\"value\":2935,\"currency\":\"EUR\"},\"eventCode\":\"REFUND\",\"success\":\"true\"";
        assertThat(valid(Signed.byAdyen(KEY, item.formatted("PSP", "ORIG", "Merchant", "shop:ORD-1"), data)))
                .isTrue();
        assertThat(valid(Signed.byAdyen(KEY, item.formatted("PSP", "ORIG", "Merchant:shop", "ORD-1"), data)))
                .isFalse();
        assertThat(valid(Signed.byAdyen(KEY, item.formatted("PSP", "ORIG:Merchant", "shop", "ORD-1"), data)))
                .isFalse();
        assertThat(valid(Signed.byAdyen(KEY, item.formatted("PSP:ORIG", "Merchant", "shop", "ORD-1"), data)))
                .isFalse();
    }

    @Test
    void every_item_must_be_signed() {
        var batch = Samples.callback("adyen/batch");
        assertThat(valid(batch)).isTrue();
        assertThat(valid(changed(batch, "ORD-1002", "ORD-1003"))).isFalse();
        var signed = new String(Signed.byAdyen(KEY, ITEM, DATA).body(), UTF_8);
        for (var more : List.of(
                "{}",
                "null",
                "1",
                "{\"NotificationRequestItem\":{}}",
                "{\"NotificationRequestItem\":{%s}}".formatted(ITEM))) {
            var body = signed.substring(0, signed.length() - 2) + "," + more + "]}";
            assertThat(valid(new Callback(Map.of(), body.getBytes(UTF_8))))
                    .as(more)
                    .isFalse();
        }
    }

    @Test
    void two_items_may_be_signed_with_two_keys_while_they_are_rotated() {
        var other = "AB".repeat(32);
        var first = new String(Signed.byAdyen(KEY, ITEM, DATA).body(), UTF_8);
        var second = new String(Signed.byAdyen(other, ITEM, DATA).body(), UTF_8);
        var item = second.substring(second.indexOf('[') + 1, second.length() - 2);
        var both = new Callback(Map.of(), (first.substring(0, first.length() - 2) + "," + item + "]}").getBytes(UTF_8));
        assertThat(Signatures.valid(Provider.ADYEN, both, List.of(KEY, other.toLowerCase(Locale.ROOT)), Instant.EPOCH))
                .isTrue();
        assertThat(valid(both)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "1",
                "{}",
                "{",
                "{\"notificationItems\":[]}",
                "{\"notificationItems\":{}}",
                "{\"notificationItems\":{\"a\":{\"NotificationRequestItem\":{}}}}",
                "{\"notificationItems\":null}",
                "{\"notificationItems\":[{}]}",
                "{\"notificationItems\":[{\"NotificationRequestItem\":{\"additionalData\":{\"hmacSignature\":\"\"}}}]}"
            })
    void without_an_item_nothing_is_valid(String body) {
        assertThat(valid(new Callback(Map.of(), body.getBytes(UTF_8)))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "xyz", "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA05"})
    void a_malformed_key_is_passed_over(String malformed) {
        var callback = Signed.byAdyen(KEY, ITEM, DATA);
        assertThat(Signatures.valid(Provider.ADYEN, callback, List.of(malformed), Instant.EPOCH))
                .isFalse();
        assertThat(Signatures.valid(Provider.ADYEN, callback, List.of(malformed, KEY), Instant.EPOCH))
                .isTrue();
    }

    /** The body is rewritten around the signed values; what it means stays. */
    @Test
    void what_is_not_signed_decides_nothing() {
        var plain = Translation.of(Provider.ADYEN, Signed.byAdyen(KEY, ITEM, DATA));
        var dressed = Signed.byAdyen(
                KEY,
                ITEM
                        + ",\"reason\":\"CANCELLED\",\"paymentMethod\":\"x\",\"operations\":[\"CANCEL\"],\"orderId\":\"ORD-9\",\"terminal\":true,\"eventDate\":\"nonsense\"",
                DATA);
        assertThat(valid(dressed)).isTrue();
        assertThat(Translation.of(Provider.ADYEN, dressed)).isEqualTo(plain);
        assertThat(plain.events()).hasSize(1);
    }
}
