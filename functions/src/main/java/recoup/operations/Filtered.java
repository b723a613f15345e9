package recoup.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A page of what a filter admits, out of a list that is read in chunks.
 *
 * @param next the position to go on after; empty at the end
 */
record Filtered<T>(List<T> items, Optional<String> next) {
    private static final int A_CHUNK = 100;
    /** A call looks at no more: a filter that finds little ends its page early. */
    private static final int MOST_CHUNKS = 10;

    /** The list itself: up to so many after a position, in its order. */
    @FunctionalInterface
    interface Source<T> {
        List<T> after(Optional<String> position, int limit);
    }

    /** Up to {@code limit} of them after {@code from}; fewer, or none, while there may be more. */
    static <T> Filtered<T> page(
            Source<T> source, Function<T, String> positionOf, Predicate<T> admits, Optional<String> from, int limit) {
        var found = new ArrayList<T>();
        var position = from;
        for (var chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            var items = source.after(position, A_CHUNK);
            for (var item : items) {
                if (found.size() == limit) {
                    return new Filtered<>(found, position);
                }
                position = Optional.of(positionOf.apply(item));
                if (admits.test(item)) {
                    found.add(item);
                }
            }
            if (items.size() < A_CHUNK) {
                return new Filtered<>(found, Optional.empty());
            }
        }
        return new Filtered<>(found, position);
    }
}
