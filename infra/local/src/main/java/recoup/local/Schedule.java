package recoup.local;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs something over and over, by itself and never twice at once; not while the business clock is set. */
final class Schedule implements AutoCloseable {
    private final BusinessClock clock;
    private final Runnable run;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("schedule").factory());

    private Schedule(BusinessClock clock, Runnable run) {
        this.clock = clock;
        this.run = run;
    }

    static Schedule start(Duration every, BusinessClock clock, Runnable run) {
        var schedule = new Schedule(clock, run);
        var _ = schedule.timer.scheduleAtFixedRate(
                schedule::tick, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return schedule;
    }

    /** Leaves a run that has begun to itself. */
    @Override
    public void close() {
        var _ = timer.shutdownNow();
    }

    private void tick() {
        if (clock.isSet()) {
            return;
        }
        try {
            run.run();
        } catch (RuntimeException e) {
            if (!timer.isShutdown()) {
                System.err.println("A scheduled run failed; the next one comes all the same.");
                e.printStackTrace();
            }
        }
    }
}
