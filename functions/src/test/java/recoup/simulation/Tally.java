package recoup.simulation;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What happened in a run, how often; and whoever listens is told at once. */
final class Tally {
    private final Map<String, Long> seen = new TreeMap<>();
    private final Optional<Consumer<String>> trace;

    Tally(Optional<Consumer<String>> trace) {
        this.trace = trace;
    }

    void count(String what) {
        count(what, 1);
    }

    void count(String what, long times) {
        if (times > 0) {
            tell(what);
            seen.merge(what, times, Long::sum);
        }
    }

    /** What need not be counted. */
    void tell(String what) {
        trace.ifPresent(told -> told.accept(what));
    }

    Map<String, Long> seen() {
        return seen;
    }
}
