package recoup.local;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What Lambda tells a function about one call: above all, how much time it has left. */
final class LocalContext implements Context {
    private final String function;
    private final String requestId;
    private final long deadline;

    LocalContext(String function, String requestId, Duration limit) {
        this.function = function;
        this.requestId = requestId;
        this.deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public int getRemainingTimeInMillis() {
        var left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        return Math.toIntExact(Math.max(0, left));
    }

    @Override
    public String getAwsRequestId() {
        return requestId;
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/" + function;
    }

    @Override
    public String getLogStreamName() {
        return "local";
    }

    @Override
    public String getFunctionName() {
        return function;
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:local:000000000000:function:" + function + ":live";
    }

    /** Null, as on Lambda: only the mobile SDK sets it. */
    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    /** Null, as on Lambda: only the mobile SDK sets it. */
    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1536;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                System.err.println(message);
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
