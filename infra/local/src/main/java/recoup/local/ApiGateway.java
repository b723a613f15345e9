package recoup.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import recoup.local.JwtAuthorizer.Verdict;

/** From a request to a function and back, with the answers that API Gateway gives without asking a function. */
final class ApiGateway {
    private final Routes routes;
    private final JwtAuthorizer authorizer;
    private final Map<String, HttpFunction> functions;

    ApiGateway(Routes routes, JwtAuthorizer authorizer, Map<String, HttpFunction> functions) {
        this.routes = routes;
        this.authorizer = authorizer;
        this.functions = Map.copyOf(functions);
        for (var route : routes.all()) {
            if (!functions.containsKey(route.handler())) {
                throw new StartRefused(
                        "template.yaml sends " + route.key() + " to " + route.handler() + ", which is not here.");
            }
        }
    }

    Answer answer(Request request) {
        var match = routes.match(request.method(), request.path());
        if (match.isEmpty()) {
            return Answer.message(404, "Not Found");
        }
        var authorization = request.header("authorization");
        if (authorization.isEmpty()) {
            return Answer.message(401, "Unauthorized").with("www-authenticate", "Bearer");
        }
        return switch (authorizer.judge(authorization.get())) {
            case Verdict.Granted granted -> call(request, match.get(), granted.claims());
            case Verdict.Refused refused ->
                Answer.message(401, "Unauthorized")
                        .with(
                                "www-authenticate",
                                "Bearer scope=\"\" error=\"invalid_token\" error_description=\"" + refused.reason()
                                        + "\"");
        };
    }

    private Answer call(Request request, Routes.Match match, Map<String, String> claims) {
        var route = match.route();
        var requestId = UUID.randomUUID().toString();
        var event = HttpEvent.of(request, match, claims, requestId, Instant.now());
        var context = new LocalContext(route.function(), requestId, route.limit());
        var function = Objects.requireNonNull(functions.get(route.handler()));
        return answer(route, () -> function.handleRequest(event, context)).with("apigw-requestid", requestId);
    }

    private static Answer answer(Routes.Route route, Callable<APIGatewayV2HTTPResponse> call) {
        var task = new FutureTask<>(call);
        Thread.ofVirtual().name(route.function()).start(task);
        try {
            return of(task.get(route.limit().toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            // It is left running: what it commits now is the answer that got lost.
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
