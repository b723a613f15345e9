package recoup.operations;

import java.util.Optional;
import recoup.ledger.Consistency;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.OrderId;
import recoup.rules.cancellation.Plan;
import recoup.rules.revert.RevertPolicy;

/** Shows what {@link CancelOrder} would do, and writes nothing (C-02). */
public final class PreviewCancellation {
    private final Ledger ledger;

    public PreviewCancellation(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The plan of now; empty if there is no such order. */
    public Optional<Plan> run(OrderId order, RevertPolicy policy, Request request) {
        var moment = request.moment();
        var facts = request.reading(() ->
                ledger.read(request.caller().merchant(), Wanted.order(order), Consistency.EVENTUAL, moment.realNow()));
        return facts.order()
                .map(found -> Plan.of(found, facts.wallet().orElseThrow(), policy, facts.settings(), moment.now()));
    }
}
