package recoup.operations;

import java.util.Optional;
import recoup.ledger.Ledger;
import recoup.model.Redemption;
import recoup.model.RedemptionId;

/** One redemption as it stands. */
public final class ReadRedemption {
    private final Ledger ledger;

    public ReadRedemption(Ledger ledger) {
        this.ledger = ledger;
    }

    public Optional<Redemption> run(RedemptionId redemption, Request request) {
        return request.reading(() -> ledger.redemption(request.caller().merchant(), redemption));
    }
}
