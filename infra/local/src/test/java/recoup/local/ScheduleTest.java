package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The timer, quicker than a minute. */
class ScheduleTest {
    private static final Duration OFTEN = Duration.ofMillis(10);

    private final BusinessClock clock = new BusinessClock();
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void it_runs_by_itself_but_not_while_the_clock_is_set() throws InterruptedException {
        try (var _ = Schedule.start(OFTEN, clock, runs::incrementAndGet)) {
            SmallStack.await(() -> runs.get() > 2);
            clock.set(Instant.parse("2031-01-01T00:00:00Z"));
            Thread.sleep(50);
            var before = runs.get();
            Thread.sleep(100);
            assertThat(runs).hasValue(before);
            clock.reset();
            SmallStack.await(() -> runs.get() > before);
        }
        Thread.sleep(50);
        var ended = runs.get();
        Thread.sleep(50);
        assertThat(runs).hasValue(ended);
    }

    @Test
    void it_never_runs_twice_at_once_and_a_run_that_fails_is_not_the_last() throws InterruptedException {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        try (var _ = Schedule.start(OFTEN, clock, () -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            sleep();
            running.decrementAndGet();
            if (runs.incrementAndGet() == 1) {
                throw new IllegalStateException("this stack trace belongs to the test");
            }
        })) {
            SmallStack.await(() -> runs.get() > 2);
        }
        assertThat(most).hasValue(1);
    }

    private static void sleep() {
        try {
            Thread.sleep(40);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }
}
