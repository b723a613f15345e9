package recoup.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.model.Trigger;
import recoup.rules.posting.Postings;

/** A customer exchanges points for a reward: they are spent, soonest-expiring first, and the redemption is recorded with them. */
public final class RedeemPoints {
    /** What is exchanged for what. */
    public record Command(RedemptionId redemption, CustomerId customer, long points, Reward reward) {}

    private static final int FIRST_ROUND = 1;

    private final OneWrite oneWrite;

    public RedeemPoints(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(Command command, Request request, Function<Changed, Rendered> rendering) {
        var wanted = Wanted.redemption(command.redemption())
                .and(command.customer())
                .and(new Wanted.Code(
                        command.reward().provider(), command.reward().code()));
        return oneWrite.run(request, wanted, facts -> decide(command, request, facts), rendering);
    }

    private static Decision<Changed> decide(Command command, Request request, Facts facts) {
        var known = facts.redemption().map(Redemption::id).or(facts::codeOf);
        return known.<Decision<Changed>>map(id -> new Decision.Refuse<>(new Refusal.RedemptionExists(id)))
                .orElseGet(() -> redeem(command, request, facts));
    }

    private static Decision<Changed> redeem(Command command, Request request, Facts facts) {
        var postings = request.postings(facts);
        var needed = new Amount(Asset.POINTS, command.points());
        var taken = postings.take(EntryType.REDEEM, needed);
        if (taken.isEmpty()) {
            return new Decision.Refuse<>(new Refusal.InsufficientBalance(
                    command.customer(), Asset.POINTS, command.points(), postings.available(Asset.POINTS)));
        }
        if (taken.get().size() > Bounds.ALLOCATIONS) {
            return new Decision.Refuse<>(new Refusal.TooMany(Refusal.TooMany.What.ALLOCATIONS, Bounds.ALLOCATIONS));
        }
        var redemption = redemption(command, taken.get(), request);
        var journal = request.journal(Journal.What.REDEEMED, Trigger.REDEMPTION, Optional.empty())
                .about(redemption.id(), Optional.empty())
                .moving(postings.written());
        var commit = Commit.of(request.caller().merchant(), redemption, postings.writtenWallet(), journal);
        return new Decision.Write<>(Changed.by(commit), commit);
    }

    private static Redemption redemption(Command command, List<Postings.Taken> taken, Request request) {
        return new Redemption(
                command.redemption(),
                command.customer(),
                command.points(),
                command.reward(),
                request.moment().now(),
                taken.stream().map(lot -> lot.allocation(FIRST_ROUND)).toList(),
                new Redemption.State.Redeemed(),
                0);
    }
}
