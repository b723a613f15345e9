package recoup.operations;

import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import recoup.ledger.Consistency;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Reason;
import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.rules.redemption.ReversalCase;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.redemption.Verdict;

/** Undoes a redemption: the code is revoked first, then the points return, exactly once. */
public final class ReverseRedemption {
    /**
     * What somebody wants.
     *
     * @param anyway whether the points shall come back in the cases that say no
     * @param points how many come back; those that were spent, if it is left out
     * @param ifMatch the plan that was shown, if one was (L-04)
     */
    public record Command(
            RedemptionId redemption,
            DiscountAction action,
            boolean anyway,
            Optional<Long> points,
            boolean extendExpired,
            Optional<Reason> reason,
            boolean notifyCustomer,
            IfMatch ifMatch) {
        Intent intent(Request request) {
            return new Intent(
                    action,
                    points,
                    extendExpired,
                    reason,
                    notifyCustomer,
                    request.caller().actor(),
                    request.moment().now());
        }
    }

    private final Ledger ledger;
    private final OneWrite oneWrite;
    private final FinishReversal finish;
    private final DeleteCode deleteCode;

    public ReverseRedemption(Ledger ledger, CodeShop shop, InstantSource businessTime) {
        this.ledger = ledger;
        this.oneWrite = new OneWrite(ledger);
        this.finish = new FinishReversal(ledger, shop, businessTime);
        this.deleteCode = new DeleteCode(ledger, shop);
    }

    public Outcome run(Command command, Request request, Function<Changed, Rendered> rendering) {
        var facts = request.reading(() -> ledger.read(
                request.caller().merchant(),
                wanted(command).answerTo(request.idempotency().map(Idempotency::key)),
                Consistency.STRONG,
                request.moment().realNow()));
        return facts.redemption()
                .filter(_ -> facts.answer().isEmpty())
                .filter(redemption -> refusal(redemption, command).isEmpty())
                .filter(redemption -> command.ifMatch()
                        .allows(plan(redemption, command, facts, request).hash()))
                .map(redemption -> run(redemption, command, facts, request, rendering))
                .orElseGet(() -> withoutTheShop(command, request, rendering));
    }

    /** The first look only chooses the way; each write decides for itself. */
    private Outcome run(
            Redemption redemption,
            Command command,
            Facts facts,
            Request request,
            Function<Changed, Rendered> rendering) {
        return switch (verdict(redemption, command, facts, request)) {
            case Verdict.Revoke() -> revoke(command, request, rendering);
            case Verdict.OneMoreTry() -> finish.now(command, intent(redemption, command, request), request, rendering);
            case Verdict.DeleteCode() -> deleteCode.run(redemption, request, rendering);
            case Verdict.Return(), Verdict.UnderWay(), Verdict.Refused(var _) ->
                withoutTheShop(command, request, rendering);
        };
    }

    private Outcome withoutTheShop(Command command, Request request, Function<Changed, Rendered> rendering) {
        return oneWrite.run(request, wanted(command), facts -> decide(command, facts, request), rendering);
    }

    private Outcome revoke(Command command, Request request, Function<Changed, Rendered> rendering) {
        var begun = oneWrite.run(
                request.unnamed(),
                wanted(command),
                facts -> asShown(
                        facts,
                        command,
                        request,
                        redemption -> verdict(redemption, command, facts, request) instanceof Verdict.Revoke
                                ? ReversalStep.begin(redemption, command.intent(request), facts, request)
                                : new Decision.Nothing<>(Changed.not(redemption))));
        return switch (begun) {
            case Ended.Written<Changed>(var _) -> finish.now(command, command.intent(request), request, rendering);
            case Ended.Unneeded<Changed>(var _) -> withoutTheShop(command, request, rendering);
            case Ended.Refused<Changed>(var refusal) -> new Outcome.Refused(refusal);
            case Ended.Replayed<Changed>(var _) -> throw new IllegalStateException("no key was named");
        };
    }

