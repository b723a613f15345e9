package recoup.providers.discounts;

import java.time.Duration;

/** Doing nothing for a while: an argument, so that a test need not wait. */
@FunctionalInterface
public interface Pause {
    /** Returns after {@code length}, or earlier if the thread is to end. */
    void pause(Duration length);
}
