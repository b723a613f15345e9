package recoup.operations;

import java.util.Optional;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.model.Journal;
import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.Review;
import recoup.model.Reward;
import recoup.model.Trigger;
import recoup.rules.redemption.ReversalCase;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.redemption.Verdict;

/** The writes of a reversal: the intent, what the shop said, and the points. */
final class ReversalStep {
    private ReversalStep() {}

    /** The plan of now. */
    static ReversalPlan plan(Redemption redemption, Intent intent, Facts facts, Request request) {
        return ReversalPlan.of(
                redemption,
                facts.wallet().orElseThrow(),
                intent.points(),
                intent.extendExpired(),
                facts.settings().calendar(),
                request.moment().now());
    }

    /** Written down before the shop is asked; whoever reads the journal sees to it that it is finished. */
    static Decision<Changed> begin(Redemption redemption, Intent intent, Facts facts, Request request) {
        var exceeded = exceeded(redemption, plan(redemption, intent, facts, request), facts, request);
        if (exceeded.isPresent()) {
            return new Decision.Refuse<>(exceeded.get()); // before the code is touched
        }
        var reversing = redemption.with(new State.Reversing(intent, 0));
        var journal = request.journal(Journal.What.REVERSING, Trigger.REDEMPTION, Optional.empty())
                .because(intent.reason())
                .about(redemption.id(), Optional.empty());
        var commit = Commit.of(request.caller().merchant(), reversing, Optional.empty(), journal);
        return new Decision.Write<>(Changed.by(commit), commit);
    }

    /** Whether the wallet would be too full for what comes back. */
    static Optional<Refusal> exceeded(Redemption redemption, ReversalPlan plan, Facts facts, Request request) {
        var postings = request.postings(facts);
        plan.carryOut(redemption, postings);
        return Bounds.exceededByRevert(postings.wallet());
    }

    /** The points come back, in the redemption's last write. */
    static Decision<Changed> giveBack(
            Redemption redemption, Intent intent, String note, ReversalPlan plan, Facts facts, Request request) {
        var postings = request.postings(facts);
        var returned = plan.carryOut(redemption, postings);
        var now = request.moment().now();
        var reversal = new Reversal(plan.returns(), intent.actor(), intent.reason(), now, note);
        var reversed = returned.with(new State.Reversed(reversal));
        var journal = Journal.of(Journal.What.REVERSED, now, Trigger.REDEMPTION, intent.actor(), Optional.empty())
                .because(intent.reason())
                .about(redemption.id(), Optional.of(note))
                .moving(postings.written())
                .notifying(intent.notifyCustomer());
        var commit = Commit.of(request.caller().merchant(), reversed, postings.writtenWallet(), journal);
        return new Decision.Write<>(Changed.by(commit), commit);
    }

    /**
     * After the shop was asked: {@code redemption} is still being reversed as {@code state} wants it.
     *
     * @param anyway whether the points come back although the code was used, if any do
     */
    static Decision<Changed> told(
            Redemption redemption,
            State.Reversing state,
            CodeShop.Told told,
            boolean anyway,
            Facts facts,
            Request request) {
        var merchant = request.caller().merchant();
        return switch (told) {
            case CodeShop.Told.Revoked() -> {
                var revoked = redemption.with(
                        redemption.reward().with(revoked(state.intent().action())));
                var plan = plan(redemption, state.intent(), facts, request);
                var left = revoked.with(new State.Redeemed());
                yield plan.returns() > 0
                        ? giveBack(revoked, state.intent(), note(redemption), plan, facts, request)
                        : written(Commit.of(merchant, left)); // everything has expired since: they may be extended
            }
            case CodeShop.Told.Used(var order) -> {
                var used = redemption.with(redemption.reward().usedBy(order.or(redemption.reward()::usedBy)));
                yield anyway
                        ? giveBack(
                                used,
                                state.intent(),
                                note(used),
                                plan(used, state.intent(), facts, request),
                                facts,
                                request)
                        : written(Commit.of(merchant, used.with(new State.Redeemed())));
            }
            case CodeShop.Told.Shared() -> {
                var withdrawn = redemption.with(new State.Redeemed());
                yield written(Commit.of(merchant, withdrawn));
            }
            case CodeShop.Told.Failed(var _, var _) -> failed(redemption, state, facts, request);
        };
    }

    /** The code is gone as {@code intent} wanted it, and the points came back before: it can be used no more, and says so. */
    static Decision<Changed> revokedAfterwards(Redemption redemption, Intent intent, Request request) {
        var revoked = redemption.with(redemption.reward().with(revoked(intent.action())));
        return written(Commit.of(request.caller().merchant(), revoked));
    }

    private static Decision<Changed> written(Commit commit) {
        return new Decision.Write<>(Changed.by(commit), commit);
    }

    private static Decision<Changed> failed(
            Redemption redemption, State.Reversing state, Facts facts, Request request) {
        var failures = state.failures() + 1;
        var after = redemption.with(new State.Reversing(state.intent(), failures));
        return written(
                failures == Verdict.GIVEN_UP_AT_FAILURE && isLookedAtByNobody(facts)
                        ? stuck(after, facts, request)
                        : Commit.of(request.caller().merchant(), after));
    }

    /** An earlier reversal of the same redemption may have been stuck, too. */
    private static boolean isLookedAtByNobody(Facts facts) {
        return facts.review()
                .map(Review::status)
                .filter(Review.Status.OPEN::equals)
                .isEmpty();
    }

    private static Commit stuck(Redemption redemption, Facts facts, Request request) {
        var review = Review.revokeStuck(redemption, request.moment().now());
        var journal = request.journal(Journal.What.REVERSING, Trigger.REDEMPTION, Optional.empty())
                .about(redemption.id(), Optional.empty())
                .opening(review.id());
        return Commit.of(request.caller().merchant(), redemption, Optional.empty(), journal)
                .opening(facts.review().map(review::insteadOf).orElse(review));
    }

    /** What its reader should know besides. */
    private static String note(Redemption redemption) {
        return note(redemption, " Its code took more than one try to revoke.");
    }

    /** The same, where somebody wants the points back whatever becomes of the code. */
    static String forcedNote(Redemption redemption) {
        return note(redemption, " Its code could not be revoked, and may still be used.");
    }

    /** A failure says nothing of the reward: whatever was to be known of that stays on the record. */
    private static String note(Redemption redemption, String ofFailures) {
        var failing = ReversalCase.of(redemption) == ReversalCase.REVOKE_FAILING;
        return "The redemption was cancelled."
                + switch (ReversalCase.of(redemption.with(new State.Redeemed()))) {
                    case UNUSED, REVOKE_FAILING, REVERSED -> "";
                    case SOURCE_MISSING -> " The reward behind the code no longer exists.";
                    case USED -> " Its code had been used, and that discount stays.";
                    case NOT_TRACKED -> " Nobody can tell whether its code was used.";
                }
                + (failing ? ofFailures : "");
    }

    static Reward.Status revoked(DiscountAction action) {
        return switch (action) {
            case DEACTIVATE -> Reward.Status.DEACTIVATED;
            case DELETE -> Reward.Status.DELETED;
            case NONE -> throw new IllegalArgumentException("nothing was asked of the shop");
        };
    }
}
