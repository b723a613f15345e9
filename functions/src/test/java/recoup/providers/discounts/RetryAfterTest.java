package recoup.providers.discounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The header that says when to come back. */
class RetryAfterTest {
    private static final String NOW = "Sun, 01 Mar 2026 00:30:00 GMT";

    @ParameterizedTest
    @CsvSource({"2, 2", "2.0, 2", "2.1, 3", "' 7 ', 7", "0, 1", "0.2, 1", "900, 900", "901, 900", "999999999, 900"})
    void seconds_are_rounded_up_and_bounded(String value, long seconds) {
        assertThat(RetryAfter.of(headers(value, NOW))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sun, 01 Mar 2026 00:30:40 GMT | 40",
                "Sun, 01 Mar 2026 00:29:00 GMT | 1",
                "Mon, 02 Mar 2026 00:30:00 GMT | 900"
            })
    void a_date_counts_from_the_shop_s_own_clock(String value, long seconds) {
        assertThat(RetryAfter.of(headers(value, NOW))).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1e9", "1234567890", "Sun, 99 Mar 2026 00:30:40 GMT"})
    void anything_else_says_nothing(String value) {
        assertThat(RetryAfter.of(headers(value, NOW))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "now"})
    void a_date_without_a_clock_says_nothing(String clock) {
        assertThat(RetryAfter.of(headers(NOW, clock))).isEmpty();
        assertThat(RetryAfter.of(HttpHeaders.of(Map.of("Retry-After", List.of(NOW)), (_, _) -> true)))
                .isEmpty();
    }

    private static HttpHeaders headers(String retryAfter, String date) {
        return HttpHeaders.of(Map.of("retry-after", List.of(retryAfter), "date", List.of(date)), (_, _) -> true);
    }
}
