package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Tokens that are forged, and tokens of the issuer itself that claim odd things, over HTTP: none is let in, nothing is written. */
class ForgedTokenTest {
    private static final String ADJUSTMENT = """
        {"asset":"POINTS","amount":100,"reason":{"message":"A gift to myself"}}\
        """;

    private static final AtomicInteger FETCHED = new AtomicInteger();
    private static final List<Object> BEFORE = new ArrayList<>();
    private static final Map<String, String> FORGED = new LinkedHashMap<>();

    private static LocalStack stack;
    private static RSAKey key;
    private static HttpServer elsewhere;

    @BeforeAll
    static void start(@TempDir Path data) throws IOException, ParseException {
        stack = LocalStack.start(Options.defaults().port(0).data(data));
        stack.clock().set(Instant.parse("2021-01-03T00:00:00Z")); // nothing is swept by itself
        key = RSAKey.parse(Files.readString(data.resolve("issuer-key.json")));
        elsewhere = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elsewhere.createContext("/", exchange -> {
            FETCHED.incrementAndGet();
            exchange.close();
        });
        elsewhere.start();
        var address = URI.create("http://127.0.0.1:" + elsewhere.getAddress().getPort() + "/keys");
        FORGED.putAll(Forgery.all(good(Role.VIEWER), key, address));
        drained();
        BEFORE.addAll(items());
        assertThat(BEFORE).as("there is something to see").hasSizeGreaterThan(5);
    }

    @AfterAll
    static void stop() {
        drained();
        assertThat(items()).as("after everything that was queued is done").isEqualTo(BEFORE);
        elsewhere.stop(0);
        stack.close();
    }

    @AfterEach
    void nothing_was_written_and_nobody_was_asked_for_a_key() {
        assertThat(items()).isEqualTo(BEFORE);
        assertThat(FETCHED).hasValue(0);
    }

    static Set<String> forged() {
        return FORGED.keySet();
    }

