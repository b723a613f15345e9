package recoup.handlers.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import recoup.handlers.http.Problem.FieldError;
import recoup.model.Ids;

/** A query's parameters. A value at fault reads as absent; {@link #check()} throws the 400 that lists them all. */
final class Query {
    private final Map<String, String> parameters;
    private final List<FieldError> errors = new ArrayList<>();

    Query(Map<String, String> parameters, Set<String> known) {
        this.parameters = new TreeMap<>(parameters);
        this.parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> errors.add(new FieldError(name, "is not a parameter of this request")));
    }

    void check() {
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
        var constants = List.of(type.getEnumConstants());
        return read(
                name,
                "must be one of " + constants.stream().map(Enum::name).collect(Collectors.joining(", ")),
                text -> constants.stream()
                        .filter(constant -> constant.name().equals(text))
                        .findFirst());
    }

    <T> Optional<T> id(String name, Function<String, T> make) {
        return read(
                name,
                "must be an id: " + Ids.SHAPE,
                text -> Optional.of(text).filter(Ids::wellFormed).map(make));
    }

    <T> Optional<T> read(String name, String message, Function<String, Optional<T>> read) {
        var text = text(name);
        var value = text.flatMap(read);
        if (text.isPresent() && value.isEmpty()) {
            errors.add(new FieldError(name, message));
        }
        return value;
    }

    /** Everything that narrows a list, in one order. */
    String without(List<String> names) {
        return parameters.entrySet().stream()
                .filter(parameter -> !names.contains(parameter.getKey()))
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
    }
}
