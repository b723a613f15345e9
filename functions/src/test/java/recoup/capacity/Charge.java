package recoup.capacity;

import org.jspecify.annotations.Nullable;

/**
 * What DynamoDB charges for one item, one index entry or one page of a query.
 *
 * @param what the item, index or page, for people to read
 * @param bytes that were rounded up, by DynamoDB's size rules
 * @param halfReadUnits an eventually consistent read of up to 4 KB is one half
 */
record Charge(String what, int bytes, long halfReadUnits, long writeUnits) {
    private static final int READ_UNIT = 4 * 1024;
    private static final int WRITE_UNIT = 1024;

    /** How a read is made, and what it costs for each started 4 KB, in halves of a unit. */
    enum Reading {
        EVENTUAL(1),
        STRONG(2),
        TRANSACTIONAL(4);

        private final int halves;

        Reading(int halves) {
            this.halves = halves;
        }

        static Reading of(@Nullable Boolean consistent) {
            return Boolean.TRUE.equals(consistent) ? STRONG : EVENTUAL;
        }
    }

    /** How a write is made, and what it costs for each started KB. */
    enum Writing {
        PLAIN(1),
        TRANSACTIONAL(2);

        private final int units;

        Writing(int units) {
            this.units = units;
        }
    }

    static Charge read(String what, int bytes, Reading reading) {
        return new Charge(what, bytes, started(bytes, READ_UNIT) * reading.halves, 0);
    }

    static Charge write(String what, int bytes, Writing writing) {
        return new Charge(what, bytes, 0, started(bytes, WRITE_UNIT) * writing.units);
    }

    /** Nothing at all is charged as the smallest there is. */
    private static long started(int bytes, int unit) {
        return Math.max(1, Math.ceilDiv(bytes, unit));
    }

    @Override
    public String toString() {
        var units = writeUnits > 0 ? writeUnits + " written" : halfReadUnits / 2.0 + " read";
        return "%s, %d bytes: %s".formatted(what, bytes, units);
    }
}
