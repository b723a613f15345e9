package recoup.ledger;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;

/**
 * The one table as DynamoDB knows it: its keys and its indexes. On AWS {@code template.yaml} makes it, on one machine
 * this class does, and a test holds the two together. What the keys say is in {@link Keys}.
 */
public final class Table {
    static final String PK = "pk";
    static final String SK = "sk";
    /** When DynamoDB may drop the item, in epoch seconds of real time. */
    static final String TTL = "ttl";

    /** An index of keys only: its name, and the two attributes that an item must carry to stand in it. */
    record Index(String name, String pk, String sk) {}

    /** Every order, by status, newest cancellation or placement last. */
    static final Index ORDERS = new Index("orders", "op", "os");
    /** A customer's orders and redemptions, by time. */
    static final Index CUSTOMERS = new Index("customers", "cp", "cs");
    /** Every wallet once, for verification. */
    static final Index WALLETS = new Index("wallets", "wp", "ws");
    /** Orders that wait for a payment with a deadline, by that deadline. */
    static final Index DUE = new Index("due", "dp", "ds");

    private static final List<Index> INDEXES = List.of(ORDERS, CUSTOMERS, WALLETS, DUE);

    private Table() {}

    /** The request that makes the table under {@code name}: on demand, with a stream of new images. */
    public static CreateTableRequest creation(String name) {
        var attributes = new ArrayList<AttributeDefinition>(List.of(attribute(PK), attribute(SK)));
        for (var index : INDEXES) {
            attributes.add(attribute(index.pk()));
            attributes.add(attribute(index.sk()));
        }
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(PK, SK))
                .attributeDefinitions(attributes)
                .globalSecondaryIndexes(INDEXES.stream().map(Table::index).toList())
                .streamSpecification(StreamSpecification.builder()
                        .streamEnabled(true)
                        .streamViewType(StreamViewType.NEW_IMAGE)
                        .build())
                .build();
    }

    private static GlobalSecondaryIndex index(Index index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(key(index.pk(), index.sk()))
                .projection(Projection.builder()
                        .projectionType(ProjectionType.KEYS_ONLY)
                        .build())
                .build();
    }

    private static List<KeySchemaElement> key(String pk, String sk) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(pk)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(sk)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
