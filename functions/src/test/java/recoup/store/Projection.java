package recoup.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Which parts of an item are returned. */
record Projection(PathTree.Fields<Boolean> tree) {
    static Projection of(List<Path> paths) {
        return new Projection(PathTree.of(
                paths.stream().map(path -> new PathTree.Branch<>(path, true)).toList()));
    }

    Set<String> attributes() {
        return Set.copyOf(tree.inner().keySet());
    }

    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        return Values.copy(fields(item, tree));
    }

    private static Map<String, AttributeValue> fields(
            Map<String, AttributeValue> whole, PathTree.Fields<Boolean> wanted) {
        var part = new TreeMap<String, AttributeValue>();
        wanted.inner()
                .forEach((name, inner) -> Optional.ofNullable(whole.get(name))
                        .flatMap(value -> part(value, inner))
                        .ifPresent(value -> part.put(name, value)));
        return part;
    }

    private static Optional<AttributeValue> part(AttributeValue whole, PathTree<Boolean> wanted) {
        return switch (wanted) {
            case PathTree.Leaf<Boolean> _ -> Optional.of(whole);
            case PathTree.Fields<Boolean> inner ->
                Optional.of(fields(whole.m(), inner))
                        .filter(fields -> !fields.isEmpty())
                        .map(AttributeValue::fromM);
            case PathTree.Elements<Boolean> inner ->
                Optional.of(elements(whole.l(), inner))
                        .filter(elements -> !elements.isEmpty())
                        .map(AttributeValue::fromL);
        };
    }

    private static List<AttributeValue> elements(List<AttributeValue> whole, PathTree.Elements<Boolean> wanted) {
        return wanted.inner().entrySet().stream()
                .filter(entry -> entry.getKey() < whole.size())
                .flatMap(entry -> part(whole.get(entry.getKey()), entry.getValue()).stream())
                .toList();
    }
}
