package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recoup.handlers.Environment;

/** What API Gateway does before and after a function; a function that remembers stands in for the real one. */
class ApiGatewayTest {
    private static final String ORIGIN = "https://console.example.com";
    private static final APIGatewayV2HTTPResponse EMPTY =
            APIGatewayV2HTTPResponse.builder().withStatusCode(204).build();

    private static volatile HttpFunction function = (_, _) -> EMPTY;
    private static final Deque<APIGatewayV2HTTPEvent> EVENTS = new ConcurrentLinkedDeque<>();
    private static final Deque<Context> CONTEXTS = new ConcurrentLinkedDeque<>();
    private static final LocalStack STACK = start();

    private final Calls calls = new Calls(STACK.address());
    private final String bearer = "Bearer " + STACK.token("shop", Role.ADMIN);

    private static LocalStack start() {
        return LocalStack.start(Options.defaults()
                .port(0)
                .demo(false)
                .consoleOrigin(ORIGIN)
                .functions(Functions.deployed()
                        .http("recoup.handlers.AdminApi::handleRequest", ApiGatewayTest::remember)
                        .http("recoup.handlers.Intake::handleRequest", ApiGatewayTest::remember)));
    }

    private static APIGatewayV2HTTPResponse remember(APIGatewayV2HTTPEvent event, Context context) {
        EVENTS.add(event);
        CONTEXTS.add(context);
        return function.handleRequest(event, context);
    }

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @BeforeEach
    void forget() {
        EVENTS.clear();
        CONTEXTS.clear();
        function = (_, _) -> EMPTY;
    }

    @Test
    void a_request_becomes_an_event_of_payload_format_2() {
        var before = Instant.now();
        authorized(
                "POST",
                "/v1/orders/a%2Fb%20c+d/cancel?x=1&y=a%20b&x=2&z",
                "{\"ä\":1}",
                "Content-Type",
                "application/json; charset=utf-8",
                "X-Two",
                "a",
                "X-Two",
                "b",
                "Cookie",
                "c=1; d=2");
        var event = EVENTS.remove();
        assertThat(event.getVersion()).isEqualTo("2.0");
        assertThat(event.getRouteKey()).isEqualTo("POST /v1/orders/{orderId}/cancel");
        assertThat(event.getRawPath()).isEqualTo("/v1/orders/a%2Fb%20c+d/cancel");
        assertThat(event.getPathParameters()).isEqualTo(Map.of("orderId", "a/b c+d"));
        assertThat(event.getRawQueryString()).isEqualTo("x=1&y=a%20b&x=2&z");
        assertThat(event.getQueryStringParameters()).isEqualTo(Map.of("x", "1,2", "y", "a b", "z", ""));
        assertThat(event.getHeaders())
                .containsEntry("x-two", "a,b")
                .containsEntry("authorization", bearer)
                .doesNotContainKey("cookie")
                .allSatisfy((name, _) -> assertThat(name).isLowerCase());
        assertThat(event.getCookies()).isEqualTo(List.of("c=1", "d=2"));
        assertThat(event.getBody()).isEqualTo("{\"ä\":1}");
        assertThat(event.getIsBase64Encoded()).isFalse();
        var context = event.getRequestContext();
        assertThat(context.getStage()).isEqualTo("$default");
        assertThat(context.getRouteKey()).isEqualTo(event.getRouteKey());
        assertThat(context.getRequestId()).isNotBlank();
        assertThat(context.getTime()).matches("\\d\\d/[A-Z][a-z]{2}/\\d{4}:\\d\\d:\\d\\d:\\d\\d \\+0000");
        assertThat(Instant.ofEpochMilli(context.getTimeEpoch()))
                .isBetween(before.minusMillis(1), Instant.now().plusMillis(1));
        assertThat(context.getHttp().getMethod()).isEqualTo("POST");
        assertThat(context.getHttp().getPath()).isEqualTo(event.getRawPath());
        assertThat(context.getHttp().getProtocol()).isEqualTo("HTTP/1.1");
        assertThat(context.getHttp().getSourceIp()).isEqualTo("127.0.0.1");
        assertThat(context.getHttp().getUserAgent()).startsWith("Java-http-client");
    }

