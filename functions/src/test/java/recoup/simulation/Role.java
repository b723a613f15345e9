package recoup.simulation;

import java.util.function.IntConsumer;

/**
 * What one actor does in a run.
 *
 * @param turns of {@link #OF_ALL} that it has
 * @param play goes on for so many turns
 */
record Role(int turns, IntConsumer play) {
    /** How many turns all roles have together; a longer run gives each the same share. */
    static final int OF_ALL = 60;

    /** The role in a run of so many steps: one turn of one actor is a step. */
    Runnable in(int steps) {
        return () -> play.accept(steps(steps));
    }

    int steps(int steps) {
        return Math.max(1, Math.round((float) turns * steps / OF_ALL));
    }
}
