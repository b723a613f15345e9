package recoup.ledger;

import java.util.Map;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.RedemptionId;
import recoup.model.Review;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A review as an item. */
final class ReviewItem {
    private ReviewItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Review review, long version) {
        var item = Attributes.empty()
                .with(Keys.review(merchant, review.id()))
                .with(Keys.indexed(merchant, review))
                .number(OrderItem.VERSION, version)
                .text("ki", review.kind().name())
                .text("o", review.order())
                .text("p", review.redemption())
                .text("c", review.customer().value())
                .instant("at", review.openedAt());
        review.amount().ifPresent(amount -> item.number("n", amount));
        review.resolution()
                .ifPresent(resolution -> item.text("by", resolution.by()).text("no", resolution.note()));
        return item.values();
    }

    static Review read(Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        return new Review(
                item.constant("ki", Review.Kind.class),
                item.optionalText("o").map(OrderId::new),
                item.optionalText("p").map(RedemptionId::new),
                new CustomerId(item.text("c")),
                item.optionalNumber("n"),
                item.instant("at"),
                item.optionalText("by").map(by -> new Review.Resolution(by, item.optionalText("no"))),
                item.number(OrderItem.VERSION));
    }
}
