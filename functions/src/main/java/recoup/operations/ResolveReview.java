package recoup.operations;

import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Review;
import recoup.model.ReviewId;

/** Somebody has looked at what a review was opened for. One that is resolved stays as it was resolved. */
public final class ResolveReview {
    private final OneWrite oneWrite;

    public ResolveReview(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(ReviewId id, Optional<String> note, Request request, Function<Review, Rendered> rendering) {
        return oneWrite.run(request, Wanted.review(id), facts -> decide(id, note, facts, request), rendering);
    }

    private static Decision<Review> decide(ReviewId id, Optional<String> note, Facts facts, Request request) {
        if (facts.review().isEmpty()) {
            return new Decision.Refuse<>(new Refusal.ReviewNotFound(id));
        }
        var review = facts.review().get();
        if (review.status() == Review.Status.RESOLVED) {
            return new Decision.Nothing<>(review);
        }
        var resolved = review.resolved(new Review.Resolution(request.caller().actor(), note));
        return new Decision.Write<>(resolved, Commit.of(request.caller().merchant(), resolved));
    }
}
