package recoup.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A request as API Gateway hands it to a function: payload format 2.0. */
final class HttpEvent {
    private static final DateTimeFormatter REQUEST_TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** Everything else arrives in base64, a form and a body without a content type too. */
    private static final Pattern TEXT =
            Pattern.compile("(text/.*|application/(json|javascript|xml)) *(;.*)?", Pattern.CASE_INSENSITIVE);

    private HttpEvent() {}

    /** The event; without claims it has no authorizer, as on a route that wants no token. */
    static APIGatewayV2HTTPEvent of(
            Request request, Routes.Match match, Optional<Map<String, String>> claims, String requestId, Instant now) {
        var text = asText(request);
        var event = APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(match.route().key())
                .withRawPath(request.path())
                .withRawQueryString(request.query())
                .withHeaders(withoutCookies(request))
                .withIsBase64Encoded(request.body().length > 0 && text.isEmpty())
                .withRequestContext(context(request, match.route(), claims, requestId, now));
        // What is empty is absent, as on API Gateway: the handlers must not stumble over it.
        if (!request.query().isEmpty()) {
            event.withQueryStringParameters(parameters(request.query()));
        }
        if (!match.parameters().isEmpty()) {
            event.withPathParameters(match.parameters());
        }
        request.header("cookie").ifPresent(cookies -> event.withCookies(List.of(cookies.split("; *", -1))));
        if (request.body().length > 0) {
            event.withBody(text.orElseGet(() -> Base64.getEncoder().encodeToString(request.body())));
        }
        return event.build();
    }

    private static RequestContext context(
            Request request, Routes.Route route, Optional<Map<String, String>> claims, String requestId, Instant now) {
        var context = RequestContext.builder()
                .withAccountId("000000000000")
                .withApiId("local")
                .withDomainName(request.header("host").orElse("127.0.0.1"))
                .withDomainPrefix("local")
                .withRouteKey(route.key())
                .withStage("$default")
                .withRequestId(requestId)
                .withTime(REQUEST_TIME.format(now))
                .withTimeEpoch(now.toEpochMilli())
                .withHttp(RequestContext.Http.builder()
                        .withMethod(request.method())
                        .withPath(request.path())
                        .withProtocol(request.protocol())
                        .withSourceIp(request.sourceIp())
                        .withUserAgent(request.header("user-agent").orElse(""))
                        .build());
        // No scopes: API Gateway lists them only for a route that demands some.
        claims.map(all ->
                        RequestContext.Authorizer.JWT.builder().withClaims(all).build())
                .ifPresent(jwt -> context.withAuthorizer(
                        RequestContext.Authorizer.builder().withJwt(jwt).build()));
        return context.build();
    }

    private static Map<String, String> withoutCookies(Request request) {
        var headers = new LinkedHashMap<>(request.headers());
        headers.remove("cookie");
        return headers;
    }

    /** Decoded; a name that stands there twice has its values joined by a comma. */
    static Map<String, String> parameters(String query) {
        var parameters = new LinkedHashMap<String, String>();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = equals < 0 ? pair : pair.substring(0, equals);
            var value = equals < 0 ? "" : pair.substring(equals + 1);
            parameters.merge(decoded(name), decoded(value), (first, second) -> first + "," + second);
        }
        return parameters;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The body, if its content type and its bytes are text; bytes that are no UTF-8 stay what they are, in base64. */
    private static Optional<String> asText(Request request) {
        if (!TEXT.matcher(request.header("content-type").orElse("")).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(request.body()))
                    .toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }
}
