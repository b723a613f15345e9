package recoup.providers.discounts;

import java.time.Duration;
import java.util.Optional;

/** A shop was not asked, did not answer, or answered no. Its words are ours, fit for a log. */
final class ShopTrouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String why;
    private final Duration wait;
    private final boolean unsure;

    private ShopTrouble(String why, Duration wait, boolean unsure) {
        super(why, null, false, false);
        this.why = why;
        this.wait = wait;
        this.unsure = unsure;
    }

    /** The shop changed nothing. */
    static ShopTrouble refused(String why) {
        return new ShopTrouble(why, Duration.ZERO, false);
    }

    /** The shop changed nothing, and says when to come back. */
    static ShopTrouble busy(String why, Optional<Duration> retryAfter) {
        return new ShopTrouble(why, retryAfter.orElse(Duration.ZERO), false);
    }

    /** Nobody knows what the shop did: it must be asked. */
    static ShopTrouble unsure(String why, Optional<Duration> retryAfter) {
        return new ShopTrouble(why, retryAfter.orElse(Duration.ZERO), true);
    }

    static ShopTrouble unsure(String why) {
        return unsure(why, Optional.empty());
    }

    boolean isUnsure() {
        return unsure;
    }

    Revoked revoked() {
        return new Revoked.Failed(why, retryAfter());
    }

    Usage usage() {
        return new Usage.Failed(why, retryAfter());
    }

    private Optional<Duration> retryAfter() {
        return Optional.of(wait).filter(Duration::isPositive);
    }
}
