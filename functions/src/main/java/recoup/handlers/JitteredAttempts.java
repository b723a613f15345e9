package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.random.RandomGenerator;
import recoup.operations.Attempts;

/**
 * Attempts with full jitter: each waits a random while below a bound that doubles. They go on until a third of the
 * function's time is used, at least ten times, and never so long that no time would be left to answer.
 */
final class JitteredAttempts implements Attempts {
    private static final int AT_LEAST = 10;
    /** Three rounds of a batch, a read and a write, each as slow as {@link AwsClients} lets it be. */
    static final Duration LONGEST_ATTEMPT = AwsClients.ALL_TRIES.multipliedBy(5);

    private static final long FIRST_BOUND_MILLIS = 10;
    private static final long LAST_BOUND_MILLIS = 320;
    /** Restored copies of one SnapStart image must not jitter alike; SecureRandom is seeded anew in each. */
    private static final RandomGenerator RANDOM = new SecureRandom();

    private final long started = System.nanoTime();
    private final Duration given;
    private int made = 1;
    private long boundMillis = FIRST_BOUND_MILLIS;

    /** As long as a function may still run. */
    static Attempts within(Context context) {
        return new JitteredAttempts(Duration.ofMillis(context.getRemainingTimeInMillis()));
    }

    /**
     * The first attempt is being made now.
     *
     * @param given how long the function may still run
     */
    JitteredAttempts(Duration given) {
        this.given = given;
    }

    @Override
    public boolean another() {
        var used = Duration.ofNanos(System.nanoTime() - started);
        var thirdIsUsed = used.compareTo(given.dividedBy(3)) >= 0;
        var mustAnswer = used.plus(LONGEST_ATTEMPT).compareTo(given) >= 0;
        if (mustAnswer || (thirdIsUsed && made >= AT_LEAST)) {
            return false;
        }
        made++;
        return waited();
    }

    private boolean waited() {
        try {
            Thread.sleep(RANDOM.nextLong(boundMillis));
            boundMillis = Math.min(LAST_BOUND_MILLIS, 2 * boundMillis);
            return true;
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
