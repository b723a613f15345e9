package recoup.rules.clawback;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.Earnings;
import recoup.model.Lot;
import recoup.model.Order;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;

/**
 * What is taken back now of the points that an order earned, in points: the decision, and its execution (E-02, E-06). The
 * four last parts are 0 if there is nothing to take.
 *
 * @param alreadyTaken debt and write-offs included
 * @param toTake from the customer's lots
 * @param toDebt no longer there, and owed
 * @param toWriteOff no longer there, and given up
 * @param toReject what is not taken at all, because it is not all there
 */
public record Clawback(long granted, long alreadyTaken, long toTake, long toDebt, long toWriteOff, long toReject) {
    /**
     * The clawback of an order that earned something and matched; empty otherwise.
     *
     * @param wallet the customer's, after everything else that the operation does; nothing in it has expired
     */
    public static Optional<Clawback> of(Order order, Wallet wallet, Shortfall shortfall) {
        var earnings = order.earnings();
        var target = earnings.target().of(earnings.granted(), order.placement().total());
        if (target == 0) {
            return Optional.empty();
        }
        var expired = Math.addExact(earnings.expired(), wallet.expired(earnings.lots()));
        return Optional.of(split(earnings, target, expired, wallet.available(Asset.POINTS), shortfall));
    }

    /** Whether more would be taken of {@code order}, if it is there. */
    public static boolean isOwed(Order order) {
        var earnings = order.earnings();
        var target = earnings.target().of(earnings.granted(), order.placement().total());
        return Math.min(target, earnings.granted() - earnings.expired()) > earnings.taken();
    }

    /** Whether points leave the customer or the claim to them is given up. */
    public boolean takesAnything() {
        return toTake > 0 || toDebt > 0 || toWriteOff > 0;
    }

    /** Whether it is refused, and {@code order} was not told so before. */
    public boolean rejects(Order order) {
        return toReject > 0 && order.earnings().rejected() == 0;
    }

    /** The order after it; what is taken leaves the wallet of {@code postings}. */
    public Order carryOut(Order order, Postings postings) {
        var earnings = order.earnings();
        var expired = earnings.expired();
        if (takesAnything() || rejects(order)) {
            postings.hold();
            expired = Math.addExact(expired, postings.settle(earnings.lots()));
            postings.takeBack(toTake, earnings.lots());
        }
        if (toDebt > 0) {
            postings.owe(toDebt);
        }
        return order.earning(new Earnings(
                earnings.grants(),
                earnings.target(),
                Math.addExact(earnings.clawedBack(), Math.addExact(toTake, toDebt)),
                Math.addExact(earnings.writtenOff(), toWriteOff),
                expired,
                earnings.rejected() > 0 ? earnings.rejected() : toReject));
    }

    /**
     * The next instant after {@code now} at which it would be another one by time alone: lots expire, and what expires of a
     * grant is not taken back.
     */
    public Optional<Instant> changesAt(
            Order order, Wallet wallet, Shortfall shortfall, BusinessCalendar calendar, Instant now) {
        var then = wallet;
        for (var expiring : expiries(wallet, calendar, now).entrySet()) {
            then = without(expiring.getValue(), then);
            if (!of(order, then, shortfall).equals(Optional.of(this))) {
                return Optional.of(expiring.getKey());
            }
        }
        return Optional.empty();
    }

    private static Clawback split(Earnings earnings, long target, long expired, long there, Shortfall shortfall) {
        var taken = earnings.taken();
        var due = Math.max(0, Math.min(target - taken, earnings.granted() - taken - expired));
        var toTake = Math.min(due, there);
        var missing = due - toTake;
        return switch (shortfall) {
            case DEBT -> new Clawback(earnings.granted(), taken, toTake, missing, 0, 0);
            case CLAMP -> new Clawback(earnings.granted(), taken, toTake, 0, missing, 0);
            case REJECT ->
                missing > 0
                        ? new Clawback(earnings.granted(), taken, 0, 0, 0, due)
                        : new Clawback(earnings.granted(), taken, toTake, 0, 0, 0);
        };
    }

    private static Map<Instant, List<Lot>> expiries(Wallet wallet, BusinessCalendar calendar, Instant now) {
        var expiries = new TreeMap<Instant, List<Lot>>();
        wallet.lots()
                .forEach(lot -> calendar.nextExpiry(lot.expiry(), lot.enteredUnder(), now)
                        .ifPresent(end -> expiries.computeIfAbsent(end, _ -> new ArrayList<>())
                                .add(lot)));
        return expiries;
    }

    private static Wallet without(List<Lot> expired, Wallet wallet) {
        var left = new ArrayList<>(wallet.lots());
        left.removeAll(expired);
        var then = wallet.with(left, wallet.debt());
        for (var lot : expired) {
            then = lot.earned() ? then.keeping(new Wallet.Rest(lot.id(), lot.remaining())) : then;
        }
        return then;
    }
}
