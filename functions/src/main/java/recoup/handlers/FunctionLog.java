package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One JSON line for each thing that a function did: what finds it again, and how it ended. No personal data: ids of merchants,
 * orders and events, unless one may be an e-mail address, and no message of an exception, for it may quote what somebody sent.
 *
 * @param function as people call it
 */
record FunctionLog(String function, Context context) {
    /** Enough to see the way in. */
    private static final int FRAMES = 30;

    private static final String MERCHANT = "merchantId";
    private static final String UNSHOWN = "?";

    /** A line in the making. */
    ObjectNode line() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("function", function)
                .put("requestId", context.getAwsRequestId());
    }

    void info(ObjectNode line) {
        write(LogLevel.INFO, line);
    }

    void warn(ObjectNode line) {
        write(LogLevel.WARN, line);
    }

    /** Where in the code it was is told with it. */
    void error(ObjectNode line, RuntimeException fault) {
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
        write(LogLevel.ERROR, line);
    }

    private void write(LogLevel level, ObjectNode line) {
        hideAddresses(line);
        var json = line.put("level", level.name()).toString();
        context.getLogger()
                .log(json.getBytes(StandardCharsets.UTF_8), level); // as text it would be wrapped in another line
    }

    /** An id may have an @, and a shop may well take its customers' addresses for ids. A merchant is no person. */
    private static void hideAddresses(ObjectNode line) {
        line.properties().stream()
                .filter(field -> !field.getKey().equals(MERCHANT)
                        && field.getValue().asText().contains("@"))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(name -> line.put(name, UNSHOWN));
    }
}
