package recoup.providers.discounts;

import java.time.Duration;
import java.util.Optional;

/** What became of taking a code back. */
public sealed interface Revoked {
    /** The code cannot be used any more, whoever saw to it. */
    record Done() implements Revoked {}

    /** The discount holds other customers' codes, too: only this one could be deleted. */
    record Shared() implements Revoked {}

    /**
     * Not done, as far as anybody can tell; it may be tried again.
     *
     * @param why for people: no secret, nothing that the shop wrote freely
     * @param retryAfter how long the shop asks to be left alone
     */
    record Failed(String why, Optional<Duration> retryAfter) implements Revoked {}
}
