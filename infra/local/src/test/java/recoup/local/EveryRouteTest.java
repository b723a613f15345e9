package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of {@code template.yaml} over HTTP with every token that is not good: a new route is covered by being there. */
class EveryRouteTest {
    private static final List<String> BAD_TOKENS = new ArrayList<>();

    private static LocalStack stack;
    private static RSAKey key;

    static List<Routes.Route> routes() {
        return Routes.of(Template.read(Template.find())).all();
    }

    @BeforeAll
    static void start(@TempDir Path data) throws IOException, JOSEException, ParseException {
        stack = LocalStack.start(Options.defaults().port(0).data(data));
        key = RSAKey.parse(Files.readString(data.resolve("issuer-key.json")));
        var good = SignedJWT.parse(stack.token(DemoShop.MERCHANT, Role.ADMIN));
        var header = good.getHeader();
        var claims = good.getJWTClaimsSet();
        var stranger = new RSASSASigner(
                new RSAKeyGenerator(2048).keyID(header.getKeyID()).generate());
        BAD_TOKENS.add("");
        BAD_TOKENS.add("nonsense");
        BAD_TOKENS.add(new PlainJWT(claims).serialize());
        BAD_TOKENS.add(signed(header, claims, stranger));
        BAD_TOKENS.add(signed(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID(header.getKeyID())
                        .build(),
                claims,
                new MACSigner(key.toRSAPublicKey().getEncoded())));
        for (var claimed : List.of(
                claiming(claims).expirationTime(Date.from(Instant.now().minusSeconds(1))),
                claiming(claims).notBeforeTime(Date.from(Instant.now().plusSeconds(3_600))),
                claiming(claims).audience("another"),
                claiming(claims).issuer("https://another"))) {
            BAD_TOKENS.add(signed(header, claimed.build(), new RSASSASigner(key)));
        }
        var stolen = claiming(claims).claim("custom:merchant_id", "another").build();
        BAD_TOKENS.add(header.toBase64URL() + "." + stolen.toPayload().toBase64URL() + "." + good.getSignature());
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    static List<Routes.Route> routesWithToken() {
        return routes().stream().filter(Routes.Route::wantsToken).toList();
    }

    @Test
    void the_one_route_without_a_token_wants_a_signature() {
        var open = routes().stream().filter(route -> !route.wantsToken()).toList();
        assertThat(open).hasSize(1);
        for (var token : BAD_TOKENS) {
            var answer = new Calls(stack.address())
                    .send("POST", path(open.getFirst()), "{}", "Authorization", "Bearer " + token);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(json(answer).get("code").textValue()).isEqualTo("signature-invalid");
        }
    }

    /** Each of the tokens that are not is this one with something wrong. */
    @ParameterizedTest
    @MethodSource("routesWithToken")
    void every_route_lets_in_a_token_that_is_signed_with_the_known_key(Routes.Route route)
            throws JOSEException, ParseException {
        var good = SignedJWT.parse(stack.token("another", Role.ADMIN));
        var token = signed(good.getHeader(), good.getJWTClaimsSet(), new RSASSASigner(key));
        var answer = asked(route, token);
        assertThat(answer.statusCode()).as(answer.body()).isNotEqualTo(401).isLessThan(500);
    }

    private static HttpResponse<String> asked(Routes.Route route, String token) {
        return new Calls(stack.address())
                .send(
                        route.method(),
                        path(route),
                        "{}",
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json");
    }

    @ParameterizedTest
    @MethodSource("routesWithToken")
    void no_route_lets_in_a_token_that_is_not_good(Routes.Route route) {
        for (var token : BAD_TOKENS) {
            var answer = asked(route, token);
            assertThat(answer.statusCode()).as(token).isEqualTo(401);
            assertThat(json(answer)).isEqualTo(json("{\"message\":\"Unauthorized\"}"));
        }
    }

    @ParameterizedTest
    @MethodSource("routes")
    void no_route_finds_another_merchants_order_or_shows_another_merchants_customer(Routes.Route route) {
        for (var role : Role.values()) {
            var answer = new Calls(stack.address())
                    .send(
                            route.method(),
                            path(route),
                            route.path().endsWith("{orderId}") ? "{\"status\":\"PENDING\"}" : "{}",
                            "Authorization",
                            "Bearer " + stack.token("another", role),
                            "Content-Type",
                            "application/json",
                            "Idempotency-Key",
                            "key-" + role);
            assertThat(answer.statusCode()).as(answer.body()).isLessThan(500);
            assertThat(answer.body()).doesNotContain("lot_").doesNotContain("\"allocated\"");
            if (route.path().contains("{orderId}")) {
                assertThat(answer.statusCode()).as(answer.body()).isIn(403, 404);
            }
        }
    }

    private static String path(Routes.Route route) {
        return route.path()
                .replace("{orderId}", DemoShop.ORDER)
                .replace("{customerId}", DemoShop.CUSTOMER)
                .replace("{redemptionId}", "redemption-1")
                .replace("{reviewId}", "PAID_AFTER_CANCEL:" + DemoShop.ORDER)
                .replace("{provider}", "shopify")
                .replace("{merchantId}", DemoShop.MERCHANT);
    }

    private static JWTClaimsSet.Builder claiming(JWTClaimsSet claims) {
        return new JWTClaimsSet.Builder(claims);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(signer);
        return token.serialize();
    }
}
