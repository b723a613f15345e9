package recoup.handlers;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lambda's context of one call, with 50 seconds to run and a log of what the function says. */
public final class OneCall implements Context {
    private final StringBuilder log;
    private int looks;

    public OneCall() {
        this(new StringBuilder());
    }

    /** One whose log is kept for the test. */
    public OneCall(StringBuilder log) {
        this(log, Integer.MAX_VALUE);
    }

    /** One that says so many times that it has time, and then no more. */
    OneCall(StringBuilder log, int looks) {
        this.log = log;
        this.looks = looks;
    }

    @Override
    public String getAwsRequestId() {
        return "request-1";
    }

    @Override
    public String getLogGroupName() {
        return "log-group";
    }

    @Override
    public String getLogStreamName() {
        return "log-stream";
    }

    @Override
    public String getFunctionName() {
        return "admin-api";
    }

    @Override
    public String getFunctionVersion() {
        return "1";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-central-1:123456789012:function:admin-api:live";
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
        return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
        return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
        looks--;
        return looks >= 0 ? 50_000 : 1_000;
    }

    @Override
    public int getMemoryLimitInMB() {
        return 1_024;
    }

    @Override
    public LambdaLogger getLogger() {
        return new LambdaLogger() {
            @Override
            public void log(String message) {
                synchronized (log) {
                    log.append(message).append('\n');
                }
            }

            @Override
            public void log(byte[] message) {
                log(new String(message, StandardCharsets.UTF_8));
            }
        };
    }
}
