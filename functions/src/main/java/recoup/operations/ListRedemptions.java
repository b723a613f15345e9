package recoup.operations;

import java.util.List;
import java.util.Optional;
import recoup.ledger.RedemptionIndex;
import recoup.model.CustomerId;
import recoup.model.Redemption;

/** Redemptions, newest first. */
public final class ListRedemptions {
    /** Narrows the redemptions; what is left out does not narrow. */
    public record Filter(Optional<CustomerId> customer, Optional<Redemption.Status> status) {
        boolean admits(Redemption redemption) {
            return status.filter(wanted -> wanted != redemption.status()).isEmpty();
        }
    }

    /**
     * A page of redemptions.
     *
     * @param next the position to go on after; empty at the end
     */
    public record Page(List<Redemption> redemptions, Optional<String> next) {}

    private final RedemptionIndex index;

    public ListRedemptions(RedemptionIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} redemptions after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        var merchant = request.caller().merchant();
        var page = request.reading(() -> Filtered.page(
                (position, most) -> index.newest(merchant, filter.customer(), position, most),
                RedemptionIndex::positionOf,
                filter::admits,
                from,
                limit));
        return new Page(page.items(), page.next());
    }
}
