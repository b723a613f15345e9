package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes(Stream.of("/v1/orders/{orderId}", "/v1/orders/open", "/v1/{any}/x")
            .map(path -> new Routes.Route("GET", path, "F", "a.B::c", Duration.ofSeconds(1)))
            .toList());

    @Test
    void a_literal_segment_goes_before_a_parameter() {
        assertThat(matched("/v1/orders/open")).isEqualTo("/v1/orders/open");
        assertThat(matched("/v1/orders/x")).isEqualTo("/v1/orders/{orderId}");
        assertThat(matched("/v1/other/x")).isEqualTo("/v1/{any}/x");
    }

    @Test
    void a_parameter_is_decoded_and_an_encoded_slash_stays_inside_its_segment() {
        assertThat(parameters("/v1/orders/a%2Fb")).isEqualTo(Map.of("orderId", "a/b"));
        assertThat(parameters("/v1/orders/a%20b+c")).isEqualTo(Map.of("orderId", "a b+c"));
        assertThat(parameters("/v1/orders/%C3%A4")).isEqualTo(Map.of("orderId", "ä"));
    }

    @Test
    void what_is_not_a_route_matches_nothing() {
        for (var path : new String[] {"", "/", "/v1", "/v1/orders", "/v1/orders/", "/v1/orders/a/", "//v1/orders/a"}) {
            assertThat(routes.match("GET", path)).as(path).isEmpty();
        }
        assertThat(routes.match("POST", "/v1/orders/a")).isEmpty();
    }

    private String matched(String path) {
        return routes.match("GET", path).orElseThrow().route().path();
    }

    private Map<String, String> parameters(String path) {
        return routes.match("GET", path).orElseThrow().parameters();
    }
}
