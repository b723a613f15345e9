package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ssm.SsmClient;

/** The shops as part of the stack: a function finds them by its merchant's parameter, and a restart changes nothing. */
class LocalShopTest {
    @Test
    void a_function_is_let_in_by_what_its_merchants_parameter_says(@TempDir Path data) throws IOException {
        JsonNode before;
        try (var run = new Run(data)) {
            var number = run.make("shopify", "KEPT");
            run.local("POST", "/shopify/mark-used", "{\"merchantId\":\"m:1\",\"discountId\":" + number + "}", 200);
            run.make("woocommerce", "kept");
            assertThat(run.byCode("KEPT")).endsWith("/" + number);
            assertThat(run.coupons("KEPT")).hasSize(1);
            before = run.local("GET", "/shopify?merchantId=m:1", "", 200);
            assertThat(before.at("/items/0/used").booleanValue()).isTrue();
        }
        var file = data.resolve("discounts.jsonl");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        Files.write(file, new byte[] {'\n', '{', '"', (byte) 0xC3}, StandardOpenOption.APPEND);
        try (var run = new Run(data)) {
            assertThat(run.local("GET", "/shopify?merchantId=m:1", "", 200)).isEqualTo(before);
            assertThat(run.byCode("KEPT"))
                    .endsWith("/" + before.at("/items/0/discountId").textValue());
            run.make("shopify", "NEW");
        }
        try (var run = new Run(data)) {
            assertThat(run.local("GET", "/shopify?merchantId=m:1", "", 200).path("items"))
                    .hasSize(2);
            assertThat(run.coupons("kept")).hasSize(1);
            assertThat(run.local("GET", "/shopify?merchantId=m:2", "", 200).path("items"))
                    .isEmpty();
        }
    }

    @Test
    void a_problem_of_the_shops_switches_is_one_as_everywhere() {
        try (var stack = SmallStack.start(SmallStack.OPTIONS, (_, _) -> null, (_, _) -> null)) {
            var calls = new Calls(stack.address());
            var unknown = calls.send(
                    "POST", "/_local/discounts/shopify/mark-used", "{\"merchantId\":\"m\",\"discountId\":1}");
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.headers().firstValue("content-type")).contains("application/problem+json");
            assertThat(calls.send("GET", "/_local/discounts", "").statusCode()).isEqualTo(404);
        }
    }

    /** One run of a stack, and the parameter store that its functions got. */
    private static final class Run implements AutoCloseable {
        private static final String NAME = "/recoup/hex/6d3a31"; // m:1

        private final LocalStack stack;
        private final JsonNode parameter;

        Run(Path data) {
            var ssm = new AtomicReference<SsmClient>();
            stack = LocalStack.start(
                    SmallStack.OPTIONS.data(data).functions((environment, clients, time) -> {
                        ssm.set(clients.ssm());
                        return SmallStack.OPTIONS.functions().queue("worker", (_, _) -> null).stream(
                                        "teller", (_, _) -> null)
                                .make(environment, clients, time);
                    }),
                    SmallStack.TEMPLATE);
            parameter = json(ssm.get()
                    .getParameter(get -> get.name(NAME).withDecryption(true))
                    .parameter()
                    .value());
        }

        String make(String platform, String code) {
            var made = local("POST", "/" + platform, "{\"merchantId\":\"m:1\",\"code\":\"" + code + "\"}", 201);
            return made.path("discountId").textValue();
        }

        JsonNode local(String method, String path, String body, int status) {
            var response = new Calls(stack.address()).send(method, "/_local/discounts" + path, body);
            assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
            return json(response);
        }

        String byCode(String code) {
            var shop = parameter.path("shopify");
            var response = new Calls(URI.create(shop.path("shop").textValue()))
                    .send(
                            "POST",
                            "/admin/api/2026-07/graphql.json",
                            "{\"query\":\"{ codeDiscountNodeByCode(code: \\\"" + code + "\\\") { id } }\"}",
                            "X-Shopify-Access-Token",
                            shop.path("accessToken").textValue());
            return json(response).at("/data/codeDiscountNodeByCode/id").textValue();
        }

        JsonNode coupons(String code) {
            var shop = parameter.path("woocommerce");
            var query = "?code=" + code + "&consumer_key="
                    + shop.path("consumerKey").textValue() + "&consumer_secret="
                    + shop.path("consumerSecret").textValue();
            return json(new Calls(URI.create(shop.path("shop").textValue()))
                    .send("GET", "/wp-json/wc/v3/coupons" + query, ""));
        }

        @Override
        public void close() {
            stack.close();
        }
    }
}
