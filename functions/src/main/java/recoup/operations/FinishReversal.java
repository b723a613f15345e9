package recoup.operations;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Redemption;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.ReviewId;
import recoup.rules.redemption.Verdict;

/** Goes on with a reversal whose intent is written: asks the shop, and writes what it said. */
public final class FinishReversal {
    /** How far it is. */
    public sealed interface Progress {
        /** There is nothing more to do. */
        record Finished() implements Progress {}

        /** Whoever began it is still at it. */
        record NotYet() implements Progress {}

        /**
         * The shop could not be told.
         *
         * @param failures how often by now
         */
        record TryAgain(int failures, Optional<Duration> retryAfter) implements Progress {}
    }

    private final Ledger ledger;
    private final OneWrite oneWrite;
    private final CodeShop shop;
    private final InstantSource businessTime;

    /**
     * Over a ledger and a shop.
     *
     * @param businessTime of now: a shop may take seconds, and what has expired meanwhile has expired
     */
    public FinishReversal(Ledger ledger, CodeShop shop, InstantSource businessTime) {
        this.ledger = ledger;
        this.oneWrite = new OneWrite(ledger);
        this.shop = shop;
        this.businessTime = businessTime;
    }

    /**
     * For whoever comes back to it: one try.
     *
     * @param begun which intent is meant, by its time; any that stands, if it is left out. A word about an older one, which was
     *     withdrawn, must not count a try for it
     * @param young whether whoever began it may still be making the first try
     */
    public Progress again(RedemptionId id, Optional<Instant> begun, boolean young, Request request) {
        var known = request.reading(() -> ledger.redemption(request.caller().merchant(), id));
        if (known.isEmpty() || !(known.get().state() instanceof State.Reversing reversing)) {
            return new Progress.Finished();
        }
        if (begun.filter(at -> !at.equals(reversing.intent().at())).isPresent()) {
            return new Progress.Finished();
        }
        if (reversing.failures() >= Verdict.GIVEN_UP_AT_FAILURE) {
            return new Progress.Finished(); // a person has it now
        }
        if (young && reversing.failures() == 0) {
            return new Progress.NotYet();
        }
        var told = ask(known.get(), reversing, request);
        var then = request.at(businessTime.instant());
        var ended = oneWrite.run(then, wanted(id), facts -> decide(reversing, told, false, facts, then));
        return switch (ended) {
            case Ended.Written<Changed>(var after) -> progress(after.redemption(), told);
            case Ended.Unneeded<Changed>(var _) -> new Progress.Finished();
            case Ended.Replayed<Changed>(var _) -> throw new IllegalStateException("no key was named");
            case Ended.Refused<Changed>(var refusal) -> {
                noted(reversing, told, refusal, then);
                yield refusal instanceof Refusal.NotReversible
                        ? new Progress.Finished()
                        : new Progress.TryAgain(reversing.failures(), Optional.empty());
            }
        };
    }

    /**
     * For whoever waits: one try, whose outcome is the answer.
     *
     * @param command what they want; the points come back anyway if it says so and the code was used
     * @param begun the intent that was written, by which its own success is told from another's
     */
    Outcome now(
            ReverseRedemption.Command command, Intent begun, Request request, Function<Changed, Rendered> rendering) {
        var id = command.redemption();
        var known = request.reading(() -> ledger.redemption(request.caller().merchant(), id));
        if (known.isEmpty() || !(known.get().state() instanceof State.Reversing reversing)) {
            return oneWrite.run(
                    request,
                    wanted(id),
                    facts -> Overtaken.answer(facts.redemption().orElseThrow(), begun),
                    rendering);
        }
        var told = ask(known.get(), reversing, request);
        var then = command.ifMatch() instanceof IfMatch.OneOf
                ? request // the plan that was shown is that of then (L-04)
                : request.at(businessTime.instant());
        var outcome = now(id, reversing, told, command.anyway(), then, rendering);
        if (outcome instanceof Outcome.Refused(var refusal)) {
            noted(reversing, told, refusal, then);
        }
        return outcome;
    }

    private Outcome now(
            RedemptionId id,
            State.Reversing reversing,
            CodeShop.Told told,
            boolean anyway,
            Request request,
            Function<Changed, Rendered> rendering) {
        return switch (told) {
            case CodeShop.Told.Used(var _) ->
                anyway && !returnsNothing(id, reversing, request)
                        ? written(id, reversing, told, true, request, rendering)
                        : refused(id, reversing, told, Verdict.Why.REWARD_ALREADY_USED, request);
            case CodeShop.Told.Shared() -> refused(id, reversing, told, Verdict.Why.CODE_SHARED, request);
            case CodeShop.Told.Failed(var _, var _) -> written(id, reversing, told, anyway, request, rendering);
            case CodeShop.Told.Revoked() ->
                returnsNothing(id, reversing, request)
                        ? refused(id, reversing, told, Verdict.Why.NOTHING_TO_RETURN, request)
                        : written(id, reversing, told, anyway, request, rendering);
        };
    }

