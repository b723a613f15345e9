package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import recoup.handlers.Environment;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class LocalRoutesTest {
    private static final AtomicInteger SWEEPS = new AtomicInteger();
    private static final LocalStack STACK = LocalStack.start(Options.defaults()
            .port(0)
            .demo(false)
            .functions((environment, clients, time) -> Functions.deployed()
                    .http("recoup.handlers.AdminApi::handleRequest", Echo::claims)
                    .invoked("recoup.handlers.ExpiryCanceller::handleRequest", (_, context) -> {
                        SWEEPS.incrementAndGet();
                        assertThat(context.getRemainingTimeInMillis()).isGreaterThan(1_000);
                        return Map.of("due", 3L, "handled", 2L, "failed", 1L);
                    })
                    .stream("recoup.handlers.Notifier::handleRequest", (event, _) -> {
                        for (var record : event.getRecords()) {
                            var id = Objects.requireNonNull(
                                            record.getDynamodb().getKeys().get("pk"))
                                    .getS();
                            clients.sns()
                                    .publish(message -> message.topicArn(environment.needed(Environment.TOPIC))
                                            .message("{\"id\": \"evt_" + id + "\", \"data\": {\"n\": 1}}")
                                            .messageAttributes(Map.of(
                                                    "merchantId", text("shop"), "notifyCustomer", text("false"))));
                        }
                        return null;
                    })
                    .make(environment, clients, time)));

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
    void drain_names_every_queue() {
        for (var body : List.of("{}", "{\"timeoutSeconds\":5}", "")) {
            var drained = calls.send("POST", "/_local/drain", body);
            assertThat(drained.statusCode()).isEqualTo(200);
            assertThat(json(drained).path("drained").booleanValue()).isTrue();
            var queues = json(drained).path("queues");
            for (var queue : List.of("payment-failures", "order-events", "due-shards", "revocations")) {
                assertThat(queues.path(queue)).isEqualTo(json("{\"visible\":0,\"inFlight\":0,\"dead\":0}"));
            }
        }
        refused("POST", "/_local/drain", "{\"timeoutSeconds\":-1}", "timeoutSeconds");
        refused("POST", "/_local/drain", "{\"timeoutSeconds\":1.5}", "timeoutSeconds");
        refused("POST", "/_local/drain", "{\"timeout\":1}", "timeout");
    }

    @Test
    void the_schedule_runs_at_once_while_the_clock_is_set_too() {
        STACK.clock().set(Instant.parse("2031-01-01T00:00:00Z"));
        var before = SWEEPS.get();
        for (var body : List.of("{}", "")) {
            var answer = calls.send("POST", "/_local/schedule/expiry", body);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(json(answer)).isEqualTo(json("{\"due\":3,\"handled\":2,\"failed\":1}"));
        }
        assertThat(SWEEPS).hasValue(before + 2);
        refused("POST", "/_local/schedule/expiry", "{\"now\":1}", "now");
        assertThat(SWEEPS).hasValue(before + 2);
    }

    @Test
    void notifications_are_a_merchants_newest_first() {
        for (var id : List.of("1", "2")) {
            STACK.dynamoDb()
                    .putItem(put -> put.tableName(STACK.table())
                            .item(Map.of("pk", AttributeValue.fromS(id), "sk", AttributeValue.fromS("J#1"))));
        }
        calls.send("POST", "/_local/drain", "{}");
        assertThat(json(calls.send("GET", "/_local/notifications?merchantId=shop", "")))
                .isEqualTo(json("""
                    {"items": [
                      {"message": {"id": "evt_2", "data": {"n": 1}},
                       "attributes": {"merchantId": "shop", "notifyCustomer": "false"}},
                      {"message": {"id": "evt_1", "data": {"n": 1}},
                       "attributes": {"merchantId": "shop", "notifyCustomer": "false"}}]}\
                    """));
        assertThat(json(calls.send("GET", "/_local/notifications?merchantId=another", "")))
                .isEqualTo(json("{\"items\":[]}"));
        refused("GET", "/_local/notifications", "", "merchantId");
        refused("GET", "/_local/notifications?merchantId=", "", "merchantId");
        refused("GET", "/_local/notifications?merchantId=a%23b&limit=1", "", "merchantId", "limit");
    }

    @Test
    void every_merchant_has_webhook_secrets_of_its_own() {
        var secrets = json(calls.send("GET", "/_local/webhook-secrets?merchantId=any:1", ""));
        assertThat(secrets.properties().stream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("stripe", "adyen", "shopify", "woocommerce");
        assertThat(secrets.path("adyen").textValue()).matches("([0-9a-fA-F]{2}){32}");
        assertThat(secrets.path("stripe").textValue()).startsWith("whsec_");
        assertThat(json(calls.send("GET", "/_local/webhook-secrets?merchantId=any:1", "")))
                .isEqualTo(secrets);
        assertThat(json(calls.send("GET", "/_local/webhook-secrets?merchantId=any:2", "")))
                .isNotEqualTo(secrets);
        refused("GET", "/_local/webhook-secrets", "", "merchantId");
    }

    @Test
    void what_is_no_switch_is_404() {
        assertThat(calls.send("GET", "/_local", "").statusCode()).isEqualTo(404);
        assertThat(calls.send("GET", "/_local/schedule/expiry", "").statusCode())
                .isEqualTo(404);
        assertThat(calls.send("POST", "/_local/notifications", "{}").statusCode())
                .isEqualTo(404);
        assertThat(calls.send("POST", "/_local/health", "{}").statusCode()).isEqualTo(404);
    }

    private static MessageAttributeValue text(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
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
