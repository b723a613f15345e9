package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.handlers.http.Problem;
import recoup.handlers.http.ProblemException;
import recoup.local.shop.Book;
import recoup.local.shop.Fault;
import recoup.local.shop.Faults;
import recoup.local.shop.Platform;
import recoup.local.shop.Shops;

/** Every switch of the local shops. */
class DiscountRoutesTest {
    private final Shops shops = Shops.open(Book.NONE, InstantSource.system(), InstantSource.system());
    private final List<String> removed = new ArrayList<>();
    private final DiscountRoutes routes = new DiscountRoutes(
            shops,
            (merchant, platform, discount, code) ->
                    removed.add(String.join(" ", merchant, platform.written(), discount, code)));

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_code_is_made_and_listed_for_its_merchant_alone(Platform platform) {
        var made = send("POST", platform, "", "{\"merchantId\":\"m:1\",\"code\":\"Ada 10%\"}", 201);
        var number = made.path("discountId").textValue();
        assertThat(number).matches("\\d+");
        assertThat(made).isEqualTo(json("{\"discountId\":\"" + number + "\",\"code\":\"Ada 10%\",\"active\":true}"));
        assertThat(list(platform, "m:1")).singleElement().isEqualTo(json("""
            {"discountId":"%s","code":"Ada 10%%","active":true,"used":false}\
            """.formatted(number)));
        assertThat(list(platform, "m:2")).isEmpty();
        assertThat(list(platform == Platform.SHOPIFY ? Platform.WOOCOMMERCE : Platform.SHOPIFY, "m:1"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_use_is_shown_and_so_is_an_end(Platform platform) {
        var shop = shops.of(platform, "m");
        var number = shop.make("code").orElseThrow().number();
        for (var written : List.of("\"" + number + "\"", number)) {
            var used = send(
                    "POST",
                    platform,
                    "/mark-used",
                    "{\"merchantId\":\"m\",\"discountId\":" + written + ",\"orderId\":\"order:" + number + "\"}",
                    200);
            assertThat(used.path("used").booleanValue()).isTrue();
            assertThat(used.path("discountId").textValue()).isEqualTo(number);
        }
        send("POST", platform, "/mark-used", "{\"merchantId\":\"m\",\"discountId\":\"" + number + "\"}", 200);
        var code = shop.find(number).orElseThrow().codes().getFirst();
        assertThat(code.uses()).isEqualTo(3);
        assertThat(code.orders()).containsExactly("order:" + number, "order:" + number);
        assertThat(list(platform, "m").at("/0/used").booleanValue()).isTrue();
        assertThat(list(platform, "m").at("/0/active").booleanValue()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_source_is_removed_before_the_answer_and_its_code_stays(Platform platform) {
        var number = shops.of(platform, "m").make("code").orElseThrow().number();
        var body = "{\"merchantId\":\"m\",\"discountId\":\"" + number + "\",\"orderId\":\"any\"}";
        var answer = send("POST", platform, "/remove-source", body, 200);
        assertThat(removed).containsExactly("m " + platform.written() + " " + number + " code");
        assertThat(answer.path("active").booleanValue()).isTrue();
        assertThat(list(platform, "m")).hasSize(1);
    }

    @Test
    void what_stands_against_removing_a_source_is_the_answer() {
        var refusing = new DiscountRoutes(shops, (_, _, _, _) -> {
            throw new ProblemException(Problem.of(Problem.Type.NOT_FOUND, "No redemption has this code."));
        });
        var number = shops.of(Platform.SHOPIFY, "m").make("code").orElseThrow().number();
        var answer = refusing.answer(request(
                "POST",
                "/_local/discounts/shopify/remove-source",
                "",
                "{\"merchantId\":\"m\",\"discountId\":" + number + "}"));
        assertThat(answer.status()).isEqualTo(404);
        assertThat(body(answer).path("detail").textValue()).isEqualTo("No redemption has this code.");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void failures_are_set_counted_and_taken_back(Platform platform) {
        var shop = shops.of(platform, "m");
        var number = shop.make("code").orElseThrow().number();
        for (var fault : Fault.values()) {
            var mode = "\"mode\":\"" + fault.written() + "\"";
            send("POST", platform, "/fail", """
                {"merchantId":"m","discountId":%s,"failNext":3,%s}\
                """.formatted(number, mode), 200);
            assertThat(shop.find(number).orElseThrow().faults()).isEqualTo(new Faults(3, fault));
            send("POST", platform, "/fail", """
                {"merchantId":"m","discountId":"%s","failNext":0,%s}\
                """.formatted(number, mode), 200);
            assertThat(shop.find(number).orElseThrow().faults().left()).isZero();
        }
        assertThat(List.of(Fault.TIMEOUT.written(), Fault.ERROR.written())).containsExactly("timeout", "error");
    }

    @Test
    void a_shopify_discount_takes_in_another_code_and_a_coupon_does_not() {
        var number = shops.of(Platform.SHOPIFY, "m").make("ALICE").orElseThrow().number();
        var made = send(
                "POST",
                Platform.SHOPIFY,
                "",
                "{\"merchantId\":\"m\",\"code\":\"BOB\",\"discountId\":" + number + "}",
                201);
        assertThat(made).isEqualTo(json("{\"discountId\":\"" + number + "\",\"code\":\"BOB\",\"active\":true}"));
        assertThat(list(Platform.SHOPIFY, "m").findValuesAsText("code")).containsExactly("ALICE", "BOB");
        var coupon =
                shops.of(Platform.WOOCOMMERCE, "m").make("alice").orElseThrow().number();
        refused(
                Platform.WOOCOMMERCE,
                "",
                "{\"merchantId\":\"m\",\"code\":\"b\",\"discountId\":" + coupon + "}",
                "discountId");
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void a_wrong_request_names_every_field_at_fault_and_changes_nothing(Platform platform) {
        var number = shops.of(platform, "m").make("code").orElseThrow().number();
        refused(platform, "", "", "merchantId", "code");
        refused(platform, "", "{\"merchantId\":\"a#b\",\"code\":\"\",\"x\":1}", "merchantId", "code", "x");
        refused(platform, "", "{\"merchantId\":\"m\",\"code\":\"" + "x".repeat(256) + "\"}", "code");
        refused(platform, "", "{\"merchantId\":\"m\",\"code\":\"CODE\"}", "code");
        refused(platform, "", "[]", "body");
        refused(platform, "/mark-used", "{}", "merchantId", "discountId");
        refused(platform, "/mark-used", """
            {"merchantId":"m","discountId":%s,"orderId":"a#b"}\
            """.formatted(number), "orderId");
        refused(platform, "/mark-used", "{\"merchantId\":\"m\",\"discountId\":1.5}", "discountId");
        refused(
                platform,
                "/remove-source",
                "{\"merchantId\":\"m\",\"discountId\":null,\"orderId\":\"\",\"order\":1}",
                "discountId",
                "orderId",
                "order");
        refused(platform, "/fail", "{}", "merchantId", "discountId", "failNext", "mode");
        refused(platform, "/fail", """
            {"merchantId":"m","discountId":%s,"failNext":-1,"mode":"ERROR"}\
            """.formatted(number), "failNext", "mode");
        assertThat(list(platform, "m"))
                .singleElement()
                .satisfies(only -> assertThat(only.path("used").booleanValue()).isFalse());
        assertThat(removed).isEmpty();
        var noMerchant = routes.answer(request("GET", "/_local/discounts/" + platform.written(), "", ""));
        assertThat(noMerchant.status()).isEqualTo(400);
    }

    @ParameterizedTest
    @EnumSource(Platform.class)
    void an_unknown_discount_or_another_merchants_is_404(Platform platform) {
        var number = shops.of(platform, "yours").make("code").orElseThrow().number();
        for (var id : List.of(number, "\"7\"", "\"not a number\"")) {
            var whose = "{\"merchantId\":\"mine\",\"discountId\":" + id;
            for (var request : Map.of(
                            "/mark-used", whose + "}",
                            "/remove-source", whose + "}",
                            "/fail", whose + ",\"failNext\":1,\"mode\":\"error\"}")
                    .entrySet()) {
                var problem = send("POST", platform, request.getKey(), request.getValue(), 404);
                assertThat(problem.path("code").textValue()).isEqualTo("not-found");
            }
        }
        assertThat(send("POST", Platform.SHOPIFY, "", "{\"merchantId\":\"m\",\"code\":\"c\",\"discountId\":\"7\"}", 404)
                        .path("discountId")
                        .textValue())
                .isEqualTo("7");
        assertThat(removed).isEmpty();
        assertThat(shops.of(platform, "yours")
                        .find(number)
                        .orElseThrow()
                        .faults()
                        .left())
                .isZero();
    }

    @Test
    void what_is_no_switch_is_404() {
        for (var path : List.of("", "none", "stripe", "shopify/", "shopify/other", "shopify/fail/x", "SHOPIFY")) {
            for (var method : List.of("GET", "POST", "DELETE")) {
                var answer = routes.answer(request(method, "/_local/discounts/" + path, "merchantId=m", "{}"));
                assertThat(answer.status()).as(method + " " + path).isEqualTo(404);
                assertThat(body(answer)).isEqualTo(json("{\"message\":\"Not Found\"}"));
            }
        }
        assertThat(routes.answer(request("DELETE", "/_local/discounts/shopify", "", "{}"))
                        .status())
                .isEqualTo(404);
        assertThat(routes.answer(request("GET", "/_local/discounts/shopify/fail", "", "{}"))
                        .status())
                .isEqualTo(404);
    }

    private JsonNode list(Platform platform, String merchant) {
        var answer =
                routes.answer(request("GET", "/_local/discounts/" + platform.written(), "merchantId=" + merchant, ""));
        assertThat(answer.status()).isEqualTo(200);
        return body(answer).path("items");
    }

    private JsonNode send(String method, Platform platform, String action, String body, int status) {
        var answer = routes.answer(request(method, "/_local/discounts/" + platform.written() + action, "", body));
        assertThat(answer.status()).as("%s: %s", body, body(answer)).isEqualTo(status);
        return body(answer);
    }

    private void refused(Platform platform, String action, String body, String... fields) {
        var problem = send("POST", platform, action, body, 400);
        assertThat(problem.path("code").textValue()).isEqualTo("validation");
        assertThat(StreamSupport.stream(problem.path("errors").spliterator(), false)
                        .map(error -> error.path("field").textValue()))
                .as(body)
                .containsExactlyInAnyOrder(fields);
    }

    private static JsonNode body(Answer answer) {
        return json(new String(answer.body(), StandardCharsets.UTF_8));
    }

    private static Request request(String method, String path, String query, String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        return new Request(method, path, query, "HTTP/1.1", Map.of(), bytes, "127.0.0.1");
    }
}
