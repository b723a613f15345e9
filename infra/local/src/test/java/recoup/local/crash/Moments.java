package recoup.local.crash;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;

/** Deadlines that pass while the clients are at work. */
final class Moments {
    private static final int LATEST_MILLIS = 1_500;

    private Moments() {}

    static Instant soon(RandomGenerator random) {
        return Instant.now().plusMillis(1 + random.nextInt(LATEST_MILLIS)).truncatedTo(ChronoUnit.MILLIS);
    }
}
