package recoup.operations;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Amount;
import recoup.model.BusinessCalendar;
import recoup.model.CustomerId;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.rules.posting.LotIds;
import recoup.rules.posting.Postings;

/** Gives a customer a lot, or takes from what the customer has. */
public final class AdjustBalance {
    /**
     * What to give or take.
     *
     * @param amount not 0; positive gives, negative takes
     * @param expiry of what is given; left out, store credit never expires and points expire on the next annual date
     */
    public record Command(
            CustomerId customer, Amount amount, Optional<Expiry> expiry, Reason reason, boolean notifyCustomer) {}

    /**
     * What was done.
     *
     * @param entries one for a lot given, one for each lot taken from
     */
    public record Adjusted(List<Entry> entries) {}

    private final OneWrite oneWrite;

    public AdjustBalance(Ledger ledger) {
        this.oneWrite = new OneWrite(ledger);
    }

    public Outcome run(Command command, Request request, Function<Adjusted, Rendered> rendering) {
        var wanted = Wanted.customer(command.customer());
        return oneWrite.run(request, wanted, facts -> decide(command, request, facts), rendering);
    }

    private static Decision<Adjusted> decide(Command command, Request request, Facts facts) {
        var postings = request.postings(facts);
        var refusal = command.amount().units() > 0
                ? give(command, facts.settings().calendar(), request, postings)
                : take(command.amount().negated(), postings);
        return refusal.or(() -> Bounds.exceededBy(postings.wallet()))
                .<Decision<Adjusted>>map(Decision.Refuse::new)
                .orElseGet(() -> write(command, request, postings));
    }

    private static Optional<Refusal> give(
            Command command, BusinessCalendar calendar, Request request, Postings postings) {
        var now = request.moment().now();
        var asset = command.amount().asset();
        var expiry = command.expiry().orElseGet(() -> calendar.usualExpiry(asset, now));
        if (expiry instanceof Expiry.On(var lastDay) && calendar.past(expiry, now)) {
            return Optional.of(new Refusal.DateInThePast(lastDay, calendar.today(now)));
        }
        var wallet = postings.wallet();
        var lot = LotIds.issued(wallet.customer(), wallet.version() + 1, 0);
        postings.enter(EntryType.ISSUE, lot, command.amount(), expiry, Optional.empty());
        return Optional.empty();
    }

    private static Optional<Refusal> take(Amount amount, Postings postings) {
        return postings.take(EntryType.ADJUST, amount).isPresent()
                ? Optional.empty()
                : Optional.of(new Refusal.InsufficientBalance(
                        postings.wallet().customer(),
                        amount.asset(),
                        amount.units(),
                        postings.available(amount.asset())));
    }

    private static Decision<Adjusted> write(Command command, Request request, Postings postings) {
        var journal = request.journal(Journal.What.ADJUSTED, Trigger.ADJUSTMENT, Optional.empty())
                .because(Optional.of(command.reason()))
                .moving(postings.movements())
                .notifying(command.notifyCustomer());
        var commit = Commit.of(request.caller().merchant(), postings.wallet(), journal);
        return new Decision.Write<>(new Adjusted(commit.entries()), commit);
    }
}
