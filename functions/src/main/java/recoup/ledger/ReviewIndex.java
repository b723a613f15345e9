package recoup.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.model.MerchantId;
import recoup.model.Review;
import recoup.model.ReviewId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A merchant's reviews by the time they were opened, newest first. They are few: one for each thing that a person must see. */
public final class ReviewIndex {
    private final DynamoDbClient dynamoDb;
    private final String table;
    private final Batches batches;

    public ReviewIndex(DynamoDbClient dynamoDb, String table) {
        this.dynamoDb = dynamoDb;
        this.table = table;
        this.batches = new Batches(dynamoDb, table);
    }

    /** The place of {@code review}: a text that sorts as the reviews do. */
    public static String positionOf(Review review) {
        return Keys.reviewPosition(review);
    }

    /**
     * Some reviews, as they are now.
     *
     * @param before the position that they come after, in this order; empty begins with the newest
     * @param limit at most 100
     * @throws LedgerUnavailable if the store does not answer
     */
    public List<Review> newest(MerchantId merchant, Optional<String> before, int limit) {
        var values = new HashMap<String, AttributeValue>(
                Map.of(":reviews", AttributeValue.fromS(Keys.reviewsPartition(merchant))));
        before.ifPresent(position -> values.put(":before", AttributeValue.fromS(position)));
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(Table.CUSTOMERS.name())
                .scanIndexForward(false)
                .limit(limit)
                .keyConditionExpression(Table.CUSTOMERS.pk() + " = :reviews"
                        + before.map(_ -> " AND " + Table.CUSTOMERS.sk() + " < :before")
                                .orElse(""))
                .expressionAttributeValues(values)
                .build();
        var ids = Failures.translated(() -> dynamoDb.query(request)).items().stream()
                .map(item -> Keys.reviewOf(Attributes.of(item).text(Table.SK)))
                .toList();
        return load(merchant, ids);
    }

    private List<Review> load(MerchantId merchant, List<ReviewId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        var keys = ids.stream().map(id -> Keys.review(merchant, id)).toList();
        var found = batches.read(keys, Consistency.STRONG);
        var reviews = new ArrayList<Review>();
        for (var key : keys) {
            Optional.ofNullable(found.get(key)).map(ReviewItem::read).ifPresent(reviews::add);
        }
        return reviews;
    }
}
