package recoup.local.shop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Shopify's Admin GraphQL API, as far as a discount code needs it. */
class ShopifyDoorTest {
    private static final OpenShops OPEN = OpenShops.open();
    private static final String STANDING = """
        query Standing($id: ID!, $code: String!, $search: String) {
          byId: codeDiscountNode(id: $id) { ...Discount }
          byCode: codeDiscountNodeByCode(code: $code) { id }
        }
        fragment Discount on DiscountCodeNode {
          id
          codeDiscount {
            __typename
            ... on DiscountCodeBasic {
              status, endsAt, asyncUsageCount, codesCount { count precision }
              found: codes(first: 10, query: $search) { nodes { id code asyncUsageCount } }
            }
            ... on DiscountCodeApp { status }
          }
        }
        """;
    private static final String DEACTIVATE = """
        mutation($id: ID!) { discountCodeDeactivate(id: $id) {
          codeDiscountNode { id codeDiscount { ... on DiscountCodeBasic { status endsAt } } }
          userErrors { code field message extraInfo } } }
        """;

    @AfterAll
    static void stop() {
        OPEN.close();
    }

    @Test
    void a_discount_is_shown_by_its_id_and_by_its_code_in_any_case() {
        var discount = OPEN.shopify("shown").make("Ada-10").orElseThrow();
        var data = standing("shown", discount, "aDA-10", "code:\"ADA-10\"");
        assertThat(data.at("/byCode/id").textValue())
                .isEqualTo("gid://shopify/DiscountCodeNode/" + discount.number())
                .isEqualTo(data.at("/byId/id").textValue());
        assertThat(discount.number()).matches("\\d+");
        var basic = data.at("/byId/codeDiscount");
        assertThat(basic.path("__typename").textValue()).isEqualTo("DiscountCodeBasic");
        assertThat(basic.path("status").textValue()).isEqualTo("ACTIVE");
        assertThat(basic.path("endsAt").isNull()).isTrue();
        assertThat(basic.path("asyncUsageCount").intValue()).isZero();
        assertThat(basic.path("codesCount")).isEqualTo(OpenShops.json("{\"count\":1,\"precision\":\"EXACT\"}"));
        assertThat(basic.at("/found/nodes/0/code").textValue()).isEqualTo("Ada-10");
        assertThat(basic.at("/found/nodes/0/id").textValue()).startsWith("gid://shopify/DiscountRedeemCode/");
    }

    @Test
    void what_is_not_there_is_null() {
        var data = OPEN.graph(
                        "empty",
                        "{ codeDiscountNode(id: \"gid://shopify/DiscountCodeNode/1\") { id }"
                            + " codeDiscountNodeByCode(code: \"none\") { id } job(id: \"gid://shopify/Job/1\") { done"
                            + " } other: codeDiscountNode(id: \"gid://shopify/DiscountAutomaticNode/1\") { id } }",
                        "{}")
                .path("data");
        assertThat(data)
                .isEqualTo(OpenShops.json(
                        "{\"codeDiscountNode\":null,\"codeDiscountNodeByCode\":null,\"job\":null,\"other\":null}"));
    }

    @Test
    void a_deactivated_discount_ends_now_stays_listed_and_keeps_its_end() {
        var discount = OPEN.shopify("ended").make("ENDED").orElseThrow();
        var first = deactivate("ended", gid(discount));
        assertThat(first.path("userErrors").isEmpty()).isTrue();
        var basic = first.at("/codeDiscountNode/codeDiscount");
        assertThat(basic.path("status").textValue()).isEqualTo("EXPIRED");
        assertThat(Duration.between(Instant.parse(basic.path("endsAt").textValue()), Instant.now()))
                .isBetween(Duration.ZERO, Duration.ofSeconds(20));
        assertThat(deactivate("ended", gid(discount))).isEqualTo(first);
        assertThat(standing("ended", discount, "ENDED", "ENDED")
                        .at("/byId/codeDiscount/status")
                        .textValue())
                .isEqualTo("EXPIRED");
    }

