package recoup.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * The orders of every merchant that wait for a payment with a deadline, by that deadline. It holds those alone, so reading
 * what is due costs by what is due. It may be seconds behind: whoever reads it looks at the order again.
 */
public final class DueIndex {
    /** How many shards there are; each is read by itself. */
    public static final int SHARDS = Keys.DUE_SHARDS;

    /** Sorts right after every position of one instant, because {@code #} follows the instant in each. */
    private static final String AFTER_INSTANT = "$";
    /** Sorts right after one position, before whatever may follow. */
    private static final String AFTER_POSITION = "!";

    private final DynamoDbClient dynamoDb;
    private final String table;

    public DueIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
    }

    /**
     * What is due in one shard, longest overdue first.
     *
     * @param after the position that they come after; empty begins with the first
     * @throws LedgerUnavailable if the store does not answer
     */
    public List<DuePosition> due(int shard, Optional<DuePosition> after, Instant now, int limit) {
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(Table.DUE.name())
                .limit(limit)
                .keyConditionExpression(
                        Table.DUE.pk() + " = :shard AND " + Table.DUE.sk() + " BETWEEN :first AND :last")
                .expressionAttributeValues(Map.of(
                        ":shard", AttributeValue.fromS(Keys.duePartition(shard)),
                        ":first",
                                AttributeValue.fromS(after.map(DuePosition::text)
                                        .map(text -> text + AFTER_POSITION)
                                        .orElse("0")),
                        ":last", AttributeValue.fromS(Keys.sortable(now.toEpochMilli()) + AFTER_INSTANT)))
                .build();
        return Failures.translated(() -> dynamoDb.query(request)).items().stream()
                .map(item -> DuePosition.read(Attributes.of(item).text(Table.DUE.sk())))
                .toList();
    }

    /**
     * Gives an order a later turn, if it still stands where it was found. The order itself is not read, for it may be what
     * cannot be read.
     *
     * @return false if somebody wrote the order meanwhile, and so gave it its place anew
     * @throws LedgerUnavailable if the store does not answer
     */
    public boolean pushBack(DuePosition found, Instant now) {
        var request = UpdateItemRequest.builder()
                .tableName(table)
                .key(Keys.order(found.merchant(), found.order()))
                .updateExpression("SET " + Table.DUE.sk() + " = :later")
                .conditionExpression(Table.DUE.sk() + " = :found")
                .expressionAttributeValues(Map.of(
                        ":later", AttributeValue.fromS(found.pushedBack(now).text()),
                        ":found", AttributeValue.fromS(found.text())))
                .build();
        return Failures.translated(() -> {
            try {
                dynamoDb.updateItem(request);
                return true;
            } catch (ConditionalCheckFailedException moved) {
                return false;
            }
        });
    }
}
