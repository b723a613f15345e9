package recoup.ledger;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Reads the journal items of a partition, newest first. */
record JournalQuery(DynamoDbClient dynamoDb, String table) {
    /**
     * A page of them.
     *
     * @param before the version that it stops short of, at least 1; empty begins with the newest
     * @throws LedgerUnavailable if the store does not answer
     */
    JournalPage page(String partition, Optional<Long> before, int limit) {
        var newest = Keys.journalSort(before.map(version -> version - 1).orElse(Keys.NEWEST_VERSION));
        var answer = Failures.translated(() -> dynamoDb.query(QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression(Table.PK + " = :partition AND " + Table.SK + " BETWEEN :oldest AND :newest")
                .expressionAttributeValues(Map.of(
                        ":partition", AttributeValue.fromS(partition),
                        ":oldest", AttributeValue.fromS(Keys.journalSort(0)),
                        ":newest", AttributeValue.fromS(newest)))
                .build()));
        var items = answer.items().stream()
                .map(item -> new JournalPage.Versioned(
                        Keys.journalVersion(Attributes.of(item).text(Table.SK)), JournalItem.read(item)))
                .toList();
        var next = answer.hasLastEvaluatedKey() && !items.isEmpty()
                ? Optional.of(items.getLast().version())
                : Optional.<Long>empty();
        return new JournalPage(items, next);
    }
}
