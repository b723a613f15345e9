package recoup.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import org.jspecify.annotations.Nullable;

/** A function behind the table's stream, as Lambda calls it; no response means that every record is done. */
@FunctionalInterface
public interface StreamFunction {
    @Nullable
    StreamsEventResponse handleRequest(DynamodbEvent event, Context context);
}
