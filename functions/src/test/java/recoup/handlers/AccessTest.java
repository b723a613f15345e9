package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.handlers.http.Priming;
import recoup.store.FreshTable;

/** Who may call what, and for whom. */
class AccessTest {
    private static final Set<Integer> LET_IN = Set.of(200, 201, 400, 404, 409, 412, 422, 428);

    private final Shop shop = new Shop();

    @ParameterizedTest
    @CsvSource({
        "read-settings,        yes, yes, no",
        "save-settings,        yes, no,  no",
        "place-order,          no,  no,  yes",
        "read-order,           yes, yes, no",
        "preview-cancellation, yes, yes, no",
        "cancel-order,         yes, no,  no",
        "read-customer,        yes, yes, no",
        "read-activity,        yes, yes, no",
        "adjust-balance,       yes, no,  yes",
        "list-orders,          yes, yes, no",
        "read-history,         yes, yes, no",
        "revert-order,         yes, no,  no",
        "move-order,           yes, no,  yes",
        "reapply-order,        yes, no,  no",
        "cancel-orders,        yes, no,  no",
        "verify,               yes, no,  no",
    })
    void each_route_lets_in_its_roles_and_no_other(String route, String admin, String viewer, String platform) {
        lets(admin, as(route, "cognito:groups", "[admin]"));
        lets(viewer, as(route, "cognito:groups", "[viewer]"));
        lets(platform, as(route, "scope", "openid recoup/platform"));
        lets("no", as(route, "scope", "recoup/platforms"));
        lets("no", as(route, "cognito:groups", "[administrators]"));
        lets("no", as(route, "cognito:groups", "[]"));
        lets("no", nobody(route));
    }

    /** It was a fault of ours. */
    @Test
    void a_claim_that_is_null_says_nothing() {
        as("cancel-order", "cognito:groups", null).answer(403);
        as("place-order", "scope", null).answer(403);
    }

    /** Who has no name that can be kept was let in, and what they told was parked. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\u0000b", "\ud800", "a name that is cut where one character is two halves"})
    void an_event_is_done_whoever_tells_it(String subject) {
        var roads = new Roads(shop);
        shop.place("ORD-1", "ann", 0, 0);
        var longest = subject.length() < 10 ? subject : "x".repeat(127) + "\ud83d\ude00";
        var claims = Map.of("sub", longest, "scope", "recoup/platform", "custom:merchant_id", Roads.MERCHANT);
        var answer = roads.eventsOf(
                claims,
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"order.paid\",\"data\":{\"orderId\":\"ORD-1\"}}");
        assertThat(answer.status()).isEqualTo(202);
        roads.deliver();
        assertThat(roads.parked()).isEmpty();
        assertThat(shop.order("ORD-1").get("paymentStatus").textValue()).isEqualTo("PAID");
    }

    @Test
    void one_group_among_several_is_enough() {
        as("cancel-order", "cognito:groups", "[staff admin emea]").answer(404);
        as("cancel-order", "cognito:groups", "admin").answer(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"guest\tadmin", "[guest\nadmin]", "[\u0001admin]", "admin\u0000"})
    void a_group_with_a_tab_or_a_control_character_in_its_name_was_taken_for_admin(String groups) {
        lets("no", as("cancel-order", "cognito:groups", groups));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a#b", "a b", "../x", "a\u0000b"})
    void a_token_whose_merchant_is_no_id_is_refused(String merchant) {
        shop.call("read-settings").merchant(merchant).answer(403);
    }

    @Test
    void a_token_without_a_merchant_is_refused() {
        var answer =
                shop.call("read-settings").withoutClaim("custom:merchant_id").answer(403);
        assertThat(answer.code()).isEqualTo("forbidden");
    }

    @Test
    void a_machines_merchant_may_come_from_the_configured_map_and_an_admins_may_not() {
        var environment = Environment.of(Map.of(
                Environment.TABLE, FreshTable.NAME, Environment.PLATFORM_CLIENTS, "shop-backend=acme, other=emca"));
        var api = new AdminApi(environment, shop.store(), shop.codes(), () -> Shop.START);
        shop.call("adjust-balance").answer(201);
        var machine = SampleEvents.read("admin-api/place-order", APIGatewayV2HTTPEvent.class);
        machine.getRequestContext().getAuthorizer().getJwt().getClaims().remove("custom:merchant_id");
        machine.setBody("""
            {"orderId":"ORD-1","customerId":"CUS-7","total":1,"currency":"USD","use":{"storeCredit":5000}}\
            """);
        assertThat(api.handleRequest(machine, new OneCall()).getStatusCode()).isEqualTo(201);
        assertThat(shop.order("ORD-1").get("customerId").textValue()).isEqualTo("CUS-7");

        var admin = SampleEvents.read("admin-api/read-settings", APIGatewayV2HTTPEvent.class);
        var claims = admin.getRequestContext().getAuthorizer().getJwt().getClaims();
        claims.remove("custom:merchant_id");
        claims.put("client_id", "shop-backend");
        assertThat(api.handleRequest(admin, new OneCall()).getStatusCode()).isEqualTo(403);
    }

    @Test
    void the_claims_names_are_the_deployments_to_choose() {
        var environment = Environment.of(Map.of(
                Environment.TABLE,
                FreshTable.NAME,
                Environment.MERCHANT_CLAIM,
                "org",
                Environment.ROLES_CLAIM,
                "roles",
                Environment.PLATFORM_SCOPE,
                "shop"));
        var api = new AdminApi(environment, shop.store(), shop.codes(), () -> Shop.START);
        nobody("read-settings")
                .claim("org", "acme")
                .claim("roles", "viewer")
                .by(api)
                .answer(200);
        nobody("read-settings")
                .claim("org", "acme")
                .claim("cognito:groups", "[viewer]")
                .by(api)
                .answer(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "=acme", "client=", "a=b,c"})
    void a_malformed_client_map_stops_the_function_at_its_start(String map) {
        assertThatThrownBy(() -> Environment.of(Map.of(Environment.TABLE, "t", Environment.PLATFORM_CLIENTS, map)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(Environment.PLATFORM_CLIENTS);
    }

    @Test
    void a_missing_table_name_stops_the_function_at_its_start() {
        assertThatThrownBy(() -> Environment.of(Map.of())).hasMessageContaining(Environment.TABLE);
    }

    @Test
    void priming_for_the_snapshot_asks_nobody_and_does_not_fail() {
        assertThatCode(Priming::run).doesNotThrowAnyException();
    }

    private Shop.Call as(String route, String claim, @Nullable String value) {
        return nobody(route).claim(claim, value);
    }

    private Shop.Call nobody(String route) {
        return shop.call(route).withoutClaim("cognito:groups").withoutClaim("scope");
    }

    private static void lets(String in, Shop.Call call) {
        var answer = call.answer();
        if (in.equals("yes")) {
            assertThat(LET_IN).as(answer.toString()).contains(answer.status());
        } else {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(403);
            assertThat(answer.code()).isEqualTo("forbidden");
        }
    }
}
