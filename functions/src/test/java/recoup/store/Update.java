package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An update expression. All its actions see the item as it was before. */
record Update(List<PathTree.Branch<Action>> actions, PathTree.Fields<Action> tree) {
    static final Update NOTHING = of(List.of());

    static Update of(List<PathTree.Branch<Action>> actions) {
        return new Update(List.copyOf(actions), PathTree.of(actions));
    }

    /** The paths it names, as a projection: what UPDATED_OLD and UPDATED_NEW return. */
    Projection paths() {
        return Projection.of(actions.stream().map(PathTree.Branch::path).toList());
    }

    Map<String, AttributeValue> on(Map<String, AttributeValue> item) {
        return Values.copy(fields(item, tree, item));
    }

    private static Map<String, AttributeValue> fields(
            Map<String, AttributeValue> before, PathTree.Fields<Action> changes, Map<String, AttributeValue> item) {
        var after = new TreeMap<>(before);
        changes.inner()
                .forEach((name, change) -> changed(Optional.ofNullable(before.get(name)), change, item)
                        .ifPresentOrElse(value -> after.put(name, value), () -> after.remove(name)));
        return after;
    }

    private static Optional<AttributeValue> changed(
            Optional<AttributeValue> before, PathTree<Action> change, Map<String, AttributeValue> item) {
        return switch (change) {
            case PathTree.Leaf<Action>(var action) -> action.on(before, item);
            case PathTree.Fields<Action> inner ->
                Optional.of(before.filter(AttributeValue::hasM)
                        .map(value -> AttributeValue.fromM(fields(value.m(), inner, item)))
                        .orElseThrow(Update::invalidPath));
            case PathTree.Elements<Action> inner ->
                Optional.of(before.filter(AttributeValue::hasL)
                        .map(value -> AttributeValue.fromL(elements(value.l(), inner, item)))
                        .orElseThrow(Update::invalidPath));
        };
    }

    /** Indexes are those of the list before: a place beyond its end is appended, a removed one closed at last. */
    private static List<AttributeValue> elements(
            List<AttributeValue> before, PathTree.Elements<Action> changes, Map<String, AttributeValue> item) {
        List<Optional<AttributeValue>> after =
                new ArrayList<>(before.stream().map(Optional::of).toList());
        changes.inner().forEach((index, change) -> {
            if (index < before.size()) {
                after.set(index, changed(Optional.of(before.get(index)), change, item));
            } else {
                after.add(changed(Optional.empty(), change, item));
            }
        });
        return after.stream().flatMap(Optional::stream).toList();
    }

    private static RuntimeException invalidPath() {
        return Refusals.validation("The document path provided in the update expression is invalid for update");
    }
}
