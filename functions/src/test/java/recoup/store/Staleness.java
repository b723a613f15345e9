package recoup.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/**
 * How far behind a read is that need not see the newest: every read of an index, and every read of the table that does
 * not ask for consistency. A pure function of the read, so that a run can be repeated.
 */
@FunctionalInterface
public interface Staleness {
    /** How many commits the read does not see yet: 0 is current. More than there are shows the empty table. */
    int commitsBehind(Read read);

    /**
     * A read that may be late.
     *
     * @param table the table's name
     * @param target the index's name, or the table's if the table itself is read
     * @param number counts such reads from 0; each key of a batch is one
     * @param commitsSince how many commits of the table came after an instant, by the store's clock
     */
    record Read(String table, String target, long number, ToIntFunction<Instant> commitsSince) {
        /** Whether an index is read and not the table. */
        public boolean ofIndex() {
            return !table.equals(target);
        }
    }

    /** Always current. */
    static Staleness none() {
        return _ -> 0;
    }

    /** Always late by as many commits. */
    static Staleness of(int commits) {
        return _ -> commits;
    }

    /** Late by up to {@code most} before what {@code clock} says, which is the store's; every lag as likely as another. */
    static Staleness lag(long seed, Duration most, InstantSource clock) {
        return read -> {
            var lag = new SplittableRandom(Faults.mixed(seed, read.number())).nextLong(most.toMillis() + 1);
            return read.commitsSince().applyAsInt(clock.instant().minusMillis(lag));
        };
    }
}
