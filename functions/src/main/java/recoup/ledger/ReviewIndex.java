package recoup.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recoup.model.MerchantId;
import recoup.model.Review;
import recoup.model.ReviewId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A merchant's reviews by the time they were opened, newest first. They are few: one for each thing that a person must see. */
public final class ReviewIndex {
    private final IndexQuery query;
    private final Batches batches;

    public ReviewIndex(DynamoDbClient dynamoDb, String table) {
        this.query = new IndexQuery(dynamoDb, table);
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
        var ids = query.newest(Table.CUSTOMERS, Keys.reviewsPartition(merchant), before, limit).stream()
                .map(item -> Keys.reviewOf(item.text(Table.SK)))
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