    @Test
    void a_use_is_counted_for_the_discount_and_for_its_code() {
        var discount = OPEN.shopify("used").make("USED").orElseThrow();
        OPEN.shopify("used").use(discount.number(), Optional.of("5001"));
        var basic = standing("used", discount, "USED", "USED").at("/byId/codeDiscount");
        assertThat(basic.path("asyncUsageCount").intValue()).isEqualTo(1);
        assertThat(basic.at("/found/nodes/0/asyncUsageCount").intValue()).isEqualTo(1);
        var orders = OPEN.graph(
                "used",
                "query($q: String) { orders(first: 5, query: $q) { nodes { id legacyResourceId discountCodes } } }",
                "{\"q\":\"discount_code:USED\"}");
        assertThat(orders.at("/data/orders/nodes")).isEqualTo(OpenShops.json("""
            [{"id":"gid://shopify/Order/5001","legacyResourceId":"5001","discountCodes":["USED"]}]\
            """));
    }

    @Test
    void a_deleted_discount_is_gone_and_deleting_it_again_is_a_user_error_under_http_200() {
        var discount = OPEN.shopify("deleted").make("GONE").orElseThrow();
        var delete = "mutation { discountCodeDelete(id: \"" + gid(discount)
                + "\") { deletedCodeDiscountId userErrors { code field message extraInfo } } }";
        assertThat(OPEN.graph("deleted", delete, "{}").at("/data/discountCodeDelete"))
                .isEqualTo(OpenShops.json("{\"deletedCodeDiscountId\":\"" + gid(discount) + "\",\"userErrors\":[]}"));
        assertThat(standing("deleted", discount, "GONE", "GONE"))
                .isEqualTo(OpenShops.json("{\"byId\":null,\"byCode\":null}"));
        var noDiscount = OpenShops.json("""
            [{"code":"INVALID","field":["id"],"message":"Code discount does not exist.","extraInfo":null}]\
            """);
        var again = OPEN.graph("deleted", delete, "{}").at("/data/discountCodeDelete");
        assertThat(again.path("deletedCodeDiscountId").isNull()).isTrue();
        assertThat(again.path("userErrors")).isEqualTo(noDiscount);
        assertThat(deactivate("deleted", gid(discount)).path("userErrors")).isEqualTo(noDiscount);
    }

