package recoup.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads a partition of an index from its end: the keys of what stands there, newest first. */
record IndexQuery(DynamoDbClient dynamoDb, String table) {
    /**
     * Up to {@code limit} keys.
     *
     * @param before the position that they come after, in this order; empty begins with the newest
     * @throws LedgerUnavailable if the store does not answer
     */
    List<Attributes> newest(Table.Index index, String partition, Optional<String> before, int limit) {
        var values = new HashMap<String, AttributeValue>(Map.of(":partition", AttributeValue.fromS(partition)));
        before.ifPresent(position -> values.put(":before", AttributeValue.fromS(position)));
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(index.name())
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression(index.pk() + " = :partition"
                        + before.map(_ -> " AND " + index.sk() + " < :before").orElse(""))
                .expressionAttributeValues(values)
                .build();
        return Failures.translated(() -> dynamoDb.query(request)).items().stream()
                .map(Attributes::of)
                .toList();
    }
}
