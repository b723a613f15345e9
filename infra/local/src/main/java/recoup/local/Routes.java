package recoup.local;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The HTTP API's routes, read from {@code template.yaml}: what is deployed is what is served here. */
record Routes(List<Route> all) {
    /**
     * One route.
     *
     * @param path with its parameters in braces
     * @param function the function's name in the template
     * @param handler its class and method
     * @param limit how long it may run
     * @param wantsToken whether the authorizer is asked; without it the function itself looks who calls
     */
    record Route(String method, String path, String function, String handler, Duration limit, boolean wantsToken) {
        Route(String method, String path, String function, String handler, Duration limit) {
            this(method, path, function, handler, limit, true);
        }

        String key() {
            return method + " " + path;
        }

        List<String> segments() {
            return Routes.segments(path);
        }
    }

    /** The route that serves a request, and what stood in the place of its parameters, decoded. */
    record Match(Route route, Map<String, String> parameters) {
        Match {
            parameters = Map.copyOf(parameters);
        }
    }

    Routes {
        all = all.stream().sorted(Comparator.comparing(Routes::literalsFirst)).toList();
    }

    static Routes of(Template template) {
        var routes = new ArrayList<Route>();
        for (var function : DeployedFunction.all(template)) {
            function.events("HttpApi").forEach(event -> routes.add(of(function, event)));
        }
        return new Routes(routes);
    }

    private static Route of(DeployedFunction function, Template event) {
        return new Route(
                event.at("Method").text(),
                event.at("Path").text(),
                function.name(),
                function.handler(),
                function.limit(),
                !isOpen(event));
    }

    private static boolean isOpen(Template event) {
        return event.find("Auth")
                .flatMap(auth -> auth.find("Authorizer"))
                .filter(authorizer -> authorizer.text().equals("NONE"))
                .isPresent();
    }

    /** Finds the route; a segment is split off before it is decoded, so that an encoded slash stays inside its segment. */
    Optional<Match> match(String method, String rawPath) {
        var segments = segments(rawPath).stream().map(Routes::decoded).toList();
        return all.stream()
                .filter(route -> route.method().equals(method))
                .flatMap(route ->
                        parameters(route.segments(), segments).stream().map(parameters -> new Match(route, parameters)))
                .findFirst();
    }

    private static Optional<Map<String, String>> parameters(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return Optional.empty();
        }
        var parameters = new LinkedHashMap<String, String>();
        for (var i = 0; i < pattern.size(); i++) {
            var wanted = pattern.get(i);
            var found = segments.get(i);
            if (isParameter(wanted) && !found.isEmpty()) {
                parameters.put(wanted.substring(1, wanted.length() - 1), found);
            } else if (!wanted.equals(found)) {
                return Optional.empty();
            }
        }
        return Optional.of(parameters);
    }

    /** Sorts a literal segment before a parameter in its place: {@code /a/b} is asked before {@code /a/{x}}. */
    private static String literalsFirst(Route route) {
        var order = new StringBuilder();
        route.segments().forEach(segment -> order.append(isParameter(segment) ? '1' : '0'));
        return order.toString();
    }

    private static boolean isParameter(String segment) {
        return segment.startsWith("{") && segment.endsWith("}");
    }

    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }

    /** Percent-decoding alone: in a path a plus sign is a plus sign. */
    private static String decoded(String segment) {
        return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
