package recoup.local;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import org.jspecify.annotations.Nullable;

/** A function behind a queue, as Lambda calls it; no response means that every message is done. */
@FunctionalInterface
public interface QueueFunction {
    @Nullable
    SQSBatchResponse handleRequest(SQSEvent event, Context context);
}
