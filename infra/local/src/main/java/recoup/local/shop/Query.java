package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A GraphQL document: its operations, and the fragments that they share. */
record Query(List<Operation> operations, Map<String, Fragment> fragments) {
    /**
     * A query or a mutation.
     *
     * @param root the type that it begins at
     */
    record Operation(Optional<String> name, String root, List<Declared> variables, List<Selection> selections) {
        public Operation {
            variables = List.copyOf(variables);
            selections = List.copyOf(selections);
        }
    }

    /** A variable as the operation declares it. */
    record Declared(String name, String type, Optional<Value> otherwise) {
        boolean isNeeded() {
            return type.endsWith("!") && otherwise.isEmpty();
        }
    }

    record Fragment(String type, List<Selection> selections) {
        public Fragment {
            selections = List.copyOf(selections);
        }
    }

    Query {
        operations = List.copyOf(operations);
        fragments = Map.copyOf(fragments);
    }

    /** The one operation, or the one of that name. */
    Operation operation(Optional<String> name) {
        if (name.isEmpty() && operations.size() != 1) {
            throw QueryRefused.saying("An operation name is required");
        }
        return operations.stream()
                .filter(operation -> name.isEmpty() || operation.name().equals(name))
                .findFirst()
                .orElseThrow(() -> QueryRefused.saying("No operation named \"" + name.orElse("") + "\""));
    }

    Fragment fragment(String name) {
        return Optional.ofNullable(fragments.get(name))
                .orElseThrow(() ->
                        QueryRefused.of("useAndDefineFragment", "Fragment " + name + " was used, but not defined"));
    }

    /** What an operation wants first, out of its fragments, too. */
    List<Selection.Field> fields(Operation operation) {
        return fields(operation.selections()).toList();
    }

    private Stream<Selection.Field> fields(List<Selection> selections) {
        return selections.stream().flatMap(selection -> switch (selection) {
            case Selection.Field field -> Stream.of(field);
            case Selection.Spread spread -> fields(fragment(spread.name()).selections());
            case Selection.Inline inline -> fields(inline.selections());
        });
    }

    /** What the operation's variables stand for; one that must be given and is not is refused. */
    static Map<String, JsonNode> variables(Operation operation, JsonNode given) {
        var variables = new HashMap<String, JsonNode>();
        for (var declared : operation.variables()) {
            var value = given.path(declared.name());
            if (!value.isMissingNode() && !value.isNull()) {
                variables.put(declared.name(), value);
            } else if (declared.isNeeded()) {
                throw QueryRefused.of(
                        "INVALID_VARIABLE",
                        "Variable $" + declared.name() + " of type " + declared.type() + " was provided invalid value");
            } else {
                declared.otherwise().ifPresent(it -> variables.put(declared.name(), it.with(Map.of())));
            }
        }
        return variables;
    }

    /** A field's arguments; one that is null is as good as not given. */
    static Map<String, JsonNode> arguments(Selection.Field field, Map<String, JsonNode> variables) {
        return field.arguments().entrySet().stream()
                .map(argument ->
                        Map.entry(argument.getKey(), argument.getValue().with(variables)))
                .filter(argument -> !argument.getValue().isNull())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
