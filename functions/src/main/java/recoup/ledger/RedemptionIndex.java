package recoup.ledger;

import java.util.List;
import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A merchant's redemptions by their time, newest first. The indexes may be seconds behind, so the items are looked at again. */
public final class RedemptionIndex {
    private final IndexQuery query;
    private final Batches batches;

    public RedemptionIndex(DynamoDbClient dynamoDb, String table) {
        this.query = new IndexQuery(dynamoDb, table);
        this.batches = new Batches(dynamoDb, table);
    }

    /** The place of {@code redemption}. */
    public static String positionOf(Redemption redemption) {
        return RedemptionKeys.position(redemption);
    }

    /**
     * Some redemptions, as they are now.
     *
     * @param customer whose; everybody's, if it is left out
     * @param before the position that they come after, in this order; empty begins with the newest
     * @param limit at most 100
     * @throws LedgerUnavailable if the store does not answer
     */
    public List<Redemption> newest(
            MerchantId merchant, Optional<CustomerId> customer, Optional<String> before, int limit) {
        var ids = customer.map(one -> ids(Table.CUSTOMERS, RedemptionKeys.ofCustomer(merchant, one), before, limit))
                .orElseGet(() -> ids(Table.ORDERS, RedemptionKeys.ofMerchant(merchant), before, limit));
        return load(merchant, ids);
    }

    private List<Redemption> load(MerchantId merchant, List<RedemptionId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var keys =
                ids.stream().map(id -> RedemptionKeys.redemption(merchant, id)).toList();
        var found = batches.read(keys, Consistency.STRONG);
        return keys.stream()
                .flatMap(key -> Optional.ofNullable(found.get(key)).stream())
                .map(RedemptionItem::read)
                .toList();
    }

    private List<RedemptionId> ids(Table.Index index, String partition, Optional<String> before, int limit) {
        return query.newest(index, partition, before, limit).stream()
                .map(item -> RedemptionKeys.redemptionOf(item.text(Table.PK)))
                .toList();
    }
}
