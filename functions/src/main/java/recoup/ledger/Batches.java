package recoup.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/** Several items in one round trip. */
final class Batches {
    /** DynamoDB gives back keys of a batch when it is busy or the items are large; so many rounds are made. */
    private static final int ROUNDS = 3;

    private final DynamoDbClient dynamoDb;
    private final String table;

    Batches(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /** The items that exist, by their keys; at most 100 keys. */
    Map<Map<String, AttributeValue>, Map<String, AttributeValue>> read(
            List<Map<String, AttributeValue>> keys, Consistency consistency) {
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        var missing = keys.stream().distinct().toList(); // DynamoDB refuses a batch that names an item twice
        for (var round = 0; round < ROUNDS && !missing.isEmpty(); round++) {
            var wanted = KeysAndAttributes.builder()
                    .keys(missing)
                    .consistentRead(consistency == Consistency.STRONG)
                    .build();
            var request = BatchGetItemRequest.builder()
                    .requestItems(Map.of(table, wanted))
                    .build();
            var answer = Failures.translated(() -> dynamoDb.batchGetItem(request));
            answer.responses().getOrDefault(table, List.of()).forEach(item -> found.put(keyOf(item), item));
            missing = Optional.ofNullable(answer.unprocessedKeys().get(table))
                    .map(KeysAndAttributes::keys)
                    .orElse(List.of());
        }
        if (!missing.isEmpty()) {
            throw new LedgerUnavailable(missing.size() + " keys of a batch were not read");
        }
        return found;
    }

    private static Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var attributes = Attributes.of(item);
        return Map.of(
                Table.PK, AttributeValue.fromS(attributes.text(Table.PK)),
                Table.SK, AttributeValue.fromS(attributes.text(Table.SK)));
    }
}
