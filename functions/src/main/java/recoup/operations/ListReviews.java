package recoup.operations;

import java.util.ArrayList;
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

    private static final int A_CHUNK = 100;
    /** A call looks at no more: a filter that finds little ends its page early. */
    private static final int MOST_CHUNKS = 10;

    private final ReviewIndex index;

    public ListReviews(ReviewIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} reviews after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        return request.reading(() -> page(filter, from, limit, request));
    }

    private Page page(Filter filter, Optional<String> from, int limit, Request request) {
        var found = new ArrayList<Review>();
        var position = from;
        for (var chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            var reviews = index.newest(request.caller().merchant(), position, A_CHUNK);
            for (var review : reviews) {
                if (found.size() == limit) {
                    return new Page(found, position);
                }
                position = Optional.of(ReviewIndex.positionOf(review));
                if (filter.admits(review)) {
                    found.add(review);
                }
            }
            if (reviews.size() < A_CHUNK) {
                return new Page(found, Optional.empty());
            }
        }
        return new Page(found, position);
    }
}
