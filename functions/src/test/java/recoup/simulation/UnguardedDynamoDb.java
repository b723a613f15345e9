package recoup.simulation;

import java.util.Optional;
import java.util.Set;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store that forgets one kind of guard: what a ledger would be without it. */
final class UnguardedDynamoDb extends ForwardingDynamoDb {
    private final Set<String> forgotten;

    /**
     * Over {@code inner}.
     *
     * @param forgotten the first letters of the sort keys of the items whose conditions are dropped
     */
    UnguardedDynamoDb(DynamoDbClient inner, Set<String> forgotten) {
        super(inner);
        this.forgotten = forgotten;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return super.transactWriteItems(request.toBuilder()
                .transactItems(request.transactItems().stream()
                        .map(item -> forgotten.contains(sortKey(item).substring(0, 1))
                                ? item.toBuilder()
                                        .put(item.put().toBuilder()
                                                .conditionExpression(null)
                                                .expressionAttributeNames(null)
                                                .expressionAttributeValues(null)
                                                .build())
                                        .build()
                                : item)
                        .toList())
                .build());
    }

    private static String sortKey(TransactWriteItem item) {
        return Optional.ofNullable(item.put().item().get("sk")).orElseThrow().s();
    }
}
