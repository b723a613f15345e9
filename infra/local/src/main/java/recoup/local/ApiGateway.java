package recoup.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import recoup.local.JwtAuthorizer.Verdict;

/** From a request to a function and back, with the answers that API Gateway gives without asking a function. */
final class ApiGateway {
    private final Routes routes;
    private final JwtAuthorizer authorizer;
    private final Map<String, HttpFunction> functions;
    private final Invocations invocations = new Invocations();

    ApiGateway(Routes routes, JwtAuthorizer authorizer, Map<String, HttpFunction> functions) {
        this.routes = routes;
        this.authorizer = authorizer;
        this.functions = Map.copyOf(functions);
        for (var route : routes.all()) {
            var _ = Handlers.find(functions, route.handler(), route.key());
        }
    }

    Answer answer(Request request) {
        var match = routes.match(request.method(), request.path());
        if (match.isEmpty()) {
            return Answer.message(404, "Not Found");
        }
        if (!match.get().route().wantsToken()) {
            return call(request, match.get(), Optional.empty());
        }
        var authorization = request.header("authorization");
        if (authorization.isEmpty()) {
            return Answer.message(401, "Unauthorized").with("www-authenticate", "Bearer");
        }
        return switch (authorizer.judge(authorization.get())) {
            case Verdict.Granted granted -> call(request, match.get(), Optional.of(granted.claims()));
            case Verdict.Refused refused ->
                Answer.message(401, "Unauthorized")
                        .with(
                                "www-authenticate",
                                "Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + refused.reason()
                                        + "\"");
        };
    }

    private Answer call(Request request, Routes.Match match, Optional<Map<String, String>> claims) {
        var route = match.route();
        var requestId = UUID.randomUUID().toString();
        var event = HttpEvent.of(request, match, claims, requestId, Instant.now());
        var context = new LocalContext(route.function(), requestId, route.limit());
        var function = Objects.requireNonNull(functions.get(route.handler()));
        return answer(route, () -> of(function.handleRequest(event, context))).with("apigw-requestid", requestId);
    }

    private Answer answer(Routes.Route route, Callable<Answer> call) {
        try {
            return invocations.call(route.function(), route.limit(), call);
        } catch (TimeoutException _) {
            return Answer.message(503, "Service Unavailable");
        } catch (ExecutionException e) {
            System.err.println(route.key() + " threw");
            e.printStackTrace();
            return Answer.message(500, "Internal Server Error");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Answer.message(503, "Service Unavailable");
        }
    }

    /** A function's response; headers come from {@code headers} and {@code cookies}, as in payload format 2.0. */
    private static Answer of(@Nullable APIGatewayV2HTTPResponse response) {
        if (response == null || response.getStatusCode() < 200) {
            return Answer.message(500, "Internal Server Error");
        }
        var headers = new ArrayList<Map.Entry<String, String>>();
        if (response.getHeaders() != null) {
            response.getHeaders()
                    .forEach((name, value) -> headers.add(Map.entry(name.toLowerCase(Locale.ROOT), value)));
        }
        if (response.getCookies() != null) {
            response.getCookies().forEach(cookie -> headers.add(Map.entry("set-cookie", cookie)));
        }
        headers.removeIf(header -> Cors.isCorsHeader(header.getKey()));
        return new Answer(response.getStatusCode(), headers, body(response));
    }

    private static byte[] body(APIGatewayV2HTTPResponse response) {
        if (response.getBody() == null) {
            return new byte[0];
        }
        return response.getIsBase64Encoded()
                ? Base64.getDecoder().decode(response.getBody())
                : response.getBody().getBytes(StandardCharsets.UTF_8);
    }
}
