package recoup.providers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Stripe's header, {@code t=<unix>,v1=<hex>[,v1=…]}; schemes other than v1 say nothing.
 *
 * @param time seconds since 1970 as they are written, since their text was signed
 */
record StripeSignature(String time, List<String> codes) {
    /** Either way; the contract's, Stripe's own libraries bound the past alone. */
    private static final long LONGEST_AGE = 300;

    /** Every time up to the year 33658, and nothing that overflows. */
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");

    StripeSignature {
        codes = List.copyOf(codes);
    }

    /** The header, if it has exactly one time. */
    static Optional<StripeSignature> of(String header) {
        var times = new ArrayList<String>();
        var codes = new ArrayList<String>();
        for (var part : header.split(",", -1)) {
            var pair = part.strip();
            if (pair.startsWith("t=")) {
                times.add(pair.substring("t=".length()));
            } else if (pair.startsWith("v1=")) {
                codes.add(pair.substring("v1=".length()));
            }
        }
        return times.size() == 1 && SECONDS.matcher(times.getFirst()).matches()
                ? Optional.of(new StripeSignature(times.getFirst(), codes))
                : Optional.empty();
    }

    /** In whole seconds, as the header is. */
    boolean isFresh(Instant now) {
        return Math.abs(now.getEpochSecond() - Long.parseLong(time)) <= LONGEST_AGE;
    }

    boolean says(String hex) {
        return codes.stream().anyMatch(code -> Hmac.same(hex, code));
    }
}
