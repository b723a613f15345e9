package recoup.simulation;

import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** A store that tells of each write that came too late, because somebody else had written what it was made of. */
final class RacingDynamoDb extends ForwardingDynamoDb {
    private final Runnable lost;

    RacingDynamoDb(DynamoDbClient inner, Runnable lost) {
        super(inner);
        this.lost = lost;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        try {
            return super.transactWriteItems(request);
        } catch (TransactionCanceledException late) {
            lost.run();
            throw late;
        }
    }
}
