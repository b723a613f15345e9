package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What one call of a query reads: until its limit, or until a megabyte, whichever comes first. */
record Page(List<Map<String, AttributeValue>> read, Optional<Map<String, AttributeValue>> last) {
    /** What to read of the items: those that the key condition wants, from behind a place, so many. */
    record Extent(Predicate<Map<String, AttributeValue>> wanted, Optional<View.Position> behind, int limit) {}

    static Page of(NavigableMap<View.Position, Map<String, AttributeValue>> inOrder, Extent extent) {
        var read = new ArrayList<Map<String, AttributeValue>>();
        var size = 0;
        var remaining = extent.behind()
                .map(position -> inOrder.tailMap(position, false))
                .orElse(inOrder);
        for (var item : remaining.values()) {
            if (!extent.wanted().test(item)) {
                continue;
            }
            read.add(item);
            size += Sizes.of(item);
            if (read.size() == extent.limit() || size > Sizes.LARGEST_PAGE) {
                return new Page(read, Optional.of(item));
            }
        }
        return new Page(read, Optional.empty());
    }

    /** Where the next page begins: the key of the last item read; empty if this page is the last one. */
    Map<String, AttributeValue> lastKey(View view) {
        return last.map(item -> keyOf(item, view)).orElse(Map.of());
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item, View view) {
        var key = new TreeMap<>(item);
        key.keySet().retainAll(view.keyAttributes());
        return Values.copy(key);
    }
}
