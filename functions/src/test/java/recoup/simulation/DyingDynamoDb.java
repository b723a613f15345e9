package recoup.simulation;

import java.util.function.BooleanSupplier;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store whose caller may die right after a commit: whatever it would have done next it does not do. */
final class DyingDynamoDb extends ForwardingDynamoDb {
    /** The end of a function, which no function can catch. */
    static final class Died extends Error {
        private static final long serialVersionUID = 1;

        Died() {
            super("the function's machine is gone", null, false, false);
        }
    }

    private final BooleanSupplier dies;

    DyingDynamoDb(DynamoDbClient inner, BooleanSupplier dies) {
        super(inner);
        this.dies = dies;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var answer = super.transactWriteItems(request);
        if (dies.getAsBoolean()) {
            throw new Died();
        }
        return answer;
    }
}
