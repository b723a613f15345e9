package recoup.operations;

import java.util.List;
import java.util.Optional;
import recoup.ledger.ReviewIndex;
import recoup.model.Review;

/** What a person must look at, newest first. */
public final class ListReviews {
    /** Narrows the reviews; what is left out does not narrow. */
    public record Filter(Optional<Review.Kind> kind, Optional<Review.Status> status) {
        boolean admits(Review review) {
            return kind.filter(wanted -> wanted != review.kind()).isEmpty()
                    && status.filter(wanted -> wanted != review.status()).isEmpty();
        }
    }

    /**
     * A page of reviews.
     *
     * @param next the position to go on after; empty at the end
     */
    public record Page(List<Review> reviews, Optional<String> next) {}

    private final ReviewIndex index;

    public ListReviews(ReviewIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} reviews after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        var merchant = request.caller().merchant();
        var page = request.reading(() -> Filtered.page(
                (position, most) -> index.newest(merchant, position, most),
                ReviewIndex::positionOf,
                filter::admits,
                from,
                limit));
        return new Page(page.items(), page.next());
    }
}
