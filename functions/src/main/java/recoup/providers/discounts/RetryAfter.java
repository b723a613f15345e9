package recoup.providers.discounts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/** The header that says when to come back: seconds, which Shopify writes with a fraction, or a date by the shop's own clock. */
final class RetryAfter {
    /** A queue cannot wait longer, and no shop should make it. */
    static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private RetryAfter() {}

    static Optional<Duration> of(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .map(String::strip)
                .flatMap(value -> SECONDS.matcher(value).matches()
                        ? Optional.of(seconds(new BigDecimal(value)))
                        : untilDate(value, headers));
    }

    /** Whole seconds, rounded up: at least one, so that it is a wait. */
    static Duration seconds(BigDecimal seconds) {
        var whole = seconds.setScale(0, RoundingMode.CEILING)
                .max(BigDecimal.ONE)
                .min(BigDecimal.valueOf(LONGEST.toSeconds()));
        return Duration.ofSeconds(whole.longValueExact());
    }

    private static Optional<Duration> untilDate(String value, HttpHeaders headers) {
        return headers.firstValue("Date")
                .flatMap(RetryAfter::date)
                .flatMap(now -> date(value)
                        .map(then -> seconds(
                                BigDecimal.valueOf(Duration.between(now, then).toSeconds()))));
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
