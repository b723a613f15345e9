package recoup.store;

import java.util.Map;
import recoup.ledger.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Our table, empty, in a store of the test's choice. */
public final class FreshTable {
    public static final String NAME = "recoup";

    private FreshTable() {}

    /** Makes the table and returns its name. */
    public static String in(DynamoDbClient store) {
        store.createTable(Table.creation(NAME));
        return NAME;
    }

    /** A simulated store with the table in it. */
    public static SimulatedDynamoDb simulated() {
        var store = new SimulatedDynamoDb();
        in(store);
        return store;
    }

    /** The key of an item of the table. */
    public static Map<String, AttributeValue> key(String pk, String sk) {
        return Map.of("pk", AttributeValue.fromS(pk), "sk", AttributeValue.fromS(sk));
    }
}
