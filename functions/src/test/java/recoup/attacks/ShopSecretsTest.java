package recoup.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.handlers.AdminApi;
import recoup.handlers.CodeRevoker;
import recoup.handlers.Environment;
import recoup.handlers.Roads;
import recoup.handlers.Shop;
import recoup.handlers.ShopCodes;
import recoup.providers.discounts.Reach;
import recoup.queues.Parameters;
import recoup.store.FreshTable;

/** The keys to a merchant's shop, and the codes in it: a shop that sends back whatever it was sent brings none of it to light. */
class ShopSecretsTest {
    private static final List<Traces> KEYS = Stream.of(
                    "shpat_leaked0123456789", "ck_leaked0123456789", "cs_leaked0123456789")
            .map(Traces::new)
            .toList();

    private static final Traces CODE = new Traces("CODE-RED-77");
    private static final Environment ENVIRONMENT = Environment.of(Map.of(
            Environment.TABLE, FreshTable.NAME,
            Environment.REVOCATIONS, Roads.REVOCATIONS,
            Environment.REVOCATIONS_PARKED, Roads.REVOCATIONS + Roads.PARKED));

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final Parameters parameters = new Parameters();
    private final List<String> asked = new ArrayList<>();
    private HttpServer echo;
    private int status;

    @BeforeEach
    void open() throws IOException {
        echo = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        echo.createContext("/", this::echoed);
        echo.start();
        parameters.put("/recoup/acme", """
            {"shopify":{"shop":"%s","accessToken":"shpat_leaked0123456789"},
             "woocommerce":{"shop":"%s","consumerKey":"ck_leaked0123456789","consumerSecret":"cs_leaked0123456789"}}\
            """.replace(
                        "%s", "http://127.0.0.1:" + echo.getAddress().getPort()));
    }

    @AfterEach
    void close() {
        echo.stop(0);
    }

    @ParameterizedTest
    @CsvSource({
        "shopify, 200",
        "shopify, 401",
        "shopify, 500",
        "woocommerce, 200",
        "woocommerce, 404",
        "woocommerce, 500"
    })
    void a_shop_that_repeats_what_it_was_sent_is_not_quoted(String provider, int answers) {
        status = answers;
        var codes = new ShopCodes(parameters, Reach.LOCAL, InstantSource.system());
        var api = new AdminApi(ENVIRONMENT, shop.store(), codes, shop.businessTime());
        shop.give("ann", "POINTS", 100, "null");
        shop.redeem("RED-77", "ann", 100, "\"provider\":\"" + provider + "\"");
        var answer = shop.reverse("RED-77", "{\"discountAction\":\"DELETE\"}")
                .by(api)
                .answer();
        assertThat(asked).as("the shop was sent its keys").isNotEmpty();
        assertThat(KEYS).noneMatch(key -> key.in(answer.toString()));

        assertThat(roads.publish()).isEmpty();
        var revoker = new CodeRevoker(ENVIRONMENT, shop.store(), roads.sqs(), codes, shop.businessTime());
        roads.sqs().deliver(Roads.REVOCATIONS, (SQSEvent event) -> revoker.handleRequest(event, roads.call()));
        assertThat(roads.log()).isNotEmpty();
        assertThat(roads.log().toString()).satisfies(log -> assertThat(KEYS).noneMatch(key -> key.in(log)));
        assertThat(CODE.in(roads.log().toString())).isFalse();
        assertThat(shop.contents().toString())
                .satisfies(table -> assertThat(KEYS).noneMatch(key -> key.in(table)));
        assertThat(roads.inbox().published().toString())
                .satisfies(told -> assertThat(KEYS).noneMatch(key -> key.in(told)));
    }

    private void echoed(HttpExchange exchange) throws IOException {
        try (exchange) {
            var sent = exchange.getRequestURI()
                    + exchange.getRequestHeaders().entrySet().toString()
                    + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            asked.add(sent);
            var body = "{\"message\":\"%1$s\",\"code\":\"%1$s\",\"errors\":[{\"message\":\"%1$s\"}],\"id\":7}"
                    .formatted(sent.replaceAll("[^A-Za-z0-9_ :/?=-]", " "))
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().set("X-Told", "shpat_leaked0123456789");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
