package recoup.simulation;

import java.util.Map;
import java.util.function.Predicate;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store that says it has written everything, and leaves some items out. */
final class ForgetfulDynamoDb extends ForwardingDynamoDb {
    private final Predicate<Map<String, AttributeValue>> forgotten;

    ForgetfulDynamoDb(DynamoDbClient inner, Predicate<Map<String, AttributeValue>> forgotten) {
        super(inner);
        this.forgotten = forgotten;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var kept = request.transactItems().stream()
                .filter(item -> !forgotten.test(item.put().item()))
                .toList();
        return kept.isEmpty()
                ? TransactWriteItemsResponse.builder().build()
                : super.transactWriteItems(
                        request.toBuilder().transactItems(kept).build());
    }
}
