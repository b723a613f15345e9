package recoup.operations;

import java.util.Optional;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Grant;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.rules.posting.LotIds;
import recoup.rules.posting.Postings;

/** An order earned points: they are recorded with it, and given. What was matched before is taken in the same write (E-03). */
public final class EarnPoints {
    /**
     * What was told.
     *
     * @param expiry of the points; left out, it is the next annual date
     */
    public record Command(GrantId grant, OrderId order, CustomerId customer, long points, Optional<Expiry> expiry) {
        private boolean repeats(Grant known) {
            return known.points() == points && known.expiry().equals(expiry);
        }

        private Grant recorded() {
            return new Grant(grant, points, expiry, LotIds.granted(order, grant));
        }
    }

    private final OneEvent oneEvent;

    public EarnPoints(Ledger ledger) {
        this.oneEvent = new OneEvent(ledger);
    }

    public Effect run(Command command, Request request) {
        return oneEvent.run(
                command.order(),
                Wanted.order(command.order()).and(command.grant()),
                request,
                order -> order.customer().equals(command.customer()) && isKnown(order, command),
                (order, facts) -> decide(command, order, facts, request));
    }

    private static boolean isKnown(Order order, Command command) {
        return order.earnings().grant(command.grant()).filter(command::repeats).isPresent();
    }

    private static Decision<Effect> decide(Command command, Order order, Facts facts, Request request) {
        var impossible = impossible(command, order, facts, request);
        if (impossible.isPresent()) {
            return new Decision.Nothing<>(new Effect.Impossible(impossible.get()));
        }
        return isKnown(order, command) ? OneEvent.nothing() : grant(command, order, facts, request);
    }

    private static Optional<String> impossible(Command command, Order order, Facts facts, Request request) {
        var earnings = order.earnings();
        if (!order.customer().equals(command.customer())) {
            return Optional.of("granted to another customer than the order's");
        }
        if (earnings.grant(command.grant()).isPresent()) {
            return isKnown(order, command) ? Optional.empty() : Optional.of("grant known with other content");
        }
        if (facts.grantedTo().isPresent()) {
            return Optional.of("grant known of another order");
        }
        if (earnings.grants().size() >= Earnings.MOST_GRANTS) {
            return Optional.of("more than " + Earnings.MOST_GRANTS + " grants");
        }
        if (earnings.granted() > Amount.MAX_UNITS - command.points()) {
            return Optional.of("more than " + Amount.MAX_UNITS + " points granted");
        }
        return command.expiry()
                .filter(expiry -> facts.settings()
                        .calendar()
                        .past(expiry, request.moment().now()))
                .map(_ -> "expiresOn has passed");
    }

    /** One that pays debt, or is taken at once, leaves none. */
    private static boolean leavesALot(Grant grant, Postings postings) {
        return postings.wallet().lots().stream().anyMatch(lot -> lot.id().equals(grant.lot()));
    }

    private static Decision<Effect> grant(Command command, Order order, Facts facts, Request request) {
        var postings = request.postings(facts);
        var calendar = facts.settings().calendar();
        var expiry = command.expiry()
                .orElseGet(() ->
                        calendar.usualExpiry(Asset.POINTS, request.moment().now()));
        var grant = command.recorded();
        var points = new Amount(Asset.POINTS, grant.points());
        postings.enter(EntryType.EARN, grant.lot(), points, expiry, Optional.of(order.id()));
        var granted = order.earning(order.earnings().with(grant));
        var after = Clawing.taken(granted, postings, facts.settings());
        var exceeded = Bounds.exceededByPayment(after)
                .or(() -> leavesALot(grant, postings) ? Bounds.exceededBy(postings.wallet()) : Optional.empty());
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        var draft = request.journal(Journal.What.EARNED, Trigger.PLATFORM, Optional.of(order.id()));
        var commit =
                Clawing.commit(order, after, draft, true, postings, request).granting(command.grant());
        return new Decision.Write<>(new Effect.Done(after), commit);
    }
}
