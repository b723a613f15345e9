package recoup.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Lets actors take turns: each has a thread of its own, and only the one that holds the baton runs. Who gets it next is
 * drawn from the seed, so a run can be repeated to the last call.
 */
final class Baton {
    /** Whose turn it is on this thread, if any. */
    private static final ThreadLocal<Actor> HOLDER = new ThreadLocal<>();

    private final RandomGenerator random;

    Baton(RandomGenerator random) {
        this.random = random;
    }

    /** Runs every body to its end; what the first to fail threw is thrown when all have ended. */
    void run(List<Runnable> bodies) {
        var actors = bodies.stream().map(Actor::new).toList();
        var waiting = new ArrayList<>(actors);
        while (!waiting.isEmpty()) {
            var next = waiting.get(random.nextInt(waiting.size()));
            next.turn.release();
            next.back.acquireUninterruptibly();
            if (next.done) {
                waiting.remove(next);
            }
        }
        actors.stream().flatMap(actor -> actor.failure.stream()).findFirst().ifPresent(failure -> {
            throw new AssertionError(failure);
        });
    }

    /** Gives the baton away and waits to get it back; outside {@link #run} there is nobody to give it to. */
    static void pass() {
        Optional.ofNullable(HOLDER.get()).ifPresent(actor -> {
            actor.back.release();
            actor.turn.acquireUninterruptibly();
        });
    }

    private static final class Actor {
        private final Semaphore turn = new Semaphore(0);
        private final Semaphore back = new Semaphore(0);
        private volatile boolean done;
        private volatile Optional<Throwable> failure = Optional.empty();

        Actor(Runnable body) {
            var _ = Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                HOLDER.set(this);
                try {
                    body.run();
                } catch (Throwable thrown) {
                    failure = Optional.of(thrown);
                } finally {
                    done = true;
                    back.release();
                }
            });
        }
    }
}
