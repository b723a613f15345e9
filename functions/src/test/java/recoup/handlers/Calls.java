package recoup.handlers;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

/**
 * Every call that functions make to store, shop, queue and topic, counted from 0. Any of them may be the last one that its
 * function makes, or get no answer; and something else may happen just before it.
 */
final class Calls {
    /** What becomes of one call. */
    enum Fate {
        DIES_BEFORE(false, true),
        DIES_AFTER(true, true),
        /** It has no effect, and whoever made it does not learn that. */
        LOST_BEFORE(false, false),
        /** It has its effect, and whoever made it does not learn that. */
        LOST_AFTER(true, false);

        private final boolean hasItsEffect;
        private final boolean isTheLast;

        Fate(boolean hasItsEffect, boolean isTheLast) {
            this.hasItsEffect = hasItsEffect;
            this.isTheLast = isTheLast;
        }
    }

    /** The end of a function, which no function can catch. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        private Died() {
            super("the function's machine is gone", null, false, false);
        }
    }

    private final Map<Integer, Fate> fates = new HashMap<>();
    private final Map<Integer, Runnable> meanwhile = new HashMap<>();
    private final List<String> made = new ArrayList<>();
    private boolean dead;
    private boolean aside;

    /** From now on, the call of this number ends so. */
    void fate(int call, Fate fate) {
        fates.put(call, fate);
    }

    /** From now on, this happens just before the call of this number; what is called by it is not counted. */
    void before(int call, Runnable happens) {
        meanwhile.put(call, happens);
    }

    /** What was called, oldest first. */
    List<String> made() {
        return List.copyOf(made);
    }

    /** Runs a function in a process of its own; whether it lived to its end. */
    boolean lives(Runnable function) {
        dead = false;
        try {
            function.run();
            return true;
        } catch (Died _) {
            return false;
        } finally {
            dead = false;
        }
    }

    /** One call. */
    <T> T call(String name, Supplier<T> effect) {
        if (aside) {
            return effect.get();
        }
        if (dead) {
            throw new Died();
        }
        var number = made.size();
        made.add(name);
        Optional.ofNullable(meanwhile.get(number)).ifPresent(this::aside);
        var fate = Optional.ofNullable(fates.get(number));
        if (fate.isEmpty()) {
            return effect.get();
        }
        if (fate.get().hasItsEffect) {
            had(effect);
        }
        dead = fate.get().isTheLast;
        if (dead) {
            throw new Died();
        }
        throw ApiCallTimeoutException.builder().message("no answer").build();
    }

    private void aside(Runnable happens) {
        aside = true;
        happens.run();
        aside = false;
    }

    /** A refusal is lost as any other answer. */
    private static void had(Supplier<?> effect) {
        try {
            var _ = effect.get();
        } catch (RuntimeException _) {
            return;
        }
    }

    DynamoDbClient store(DynamoDbClient inner) {
        return new ForwardingDynamoDb(inner) {
            @Override
            public GetItemResponse getItem(GetItemRequest request) {
                return call("store reads", () -> super.getItem(request));
            }

            @Override
            public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
                return call("store reads", () -> super.batchGetItem(request));
            }

            @Override
            public QueryResponse query(QueryRequest request) {
                return call("store reads", () -> super.query(request));
            }

            @Override
            public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
                return call("store writes", () -> super.transactWriteItems(request));
            }
        };
    }

    SqsClient queue(SqsClient inner) {
        return new SqsClient() {
            @Override
            public SendMessageResponse sendMessage(SendMessageRequest request) {
                return call("queue takes", () -> inner.sendMessage(request));
            }

            @Override
            public ChangeMessageVisibilityResponse changeMessageVisibility(ChangeMessageVisibilityRequest request) {
                return call("queue waits", () -> inner.changeMessageVisibility(request));
            }

            @Override
            public String serviceName() {
                return inner.serviceName();
            }

            @Override
            public void close() {
                // the inner queue belongs to whoever made it
            }
        };
    }

    SnsClient topic(SnsClient inner) {
        return new SnsClient() {
            @Override
            public PublishResponse publish(PublishRequest request) {
                return call("topic takes", () -> inner.publish(request));
            }

            @Override
            public String serviceName() {
                return inner.serviceName();
            }

            @Override
            public void close() {
                // the inner topic belongs to whoever made it
            }
        };
    }
}
