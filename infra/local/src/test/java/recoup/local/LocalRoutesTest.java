package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalRoutesTest {
    private static final LocalStack STACK = LocalStack.start(Options.defaults()
            .port(0)
            .demo(false)
            .functions((_, _, _) -> Map.of("recoup.handlers.AdminApi::handleRequest", Echo::claims)));

    private final Calls calls = new Calls(STACK.address());

    @AfterAll
    static void stop() {
        STACK.close();
    }

    @AfterEach
    void realTime() {
        STACK.clock().reset();
    }

    @Test
    void health_is_200_when_everything_is_up() {
        assertThat(calls.send("GET", "/_local/health", "").statusCode()).isEqualTo(200);
    }

    @Test
    void a_token_is_verified_like_any_other_and_says_who_it_is_for() {
        assertThat(claims("{\"merchantId\":\"any.merchant:7\",\"role\":\"viewer\",\"subject\":\"vera\"}"))
                .containsEntry("custom:merchant_id", "any.merchant:7")
                .containsEntry("cognito:groups", "[viewer]")
                .containsEntry("sub", "vera");
        assertThat(claims("{\"merchantId\":\"m\",\"role\":\"admin\"}")).containsEntry("sub", "local-admin");
        assertThat(claims("{\"merchantId\":\"m\",\"role\":\"platform\"}"))
                .containsEntry("scope", "recoup/platform")
                .containsEntry("custom:merchant_id", "m");
    }

    @Test
    void a_token_is_valid_for_a_day_of_real_time_whatever_the_business_clock_says() {
        STACK.clock().set(Instant.parse("2031-01-01T00:00:00Z"));
        var claims = claims("{\"merchantId\":\"m\",\"role\":\"admin\"}");
        var expires = Instant.ofEpochSecond(Long.parseLong(claims.getOrDefault("exp", "0")));
        assertThat(Duration.between(Instant.now(), expires)).isBetween(Duration.ofHours(23), Duration.ofHours(24));
    }

    @Test
    void a_wrong_token_request_names_every_field_at_fault() {
        refused("POST", "/_local/token", "{}", "merchantId", "role");
        refused("POST", "/_local/token", "", "merchantId", "role");
        refused(
                "POST",
                "/_local/token",
                "{\"merchantId\":\"a#b\",\"role\":\"boss\",\"x\":1}",
                "merchantId",
                "role",
                "x");
        refused(
                "POST",
                "/_local/token",
                "{\"merchantId\":7,\"role\":null,\"subject\":\"\"}",
                "merchantId",
                "role",
                "subject");
        refused("POST", "/_local/token", "[]", "body");
        refused("POST", "/_local/token", "{\"role\":\"admin\",\"role\":\"viewer\"}", "body");
        refused("POST", "/_local/token", "{} {}", "body");
        refused("POST", "/_local/token", "not json", "body");
    }

    @Test
    void the_clock_is_set_ticks_on_and_goes_back_to_real_time() {
        var set = calls.send("PUT", "/_local/clock", "{\"now\":\"2021-01-03T09:00:00.5+01:00\"}");
        assertThat(set.statusCode()).isEqualTo(200);
        assertThat(json(set).path("now").textValue()).isEqualTo("2021-01-03T08:00:00.500Z");
        var first = now("GET");
        assertThat(first).isBetween(Instant.parse("2021-01-03T08:00:00.500Z"), Instant.parse("2021-01-03T08:00:20Z"));
        assertThat(STACK.clock().instant()).isAfter(first);
        assertThat(Duration.between(now("DELETE"), Instant.now()).abs()).isLessThan(Duration.ofSeconds(20));
        assertThat(Duration.between(now("GET"), Instant.now()).abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_wrong_clock_request_names_the_field_and_changes_nothing() {
        for (var now : List.of(
                "\"2021-01-03\"",
                "\"tomorrow\"",
                "1609660800",
                "null",
                "\"+99999-01-01T00:00:00Z\"",
                "\"2021-02-30T00:00:00Z\"")) {
            refused("PUT", "/_local/clock", "{\"now\":" + now + "}", "now");
        }
        refused("PUT", "/_local/clock", "{}", "now");
        assertThat(Duration.between(now("GET"), Instant.now()).abs()).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void there_is_nothing_to_drain_yet() {
        for (var body : List.of("{}", "{\"timeoutSeconds\":5}", "")) {
            var drained = calls.send("POST", "/_local/drain", body);
            assertThat(drained.statusCode()).isEqualTo(200);
            assertThat(json(drained)).isEqualTo(json("{\"drained\":true,\"queues\":{}}"));
        }
        refused("POST", "/_local/drain", "{\"timeoutSeconds\":-1}", "timeoutSeconds");
        refused("POST", "/_local/drain", "{\"timeoutSeconds\":1.5}", "timeoutSeconds");
        refused("POST", "/_local/drain", "{\"timeout\":1}", "timeout");
    }

    @Test
    void what_later_work_brings_is_404() {
        assertThat(calls.send("GET", "/_local", "").statusCode()).isEqualTo(404);
        assertThat(calls.send("GET", "/_local/notifications", "").statusCode()).isEqualTo(404);
        assertThat(calls.send("POST", "/_local/schedule/expiry", "{}").statusCode())
                .isEqualTo(404);
        assertThat(calls.send("POST", "/_local/health", "{}").statusCode()).isEqualTo(404);
    }

    private Map<String, String> claims(String tokenRequest) {
        var token = json(calls.send("POST", "/_local/token", tokenRequest))
                .path("token")
                .textValue();
        var echo = calls.send("GET", "/v1/settings", "", "Authorization", "Bearer " + token);
        assertThat(echo.statusCode()).isEqualTo(200);
        var claims = new HashMap<String, String>();
        json(echo)
                .properties()
                .forEach(claim -> claims.put(claim.getKey(), claim.getValue().asText()));
        return claims;
    }

    private Instant now(String method) {
        return Instant.parse(
                json(calls.send(method, "/_local/clock", "")).path("now").textValue());
    }

    private void refused(String method, String path, String body, String... fields) {
        var response = calls.send(method, path, body);
        assertThat(response.statusCode()).as(body).isEqualTo(400);
        assertThat(response.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(json(response).path("code").textValue()).isEqualTo("validation");
        assertThat(StreamSupport.stream(json(response).path("errors").spliterator(), false)
                        .map((JsonNode error) -> error.path("field").textValue()))
                .as(body)
                .containsExactlyInAnyOrder(fields);
    }
}
