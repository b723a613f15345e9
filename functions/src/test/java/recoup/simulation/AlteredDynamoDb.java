package recoup.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import recoup.store.ForwardingDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** A store that writes or reads something else than was meant: what a ledger would be with such a mistake. */
final class AlteredDynamoDb extends ForwardingDynamoDb {
    private final Consumer<Map<String, AttributeValue>> written;
    private final Consumer<Map<String, AttributeValue>> read;

    private AlteredDynamoDb(
            DynamoDbClient inner,
            Consumer<Map<String, AttributeValue>> written,
            Consumer<Map<String, AttributeValue>> read) {
        super(inner);
        this.written = written;
        this.read = read;
    }

    /** One whose writes go through {@code change}. */
    static DynamoDbClient writing(DynamoDbClient inner, Consumer<Map<String, AttributeValue>> change) {
        return new AlteredDynamoDb(inner, change, _ -> {});
    }

    /** One whose reads go through {@code change}. */
    static DynamoDbClient reading(DynamoDbClient inner, Consumer<Map<String, AttributeValue>> change) {
        return new AlteredDynamoDb(inner, _ -> {}, change);
    }

    /** One that never takes an order out of the due index again. */
    static DynamoDbClient thatKeepsWhatWasDue(DynamoDbClient inner) {
        var stood = new HashMap<AttributeValue, Map<String, AttributeValue>>();
        return new AlteredDynamoDb(
                inner,
                item -> {
                    if (item.containsKey("dp")) {
                        stood.put(item.get("pk"), Map.of("dp", item.get("dp"), "ds", item.get("ds")));
                    } else if (item.containsKey("o")) {
                        item.putAll(stood.getOrDefault(item.get("pk"), Map.of()));
                    }
                },
                _ -> {});
    }

    /** One whose writes leave an order's place in the due index out. */
    static DynamoDbClient thatForgetsWhatIsDue(DynamoDbClient inner) {
        return new AlteredDynamoDb(inner, item -> item.keySet().removeAll(List.of("dp", "ds")), _ -> {});
    }

    /** One whose orders forget the attempts that they have left. */
    static DynamoDbClient thatForgetsLeftAttempts(DynamoDbClient inner) {
        return new AlteredDynamoDb(inner, item -> item.remove("pf"), _ -> {});
    }

    /** One whose orders forget how far the shop has told. */
    static DynamoDbClient thatForgetsEditions(DynamoDbClient inner) {
        return new AlteredDynamoDb(inner, item -> item.remove("tv"), _ -> {});
    }

    /** One by which every expired payment gives back the valid lots. */
    static DynamoDbClient withoutAllOrNothing(DynamoDbClient inner) {
        return new AlteredDynamoDb(
                inner,
                _ -> {},
                item -> item.computeIfPresent("paymentExpiredLots", (_, _) -> AttributeValue.fromS("VALID_ONLY")));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return super.transactWriteItems(request.toBuilder()
                .transactItems(request.transactItems().stream()
                        .map(item -> item.toBuilder()
                                .put(item.put().toBuilder()
                                        .item(altered(item.put().item(), written))
                                        .build())
                                .build())
                        .toList())
                .build());
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        var answer = super.getItem(request);
        return answer.hasItem()
                ? answer.toBuilder().item(altered(answer.item(), read)).build()
                : answer;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var answer = super.batchGetItem(request);
        var items = answer.responses().getOrDefault(FreshTable.NAME, List.of());
        return answer.toBuilder()
                .responses(Map.of(
                        FreshTable.NAME,
                        items.stream().map(item -> altered(item, read)).toList()))
                .build();
    }

    private static Map<String, AttributeValue> altered(
            Map<String, AttributeValue> item, Consumer<Map<String, AttributeValue>> change) {
        var altered = new TreeMap<>(item);
        change.accept(altered);
        return altered;
    }
}
