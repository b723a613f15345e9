package recoup.store;

import java.util.EnumMap;
import java.util.Map;
import java.util.SplittableRandom;

/** Decides which calls fail, and how. It may be asked by many threads at once. */
@FunctionalInterface
public interface Faults {
    /**
     * What happens to one call.
     *
     * @param operation the operation's name as AWS spells it, such as {@code TransactWriteItems}
     * @param call counts the calls of the wrapped client from 0
     */
    Fault decide(String operation, long call);

    /** No call fails. */
    static Faults none() {
        return (_, _) -> Fault.NONE;
    }

    /**
     * Faults by chance, decided by nothing but the seed and the call's number.
     *
     * @param percentages how many calls of a hundred get which fault; the rest gets none
     */
    static Faults random(long seed, Map<Fault, Integer> percentages) {
        var shares = new EnumMap<Fault, Integer>(Fault.class);
        shares.putAll(percentages);
        if (shares.values().stream().mapToInt(Integer::intValue).sum() > 100) {
            throw new IllegalArgumentException("more than all calls: " + percentages);
        }
        return (_, call) -> drawn(new SplittableRandom(mixed(seed, call)).nextInt(100), shares);
    }

    private static Fault drawn(int percent, Map<Fault, Integer> shares) {
        var below = 0;
        for (var share : shares.entrySet()) {
            below += share.getValue();
            if (percent < below) {
                return share.getKey();
            }
        }
        return Fault.NONE;
    }

    /** A seed of its own for each number: neighbouring numbers must not draw alike. */
    static long mixed(long seed, long number) {
        return new SplittableRandom(seed + number * 0x9E37_79B9_7F4A_7C15L).nextLong();
    }
}
