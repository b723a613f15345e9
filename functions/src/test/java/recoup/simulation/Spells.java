package recoup.simulation;

import java.util.Map;
import java.util.SplittableRandom;
import recoup.store.Fault;
import recoup.store.Faults;

/**
 * Calls that fail by chance, one by one; and now and then many in a row, as many as use up all attempts of an operation: for a
 * spell every write loses its race, or the store is gone.
 */
final class Spells implements Faults {
    private static final Map<Fault, Integer> PERCENT =
            Map.of(Fault.THROTTLE, 3, Fault.CONFLICT, 5, Fault.LOST_BEFORE, 3, Fault.LOST_AFTER, 5);
    private static final String WRITE = "TransactWriteItems";
    private static final int ONE_CONTEST_BEFORE_WRITES = 60;
    private static final int ONE_OUTAGE_BEFORE_CALLS = 400;
    private static final int SHORTEST = 5;
    private static final int LONGEST = 20;

    private final Faults each;
    private final SplittableRandom random;
    private int writesToLose;
    private int callsToLose;

    Spells(long seed) {
        this.each = Faults.random(seed, PERCENT);
        this.random = new SplittableRandom(seed);
    }

    @Override
    public Fault decide(String operation, long call) {
        begin(operation.equals(WRITE));
        if (callsToLose > 0) {
            callsToLose--;
            return random.nextBoolean() ? Fault.THROTTLE : Fault.LOST_BEFORE;
        }
        if (writesToLose > 0 && operation.equals(WRITE)) {
            writesToLose--;
            return Fault.CONFLICT;
        }
        return each.decide(operation, call);
    }

    private void begin(boolean writes) {
        if (random.nextInt(ONE_OUTAGE_BEFORE_CALLS) == 0) {
            callsToLose = random.nextInt(SHORTEST, LONGEST);
        }
        if (writes && random.nextInt(ONE_CONTEST_BEFORE_WRITES) == 0) {
            writesToLose = random.nextInt(SHORTEST, LONGEST);
        }
    }
}
