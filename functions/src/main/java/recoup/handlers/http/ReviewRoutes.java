package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import recoup.ledger.Ledger;
import recoup.ledger.ReviewIndex;
import recoup.model.Review;
import recoup.model.ReviewId;
import recoup.operations.ListReviews;
import recoup.operations.ResolveReview;

/** {@code /v1/reviews}. */
public final class ReviewRoutes {
    private static final int LONGEST_NOTE = 1_000;
    /** A time as the index sorts it, and a review's id. */
    private static final Pattern PLACE = Pattern.compile("[0-9a-f]{16}#R#.{1,128}");

    private final ListReviews listReviews;
    private final ResolveReview resolveReview;

    public ReviewRoutes(Ledger ledger, ReviewIndex index) {
        this.listReviews = new ListReviews(index);
        this.resolveReview = new ResolveReview(ledger);
    }

    public APIGatewayV2HTTPResponse list(Call call) {
        var query = call.query(Paging.with(Set.of("type", "status")));
        var filter = new ListReviews.Filter(
                query.constant("type", Review.Kind.class), query.constant("status", Review.Status.class));
        var paging = Paging.of(call, "reviews", query);
        var page = listReviews.run(filter, paging.from(PLACE, MatchResult::group), paging.limit(), call.request());
        var items = JsonNodeFactory.instance.arrayNode();
        page.reviews().forEach(review -> items.add(json(review)));
        return Responses.ok(paging.page(items, page.next()));
    }

    public APIGatewayV2HTTPResponse resolve(Call call) {
        var id = call.path("reviewId", ReviewId::new);
        var body = call.body();
        var request = call.request(body);
        var fields = new Fields(body);
        var note = fields.text("note", LONGEST_NOTE);
        fields.check();
        return Responses.of(resolveReview.run(id, note, request, review -> Responses.rendered(200, json(review))));
    }

    private static ObjectNode json(Review review) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("reviewId", review.id().value())
                .put("type", review.kind().name())
                .put("status", review.status().name());
        review.order().ifPresent(order -> json.put("orderId", order.value()));
        review.redemption().ifPresent(redemption -> json.put("redemptionId", redemption.value()));
        json.put("customerId", review.customer().value());
        review.amount().ifPresent(amount -> json.put("amount", amount));
        json.put("openedAt", review.openedAt().toString());
        review.resolution().ifPresent(resolution -> {
            json.put("resolvedBy", resolution.by());
            resolution.note().ifPresent(note -> json.put("note", note));
        });
        return json;
    }
}
