package recoup.local;

import java.util.List;
import java.util.Locale;

/**
 * Which browser pages may call, as API Gateway does it by {@code CorsConfiguration}: it answers preflights itself, adds
 * its headers to every answer, and drops those that a function made up.
 */
record Cors(String origin, List<String> methods, List<String> headers, List<String> exposed, String maxAge) {
    static Cors of(Template template, String origin) {
        var cors = template.at("Resources", "HttpApi", "Properties", "CorsConfiguration");
        return new Cors(
                origin,
                cors.at("AllowMethods").texts(),
                cors.at("AllowHeaders").texts(),
                cors.at("ExposeHeaders").texts(),
                cors.at("MaxAge").text());
    }

    static boolean isPreflight(Request request) {
        return request.method().equals("OPTIONS")
                && request.header("origin").isPresent()
                && request.header("access-control-request-method").isPresent();
    }

    static boolean isCorsHeader(String name) {
        return name.toLowerCase(Locale.ROOT).startsWith("access-control-");
    }

    /** A page from elsewhere gets the same 204 without a header that would let it in. */
    Answer preflight(Request request) {
        var answer = new Answer(204, List.of(), new byte[0]);
        if (!allows(request)) {
            return answer;
        }
        return answer.with("access-control-allow-origin", origin)
                .with("access-control-allow-methods", String.join(",", methods))
                .with("access-control-allow-headers", String.join(",", headers))
                .with("access-control-max-age", maxAge);
    }

    Answer onto(Answer answer, Request request) {
        if (!allows(request)) {
            return answer;
        }
        return answer.with("access-control-allow-origin", origin)
                .with("access-control-expose-headers", String.join(",", exposed));
    }

    private boolean allows(Request request) {
        return request.header("origin").filter(origin::equals).isPresent();
    }
}
