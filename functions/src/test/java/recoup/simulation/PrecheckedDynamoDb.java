package recoup.simulation;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import recoup.store.ForwardingDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/**
 * A store whose guards stand outside the transaction: they are looked at by reads before it, and what is then written is written
 * unconditionally. Whoever comes between the two is overwritten.
 */
final class PrecheckedDynamoDb extends ForwardingDynamoDb {
    PrecheckedDynamoDb(DynamoDbClient inner) {
        super(inner);
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var puts = request.transactItems().stream().map(TransactWriteItem::put).toList();
        var holds = puts.stream().allMatch(this::holds);
        Baton.pass(); // a call of its own, and so others may go first
        return super.transactWriteItems(holds ? unconditional(request, puts) : request);
    }

    /** Nobody wrote the item before, or nobody did since the version that was read. */
    private boolean holds(Put put) {
        var key = Map.of("pk", attribute(put, "pk"), "sk", attribute(put, "sk"));
        var found = getItem(GetItemRequest.builder()
                .tableName(put.tableName())
                .key(key)
                .consistentRead(true)
                .build());
        return Optional.ofNullable(put.expressionAttributeValues().get(":version"))
                .map(version -> found.hasItem() && version.equals(found.item().get("v")))
                .orElse(!found.hasItem());
    }

    private static TransactWriteItemsRequest unconditional(TransactWriteItemsRequest request, List<Put> puts) {
        return request.toBuilder()
                .transactItems(puts.stream()
                        .map(put -> put.toBuilder()
                                .conditionExpression(null)
                                .expressionAttributeNames(null)
                                .expressionAttributeValues(null)
                                .build())
                        .map(put -> TransactWriteItem.builder().put(put).build())
                        .toList())
                .build();
    }

    private static AttributeValue attribute(Put put, String name) {
        return Objects.requireNonNull(put.item().get(name));
    }
}
