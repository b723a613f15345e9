package recoup.providers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The providers' signatures, by vectors that others computed and by what must not pass. */
class SignaturesTest {
    private static final long TIME = 1_609_632_000L;
    private static final Instant NOW = Instant.ofEpochSecond(TIME);

    private static final String STRIPE_SECRET = "whsec_test_secret";
    private static final String STRIPE_BODY =
            "{\"id\":\"evt_test_1\",\"object\":\"event\",\"type\":\"checkout.session.expired\",\"created\":1609632000,\"data\":{\"object\":{\"id\":\"cs_test_1\",\"object\":\"checkout.session\",\"client_reference_id\":\"ORD-1001\",\"status\":\"expired\",\"payment_status\":\"unpaid\"}}}";
    private static final String STRIPE_CODE = "285d6bd35198b2c15b410b2e872ff99e40716142f75cb763ef13861790d43e39";

    private static final String ADYEN_KEY = "44782DEF547AAA06C910C43932B1EB0C71FC68D9D0C057550C48EC2ACF6BA056";
    private static final String ADYEN_CODE = "coqCmt/IZ4E3CzPvMY8zTjQVL5hYJUiBRg8UU+iCWo0=";
    private static final String ADYEN_BODY =
            "{\"live\":\"false\",\"notificationItems\":[{\"NotificationRequestItem\":{\"pspReference\":\"7914073381342284\",\"merchantAccountCode\":\"TestMerchant\",\"merchantReference\":\"TestPayment-1407325143704\",\"amount\":{\"value\":1130,\"currency\":\"EUR\"},\"eventCode\":\"AUTHORISATION\",\"success\":\"true\",\"additionalData\":{\"hmacSignature\":\""
                    + ADYEN_CODE + "\"}}}]}";

    private static final String SHOPIFY_BODY =
            "{\"id\":820982911946154508,\"name\":\"#9999\",\"financial_status\":\"voided\",\"cancelled_at\":\"2021-01-03T08:00:00+08:00\",\"cancel_reason\":\"customer\",\"tags\":\"vip,"
                + " refunded-order\"}";
    private static final String SHOPIFY_CODE = "x5PYc9kyeZLP7RtXtkREyL8V+T743FlKC58oZ5xrsdw=";

    private static final String WOO_BODY =
            "{\"id\":727,\"number\":\"727\",\"status\":\"cancelled\",\"total\":\"29.35\",\"refunds\":[]}";
    private static final String WOO_CODE = "H35XJEm//uIfESkY6MJ+ode9UHSaScPN1t8kMZfF9aI=";

    private static String secret(Provider provider) {
        return switch (provider) {
            case STRIPE -> STRIPE_SECRET;
            case ADYEN -> ADYEN_KEY;
            case SHOPIFY -> "shopify_test_secret";
            case WOOCOMMERCE -> "woo_test_secret";
        };
    }

    private static Callback vector(Provider provider) {
        return switch (provider) {
            case STRIPE -> Signed.callback("stripe-signature", "t=" + TIME + ",v1=" + STRIPE_CODE, STRIPE_BODY);
            case ADYEN -> Signed.callback("content-type", "application/json", ADYEN_BODY);
            case SHOPIFY -> Signed.callback("x-shopify-hmac-sha256", SHOPIFY_CODE, SHOPIFY_BODY);
            case WOOCOMMERCE -> Signed.callback("x-wc-webhook-signature", WOO_CODE, WOO_BODY);
        };
    }

    private static boolean valid(Provider provider, Callback callback) {
        return Signatures.valid(provider, callback, List.of(secret(provider)), NOW);
    }

    private static boolean stripe(String header) {
        return valid(Provider.STRIPE, Signed.callback("stripe-signature", header, STRIPE_BODY));
    }

    @ParameterizedTest
    @EnumSource
    void the_vectors_are_valid(Provider provider) {
        assertThat(valid(provider, vector(provider))).isTrue();
    }

    @Test
    void the_vector_of_stripe_is_of_234_bytes() {
        assertThat(STRIPE_BODY.getBytes(UTF_8)).hasSize(234);
    }

