package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.PrintWriter;
import java.io.StringWriter;

/** One JSON line for each fault, with what finds the request again and nothing of its content or its caller. */
final class RequestLog {

    private RequestLog() {}

    static void failure(APIGatewayV2HTTPEvent event, Context context, RuntimeException fault) {
        var trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        var line = JsonNodeFactory.instance
                .objectNode()
                .put("level", "ERROR")
                .put("function", "admin-api")
                .put("requestId", context.getAwsRequestId())
                .put("route", event.getRouteKey())
                .put("fault", fault.getClass().getName())
                .put("trace", trace.toString());
        context.getLogger().log(line.toString(), LogLevel.ERROR);
    }
}
