package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.handlers.Roads;
import recoup.handlers.Shop;

/** Callbacks whose signature is another than the merchant's, on this body, of this provider, of now. */
class ForgedCallbackTest {
    private static final List<String> PROVIDERS = Genuine.PROVIDERS;
    private static final byte[] NO_KEY = {0};

    private final Roads roads = Genuine.roads();

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void what_is_signed_for_one_merchant_is_nothing_to_another(String provider) {
        var genuine = Genuine.by(provider);
        refused(genuine.to(roads, World.EMCA));
        refused(genuine.to(roads, "stranger"));
        refused(genuine.to(roads, "ACME"));
        assertThat(genuine.to(roads, World.ACME).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void a_body_of_one_provider_is_nothing_to_another(String provider) {
        for (var other : PROVIDERS) {
            if (!other.equals(provider)) {
                var foreign = Genuine.by(other);
                refused(roads.webhookInBase64(provider, World.ACME, foreign.headers(), base64(foreign.bytes())));
                refused(signed(provider, foreign.text(), Genuine.secret(other)));
            }
        }
    }

    @ParameterizedTest
    @FieldSource("PROVIDERS")
    void the_providers_name_is_written_in_one_way(String provider) {
        var genuine = Genuine.by(provider);
        for (var name : List.of(provider.toUpperCase(Locale.ROOT), provider + " ", provider + "/", "", "paypal")) {
            refused(roads.webhookInBase64(name, World.ACME, genuine.headers(), base64(genuine.bytes())));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "shopify", "woocommerce"})
    void a_signature_of_another_kind_or_in_another_place_is_none(String provider) throws GeneralSecurityException {
        var genuine = Genuine.by(provider);
        var secret = Genuine.secret(provider).getBytes(UTF_8);
        var signed = provider.equals("stripe") ? Genuine.TIME + "." + genuine.text() : genuine.text();
        var codes = Stream.of(
                Genuine.code("HmacSHA1", secret, signed),
                Genuine.code("HmacSHA512", secret, signed),
                Genuine.code("HmacMD5", secret, signed),
                Genuine.code("HmacSHA256", NO_KEY, signed),
                Genuine.code(
                        "HmacSHA256",
                        Objects.requireNonNull(Genuine.OTHERS.get(provider)).getBytes(UTF_8),
                        signed),
                Genuine.code("HmacSHA256", secret, signed + "\n"),
                Genuine.code("HmacSHA256", secret, "1" + signed),
                MessageDigest.getInstance("SHA-256").digest(signed.getBytes(UTF_8)),
                new byte[32],
                new byte[0]);
        codes.forEach(code -> refused(genuine.with(written(provider, code)).to(roads, World.ACME)));

        var good = Genuine.code("HmacSHA256", secret, signed);
        assertThat(genuine.with(written(provider, good)).to(roads, World.ACME).status())
                .isEqualTo(200);
        taken();
        var header = written(provider, good);
        for (var odd : List.of(
                "",
                " ",
                header + "," + header,
                header + ", " + header,
                header.toUpperCase(Locale.ROOT),
                header + "=",
                "sha256=" + header,
                header.substring(1),
                header.substring(0, header.length() - 1),
                Base64.getUrlEncoder().withoutPadding().encodeToString(good),
                HexFormat.of().formatHex(good))) {
            refused(genuine.with(odd).to(roads, World.ACME));
        }
        var elsewhere = new HashMap<String, String>();
        elsewhere.put("x-signature", header);
        elsewhere.put("authorization", "Bearer " + header);
        refused(new Genuine(provider, elsewhere, genuine.text()).to(roads, World.ACME));
        refused(new Genuine(provider, Map.of(), genuine.text()).to(roads, World.ACME));
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 301, -86_400, 86_400, -Genuine.TIME, 900_000_000_000L})
    void a_stripe_signature_of_another_time_is_too_old_or_too_young(long seconds) {
        var genuine = Genuine.by("stripe");
        var then = Genuine.stripe(Genuine.secret("stripe"), Genuine.TIME + seconds, genuine.text());
        refused(genuine.with(then).to(roads, World.ACME));
        for (var within : new long[] {-300, 0, 300}) {
            var near = Genuine.stripe(Genuine.secret("stripe"), Genuine.TIME + within, genuine.text());
            assertThat(genuine.with(near).to(roads, World.ACME).status()).isEqualTo(200);
        }
        taken();
    }

    @Test
    void a_stripe_header_with_two_times_no_time_or_another_scheme_is_refused() {
        var genuine = Genuine.by("stripe");
        var good = genuine.signature();
        var code = good.substring(good.indexOf("v1=") + 3);
        for (var odd : List.of(
                "t=1609632001," + good,
                good + ",t=1609632000",
                "v1=" + code,
                "t=,v1=" + code,
                "t=-1609632000,v1=" + code,
                "t=+1609632000,v1=" + code,
                "t=1609632000.0,v1=" + code,
                "t=01609632000,v1=" + code,
                "t=\u0661\u0666\u0660\u0669\u0666\u0663\u0662\u0660\u0660\u0660,v1=" + code,
                "t=1609632000,v0=" + code,
                "t=1609632000,V1=" + code,
                "t=1609632000,v1=",
                "t=1609632000,v1=" + code.toUpperCase(Locale.ROOT),
                "t=1609632000;v1=" + code,
                "t=1609632000,v1=" + "0".repeat(64),
                "t=1609632000")) {
            refused(genuine.with(odd).to(roads, World.ACME));
        }
        assertThat(genuine.with("t=1609632000,v0=" + code + ",v1=" + "0".repeat(64) + ",v1=" + code)
                        .to(roads, World.ACME)
                        .status())
                .as("any v1 may match")
                .isEqualTo(200);
    }

    @Test
    void an_adyen_item_with_another_signature_is_refused_and_takes_its_neighbours_along() {
        var genuine = Genuine.by("adyen");
        var good = genuine.text().replaceFirst("(?s).*\"hmacSignature\"\\s*:\\s*\"([^\"]+)\".*", "$1");
        for (var odd : List.of(
                "",
                " ",
                "null",
                good + good,
                good.toLowerCase(Locale.ROOT),
                good.replace("=", ""),
                base64(new byte[32]))) {
            refused(new Genuine("adyen", Map.of(), genuine.text().replace(good, odd)).to(roads, World.ACME));
        }
        var signature = "\"hmacSignature\"";
        refused(new Genuine(
                        "adyen", Map.of("hmacsignature", good), genuine.text().replace(signature, "\"signature\""))
                .to(roads, World.ACME));
        var two = genuine.text()
                .replaceFirst(
                        "(?s)(\"notificationItems\"\\s*:\\s*\\[)(.*)(\\].*)",
                        "$1$2,{\"NotificationRequestItem\":{}}$3");
        assertThat(two).isNotEqualTo(genuine.text());
        refused(new Genuine("adyen", Map.of(), two).to(roads, World.ACME));
    }

    private Shop.Answer signed(String provider, String text, String secret) {
        return new Genuine(provider, Genuine.headers(provider, Genuine.signature(provider, secret, text)), text)
                .to(roads, World.ACME);
    }

    private void refused(Shop.Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("signature-invalid");
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS)).isEmpty();
        assertThat(roads.sqs().messages(Roads.PAYMENT_FAILURES)).isEmpty();
    }

    private void taken() {
        assertThat(roads.sqs().messages(Roads.ORDER_EVENTS).size()
                        + roads.sqs().messages(Roads.PAYMENT_FAILURES).size())
                .isPositive();
        roads.sqs().messages(Roads.ORDER_EVENTS).clear();
        roads.sqs().messages(Roads.PAYMENT_FAILURES).clear();
    }

    private static String written(String provider, byte[] code) {
        return provider.equals("stripe")
                ? "t=" + Genuine.TIME + ",v1=" + HexFormat.of().formatHex(code)
                : base64(code);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