    /** What the shop said is written, and is the answer that the key keeps. */
    private Outcome written(
            RedemptionId id,
            State.Reversing asked,
            CodeShop.Told told,
            boolean anyway,
            Request request,
            Function<Changed, Rendered> rendering) {
        return oneWrite.run(request, wanted(id), facts -> decide(asked, told, anyway, facts, request), rendering);
    }

    /** Whether everything has expired since the intent was written. */
    private boolean returnsNothing(RedemptionId id, State.Reversing asked, Request request) {
        var facts = request.reading(() -> ledger.read(
                request.caller().merchant(),
                wanted(id),
                Consistency.STRONG,
                request.moment().realNow()));
        var redemption = facts.redemption().orElseThrow();
        return redemption.state() instanceof State.Reversing
                && ReversalStep.plan(redemption, asked.intent(), facts, request).returns() == 0;
    }

    /** The last try in vain opens a review, and so must know of an earlier one. */
    private static Wanted wanted(RedemptionId id) {
        return Wanted.redemption(id).and(ReviewId.revokeStuck(id));
    }

    private CodeShop.Told ask(Redemption redemption, State.Reversing reversing, Request request) {
        return shop.ask(
                request.caller().merchant(),
                redemption.reward(),
                reversing.intent().action());
    }

    /** What the shop said is written, and the client is told why nothing came back; its key stays free. */
    private Outcome refused(
            RedemptionId id, State.Reversing asked, CodeShop.Told told, Verdict.Why why, Request request) {
        var ended = oneWrite.run(request.unnamed(), wanted(id), facts -> decide(asked, told, false, facts, request));
        return switch (ended) {
            case Ended.Written<Changed>(var after) ->
                new Outcome.Refused(new Refusal.NotReversible(after.redemption(), why));
            case Ended.Unneeded<Changed>(var after) ->
                new Outcome.Refused(new Refusal.NotReversible(after.redemption(), now(after.redemption(), why)));
            case Ended.Replayed<Changed>(var _) -> throw new IllegalStateException("no key was named");
            case Ended.Refused<Changed>(var refusal) -> new Outcome.Refused(refusal);
        };
    }

    /** Somebody else may have finished it meanwhile, or counted a failure: an older word changes nothing. */
    private static Decision<Changed> decide(
            State.Reversing asked, CodeShop.Told told, boolean anyway, Facts facts, Request request) {
        var redemption = facts.redemption().orElseThrow();
        if (redemption.state() instanceof State.Reversing now && now.intent().equals(asked.intent())) {
            return ReversalStep.told(redemption, now, told, anyway, facts, request);
        }
        var overtaken = Overtaken.answer(redemption, asked.intent());
        return overtaken instanceof Decision.Nothing<Changed>
                        && told instanceof CodeShop.Told.Revoked()
                        && Overtaken.isForced(redemption)
                ? ReversalStep.revokedAfterwards(redemption, asked.intent(), request)
                : overtaken;
    }

    /** A code that is revoked by now though its points came back before says so, whatever the client is told. */
    private void noted(State.Reversing asked, CodeShop.Told told, Refusal refusal, Request request) {
        if (told instanceof CodeShop.Told.Revoked()
                && refusal instanceof Refusal.NotReversible(var redemption, var _)
                && Overtaken.isForced(redemption)) {
            var _ = oneWrite.run(request.unnamed(), wanted(redemption.id()), facts -> {
                var now = facts.redemption().orElseThrow();
                return Overtaken.isForced(now)
                        ? ReversalStep.revokedAfterwards(now, asked.intent(), request)
                        : new Decision.Nothing<>(Changed.not(now));
            });
        }
    }

    /** Somebody else may have given the points back meanwhile. */
    private static Verdict.Why now(Redemption redemption, Verdict.Why why) {
        return redemption.status() == Redemption.Status.REVERSED ? Verdict.Why.REDEMPTION_ALREADY_REVERSED : why;
    }

    private static Progress progress(Redemption after, CodeShop.Told told) {
        if (!(after.state() instanceof State.Reversing reversing)
                || reversing.failures() >= Verdict.GIVEN_UP_AT_FAILURE) {
            return new Progress.Finished();
        }
        var retryAfter = told instanceof CodeShop.Told.Failed(var _, var wait) ? wait : Optional.<Duration>empty();
        return new Progress.TryAgain(reversing.failures(), retryAfter);
    }
}