    @Test
    void what_a_request_does_not_have_is_absent_from_its_event() {
        authorized("GET", "/v1/settings", "");
        var event = EVENTS.remove();
        assertThat(event.getBody()).isNull();
        assertThat(event.getPathParameters()).isNull();
        assertThat(event.getQueryStringParameters()).isNull();
        assertThat(event.getCookies()).isNull();
        assertThat(event.getRawQueryString()).isEmpty();
        assertThat(event.getIsBase64Encoded()).isFalse();
    }

    @Test
    void claims_arrive_as_texts() {
        authorized("GET", "/v1/settings", "");
        var claims =
                EVENTS.remove().getRequestContext().getAuthorizer().getJwt().getClaims();
        assertThat(claims)
                .containsEntry("custom:merchant_id", "shop")
                .containsEntry("cognito:groups", "[admin]")
                .containsEntry("sub", "local-admin")
                .hasEntrySatisfying("exp", exp -> assertThat(exp).matches("\\d{10}"));

        calls.send("GET", "/v1/settings", "", "Authorization", "Bearer " + STACK.token("shop", Role.PLATFORM));
        assertThat(EVENTS.remove().getRequestContext().getAuthorizer().getJwt().getClaims())
                .containsEntry("scope", "recoup/platform")
                .containsEntry("client_id", "local-platform")
                .doesNotContainKeys("aud", "cognito:groups");
    }

