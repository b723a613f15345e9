package recoup.store;

import java.util.SplittableRandom;

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
     */
    record Read(String table, String target, long number) {
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

    /** Late by 0 to {@code most} commits, every number as likely as another. */
    static Staleness random(long seed, int most) {
        return read -> new SplittableRandom(Faults.mixed(seed, read.number())).nextInt(most + 1);
    }
}
