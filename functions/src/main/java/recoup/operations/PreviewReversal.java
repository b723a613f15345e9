package recoup.operations;

import java.util.Optional;
import recoup.ledger.Consistency;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Redemption;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.redemption.Verdict;

/** Shows what {@link ReverseRedemption} would do, writes nothing and asks no shop. */
public final class PreviewReversal {
    /** What would happen to it, as far as is known here. */
    public record Shown(Redemption redemption, Verdict verdict, ReversalPlan plan) {}

    /** Either what would happen, or why the request makes no sense. */
    public sealed interface Result {
        record Preview(Shown shown) implements Result {}

        record Refused(Refusal refusal) implements Result {}
    }

    private final Ledger ledger;

    public PreviewReversal(Ledger ledger) {
        this.ledger = ledger;
    }

    public Result run(ReverseRedemption.Command command, Request request) {
        var facts = request.reading(() -> ledger.read(
                request.caller().merchant(),
                Wanted.redemption(command.redemption()),
                Consistency.STRONG,
                request.moment().realNow()));
        if (facts.redemption().isEmpty()) {
            return new Result.Refused(new Refusal.RedemptionNotFound(command.redemption()));
        }
        var redemption = facts.redemption().get();
        Optional<Refusal> refusal = ReverseRedemption.refusal(redemption, command);
        if (refusal.isPresent()) {
            return new Result.Refused(refusal.get());
        }
        var plan = ReverseRedemption.plan(redemption, command, facts, request);
        var verdict = Verdict.of(redemption, command.action(), command.anyway(), plan.returns());
        return new Result.Preview(new Shown(redemption, verdict, plan));
    }
}
