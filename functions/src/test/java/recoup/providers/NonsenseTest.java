package recoup.providers;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recoup.model.Ids;

/** Well-signed nonsense never throws, and what comes out of it is an event of the contract or nothing. */
class NonsenseTest {
    private static final int ROUNDS = 3_000;
    private static final long MOST = 1_000_000_000_000L;
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z");
    private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
    private static final Pattern REMARK = Pattern.compile("[A-Za-z0-9 ._:/+?=-]{1,120}");

    /** What may stand where something else was expected. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1",
            "1.5",
            "1e400",
            "-1e-400",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(900),
            "\"\"",
            "\" \"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a#b\"",
            "\"" + "x".repeat(129) + "\"",
            "\"-5.00\"",
            "\"5.001\"",
            "\"99999999999999999999.99\"",
            "\"2021-13-45T99:99:99Z\"",
            "\"0000-00-00T00:00:00\"",
            "\"9999-12-31T23:59:59-23:00\"",
            "[]",
            "[[[]]]",
            "{}",
            "{\"id\":{\"id\":{}}}");

    @ParameterizedTest
    @MethodSource("recoup.providers.Samples#all")
    void no_mutation_of_a_sample_throws(String sample) {
        var random = new Random(sample.hashCode());
        var original = Samples.object(sample);
        for (var round = 0; round < ROUNDS; round++) {
            var body = original.deepCopy();
            for (var change = random.nextInt(3); change >= 0; change--) {
                mutate(body, random);
            }
            check(sample, body.toString().getBytes(UTF_8));
        }
    }

    @ParameterizedTest
    @MethodSource("recoup.providers.Samples#all")
    void no_broken_body_throws(String sample) {
        var random = new Random(sample.hashCode());
        var original = Samples.body(sample);
        for (var round = 0; round < ROUNDS / 3; round++) {
            var body = original.clone();
            for (var change = random.nextInt(4); change >= 0; change--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            check(sample, body);
            check(sample, Arrays.copyOf(body, random.nextInt(body.length)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_object_means_nothing(Provider provider) {
        for (var body : List.of(
                "",
                " ",
                "null",
                "1",
                "\"text\"",
                "[]",
                "[{}]",
                "{",
                "{}{}",
                "{} x",
                "{'a':1}",
                "{\"id\":1,\"id\":1}",
                "\ufeff{}",
                "{\"id\":1e99999999999}",
                "{\"id\":" + "9".repeat(2_000) + "}",
                "{\"id\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")) {
            assertNothing(provider, body.getBytes(UTF_8));
        }
        assertNothing(provider, new byte[] {(byte) 0xff, (byte) 0xfe, '{', 0, '}', 0});
        assertNothing(provider, "{\"id\":\"ä\"}".getBytes(ISO_8859_1));
    }

    @Test
    void a_hundred_thousand_items_mean_nothing() {
        var items =
                "{\"NotificationRequestItem\":{\"eventCode\":\"AUTHORISATION\",\"success\":\"true\",\"pspReference\":\"1\",\"merchantReference\":\"O\"}},"
                        .repeat(100_000);
        var body = "{\"notificationItems\":[" + items.substring(0, items.length() - 1) + "]}";
        var translation = Samples.translated(Provider.ADYEN, Map.of(), body);
        assertThat(translation.events()).isEmpty();
        assertThat(translation.remarks()).containsExactly("more than 1000 notification items");
    }

    @Test
    void a_hundred_thousand_refunds_transactions_or_tags_mean_nothing_or_what_may_be_read() {
        var refunds = "{\"id\":1,\"total\":\"-1.00\"},".repeat(100_000) + "{}";
        assertThat(Samples.translated(
                                Provider.WOOCOMMERCE,
                                Map.of(),
                                "{\"id\":1,\"currency\":\"USD\",\"refunds\":[" + refunds + "]}")
                        .remarks())
                .containsExactly("more than 1000 refunds");
        var transactions =
                "{\"kind\":\"refund\",\"status\":\"success\",\"amount\":\"1.00\",\"currency\":\"USD\"},".repeat(100_000)
                        + "{}";
        assertThat(Samples.translated(
                                Provider.SHOPIFY,
                                Samples.shopify("refunds/create"),
                                "{\"id\":1,\"order_id\":2,\"transactions\":[" + transactions + "]}")
                        .remarks())
                .containsExactly("more than 1000 transactions");
        var updated = Samples.translated(
                Provider.SHOPIFY,
                Samples.shopify("orders/updated"),
                "{\"id\":1,\"updated_at\":\"2021-01-01T00:00:00Z\",\"tags\":\"" + "x,".repeat(1_000_000) + "\"}");
        assertThat(updated.events().getFirst().path("data").path("tags")).hasSize(250);
    }

    private static void assertNothing(Provider provider, byte[] body) {
        var callback = new Callback(Map.of("x-shopify-topic", "orders/paid"), body);
        var translation = Translation.of(provider, callback);
        assertThat(translation.events()).isEmpty();
        assertThat(translation.remarks()).isNotEmpty();
        assertThat(Signatures.valid(provider, callback, List.of("ab", "secret"), Instant.EPOCH))
                .isFalse();
    }

    private static void check(String sample, byte[] body) {
        var callback = new Callback(Samples.headers(sample), body);
        var provider = Samples.provider(sample);
        var translation = Translation.of(provider, callback);
        assertThat(translation.events().size() + translation.remarks().size()).isPositive();
        assertThat(translation.trace()).hasSizeLessThan(2_500);
        translation.events().forEach(event -> checkEvent(provider, event));
        assertThat(translation.remarks()).allMatch(REMARK.asMatchPredicate());
        assertThat(translation.events().stream().map(each -> each.path("id"))).doesNotHaveDuplicates();
        if (provider == Provider.ADYEN) {
            Signatures.valid(provider, callback, List.of("ab"), Instant.EPOCH);
        }
    }

    private static void checkEvent(Provider provider, ObjectNode event) {
        var data = event.path("data");
        assertThat(event.path("specversion").asText()).isEqualTo("1.0");
        assertThat(event.path("source").asText()).isEqualTo("urn:recoup:" + provider.written());
        assertThat(event.path("id").textValue()).matches(Ids::wellFormed);
        assertThat(data.path("orderId").textValue()).matches(Ids::wellFormed);
        assertThat(event.path("subject")).isEqualTo(data.path("orderId"));
        if (event.has("time")) {
            assertThat(event.path("time").textValue()).matches(INSTANT);
        }
        switch (event.path("type").asText()) {
            case "order.paid", "payment.expired", "payment.failed" -> checkAttempt(data);
            case "order.cancelled" -> checkCancel(event, data);
            case "order.updated" -> checkUpdate(data);
            case "reward.used" -> {
                assertThat(data.path("provider").textValue()).isEqualTo(provider.written());
                assertThat(data.path("code").textValue()).hasSizeBetween(1, 255);
            }
            default -> throw new AssertionError(event);
        }
    }

    private static void checkAttempt(JsonNode data) {
        for (var id : List.of("paymentAttemptId", "paymentAttemptAlias", "code")) {
            if (data.has(id)) {
                assertThat(data.path(id).textValue()).matches(Ids::wellFormed);
            }
        }
        assertThat(data.has("paymentAttemptAlias") && !data.has("paymentAttemptId"))
                .isFalse();
        assertThat(data.path("terminal").isMissingNode()
                        || data.path("terminal").isBoolean())
                .isTrue();
    }

    private static void checkCancel(JsonNode event, JsonNode data) {
        assertThat(data.path("cancelledBy").textValue()).isIn("CUSTOMER", "MERCHANT");
        assertThat(data.path("paid").isMissingNode() || data.path("paid").booleanValue())
                .isTrue();
        assertThat(data.path("updatedAt")).isEqualTo(event.path("time"));
    }

    private static void checkUpdate(JsonNode data) {
        var amounts = new ArrayList<JsonNode>();
        if (data.has("refund")) {
            assertThat(data.path("refund").path("refundId").textValue()).matches(Ids::wellFormed);
            amounts.add(data.path("refund").path("amount"));
        }
        if (data.has("refundedTotal")) {
            amounts.add(data.path("refundedTotal"));
        }
        for (var amount : amounts) {
            assertThat(amount.isIntegralNumber()).isTrue();
            assertThat(amount.longValue()).isBetween(1L, MOST);
        }
        if (data.has("currency")) {
            assertThat(amounts).isNotEmpty();
            assertThat(data.path("currency").textValue()).matches(CURRENCY);
        }
        if (data.has("tags")) {
            assertThat(data.path("tags").size()).isLessThanOrEqualTo(250);
            data.path("tags")
                    .forEach(tag -> assertThat(tag.textValue()).isNotBlank().hasSizeLessThan(256));
        }
        if (data.has("status")) {
            assertThat(data.path("status").textValue()).isIn(Set.of("REFUNDED", "PARTIALLY_REFUNDED"));
        }
        if (data.has("updatedAt")) {
            assertThat(data.path("updatedAt").textValue()).matches(INSTANT);
        }
        assertThat(!amounts.isEmpty() || data.has("tags") || data.has("status")).isTrue();
    }

    /** Takes away, doubles or replaces something, somewhere; mostly where the translation looks. */
    private static void mutate(JsonNode node, Random random) {
        var deeper = new ArrayList<JsonNode>();
        node.forEach(child -> {
            if (child.isContainerNode() && !child.isEmpty()) {
                deeper.add(child);
            }
        });
        if (!deeper.isEmpty() && random.nextBoolean()) {
            mutate(deeper.get(random.nextInt(deeper.size())), random);
        } else if (node instanceof ObjectNode object) {
            mutateObject(object, random);
        } else if (node instanceof ArrayNode array) {
            mutateArray(array, random);
        }
    }

    private static void mutateObject(ObjectNode object, Random random) {
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        if (names.isEmpty()) {
            return;
        }
        var name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name, object.path(names.get(random.nextInt(names.size()))));
            default -> object.set(name, value(random));
        }
    }

    private static void mutateArray(ArrayNode array, Random random) {
        switch (random.nextInt(3)) {
            case 0 -> array.removeAll();
            case 1 -> array.add(array.isEmpty() ? value(random) : array.path(0).deepCopy());
            default -> array.add(value(random));
        }
    }

    private static JsonNode value(Random random) {
        return Samples.json(VALUES.get(random.nextInt(VALUES.size())));
    }
}
