package recoup.local;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Calls functions, none for longer than it may run, and knows whether one still does. */
final class Invocations {
    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /**
     * What {@code call} returned. One that takes too long is a {@link TimeoutException} and left running: what it commits
     * after that is an effect whose answer got lost.
     */
    <T> T call(String function, Duration limit, Callable<T> call)
            throws ExecutionException, TimeoutException, InterruptedException {
        begun.incrementAndGet();
        var task = new FutureTask<>(() -> {
            try {
                return call.call();
            } finally {
                ended.incrementAndGet();
            }
        });
        Thread.ofVirtual().name(function).start(task);
        return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How many were ever begun: if it has not moved, nothing was. */
    long begun() {
        return begun.get();
    }

    /** Whether none runs, not even one whose time is over. */
    boolean none() {
        return ended.get() == begun.get();
    }
}
