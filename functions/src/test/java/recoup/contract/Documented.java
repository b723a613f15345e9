package recoup.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recoup.contract.Document.Place;

/**
 * One operation of {@code infra/openapi.yaml}, for whoever tries every one of them.
 *
 * @param route {@code METHOD /path}
 * @param sample where {@code events} has a request of it, such as {@code admin-api/cancel-order}
 * @param roles who may call it
 * @param ids the parameters of its path
 * @param parameters those of its query
 * @param statuses every status that it answers
 */
public record Documented(
        String route,
        String sample,
        Set<String> roles,
        List<String> ids,
        Set<String> parameters,
        Set<Integer> statuses) {
    private static final Pattern ID = Pattern.compile("\\{(\\w+)}");

    public Documented {
        roles = Set.copyOf(roles);
        ids = List.copyOf(ids);
        parameters = Set.copyOf(parameters);
        statuses = Set.copyOf(statuses);
    }

    /** Every operation, in the document's order. */
    public static List<Documented> operations() {
        return Contract.DOCUMENT.operations().stream().map(Documented::of).toList();
    }

    /** Whether this status is one of success. */
    public boolean succeedsWith(int status) {
        return status < 300 && statuses.contains(status);
    }

    /** Whether it takes no idempotency key because it changes nothing. */
    public boolean reads() {
        return route.startsWith("GET ") || route.endsWith("-preview");
    }

    @Override
    public String toString() {
        return route;
    }

    private static Documented of(Operation operation) {
        var route = operation.route();
        return new Documented(
                route,
                sample(route),
                operation.place().at("x-roles").steps().map(Place::text).collect(Collectors.toSet()),
                ID.matcher(route).results().map(match -> match.group(1)).toList(),
                queryParameters(operation.place()),
                operation
                        .place()
                        .at("responses")
                        .steps()
                        .map(answer -> Integer.valueOf(answer.name()))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Set<String> queryParameters(Place operation) {
        return operation.find("parameters").stream()
                .flatMap(list -> list.children().stream())
                .filter(parameter -> parameter.at("in").text().equals("query"))
                .map(parameter -> parameter.at("name").text())
                .collect(Collectors.toSet());
    }

    private static String sample(String route) {
        try {
            return Optional.ofNullable(Routes.ofSamples().get(route))
                    .orElseThrow(() -> new AssertionError("events has no sample of " + route));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
