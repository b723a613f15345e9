package recoup.rules;

import java.util.List;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.rules.EarnedWorlds.Event;
import recoup.rules.EarnedWorlds.World;

/** A small world reckoned once more in plain numbers, from the rules' text: no lots, no entries, no plan. */
final class Reckoning {
    private final World world;
    private long today;
    private long forever;
    private long debt;
    private long granted;
    private long expired;
    private long clawedBack;
    private long writtenOff;
    private long rejected;
    private long refunded;
    private long share;
    private int parts;
    private boolean cancelled;
    private boolean tagged;
    private boolean whole;
    private boolean spent;

    private Reckoning(World world) {
        this.world = world;
    }

    static Reckoning of(World world, List<Event> told) {
        var reckoning = new Reckoning(world);
        told.forEach(reckoning::add);
        return reckoning;
    }

    long there() {
        return today + forever;
    }

    long debt() {
        return debt;
    }

    long granted() {
        return granted;
    }

    long expired() {
        return expired;
    }

    long clawedBack() {
        return clawedBack;
    }

    long writtenOff() {
        return writtenOff;
    }

    long rejected() {
        return rejected;
    }

    boolean refundedInFull() {
        return refunded == world.total();
    }

    /** Whether there was enough for what the customer wanted to spend. */
    boolean spent() {
        return spent;
    }

    /** In points (E-05). */
    long target() {
        return whole ? granted : granted * share / world.total();
    }

    private void add(Event event) {
        switch (event) {
            case Event.Earned(var _, var points, var endsToday) -> {
                credit(points, endsToday);
                granted += points;
                take();
            }
            case Event.Given(var points) -> credit(points, false);
            case Event.Spent(var points) -> {
                spent = there() >= points;
                leave(spent ? points : 0);
            }
            case Event.Over() -> {
                expired += today;
                today = 0;
            }
            case Event.Refunded(var part) -> {
                refunded += part;
                parts++;
                judge();
            }
            case Event.Tagged() -> {
                tagged = true;
                judge();
            }
            case Event.Cancelled() -> {
                cancelled = true;
                credit(world.used(), false);
                judge();
            }
        }
    }

    /** E-06: every credit pays debt first. */
    private void credit(long points, boolean endsToday) {
        var settled = Math.min(debt, points);
        debt -= settled;
        today += endsToday ? points - settled : 0;
        forever += endsToday ? 0 : points - settled;
    }

    /** The soonest first; the only lot that ends is the order's own, so that is first both ways. */
    private void leave(long points) {
        var soonest = Math.min(today, points);
        today -= soonest;
        forever -= points - soonest;
    }

    /** E-01, E-05. */
    private void judge() {
        var partly = refunded > 0 && (!refundedInFull() || parts > 1); // the last part of several, too
        var setting = world.settings().partialRefund();
        var fully = refundedInFull() && world.settings().onStatuses().contains(OnStatus.REFUNDED);
        whole |= cancelled || tagged || fully || (partly && setting == PartialRefund.FULL);
        share = partly && setting == PartialRefund.PROPORTIONAL ? Math.max(share, refunded) : share;
        take();
    }

    /** E-02, E-06. */
    private void take() {
        var taken = clawedBack + writtenOff;
        var due = Math.max(0, Math.min(target() - taken, granted - taken - expired));
        var missing = Math.max(0, due - there());
        switch (world.settings().shortfall()) {
            case DEBT -> {
                leave(due - missing);
                clawedBack += due;
                debt += missing;
            }
            case CLAMP -> {
                leave(due - missing);
                clawedBack += due - missing;
                writtenOff += missing;
            }
            case REJECT -> {
                leave(missing > 0 ? 0 : due);
                clawedBack += missing > 0 ? 0 : due;
                rejected = rejected == 0 && missing > 0 ? due : rejected;
            }
        }
    }
}
