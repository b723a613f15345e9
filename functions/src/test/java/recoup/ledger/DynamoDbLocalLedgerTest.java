package recoup.ledger;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/** The ledger on DynamoDB Local, in this process. */
class DynamoDbLocalLedgerTest extends LedgerContract {
    private static AmazonDynamoDBLocal local;

    @BeforeAll
    static void start() {
        local = DynamoDBEmbedded.create();
        FreshTable.in(local.dynamoDbClient());
    }

    @AfterAll
    static void stop() {
        local.shutdownNow();
    }

    @Override
    DynamoDbClient store() {
        return local.dynamoDbClient();
    }

    @Override
    Set<Map<String, AttributeValue>> contents() {
        return store().scanPaginator(scan -> scan.tableName(FreshTable.NAME).consistentRead(true)).items().stream()
                .collect(Collectors.toSet());
    }
}
