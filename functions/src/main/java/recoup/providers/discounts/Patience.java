package recoup.providers.discounts;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * How long something that a shop does in its own time is waited for.
 *
 * @param between from one question to the next
 * @param longest until nobody asks any more
 */
public record Patience(InstantSource realTime, Pause pause, Duration between, Duration longest) {

    /** Asks {@code done} at once and again and again; false if it was not so in time. */
    boolean until(BooleanSupplier done) {
        var last = realTime.instant().plus(longest);
        while (!done.getAsBoolean()) {
            if (realTime.instant().plus(between).isAfter(last)) {
                return false;
            }
            pause.pause(between);
        }
        return true;
    }
}
