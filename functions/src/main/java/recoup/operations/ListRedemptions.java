package recoup.operations;

import java.util.ArrayList;
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

    private static final int A_CHUNK = 100;
    /** A call looks at no more: a filter that finds little ends its page early. */
    private static final int MOST_CHUNKS = 10;

    private final RedemptionIndex index;

    public ListRedemptions(RedemptionIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} redemptions after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        return request.reading(() -> page(filter, from, limit, request));
    }

    private Page page(Filter filter, Optional<String> from, int limit, Request request) {
        var found = new ArrayList<Redemption>();
        var position = from;
        for (var chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            var redemptions = index.newest(request.caller().merchant(), filter.customer(), position, A_CHUNK);
            for (var redemption : redemptions) {
                if (found.size() == limit) {
                    return new Page(found, position);
                }
                position = Optional.of(RedemptionIndex.positionOf(redemption));
                if (filter.admits(redemption)) {
                    found.add(redemption);
                }
            }
            if (redemptions.size() < A_CHUNK) {
                return new Page(found, Optional.empty());
            }
        }
        return new Page(found, position);
    }
}