    /** Whatever does not ask the shop. */
    private static Decision<Changed> decide(Command command, Facts facts, Request request) {
        return asShown(facts, command, request, redemption -> switch (verdict(redemption, command, facts, request)) {
            case Verdict.Return() -> giveBack(redemption, command, facts, request);
            case Verdict.UnderWay() -> new Decision.Nothing<>(Changed.not(redemption));
            case Verdict.Refused(var why) -> new Decision.Refuse<>(new Refusal.NotReversible(redemption, why));
            case Verdict.Revoke(), Verdict.OneMoreTry(), Verdict.DeleteCode() ->
                new Decision.Refuse<>(new Refusal.Busy()); // it was another case a moment ago
        });
    }

    private static Decision<Changed> giveBack(Redemption redemption, Command command, Facts facts, Request request) {
        var intent = command.intent(request);
        var reward = revokedHere(redemption, command)
                ? redemption.reward().with(ReversalStep.revoked(command.action()))
                : redemption.reward();
        var plan = ReversalStep.plan(redemption, intent, facts, request);
        var exceeded = ReversalStep.exceeded(redemption, plan, facts, request);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get());
        }
        return ReversalStep.giveBack(
                redemption.with(reward), intent, ReversalStep.forcedNote(redemption), plan, facts, request);
    }

    /** A plan that was shown is carried out as it was shown, or not at all (L-04). */
    private static Decision<Changed> asShown(
            Facts facts, Command command, Request request, Function<Redemption, Decision<Changed>> decide) {
        return found(facts, command, redemption -> {
            var plan = plan(redemption, command, facts, request);
            return command.ifMatch().allows(plan.hash())
                    ? decide.apply(redemption)
                    : new Decision.Refuse<>(new Refusal.ReversalPlanChanged(plan));
        });
    }

    /** A code that lives only here is revoked by the write itself. */
    private static boolean revokedHere(Redemption redemption, Command command) {
        return redemption.reward().provider() == Reward.Provider.NONE
                && command.action() != DiscountAction.NONE
                && switch (ReversalCase.of(redemption)) {
                    case UNUSED, NOT_TRACKED -> true;
                    case SOURCE_MISSING, REVOKE_FAILING, USED, REVERSED -> false;
                };
    }

    private static Decision<Changed> found(
            Facts facts, Command command, Function<Redemption, Decision<Changed>> decide) {
        if (facts.redemption().isEmpty()) {
            return new Decision.Refuse<>(new Refusal.RedemptionNotFound(command.redemption()));
        }
        var redemption = facts.redemption().get();
        return refusal(redemption, command)
                .<Decision<Changed>>map(Decision.Refuse::new)
                .orElseGet(() -> decide.apply(redemption));
    }

    /** Another amount is 1 to twice the points spent, and has a reason. */
    static Optional<Refusal> refusal(Redemption redemption, Command command) {
        var other = command.points().filter(points -> points != redemption.points());
        if (other.filter(points -> points > 2 * redemption.points()).isPresent()) {
            return Optional.of(new Refusal.TooManyPoints(2 * redemption.points()));
        }
        return other.isPresent() && command.reason().isEmpty()
                ? Optional.of(new Refusal.ReasonMissing())
                : Optional.empty();
    }

    static Verdict verdict(Redemption redemption, Command command, Facts facts, Request request) {
        var plan = plan(redemption, command, facts, request);
        return Verdict.of(redemption, command.action(), command.anyway(), plan.returns());
    }

    static ReversalPlan plan(Redemption redemption, Command command, Facts facts, Request request) {
        return ReversalStep.plan(redemption, intent(redemption, command, request), facts, request);
    }

    /** Of one that is under way what was asked when it was begun, for that will be done. */
    private static Intent intent(Redemption redemption, Command command, Request request) {
        return redemption.state() instanceof State.Reversing(var begun, var _) && !command.anyway()
                ? begun
                : command.intent(request);
    }

    private static Wanted wanted(Command command) {
        return Wanted.redemption(command.redemption());
    }
}
