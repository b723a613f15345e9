package recoup.rules.cancellation;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.model.Fingerprint;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.Settings;
import recoup.model.Target;
import recoup.model.Wallet;
import recoup.rules.clawback.Clawback;
import recoup.rules.clawback.Conditions;
import recoup.rules.posting.Postings;
import recoup.rules.revert.Revert;
import recoup.rules.revert.RevertPlan;
import recoup.rules.revert.RevertPolicy;

/**
 * What a cancel would do, or does: the preview shows this value and the execution carries out this value (C-02, L-04).
 *
 * @param revert what comes back of what the order spent
 * @param clawback what is then taken of what it earned; empty if it earned nothing or matches nothing
 * @param target how much is to be taken from now on, of grants still to come too (E-03)
 * @param validUntil the next instant at which it would change by itself; empty when time alone does not change it
 */
public record Plan(RevertPlan revert, Optional<Clawback> clawback, Target target, Optional<Instant> validUntil) {
    /**
     * What cancelling {@code order} at {@code now} does under {@code policy}. The reverts are entered first: what they bring
     * back can be taken (E-06).
     */
    public static Plan of(Order order, Wallet wallet, RevertPolicy policy, Settings settings, Instant now) {
        var calendar = settings.calendar();
        var revert = Revert.plan(order, wallet, policy, calendar, now);
        var target = Conditions.judge(order, OrderStatus.CANCELLED, settings.clawback());
        if (order.earnings().grants().isEmpty()) {
            return new Plan(revert, Optional.empty(), target, revert.validUntil());
        }
        var judged = order.earning(order.earnings().aimingAt(target));
        var postings = Postings.open(wallet, calendar, now);
        Revert.carryOut(revert, order, postings);
        var shortfall = settings.clawback().shortfall();
        var clawback = Clawback.of(judged, postings.wallet(), shortfall);
        var clawbackChanges =
                clawback.flatMap(taking -> taking.changesAt(judged, postings.wallet(), shortfall, calendar, now));
        var validUntil = Stream.concat(revert.validUntil().stream(), clawbackChanges.stream())
                .min(Instant::compareTo);
        return new Plan(revert, clawback, target, validUntil);
    }

    /** Whether it does anything to {@code order} but cancel it. */
    public boolean changes(Order order) {
        return revert.revertsAnything()
                || clawback.filter(taking -> taking.takesAnything() || taking.rejects(order))
                        .isPresent()
                || !target.equals(order.earnings().target());
    }

    /** The order after it, its status apart; what comes back and what is taken are posted. */
    public Order carryOut(Order order, Postings postings) {
        var reverted = Revert.carryOut(revert, order, postings);
        var judged = reverted.earning(reverted.earnings().aimingAt(target));
        return clawback.map(taking -> taking.carryOut(judged, postings)).orElse(judged);
    }

    /** Names all of it but the time it was made at: two plans with one hash do the same. */
    public String hash() {
        return Fingerprint.of(revert.order(), revert.assets(), clawback, target, validUntil);
    }
}