    @Test
    void one_code_of_many_is_deleted_by_a_job_that_takes_its_time() throws InterruptedException {
        var shop = OPEN.shopify("shared");
        var number = shop.make("ALICE").orElseThrow().number();
        var discount = shop.share(number, "BOB").orElseThrow();
        var codes = standing("shared", discount, "ALICE", "bob").at("/byId/codeDiscount");
        assertThat(codes.at("/codesCount/count").intValue()).isEqualTo(2);
        assertThat(codes.at("/found/nodes").size()).isEqualTo(1);
        var ids = "{\"id\":\"" + gid(discount) + "\",\"ids\":[" + codes.at("/found/nodes/0/id") + "]}";
        var payload = OPEN.graph("shared", """
            mutation Delete($id: ID!, $ids: [ID!]) {
              payload: discountCodeRedeemCodeBulkDelete(discountId: $id, ids: $ids) {
                job { id done } userErrors { code } } }
            """, ids).at("/data/payload");
        assertThat(payload.path("userErrors").isEmpty()).isTrue();
        assertThat(payload.at("/job/done").booleanValue()).isFalse();
        var job = payload.at("/job/id").textValue();
        var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!done("shared", job)) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.sleep(10);
        }
        var left = standing("shared", discount, "BOB", "BOB");
        assertThat(left.path("byCode").isNull()).isTrue();
        assertThat(left.at("/byId/codeDiscount/codesCount/count").intValue()).isEqualTo(1);
        assertThat(left.at("/byId/codeDiscount/status").textValue()).isEqualTo("ACTIVE");
        assertThat(shop.reading("ALICE")).isPresent();
    }

    @Test
    void what_a_bulk_deletion_lacks_is_a_user_error() {
        var discount = OPEN.shopify("bulk").make("BULK").orElseThrow();
        assertThat(bulkDelete("bulk", gid(discount), "null"))
                .isEqualTo(OpenShops.json("{\"code\":\"MISSING_ARGUMENT\",\"field\":null}"));
        assertThat(bulkDelete("bulk", "gid://shopify/DiscountCodeNode/7", "[\"gid://shopify/DiscountRedeemCode/1\"]"))
                .isEqualTo(OpenShops.json("{\"code\":\"INVALID\",\"field\":[\"discountId\"]}"));
    }

    @Test
    void a_list_of_codes_is_turned_page_by_page() {
        var shop = OPEN.shopify("pages");
        var number = shop.make("CODE-0").orElseThrow().number();
        for (var i = 1; i < 5; i++) {
            shop.share(number, "CODE-" + i);
        }
        var seen = new ArrayList<String>();
        var after = "null";
        JsonNode page;
        do {
            page = OPEN.graph("pages", """
                query($after: String) { codeDiscountNodeByCode(code: "CODE-3") { codeDiscount { ... on DiscountCodeBasic {
                  codes(first: 2, after: $after) { edges { node { code } } pageInfo { hasNextPage endCursor } } } } } }
                """, "{\"after\":" + after + "}")
                    .at("/data/codeDiscountNodeByCode/codeDiscount/codes");
            page.path("edges").forEach(edge -> seen.add(edge.at("/node/code").textValue()));
            after = page.at("/pageInfo/endCursor").toString();
        } while (page.at("/pageInfo/hasNextPage").booleanValue());
        assertThat(seen).containsExactly("CODE-0", "CODE-1", "CODE-2", "CODE-3", "CODE-4");
    }

    @Test
    void a_code_of_any_characters_is_found_by_its_quoted_search() {
        var code = "ÄB \"c\" d\\e 100%";
        var discount = OPEN.shopify("odd").make(code).orElseThrow();
        var search = "code:\"" + code.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        assertThat(standing("odd", discount, code, search)
                        .at("/byId/codeDiscount/found/nodes/0/code")
                        .textValue())
                .isEqualTo(code);
    }

    @Test
    void a_query_that_does_not_fit_the_schema_changes_nothing() {
        var discount = OPEN.shopify("strict").make("STRICT").orElseThrow();
        var id = "(id: \"" + gid(discount) + "\")";
        var refused = List.of(
                "mutation { discountCodeDeactivate" + id + " { nonsense } }",
                "mutation { discountCodeDeactivate" + id + " { userErrors } }",
                "mutation { discountCodeDeactivate" + id + " { userErrors { code { text } } } }",
                "mutation { discountCodeDeactivate { userErrors { code } } }",
                "mutation { discountCodeDeactivate(id: \"7\") { userErrors { code } } }",
                "mutation { discountCodeDeactivate(id: null) { userErrors { code } } }",
                "mutation($id: ID!) { discountCodeDeactivate(id: $id) { userErrors { code } } }",
                "mutation { discountCodeDeactivate(id: \"7\", force: true) { userErrors { code } } }",
                "mutation { discountCodeBulkDeactivate(ids: []) { job { id } } }",
                "mutation { discountCodeDeactivate" + id + " { ...Nowhere } }",
                "mutation { discountCodeDeactivate" + id + " { ... on Product { id } userErrors { code } } }",
                "mutation { discountCodeDeactivate" + id + " { userErrors { code } }",
                "mutation @now { discountCodeDeactivate" + id + " { userErrors { code } } }",
                "query { discountCodeDeactivate" + id + " { userErrors { code } } }",
                "query { codeDiscountNode" + id + " { codeDiscount { status } } }",
                "query { codeDiscountNode" + id
                        + " { codeDiscount { ... on DiscountCodeBasic { codes { nodes { id } } } } } }",
                "query A { job(id: \"gid://shopify/Job/1\") { id } } query B { job(id: \"gid://shopify/Job/1\") { id }"
                        + " }",
                "fragment F on Job { ...F } query { job(id: \"gid://shopify/Job/1\") { ...F } }",
                "{".repeat(10_000),
                "\"",
                "");
        for (var query : refused) {
            var answer = OPEN.graph("strict", query, "{}");
            assertThat(answer.path("errors").size()).as(query).isEqualTo(1);
            assertThat(answer.at("/errors/0/message").textValue()).as(query).isNotBlank();
            assertThat(answer.has("data")).as(query).isFalse();
        }
        assertThat(standing("strict", discount, "STRICT", "STRICT")
                        .at("/byId/codeDiscount/status")
                        .textValue())
                .isEqualTo("ACTIVE");
    }

    @Test
    void the_operation_is_chosen_by_its_name() {
        var body = JsonNodeFactory.instance
                .objectNode()
                .put("query", "query A { a: __typename } # the other one\nquery B($n: Int = 1) { b: __typename }")
                .put("operationName", "B");
        assertThat(OPEN.graph("named", body).path("data")).isEqualTo(OpenShops.json("{\"b\":\"QueryRoot\"}"));
    }

    @Test
    void who_has_no_token_or_anothers_is_401_and_other_paths_are_404() {
        var endpoint = OPEN.server().address().of(Platform.SHOPIFY, "mine") + "/admin/api/2026-07/graphql.json";
        var query = "{\"query\":\"{ __typename }\"}";
        for (var headers : List.<String[]>of(
                new String[] {},
                new String[] {"X-Shopify-Access-Token", OpenShops.keys("yours").accessToken()})) {
            var answer = OPEN.send("POST", endpoint, query, headers);
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(OpenShops.json(answer.body())).isEqualTo(OpenShops.json("""
                {"errors":"[API] Invalid API key or access token (unrecognized login or wrong password)"}\
                """));
        }
        var token = OpenShops.keys("mine").accessToken();
        assertThat(OPEN.send("GET", endpoint, "", "X-Shopify-Access-Token", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(OPEN.send("POST", endpoint + "x", query, "X-Shopify-Access-Token", token)
                        .statusCode())
                .isEqualTo(404);
        assertThat(OPEN.send("POST", endpoint, "no json", "X-Shopify-Access-Token", token)
                        .statusCode())
                .isEqualTo(400);
    }

    private static JsonNode standing(String merchant, Discount discount, String code, String search) {
        var variables = JsonNodeFactory.instance
                .objectNode()
                .put("id", gid(discount))
                .put("code", code)
                .put("search", search);
        return OPEN.graph(merchant, STANDING, variables.toString()).path("data");
    }

    private static JsonNode deactivate(String merchant, String id) {
        return OPEN.graph(merchant, DEACTIVATE, "{\"id\":\"" + id + "\"}").at("/data/discountCodeDeactivate");
    }

    private static JsonNode bulkDelete(String merchant, String discount, String ids) {
        var payload = OPEN.graph(
                        merchant,
                        "mutation { discountCodeRedeemCodeBulkDelete(discountId: \"" + discount + "\", ids: " + ids
                                + ") { job { id } userErrors { code field } } }",
                        "{}")
                .at("/data/discountCodeRedeemCodeBulkDelete");
        assertThat(payload.path("job").isNull()).isTrue();
        return payload.at("/userErrors/0");
    }

    private static boolean done(String merchant, String job) {
        return OPEN.graph(merchant, "query($id: ID!) { job(id: $id) { done } }", "{\"id\":\"" + job + "\"}")
                .at("/data/job/done")
                .booleanValue();
    }

    private static String gid(Discount discount) {
        return "gid://shopify/DiscountCodeNode/" + discount.number();
    }
}
