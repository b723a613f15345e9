package recoup.ledger;

import java.util.Map;
import java.util.Set;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The ledger on the simulated store. */
class SimulatedLedgerTest extends LedgerContract {
    private final SimulatedDynamoDb store = FreshTable.simulated();

    @Override
    DynamoDbClient store() {
        return store;
    }

    @Override
    Set<Map<String, AttributeValue>> contents() {
        return Set.copyOf(store.items(FreshTable.NAME));
    }
}
