package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One JSON line for each fault: what finds the request again, and where in the code it was. No message of an exception,
 * for it may quote what a client sent.
 */
final class RequestLog {

    /** Enough to see the way in. */
    private static final int FRAMES = 30;

    private RequestLog() {}

    static void failure(APIGatewayV2HTTPEvent event, Context context, RuntimeException fault) {
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("level", "ERROR")
                .put("function", "admin-api")
                .put("requestId", context.getAwsRequestId())
                .put("route", event.getRouteKey());
        var faults = line.putArray("faults");
        for (var each = Optional.<Throwable>of(fault); each.isPresent(); each = each.map(Throwable::getCause)) {
            faults.addObject()
                    .put("type", each.get().getClass().getName())
                    .put(
                            "at",
                            Arrays.stream(each.get().getStackTrace())
                                    .limit(FRAMES)
                                    .map(StackTraceElement::toString)
                                    .collect(Collectors.joining(" ")));
        }
        context.getLogger().log(line.toString(), LogLevel.ERROR);
    }
}
