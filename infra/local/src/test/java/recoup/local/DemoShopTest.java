package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo shop, on the functions that are deployed. */
class DemoShopTest {
    private static final Options DEMO = Options.defaults().port(0);

    @Test
    void an_empty_ledger_gets_an_order_that_used_lots_of_different_expiry() {
        try (var stack = LocalStack.start(DEMO)) {
            var order = get(stack, "/v1/orders/" + DemoShop.ORDER);
            assertThat(order.path("assets").size()).isEqualTo(2);
            var lots = order.path("assets").path(0).path("lots");
            assertThat(lots.size()).isEqualTo(2);
            assertThat(lots.path(0).path("expiresOn").isTextual()).isTrue();
            assertThat(lots.path(1).path("expiresOn").isNull()).isTrue();
            assertThat(get(stack, "/v1/settings").path("currency").textValue()).isEqualTo("EUR");
        }
    }

    @Test
    void it_is_opened_once_and_not_at_all_when_switched_off(@TempDir Path data) {
        JsonNode first;
        try (var stack = LocalStack.start(DEMO.data(data))) {
            first = get(stack, "/v1/customers/" + DemoShop.CUSTOMER);
            assertThat(first.path("lots").isEmpty()).isFalse();
        }
        try (var stack = LocalStack.start(DEMO.data(data))) {
            assertThat(get(stack, "/v1/customers/" + DemoShop.CUSTOMER)).isEqualTo(first);
        }
        try (var stack = LocalStack.start(DEMO.demo(false))) {
            assertThat(get(stack, "/v1/customers/" + DemoShop.CUSTOMER)
                            .path("lots")
                            .isEmpty())
                    .isTrue();
        }
    }

    private static JsonNode get(LocalStack stack, String path) {
        var token = "Bearer " + stack.token(DemoShop.MERCHANT, Role.VIEWER);
        var response = new Calls(stack.address()).send("GET", path, "", "Authorization", token);
        assertThat(response.statusCode()).isEqualTo(200);
        return json(response);
    }
}
