package recoup.local.crash;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import recoup.local.Functions;
import recoup.local.Options;
import recoup.local.QueueFunction;

/** Ways to write the functions that work as long as nobody dies. */
public enum Mistake {
    /** The effect first, and then its answer. */
    ANSWER_APART {
        @Override
        public Options in(Options options) {
            return options.dynamoDb(client -> ApartDynamoDb.over(client, "K"));
        }
    },
    /** A grant's answer is kept, and whoever asks again is not answered with it: it is granted again. */
    ANSWER_UNREAD {
        @Override
        public Options in(Options options) {
            return options.dynamoDb(UnreadDynamoDb::over);
        }
    },
    /** The order and the wallet first, and then what became of them. */
    JOURNAL_APART {
        @Override
        public Options in(Options options) {
            return options.dynamoDb(client -> ApartDynamoDb.over(client, "J#"));
        }
    },
    /** A message is acknowledged when it has come, and not when it has had its effect. */
    ACKNOWLEDGED_FIRST {
        @Override
        public Options in(Options options) {
            return options.functions((environment, clients, time) -> {
                var handlers = Functions.deployed().make(environment, clients, time);
                var hasty = handlers;
                for (var each : handlers.queue().entrySet()) {
                    hasty = hasty.queue(each.getKey(), (event, context) -> later(each.getValue(), event, context));
                }
                return hasty;
            });
        }
    };

    /** How long whoever makes it leaves things as they are: long enough that a kill comes then within a few rounds. */
    private static final int PAUSE_MILLIS = 200;
    /** As long, and that most who wait for an answer then wait for one that is there. */
    private static final int UNANSWERED_MILLIS = 500;
    /** Nobody waits for this one, so it may be longer. */
    private static final int LATER_MILLIS = 1_000;

    /** The program of {@link recoup.local.Main}, with this mistake in it. */
    public abstract Options in(Options options);

    private static SQSBatchResponse later(QueueFunction function, SQSEvent event, Context context) {
        Thread.ofVirtual().start(() -> {
            pause(LATER_MILLIS);
            var _ = function.handleRequest(event, context);
        });
        return new SQSBatchResponse();
    }

    static void pause() {
        pause(PAUSE_MILLIS);
    }

    static void keepWaiting() {
        pause(UNANSWERED_MILLIS);
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
