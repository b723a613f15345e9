package recoup.operations;

import java.time.Instant;
import java.util.Optional;
import recoup.ledger.Commit;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Journal;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.model.Trigger;

/** The shop tells what became of a reward: its code was used, what it was made from is gone, or somebody else took it back. */
public final class HearOfReward {
    /** Which redemption it is about. */
    public sealed interface About {
        record ThisOne(RedemptionId redemption) implements About {}

        /** Whichever has this code. */
        record Code(Reward.Provider provider, String text) implements About {}
    }

    /** What was told. */
    public sealed interface News {
        /**
         * The code was used.
         *
         * @param order by which one, which need not be known here
         */
        record Used(Optional<OrderId> order) implements News {}

        record SourceRemoved() implements News {}

        /** The points were given back elsewhere: they never come back here. */
        record RefundedExternally(Instant at) implements News {}
    }

    private static final String EXTERNALLY = "The points were given back elsewhere.";

    private final Ledger ledger;
    private final OneWrite oneWrite;

    public HearOfReward(Ledger ledger) {
        this.ledger = ledger;
        this.oneWrite = new OneWrite(ledger);
    }

    public Effect run(About about, News news, Request request) {
        var id = found(about, request);
        return id.map(redemption -> run(redemption, news, request)).orElseGet(Effect.UnknownRedemption::new);
    }

    private Optional<RedemptionId> found(About about, Request request) {
        return switch (about) {
            case About.ThisOne(var redemption) -> Optional.of(redemption);
            case About.Code(var provider, var text) ->
                request.reading(() -> ledger.read(
                                request.caller().merchant(),
                                Wanted.code(new Wanted.Code(provider, text)),
                                Consistency.STRONG,
                                request.moment().realNow()))
                        .codeOf();
        };
    }

    private Effect run(RedemptionId id, News news, Request request) {
        var known = request.reading(() -> ledger.redemption(request.caller().merchant(), id));
        if (known.isEmpty()) {
            return new Effect.UnknownRedemption();
        }
        if (heard(known.get(), news, request).equals(known.get())) {
            return new Effect.Nothing();
        }
        var ended = oneWrite.run(request, Wanted.redemption(id), facts -> decide(facts, news, request));
        return switch (ended) {
            case Ended.Written<Effect>(var effect) -> effect;
            case Ended.Unneeded<Effect>(var effect) -> effect;
            case Ended.Replayed<Effect>(var _) -> throw new IllegalStateException("an event names no idempotency key");
            case Ended.Refused<Effect>(var _) -> new Effect.Busy();
        };
    }

    private static Decision<Effect> decide(Facts facts, News news, Request request) {
        var before = facts.redemption().orElseThrow();
        var after = heard(before, news, request);
        if (after.equals(before)) {
            return new Decision.Nothing<>(new Effect.Nothing());
        }
        var merchant = request.caller().merchant();
        if (after.status() != Redemption.Status.REVERSED) {
            return new Decision.Write<>(new Effect.Told(), Commit.of(merchant, after));
        }
        var journal = request.journal(Journal.What.REVERSED, Trigger.REDEMPTION, Optional.empty())
                .about(after.id(), Optional.of(EXTERNALLY));
        return new Decision.Write<>(new Effect.Told(), Commit.of(merchant, after, Optional.empty(), journal));
    }

    /** The redemption with {@code news}; one whose points are back stays as it is. */
    private static Redemption heard(Redemption before, News news, Request request) {
        if (before.status() == Redemption.Status.REVERSED) {
            return before;
        }
        var reward = before.reward();
        return switch (news) {
            case News.Used(var order) ->
                reward.status() == Reward.Status.USED
                                && (order.isEmpty() || reward.usedBy().isPresent())
                        ? before
                        : before.with(reward.usedBy(order))
                                .with(new State.Redeemed()); // a use before the points
            case News.SourceRemoved() ->
                reward.status() == Reward.Status.ISSUED
                        ? before.with(reward.with(Reward.Status.SOURCE_MISSING)).with(new State.Redeemed())
                        : before;
            case News.RefundedExternally(var at) ->
                before.with(new State.Reversed(
                        new Reversal(0, request.caller().actor(), Optional.empty(), at, EXTERNALLY)));
        };
    }
}