    @Test
    void a_body_that_is_not_text_arrives_in_base64() {
        var invalid = new byte[] {'{', (byte) 0xC3, '}'};
        calls.send(
                "POST",
                "/v1/orders",
                BodyPublishers.ofByteArray(invalid),
                "Authorization",
                bearer,
                "Content-Type",
                "application/json");
        assertThat(EVENTS.element().getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(EVENTS.remove().getBody())).isEqualTo(invalid);

        authorized("POST", "/v1/orders", "a=b", "Content-Type", "application/x-www-form-urlencoded");
        assertThat(EVENTS.element().getIsBase64Encoded()).isTrue();
        assertThat(EVENTS.remove().getBody())
                .isEqualTo(Base64.getEncoder().encodeToString("a=b".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void a_response_goes_out_as_the_function_gave_it() {
        function = (_, _) -> APIGatewayV2HTTPResponse.builder()
                .withStatusCode(412)
                .withHeaders(Map.of(
                        "ETag",
                        "\"1\"",
                        "Content-Type",
                        "application/problem+json",
                        "Access-Control-Allow-Origin",
                        "*"))
                .withCookies(List.of("a=1", "b=2"))
                .withBody("{\"ü\":1}")
                .build();
        var response = authorized("GET", "/v1/settings", "");
        assertThat(response.statusCode()).isEqualTo(412);
        assertThat(response.body()).isEqualTo("{\"ü\":1}");
        assertThat(response.headers().allValues("etag")).containsExactly("\"1\"");
        assertThat(response.headers().allValues("content-type")).containsExactly("application/problem+json");
        assertThat(response.headers().allValues("set-cookie")).containsExactlyInAnyOrder("a=1", "b=2");
        assertThat(response.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void without_a_good_token_it_is_401_and_the_function_is_not_asked() {
        var missing = calls.send("GET", "/v1/settings", "");
        message(missing, 401, "Unauthorized");
        assertThat(missing.headers().firstValue("www-authenticate")).contains("Bearer");
        var bad = calls.send("GET", "/v1/settings", "", "Authorization", bearer + "x");
        message(bad, 401, "Unauthorized");
        assertThat(bad.headers().firstValue("www-authenticate").orElse("")).contains("error=\"invalid_token\"");
        message(
                calls.send("GET", "/v1/settings", "", "Authorization", bearer, "Authorization", bearer),
                401,
                "Unauthorized");
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void a_route_whose_callers_sign_wants_no_token_and_its_function_gets_the_bytes_as_they_came() {
        var body = "{\"id\": \"evt_1\",\n  \"note\" : \"ä\\u00e4\"}\n";
        var answer = calls.send("POST", "/v1/webhooks/stripe/shop:1", body, "Content-Type", "application/json");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(EVENTS.element().getPathParameters())
                .isEqualTo(Map.of("provider", "stripe", "merchantId", "shop:1"));
        assertThat(EVENTS.element().getRequestContext().getAuthorizer()).isNull();
        assertThat(EVENTS.element().getIsBase64Encoded()).isFalse();
        assertThat(EVENTS.remove().getBody()).isEqualTo(body);

        var bytes = new byte[] {'{', (byte) 0xE9, 0, '}', '\r', '\n'};
        calls.send(
                "POST",
                "/v1/webhooks/adyen/shop",
                BodyPublishers.ofByteArray(bytes),
                "Content-Type",
                "application/json; charset=iso-8859-1",
                "Authorization",
                "Basic of-somebody");
        assertThat(EVENTS.element().getIsBase64Encoded()).isTrue();
        assertThat(Base64.getDecoder().decode(EVENTS.remove().getBody())).isEqualTo(bytes);
        message(calls.send("POST", "/v1/events", "{}"), 401, "Unauthorized");
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void an_unknown_path_or_method_is_404_even_without_a_token() {
        for (var path : List.of("/", "/v1", "/v1/settings/", "/v2/settings", "/v1/orders//cancel", "/_localx")) {
            message(calls.send("GET", path, ""), 404, "Not Found");
        }
        message(authorized("DELETE", "/v1/settings", ""), 404, "Not Found");
        message(authorized("OPTIONS", "/v1/settings", ""), 404, "Not Found");
        assertThat(authorized("HEAD", "/v1/settings", "").statusCode()).isEqualTo(404);
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void a_body_beyond_10_mb_is_413() {
        var limit = FrontDoor.BODY_LIMIT;
        function = (event, _) -> APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withBody("" + Base64.getDecoder().decode(event.getBody()).length)
                .build();
        assertThat(calls.send(
                                "POST",
                                "/v1/orders",
                                BodyPublishers.ofByteArray(new byte[limit]),
                                "Authorization",
                                bearer)
                        .body())
                .isEqualTo("" + limit);
        message(
                calls.send(
                        "POST", "/v1/orders", BodyPublishers.ofByteArray(new byte[limit + 1]), "Authorization", bearer),
                413,
                "Request Entity Too Large");
        message(
                calls.send(
                        "POST", "/v1/orders", BodyPublishers.ofByteArray(new byte[2 * limit]), "Authorization", bearer),
                413,
                "Request Entity Too Large");
    }

    @Test
    void a_function_that_fails_is_500_without_a_word_of_why() {
        function = (_, _) -> {
            throw new IllegalStateException("a secret (this stack trace belongs to the test)");
        };
        var response = authorized("GET", "/v1/settings", "");
        message(response, 500, "Internal Server Error");
        assertThat(response.headers().map().toString()).doesNotContain("secret");
        function = (_, _) -> {
            throw new StackOverflowError("this stack trace belongs to the test");
        };
        message(authorized("GET", "/v1/settings", ""), 500, "Internal Server Error");
    }

    @Test
    void a_function_that_takes_too_long_is_503_and_was_told_how_long_it_had() {
        var route = new Routes.Route("GET", "/slow", "Slow", "a.B::c", Duration.ofMillis(200));
        var issuer = LocalIssuer.open(
                Optional.empty(), Environment.of(Map.of("RECOUP_TABLE", "any")).claims());
        var authorizer = new JwtAuthorizer(
                issuer.publicKey(), LocalIssuer.URL, Set.of(LocalIssuer.CONSOLE_CLIENT), Instant::now);
        var gateway = new ApiGateway(new Routes(List.of(route)), authorizer, Map.of("a.B::c", (_, context) -> {
            CONTEXTS.add(context);
            try {
                Thread.sleep(2_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return EMPTY;
        }));
        var headers = Map.of("authorization", issuer.token("shop", Role.ADMIN, Optional.empty()));
        var answer = gateway.answer(new Request("GET", "/slow", "", "HTTP/1.1", headers, new byte[0], "127.0.0.1"));
        assertThat(answer.status()).isEqualTo(503);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"message\":\"Service Unavailable\"}");
        assertThat(CONTEXTS.remove().getRemainingTimeInMillis()).isZero();
    }

    @Test
    void a_function_knows_the_time_it_has_from_the_template() {
        authorized("GET", "/v1/settings", "");
        var limit = 1_000
                * Integer.parseInt(Template.read(Template.find())
                        .at("Globals", "Function", "Timeout")
                        .text());
        assertThat(CONTEXTS.element().getRemainingTimeInMillis()).isBetween(limit - 5_000, limit);
        assertThat(CONTEXTS.element().getFunctionName()).isEqualTo("AdminApi");
        assertThat(CONTEXTS.remove().getAwsRequestId())
                .isEqualTo(EVENTS.remove().getRequestContext().getRequestId());
    }

    @Test
    void a_preflight_from_the_console_is_answered_without_a_token() {
        var response = preflight(ORIGIN);
        assertThat(response.statusCode()).isEqualTo(204);
        assertThat(response.headers().firstValue("access-control-allow-origin")).contains(ORIGIN);
        assertThat(response.headers().firstValue("access-control-allow-methods"))
                .contains("GET,POST,PUT,PATCH");
        assertThat(response.headers().firstValue("access-control-allow-headers"))
                .contains("Authorization,Content-Type,Idempotency-Key,If-Match");
        assertThat(response.headers().firstValue("access-control-max-age")).isPresent();
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void only_the_console_may_read_an_answer_in_a_browser() {
        var console = authorized("GET", "/v1/settings", "", "Origin", ORIGIN);
        assertThat(console.headers().firstValue("access-control-allow-origin")).contains(ORIGIN);
        assertThat(console.headers().firstValue("access-control-expose-headers"))
                .contains("ETag,Idempotency-Replayed");
        for (var other : List.of("https://evil.example.com", ORIGIN + ".evil.com", "null")) {
            assertThat(preflight(other).statusCode()).isEqualTo(204);
            assertThat(preflight(other).headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
            assertThat(authorized("GET", "/v1/settings", "", "Origin", other)
                            .headers()
                            .firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void a_malformed_request_gets_an_answer_and_the_next_one_is_served() throws IOException {
        for (var line : List.of(
                "GARBAGE",
                "GET",
                "GET /v1/orders/%zz HTTP/1.1",
                "GET /v1/orders/a|b HTTP/1.1",
                "GET * HTTP/1.1",
                "GET //x/y HTTP/1.1",
                "GET /../../etc/passwd HTTP/1.1",
                "GET http://other/v1 HTTP/1.1",
                "GET /v1/settings HTTP/9.9",
                "\u0000\u0001\u0002",
                "GET /%00 HTTP/1.1",
                "GET /?%%% HTTP/1.1")) {
            try (var socket =
                    new Socket(InetAddress.getLoopbackAddress(), STACK.address().getPort())) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream()
                        .write((line + "\r\nHost: x\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1));
                var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).as(line).doesNotContain(" 500 ", "recoup.local");
            }
        }
        assertThat(authorized("GET", "/v1/settings", "").statusCode()).isEqualTo(204);
    }

    private HttpResponse<String> preflight(String origin) {
        return calls.send("OPTIONS", "/v1/orders", "", "Origin", origin, "Access-Control-Request-Method", "POST");
    }

    private HttpResponse<String> authorized(String method, String path, String body, String... headers) {
        var all = new ArrayList<>(List.of("Authorization", bearer));
        all.addAll(List.of(headers));
        return calls.send(method, path, body, all.toArray(String[]::new));
    }

    private static void message(HttpResponse<String> response, int status, String message) {
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).isEqualTo("{\"message\":\"" + message + "\"}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json");
    }
}
