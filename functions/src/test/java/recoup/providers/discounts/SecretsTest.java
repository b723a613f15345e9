package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shop that repeats what it was sent, in every place it can, does not bring it into what we say. */
class SecretsTest {
    private static final String ECHO = String.join(" ", Callers.TOKEN, Callers.KEY, Callers.SECRET, "SAVE10");
    private static final List<Code> CODES =
            List.of(Callers.BY_ID, Callers.BY_CODE, new Code("SAVE10", Optional.of(ECHO)));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 {\"errors\":\"ECHO\"}",
                "200 {\"errors\":[{\"message\":\"ECHO\",\"extensions\":{\"code\":\"ECHO\"}}]}",
                "200 {\"data\":{\"payload\":{\"userErrors\":[{\"code\":\"ECHO\",\"message\":\"ECHO\"}]}}}",
                "200 {\"data\":{\"byId\":{\"id\":\"ECHO\"},\"byCode\":{\"id\":\"ECHO\"}}}",
                "200 {\"id\":7,\"code\":\"ECHO\",\"message\":\"ECHO\"}",
                "200 [{\"id\":7,\"code\":\"ECHO\"}]",
                "200 {\"id\":7,\"code\":\"SAVE10\",\"date_expires_gmt\":\"ECHO\"}",
                "200 ECHO",
                "400 ECHO",
                "401 {\"errors\":\"ECHO\"}",
                "404 {\"code\":\"ECHO\",\"message\":\"ECHO\"}",
                "500 ECHO"
            })
    void what_is_told_names_no_secret_and_quotes_no_answer(String scene) {
        var status = Integer.parseInt(scene.substring(0, 3));
        var body = scene.substring(4).replace("ECHO", ECHO);
        try (var shop = new ScriptedShop()) {
            for (var i = 0; i < 60; i++) {
                shop.answers(status, body, "Retry-After", ECHO, "Location", ECHO);
            }
            for (var code : CODES) {
                assertSilent(Callers.shopify(shop), code);
                assertSilent(Callers.wooCommerce(shop), code);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://127.0.0.1", "http://x.example", "https://shpat_0123456789abcdef@x.example"})
    void an_address_that_is_refused_is_not_quoted(String shop) {
        var call = new ShopCall(Duration.ofSeconds(2), Duration.ofSeconds(5), Reach.PUBLIC);
        var patience = new Patience(InstantSource.fixed(Callers.NOW), _ -> {}, Duration.ZERO, Duration.ZERO);
        assertSilent(ShopifyDiscounts.of(call, URI.create(shop), Callers.TOKEN, patience), Callers.BY_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\u0000", "é"})
    void a_token_that_cannot_be_sent_is_not_quoted(String odd) {
        try (var shop = new ScriptedShop()) {
            var patience = new Patience(InstantSource.fixed(Callers.NOW), _ -> {}, Duration.ZERO, Duration.ZERO);
            assertSilent(
                    ShopifyDiscounts.of(Callers.patient(), shop.address(), Callers.TOKEN + odd, patience),
                    Callers.BY_ID);
        }
    }

    private static void assertSilent(Discounts discounts, Code code) {
        var told = new ArrayList<String>();
        Stream.of(discounts.deactivate(code), discounts.delete(code))
                .map(Object::toString)
                .forEach(told::add);
        told.add(discounts.usage(code).toString());
        assertThat(told)
                .allSatisfy(each -> assertThat(each)
                        .contains("Failed")
                        .doesNotContain(
                                Callers.TOKEN, Callers.KEY, Callers.SECRET, "SAVE10", "127.0.0.1", "x.example"));
    }
}
