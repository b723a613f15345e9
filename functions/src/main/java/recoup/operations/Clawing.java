package recoup.operations;

import java.util.Optional;
import recoup.ledger.Commit;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.Review;
import recoup.model.Settings;
import recoup.model.Trigger;
import recoup.rules.clawback.Clawback;
import recoup.rules.clawback.Conditions;
import recoup.rules.posting.Postings;

/**
 * The part of an operation that judges its order and takes back what that earned: after everything else that it does, and in the
 * same write (E-03, E-04, E-06).
 */
final class Clawing {
    private Clawing() {}

    /** The order, judged as it stands, after what it then owes was taken (E-04). */
    static Order judgedAndTaken(Order order, Postings postings, Settings settings) {
        return taken(judged(order, settings), postings, settings);
    }

    /** The order after what is owed of its grants was taken. */
    static Order taken(Order order, Postings postings, Settings settings) {
        return Clawback.of(order, postings.wallet(), settings.clawback().shortfall())
                .map(clawback -> clawback.carryOut(order, postings))
                .orElse(order);
    }

    /** Whether judging {@code order} once more would change nothing, whatever its customer has. */
    static boolean isIdle(Order order, Settings settings) {
        return !Clawback.isOwed(order) && judged(order, settings).equals(order);
    }

    /**
     * The write of an operation on an order, with what it took back and the review it opens.
     *
     * @param draft how it is told; a clawback that is more than a part of it is told as that
     * @param tells whether it is told at all, if nothing was taken
     */
    static Commit commit(Order before, Order after, Journal draft, boolean tells, Postings postings, Request request) {
        var merchant = request.caller().merchant();
        var writtenOff = after.earnings().writtenOff() - before.earnings().writtenOff();
        var takes = after.earnings().taken() > before.earnings().taken();
        var rejects = after.earnings().rejected() > before.earnings().rejected();
        if (!tells && !takes && !rejects) {
            return Commit.of(merchant, after);
        }
        var journal = named(draft, tells, takes).moving(postings.written()).writingOff(writtenOff);
        if (!rejects) {
            return Commit.of(merchant, after, postings.writtenWallet(), journal);
        }
        var review = Review.clawbackRejected(
                after, after.earnings().rejected(), request.moment().now());
        return Commit.of(merchant, after, postings.writtenWallet(), journal.opening(review.id()))
                .opening(review);
    }

    /** The same for what was told of an order, written if it changes anything. */
    static Decision<Effect> write(
            Order before, Order after, Journal draft, boolean tells, Postings postings, Request request) {
        if (after.equals(before)) {
            return OneEvent.nothing();
        }
        var commit = commit(before, after, draft, tells, postings, request);
        return exceeded(after, commit)
                .<Decision<Effect>>map(Decision.Refuse::new)
                .orElseGet(() -> new Decision.Write<>(new Effect.Done(after), commit));
    }

    /** An order that may not be moved any more can still be paid, refunded and clawed back. */
    static Optional<Refusal> exceeded(Order after, Commit commit) {
        return commit.journaled()
                .flatMap(line -> line.journal().what() == Journal.What.MOVED_BACK
                        ? Bounds.exceededBy(after)
                        : Bounds.exceededByPayment(after));
    }

    private static Order judged(Order order, Settings settings) {
        var target = Conditions.judge(order, order.status(), settings.clawback());
        return order.earning(order.earnings().aimingAt(target));
    }

    private static Journal named(Journal draft, boolean tells, boolean takes) {
        if (takes && !(tells && draft.what().comesBeforeClawback())) {
            return draft.as(Journal.What.CLAWED_BACK, Trigger.CLAWBACK);
        }
        return tells ? draft : draft.as(Journal.What.CLAWBACK_REJECTED, Trigger.CLAWBACK);
    }
}
