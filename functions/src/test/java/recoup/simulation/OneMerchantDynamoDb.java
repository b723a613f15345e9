package recoup.simulation;

import java.util.Map;
import java.util.stream.Stream;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The store for whoever acts for one merchant: what is another's they must not even ask for (L-05). */
final class OneMerchantDynamoDb extends ForwardingDynamoDb {
    private final String partitions;

    OneMerchantDynamoDb(DynamoDbClient inner, String merchant) {
        super(inner);
        this.partitions = "M#" + merchant + "#";
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        require(request.key());
        return super.getItem(request);
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        request.requestItems().values().forEach(asked -> asked.keys().forEach(this::require));
        return super.batchGetItem(request);
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        request.expressionAttributeValues().values().stream()
                .flatMap(value -> Stream.ofNullable(value.s()))
                .filter(text -> text.startsWith("M#"))
                .forEach(this::require);
        return super.query(request);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        request.transactItems().forEach(item -> require(item.put().item()));
        return super.transactWriteItems(request);
    }

    private void require(Map<String, AttributeValue> key) {
        require(Raw.text(key, "pk"));
    }

    private void require(String partition) {
        if (!partition.startsWith(partitions)) {
            throw new AssertionError("L-05: " + partition + " is none of " + partitions);
        }
    }
}