    @ParameterizedTest
    @EnumSource
    void either_of_two_secrets_will_do(Provider provider) {
        for (var other : List.of("0123456789abcdef", "not hex", "", " ")) {
            var callback = vector(provider);
            assertThat(Signatures.valid(provider, callback, List.of(other, secret(provider)), NOW))
                    .isTrue();
            assertThat(Signatures.valid(provider, callback, List.of(secret(provider), other), NOW))
                    .isTrue();
            assertThat(Signatures.valid(provider, callback, List.of(other), NOW))
                    .isFalse();
        }
        assertThat(Signatures.valid(provider, vector(provider), List.of(), NOW)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"STRIPE", "SHOPIFY", "WOOCOMMERCE"})
    void no_bit_of_the_body_may_change(Provider provider) {
        var callback = vector(provider);
        for (var bit = 0; bit < callback.body().length * 8; bit++) {
            var body = callback.body().clone();
            body[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(valid(provider, new Callback(callback.headers(), body)))
                    .as("bit %d", bit)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Provider.class,
            names = {"STRIPE", "SHOPIFY", "WOOCOMMERCE"})
    void no_bit_of_the_signature_may_change(Provider provider) {
        var callback = vector(provider);
        var header = callback.headers().entrySet().iterator().next();
        for (var bit = 0; bit < header.getValue().length() * 7; bit++) {
            var changed = header.getValue().toCharArray();
            changed[bit / 7] ^= (char) (1 << bit % 7);
            assertThat(valid(
                            provider,
                            Signed.callback(header.getKey(), new String(changed), new String(callback.body(), UTF_8))))
                    .as(new String(changed))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource
    void without_its_signature_nothing_is_valid(Provider provider) {
        var body = new String(vector(provider).body(), UTF_8).replace("hmacSignature", "hmac");
        assertThat(valid(provider, Signed.callback("accept", "*/*", body))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "=",
                "not base64!",
                "x5PYc9kyeZLP7RtXtkREyL8V",
                "x5PYc9kyeZLP7RtXtkREyL8V+T743FlKC58oZ5xrsdw",
                "äöü"
            })
    void a_malformed_base64_is_not_valid(String malformed) {
        assertThat(valid(Provider.SHOPIFY, Signed.callback("x-shopify-hmac-sha256", malformed, SHOPIFY_BODY)))
                .isFalse();
        assertThat(valid(Provider.WOOCOMMERCE, Signed.callback("x-wc-webhook-signature", malformed, WOO_BODY)))
                .isFalse();
    }

    @Test
    void a_header_may_be_written_in_any_case() {
        assertThat(valid(Provider.SHOPIFY, Signed.callback("X-Shopify-Hmac-SHA256", SHOPIFY_CODE, SHOPIFY_BODY)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-300, -299, 0, 299, 300})
    void stripe_may_be_300_seconds_away(long seconds) {
        var callback = Signed.byStripe(STRIPE_SECRET, TIME, STRIPE_BODY);
        assertThat(Signatures.valid(Provider.STRIPE, callback, List.of(STRIPE_SECRET), NOW.plusSeconds(seconds)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -301, 301, 86_400})
    void stripe_may_not_be_301_seconds_away(long seconds) {
        var callback = Signed.byStripe(STRIPE_SECRET, TIME, STRIPE_BODY);
        assertThat(Signatures.valid(Provider.STRIPE, callback, List.of(STRIPE_SECRET), NOW.plusSeconds(seconds)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, -TIME, 1_000_000_000_000L, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE + 1L})
    void a_time_out_of_all_range_is_not_valid_however_well_signed(long time) {
        assertThat(valid(Provider.STRIPE, Signed.byStripe(STRIPE_SECRET, time, STRIPE_BODY)))
                .isFalse();
    }

    @Test
    void any_v1_of_several_will_do_and_other_schemes_say_nothing() {
        var wrong = STRIPE_CODE.replace('2', '3');
        assertThat(stripe("t=1609632000,v1=" + wrong + ",v1=" + STRIPE_CODE)).isTrue();
        assertThat(stripe("t=1609632000,v1=" + STRIPE_CODE + ",v1=" + wrong)).isTrue();
        assertThat(stripe("t=1609632000,v0=" + wrong + ",v1=" + STRIPE_CODE)).isTrue();
        assertThat(stripe("v1=" + STRIPE_CODE + ",t=1609632000")).isTrue();
        assertThat(stripe("t=1609632000,v0=" + STRIPE_CODE)).isFalse();
        assertThat(stripe("t=1609632000,v1=" + wrong + ",v1=" + wrong)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "t",
                "t=",
                "t=1609632000",
                "v1=" + STRIPE_CODE,
                "t=,v1=" + STRIPE_CODE,
                "t=x,v1=" + STRIPE_CODE,
                "t=-1609632000,v1=" + STRIPE_CODE,
                "t=+1609632000,v1=" + STRIPE_CODE,
                "t=1609632000.0,v1=" + STRIPE_CODE,
                "t=1609632000,t=1609632000,v1=" + STRIPE_CODE,
                "t=1609632000,t=1609632001,v1=" + STRIPE_CODE,
                "t=01609632000,v1=" + STRIPE_CODE,
                "t=99999999999999999999999999,v1=" + STRIPE_CODE,
                "t=1609632000;v1=" + STRIPE_CODE,
                "T=1609632000,V1=" + STRIPE_CODE,
                "t=1609632000,v1=",
                "t=1609632000,v1=285d6bd35198b2c1"
            })
    void a_malformed_header_is_not_valid(String header) {
        assertThat(stripe(header)).isFalse();
    }

    @Test
    void one_providers_signature_is_nothing_to_another() {
        for (var provider : Provider.values()) {
            for (var other : Provider.values()) {
                assertThat(valid(other, vector(provider))).isEqualTo(provider == other);
            }
        }
    }

    @Test
    void headers_are_copied() {
        var headers = new HashMap<>(Map.of("x-wc-webhook-signature", WOO_CODE));
        var callback = new Callback(headers, WOO_BODY.getBytes(UTF_8));
        headers.clear();
        assertThat(valid(Provider.WOOCOMMERCE, callback)).isTrue();
    }
}
