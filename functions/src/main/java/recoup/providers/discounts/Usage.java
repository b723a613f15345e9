package recoup.providers.discounts;

import java.time.Duration;
import java.util.Optional;

/** Whether a code was used, by the shop's own word, which wins over ours. */
public sealed interface Usage {
    /** Not once, as far as the shop counts by now; a shop may count with a delay. */
    record Unused() implements Usage {}

    /**
     * At least once.
     *
     * @param orderId the order, if the shop says it
     */
    record Used(Optional<String> orderId) implements Usage {}

    /**
     * The shop could not be asked.
     *
     * @param why for people: no secret, nothing that the shop wrote freely
     * @param retryAfter how long the shop asks to be left alone
     */
    record Failed(String why, Optional<Duration> retryAfter) implements Usage {}
}
