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
    private final List<Actor> waiting = new ArrayList<>();
    private final Semaphore over = new Semaphore(0);

    Baton(RandomGenerator random) {
        this.random = random;
    }

    /** Runs every body to its end; what the first to fail threw is thrown when all have ended. */
    void run(List<Runnable> bodies) {
        var actors = bodies.stream().map(body -> new Actor(this, body)).toList();
        waiting.addAll(actors);
        next();
        over.acquireUninterruptibly();
        actors.stream().flatMap(actor -> actor.failure.stream()).findFirst().ifPresent(failure -> {
            throw new AssertionError(failure);
        });
    }

    /** Gives the baton away and waits to get it back; outside {@link #run} there is nobody to give it to. */
    static void pass() {
        Optional.ofNullable(HOLDER.get()).ifPresent(actor -> {
            var next = actor.baton.drawn();
            if (next != actor) { // whoever draws itself goes on
                next.turn.release();
                actor.turn.acquireUninterruptibly();
            }
        });
    }

    private Actor drawn() {
        return waiting.get(random.nextInt(waiting.size()));
    }

    private void next() {
        if (waiting.isEmpty()) {
            over.release();
        } else {
            drawn().turn.release();
        }
    }

    private static final class Actor {
        private final Baton baton;
        private final Semaphore turn = new Semaphore(0);
        private volatile Optional<Throwable> failure = Optional.empty();

        Actor(Baton baton, Runnable body) {
            this.baton = baton;
            var _ = Thread.ofVirtual().start(() -> {
                turn.acquireUninterruptibly();
                HOLDER.set(this);
                try {
                    body.run();
                } catch (Throwable thrown) {
                    failure = Optional.of(thrown);
                } finally {
                    baton.waiting.remove(this);
                    baton.next();
                }
            });
        }
    }
}