    /** The same claims under the same key are let in: what is refused below is refused for what is wrong with it. */
    @Test
    void the_token_that_they_are_made_of_is_good() throws ParseException {
        var good = SignedJWT.parse(good(Role.VIEWER));
        assertThat(read(good.serialize()).statusCode()).isEqualTo(200);
        assertThat(read(Forgery.signed(key, good.getPayload().toString())).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("forged")
    void a_forged_token_opens_nothing(String what) {
        var token = Objects.requireNonNull(FORGED.get(what));
        for (var answer : List.of(read(token), write(token), tell(token))) {
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(Calls.json(answer)).isEqualTo(Calls.json("{\"message\":\"Unauthorized\"}"));
        }
    }

    /** Each character of a good token is altered by one bit; the last one has bits that mean nothing. */
    @Test
    void a_token_with_any_character_altered_opens_nothing() {
        var good = good(Role.ADMIN);
        for (var at = 0; at < good.length() - 1; at++) {
            var altered = new StringBuilder(good);
            altered.setCharAt(at, (char) (good.charAt(at) ^ (at % 2 == 0 ? 1 : 4)));
            assertThat(read(altered.toString()).statusCode())
                    .as(altered.toString())
                    .isIn(400, 401);
        }
    }

    /** Of the issuer, and of no merchant, of several, or of one that is none. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"demo\",\"other\"]",
                "[\"demo\"]",
                "[]",
                "{\"id\":\"demo\"}",
                "null",
                "\"\"",
                "\" \"",
                "\"demo \"",
                "\"demo,other\"",
                "\"demo other\"",
                "\"demo#C\"",
                "\"../demo\"",
                "\"demo\\u0000\""
            })
    void a_merchant_that_is_none_or_several_is_refused(String merchant) {
        var claims = claims(Role.ADMIN).replace("\"demo\"", merchant);
        assertThat(claims).doesNotContain("\"custom:merchant_id\":\"demo\"");
        forbidden(Forgery.signed(key, claims));
        forbidden(Forgery.signed(key, claims(Role.ADMIN).replace("custom:merchant_id", "merchant_id")));
    }

    /** API Gateway hands every claim over as a text: a number is a merchant of that name, who has nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"7", "1.5e30", "true", "\"Demo\"", "\"demo.\"", "\"other\""})
    void a_merchant_of_another_name_sees_nothing(String merchant) {
        var token = Forgery.signed(key, claims(Role.VIEWER).replace("\"demo\"", merchant));
        assertThat(read(token).statusCode()).isEqualTo(200);
        assertThat(Calls.json(read(token)).get("lots")).isEmpty();
        assertThat(call("GET", "/v1/orders/" + DemoShop.ORDER, "", token).statusCode())
                .isEqualTo(404);
        forbidden(call("POST", "/v1/customers/" + DemoShop.CUSTOMER + "/adjustments", ADJUSTMENT, token));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "[[\"admin\"]]",
                "[\"Admin\"]",
                "[\"admin,viewer\"]",
                "{\"admin\":true}",
                "true",
                "null",
                "\"\"",
                "[\"\\u0000admin\"]",
                "[\"guest\\tadmin\"]"
            })
    void a_role_that_is_none_is_refused(String groups) {
        var claims = claims(Role.ADMIN).replace("[\"admin\"]", groups);
        assertThat(claims).doesNotContain("[\"admin\"],");
        forbidden(Forgery.signed(key, claims));
    }

    /** A person's ID token and a machine's access token open each their own, and neither becomes the other by a claim. */
    @Test
    void a_token_of_one_kind_is_not_one_of_the_other() {
        forbidden(tell(good(Role.ADMIN)));
        forbidden(tell(
                Forgery.signed(key, claims(Role.ADMIN).replace("\"token_use\":\"id\"", "\"token_use\":\"access\""))));
        forbidden(read(good(Role.PLATFORM)));
        forbidden(Forgery.signed(key, claims(Role.PLATFORM).replace("recoup/platform", "openid email")));
        forbidden(Forgery.signed(
                key,
                claims(Role.ADMIN)
                        .replace("custom:merchant_id", "username")
                        .replace("\"token_use\":\"id\"", "\"token_use\":\"access\"")));
    }

    @Test
    void one_authorization_header_with_one_token_is_taken_and_nothing_else() {
        var good = good(Role.ADMIN);
        var forged = good.substring(0, good.length() - 8);
        for (var authorization : List.of(
                "bearer " + forged,
                "BEARER " + forged,
                "Basic " + good,
                "Token " + good,
                "Bearer",
                "Bearer Bearer " + good,
                "Bearer " + good + "," + good,
                "Bearer " + good + " " + good,
                "Bearer " + good + ", Bearer " + good,
                "Bearer=" + good,
                "Bearer \"" + good + "\"",
                "Bearer " + forged + good)) {
            assertThat(headers("Authorization", authorization).statusCode())
                    .as(authorization)
                    .isEqualTo(401);
        }
        for (var pair : List.of(List.of(good, forged), List.of(forged, good), List.of(good, good))) {
            assertThat(headers(
                                    "Authorization",
                                    "Bearer " + pair.getFirst(),
                                    "Authorization",
                                    "Bearer " + pair.getLast())
                            .statusCode())
                    .isEqualTo(401);
        }
        for (var name : List.of("X-Authorization", "Proxy-Authorization", "Cookie", "X-Amzn-Authorization")) {
            assertThat(headers(name, "Bearer " + good).statusCode()).as(name).isEqualTo(401);
        }
        for (var query : List.of("?access_token=", "?token=", "?Authorization=Bearer%20")) {
            var answer =
                    new Calls(stack.address()).send("GET", "/v1/customers/" + DemoShop.CUSTOMER + query + good, "");
            assertThat(answer.statusCode()).as(query).isEqualTo(401);
        }
        assertThat(headers("Authorization", "bearer " + good(Role.VIEWER)).statusCode())
                .as("the word may be written small")
                .isEqualTo(200);
    }

    private static void forbidden(String token) {
        for (var answer : List.of(read(token), write(token), tell(token))) {
            forbidden(answer);
        }
    }

    private static void forbidden(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        assertThat(Calls.json(answer).get("code").textValue()).isEqualTo("forbidden");
    }

    private static HttpResponse<String> read(String token) {
        return call("GET", "/v1/customers/" + DemoShop.CUSTOMER, "", token);
    }

    private static HttpResponse<String> write(String token) {
        return call("POST", "/v1/customers/" + DemoShop.CUSTOMER + "/adjustments", ADJUSTMENT, token);
    }

    private static HttpResponse<String> tell(String token) {
        var event = """
            {"specversion":"1.0","id":"forged","source":"/shop","type":"order.paid","data":{"orderId":"%s"}}\
            """.formatted(DemoShop.ORDER);
        return call("POST", "/v1/events", event, token);
    }

    private static HttpResponse<String> call(String method, String path, String body, String token) {
        return new Calls(stack.address())
                .send(
                        method,
                        path,
                        body,
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json",
                        "Idempotency-Key",
                        "forged");
    }

    private static HttpResponse<String> headers(String... headers) {
        return new Calls(stack.address()).send("GET", "/v1/customers/" + DemoShop.CUSTOMER, "", headers);
    }

    private static String good(Role role) {
        return stack.token(DemoShop.MERCHANT, role);
    }

    private static String claims(Role role) {
        try {
            return SignedJWT.parse(good(role)).getPayload().toString();
        } catch (ParseException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** Whatever a consumer has to do is done. */
    private static void drained() {
        var answer = new Calls(stack.address()).send("POST", "/_local/drain", "{}", "Content-Type", "application/json");
        assertThat(Calls.json(answer).get("drained").booleanValue()).isTrue();
    }

    private static List<Map<String, AttributeValue>> items() {
        return stack.dynamoDb().scan(scan -> scan.tableName(stack.table())).items();
    }
}
