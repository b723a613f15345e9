package recoup.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** A function that the schedule, a rule or somebody by hand invokes: one JSON object in, one out. */
@FunctionalInterface
public interface InvokedFunction {
    Map<String, Object> handleRequest(Map<String, Object> event, Context context);

    /** One that reads and writes its JSON itself; nothing written is an empty object. */
    static InvokedFunction of(RequestStreamHandler handler) {
        var json = new ObjectMapper();
        return (event, context) -> {
            try {
                var written = new ByteArrayOutputStream();
                handler.handleRequest(new ByteArrayInputStream(json.writeValueAsBytes(event)), written, context);
                return written.size() == 0
                        ? Map.of()
                        : json.readValue(written.toByteArray(), new TypeReference<Map<String, Object>>() {});
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }
}
