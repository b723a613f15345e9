package recoup.simulation;

import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store that forgets one kind of guard: what a ledger would be without it. */
final class UnguardedDynamoDb implements DynamoDbClient {
    private final DynamoDbClient inner;
    private final Set<String> forgotten;

    /**
     * Over {@code inner}.
     *
     * @param forgotten the first letters of the sort keys of the items whose conditions are dropped
     */
    UnguardedDynamoDb(DynamoDbClient inner, Set<String> forgotten) {
        this.inner = inner;
        this.forgotten = forgotten;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return inner.transactWriteItems(request.toBuilder()
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

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return inner.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return inner.batchGetItem(request);
    }

    @Override
    public String serviceName() {
        return inner.serviceName();
    }

    @Override
    public void close() {}
}
