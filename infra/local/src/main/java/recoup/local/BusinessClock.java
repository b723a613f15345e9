package recoup.local;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Business time, one for the whole stack: real until it is set, and ticking on from there. */
public final class BusinessClock implements InstantSource {
    private static final InstantSource REAL = InstantSource.system();

    private volatile InstantSource source = REAL;

    @Override
    public Instant instant() {
        return source.instant();
    }

    public void set(Instant now) {
        var setAt = System.nanoTime();
        source = () -> now.plus(Duration.ofNanos(System.nanoTime() - setAt));
    }

    /** Back to real time. */
    public void reset() {
        source = REAL;
    }

    boolean isSet() {
        return !source.equals(REAL);
    }
}
