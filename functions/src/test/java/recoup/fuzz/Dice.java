package recoup.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** Every choice of one run, decided by its seed. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From 0 to {@code bound} - 1. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code least} to {@code most}, both included. */
    long between(long least, long most) {
        return most == Long.MAX_VALUE ? random.nextLong(least, most) : random.nextLong(least, most + 1);
    }

    /** True so many times in a hundred. */
    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    <T> T of(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    /** One of the last {@code newest}, where the deep ways begin. */
    <T> T ofNewest(List<T> some, int newest) {
        var first = Math.max(0, some.size() - newest);
        return some.get(first + random.nextInt(some.size() - first));
    }
}
