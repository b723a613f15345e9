package recoup.contract;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import recoup.handlers.OneCall;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;

/** A sample that is handed to the function whose it is, over an empty store. */
final class Asked {
    private final APIGatewayV2HTTPEvent event;
    private final Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function;

    private Asked(APIGatewayV2HTTPEvent event, Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> function) {
        this.event = event;
        this.function = function;
    }

    /** The sample {@code events/<name>.json}, such as {@code intake/receive-webhook}. */
    static Asked by(String name) {
        var event = SampleEvents.read(name, APIGatewayV2HTTPEvent.class);
        if (name.startsWith("intake/")) {
            return new Asked(event, new Callbacks()::answer);
        }
        var shop = new Shop();
        return new Asked(event, asked -> shop.over(shop.store()).handleRequest(asked, new OneCall()));
    }

    Asked body(String body) {
        event.setBody(body);
        return this;
    }

    Asked header(String name, String value) {
        var headers = new HashMap<>(event.getHeaders());
        headers.put(name, value);
        event.setHeaders(headers);
        return this;
    }

    /** As the path parameter {@code name}. */
    Asked path(String name, String value) {
        var parameters = new HashMap<>(event.getPathParameters());
        parameters.put(name, value);
        event.setPathParameters(parameters);
        return this;
    }

    Asked claim(String name, String value) {
        return claims(claims -> claims.put(name, value));
    }

    Asked withoutClaim(String name) {
        return claims(claims -> claims.remove(name));
    }

    /** Judged by the document. */
    Shop.Answer answer() {
        var answer = function.apply(event);
        Contract.check(event, answer);
        return new Shop.Answer(answer.getStatusCode(), new TreeMap<>(answer.getHeaders()), answer.getBody());
    }

    /** The answer, which must have this status. */
    Shop.Answer answer(int status) {
        var answer = answer();
        if (answer.status() != status) {
            throw new AssertionError("expected " + status + ", not " + answer);
        }
        return answer;
    }

    private Asked claims(Consumer<Map<String, String>> change) {
        Optional.ofNullable(event.getRequestContext().getAuthorizer()).ifPresent(authorizer -> {
            var claims = new HashMap<>(authorizer.getJwt().getClaims());
            change.accept(claims);
            authorizer.getJwt().setClaims(claims);
        });
        return this;
    }
}
