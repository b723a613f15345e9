package recoup.simulation;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store whose caller may die before any call, and right after a commit: whatever it would have done next it does not do. */
final class DyingDynamoDb extends ForwardingDynamoDb {
    /** The end of a function, which no function can catch. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        private final String when;

        private Died(String when) {
            super(when, null, false, false);
            this.when = when;
        }

        /** {@code before a call} or {@code after its commit}. */
        String when() {
            return when;
        }
    }

    private final BooleanSupplier before;
    private final BooleanSupplier after;

    DyingDynamoDb(DynamoDbClient inner, BooleanSupplier before, BooleanSupplier after) {
        super(inner);
        this.before = before;
        this.after = after;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return alive(() -> super.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return alive(() -> super.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return alive(() -> super.query(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var answer = alive(() -> super.transactWriteItems(request));
        if (after.getAsBoolean()) {
            throw new Died("after its commit");
        }
        return answer;
    }

    private <T> T alive(Supplier<T> call) {
        if (before.getAsBoolean()) {
            throw new Died("before a call");
        }
        return call.get();
    }
}
