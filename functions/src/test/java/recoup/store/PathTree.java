package recoup.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Several document paths as one tree. Two paths may neither overlap nor take one value for a map and for a list. */
sealed interface PathTree<T> {
    /** The end of a path, and what is to happen there. */
    record Leaf<T>(T content) implements PathTree<T> {}

    /** Into a map, by name. */
    record Fields<T>(SortedMap<String, PathTree<T>> inner) implements PathTree<T> {}

    /** Into a list, by index. */
    record Elements<T>(SortedMap<Integer, PathTree<T>> inner) implements PathTree<T> {}

    /** A path and what is to happen at its end. */
    record Branch<T>(Path path, T content) {}

    /** The tree of an item: its attributes are the fields of the first level. */
    static <T> Fields<T> of(Collection<Branch<T>> branches) {
        var byAttribute = new TreeMap<String, List<Rest<T>>>();
        for (var branch : branches) {
            byAttribute
                    .computeIfAbsent(branch.path().attribute(), _ -> new ArrayList<>())
                    .add(new Rest<>(branch.path().rest(), branch.content()));
        }
        var inner = new TreeMap<String, PathTree<T>>();
        byAttribute.forEach((attribute, rests) -> inner.put(attribute, tree(rests)));
        return new Fields<>(inner);
    }

    /** What is left of a path below some level. */
    record Rest<T>(List<Path.Step> steps, T content) {
        private Optional<Path.Step> next() {
            return steps.stream().findFirst();
        }

        private Rest<T> below() {
            return new Rest<>(steps.subList(1, steps.size()), content);
        }
    }

    private static <T> PathTree<T> tree(List<Rest<T>> rests) {
        var names = new TreeMap<String, List<Rest<T>>>();
        var indexes = new TreeMap<Integer, List<Rest<T>>>();
        var ends = new ArrayList<T>();
        for (var rest : rests) {
            var step = rest.next();
            if (step.isEmpty()) {
                ends.add(rest.content());
            } else {
                switch (step.get()) {
                    case Path.Step.Field(var name) ->
                        names.computeIfAbsent(name, _ -> new ArrayList<>()).add(rest.below());
                    case Path.Step.Element(var index) ->
                        indexes.computeIfAbsent(index, _ -> new ArrayList<>()).add(rest.below());
                }
            }
        }
        return joined(ends, names, indexes);
    }

    private static <T> PathTree<T> joined(
            List<T> ends, SortedMap<String, List<Rest<T>>> names, SortedMap<Integer, List<Rest<T>>> indexes) {
        if (ends.size() > 1 || (!ends.isEmpty() && !(names.isEmpty() && indexes.isEmpty()))) {
            throw Refusals.validation("Two document paths overlap with each other");
        }
        if (!names.isEmpty() && !indexes.isEmpty()) {
            throw Refusals.validation("Two document paths conflict with each other");
        }
        if (!ends.isEmpty()) {
            return new Leaf<>(ends.getFirst());
        }
        return names.isEmpty() ? new Elements<>(inner(indexes)) : new Fields<>(inner(names));
    }

    private static <K extends Comparable<K>, T> SortedMap<K, PathTree<T>> inner(SortedMap<K, List<Rest<T>>> rests) {
        var inner = new TreeMap<K, PathTree<T>>();
        rests.forEach((key, below) -> inner.put(key, tree(below)));
        return inner;
    }
}
