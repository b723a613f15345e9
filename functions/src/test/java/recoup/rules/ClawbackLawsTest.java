package recoup.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import recoup.model.Asset;
import recoup.model.EntryType;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.model.Wallet;
import recoup.rules.EarnedWorlds.Event;
import recoup.rules.EarnedWorlds.World;

/** What must hold of every clawback, tried on every small world, its events told in every order. */
class ClawbackLawsTest {
    private static final List<OnStatus> EVERY_STATUS = List.of(OnStatus.values());

    /** A world as far as it was told, and what then stood there. */
    private record Point(World world, List<Event> told, Story story, Wallet wallet, Reckoning reckoning) {
        static Point of(World world, List<Event> told, Story story) {
            return new Point(world, told, story, story.read(), Reckoning.of(world, told));
        }

        long target() {
            var earnings = story.order().earnings();
            return earnings.target().of(earnings.granted(), world.total());
        }

        long taken() {
            return story.order().earnings().taken();
        }

        long expired() {
            var earnings = story.order().earnings();
            return earnings.expired() + wallet.expired(earnings.lots());
        }

        long balance() {
            return wallet.balance(Asset.POINTS).units();
        }

        boolean judged() {
            return !told.isEmpty()
                    && switch (told.getLast()) {
                        case Event.Refunded(var _), Event.Tagged(), Event.Cancelled() -> true;
                        case Event.Earned(var _, var _, var _), Event.Given(var _), Event.Spent(var _), Event.Over() ->
                            false;
                    };
        }
    }

    /** What must not depend on the order of events, and whether the customer had enough to spend, which may. */
    private record End(boolean spent, List<Long> amounts) {}

    @Test
    void what_holds_after_each_event_holds_in_every_small_world_and_every_order() {
        var orders = 0L;
        var points = new long[1];
        for (var world : EarnedWorlds.all(EVERY_STATUS)) {
            var ends = ends(world, (before, point) -> {
                points[0]++;
                agrees_with_the_rules_reckoned_in_plain_numbers(point);
                takes_never_more_than_the_target_and_no_more_than_was_granted(point);
                never_lets_the_target_fall(before, point);
                takes_everything_once_all_is_refunded(point);
                takes_from_the_grants_own_lots_first(point);
                owes_only_while_nothing_is_there(point);
                judged_once_more_does_nothing(point);
            });
            ends.forEach(ClawbackLawsTest::follows_from_its_entries);
            the_order_of_events_does_not_matter(world, ends);
            orders += ends.size();
        }
        System.out.println("laws of clawback: " + orders + " worlds, " + points[0] + " points in them");
        assertThat(orders).isGreaterThan(100_000);
    }

    /**
     * The limits of the law above, each shown by a world: what expired is not taken, but may have been taken before; what is
     * given up is given up for what was there at that moment; and what was refused waits for the next update. That REFUNDED is
     * not among the conditions is none: the last of several partial refunds is one.
     */
    @Test
    void the_order_of_events_does_matter_to_expiry_and_to_the_other_shortfalls_alone() {
        var all = EarnedWorlds.all(EVERY_STATUS);
        assertThat(all).anyMatch(world -> isDebt(world) && world.has(new Event.Over()) && differs(world, true));
        assertThat(all).anyMatch(world -> is(world, Shortfall.CLAMP) && calm(world) && differs(world, true));
        assertThat(all).anyMatch(world -> is(world, Shortfall.REJECT) && calm(world) && differs(world, false));
        var withoutRefunded = EarnedWorlds.all(List.of(OnStatus.CANCELLED, OnStatus.PARTIALLY_REFUNDED));
        for (var world : withoutRefunded) {
            if (isDebt(world) && calm(world)) {
                assertThat(differs(world, true)).as(world.toString()).isFalse();
            }
        }
    }

    private static void agrees_with_the_rules_reckoned_in_plain_numbers(Point point) {
        var earnings = point.story.order().earnings();
        var reckoning = point.reckoning;
        require(point.target() == reckoning.target(), point, "E-05: the target is " + reckoning.target());
        require(earnings.clawedBack() == reckoning.clawedBack(), point, "E-02: taken is " + reckoning.clawedBack());
        require(earnings.writtenOff() == reckoning.writtenOff(), point, "E-06: given up " + reckoning.writtenOff());
        require(earnings.rejected() == reckoning.rejected(), point, "E-06: refused is " + reckoning.rejected());
        require(point.expired() == reckoning.expired(), point, "E-06: expired is " + reckoning.expired());
        require(point.wallet.debt() == reckoning.debt(), point, "E-06: the debt is " + reckoning.debt());
        require(
                point.wallet.available(Asset.POINTS) == reckoning.there(),
                point,
                "L-02: there are " + reckoning.there());
    }

    private static void takes_never_more_than_the_target_and_no_more_than_was_granted(Point point) {
        var granted = point.story.order().earnings().granted();
        require(point.taken() <= point.target() && point.target() <= granted, point, "E-02: more than the target");
        require(point.taken() + point.expired() <= granted, point, "E-02: more than was granted and not expired");
    }

    private static void never_lets_the_target_fall(Point before, Point point) {
        require(before.target() <= point.target(), point, "E-02: the target fell");
        require(before.taken() <= point.taken(), point, "L-01: taken fell");
    }

    /** E-05: the parts sum up to the whole, whatever they were. What could not be taken was given up, or is refused. */
    private static void takes_everything_once_all_is_refunded(Point point) {
        if (point.reckoning.refundedInFull() && !is(point.world, Shortfall.REJECT)) {
            var granted = point.reckoning.granted();
            require(point.taken() + point.reckoning.expired() == granted, point, "E-05: not all of it was taken");
            require(
                    !isDebt(point.world) || point.story.order().earnings().writtenOff() == 0,
                    point,
                    "E-06: given up although it can be owed");
        }
    }

    /** E-06: no other lot is touched while there is one of the grants', and nothing is owed while there is any. */
    private static void takes_from_the_grants_own_lots_first(Point point) {
        var own = point.story.order().earnings().lots();
        var took = point.story.movements().stream()
                .filter(movement -> movement.type() == EntryType.CLAWBACK)
                .toList();
        for (var movement : took) {
            require(movement.amount().units() < 0, point, "L-01: an entry that moves nothing");
        }
        var others = took.stream().anyMatch(movement -> !isOf(own, movement));
        var owed = took.stream().anyMatch(movement -> movement.lot().isEmpty());
        require(
                !others || point.wallet.lots().stream().noneMatch(lot -> own.contains(lot.id())),
                point,
                "others first");
        require(!owed || point.wallet.lots().isEmpty(), point, "owed although there is some");
        var firstOther =
                took.stream().takeWhile(movement -> isOf(own, movement)).count();
        require(took.stream().skip(firstOther).noneMatch(movement -> isOf(own, movement)), point, "own ones later");
    }

    /** E-06: every credit pays debt first, and every clawback takes what is there first. */
    private static void owes_only_while_nothing_is_there(Point point) {
        require(point.wallet.debt() == 0 || point.wallet.lots().isEmpty(), point, "debt beside lots");
        require(
                point.wallet.lots().stream().map(Lot::id).distinct().count()
                        == point.wallet.lots().size(),
                point,
                "L-02: one lot twice");
    }

    private static void judged_once_more_does_nothing(Point point) {
        if (point.judged()) {
            var again = point.story.updated(Telling.of("shop"));
            require(again.order().equals(point.story.order()) && !again.wrote(), point, "judged again it takes more");
        }
    }

    private static void follows_from_its_entries(Point point) {
        var violations = point.story.violations();
        require(violations.isEmpty(), point, "L-06: " + violations);
    }

    /**
     * With debt and nothing expiring, only what happened counts: the target only grows, what
     * is missing is owed, and every credit pays. Where what is missing is given up, only the sum of both is the same.
     */
    private static void the_order_of_events_does_not_matter(World world, List<Point> ends) {
        if (calm(world) && !is(world, Shortfall.REJECT)) {
            var different = different(ends, isDebt(world));
            require(
                    different.size() == spends(ends),
                    ends.getLast(),
                    "E-02: in another order it ends otherwise " + different);
        }
    }

    private static long spends(List<Point> ends) {
        return ends.stream().map(end -> end.reckoning.spent()).distinct().count();
    }

    private static boolean differs(World world, boolean inBalance) {
        var ends = ends(world, (_, _) -> {});
        return different(ends, inBalance).size() > spends(ends);
    }

    private static Set<End> different(List<Point> ends, boolean inBalance) {
        var different = new HashSet<End>();
        for (var end : ends) {
            var amounts = inBalance
                    ? List.of(
                            end.target(),
                            end.taken(),
                            end.story.order().earnings().clawedBack(),
                            end.balance())
                    : List.of(end.target(), end.taken());
            different.add(new End(end.reckoning.spent(), amounts));
        }
        return different;
    }

    /** Every order of the events, and {@code law} after each event in it; the orders that can happen, to their ends. */
    private static List<Point> ends(World world, BiConsumer<Point, Point> law) {
        var ends = new ArrayList<Point>();
        walk(Point.of(world, List.of(), EarnedWorlds.beginning(world)), world.events(), law, ends);
        return ends;
    }

    private static void walk(Point point, List<Event> left, BiConsumer<Point, Point> law, List<Point> ends) {
        if (left.isEmpty()) {
            ends.add(point);
        }
        for (var event : Set.copyOf(left)) {
            var after = EarnedWorlds.after(event, point.story, point.told.size());
            if (after.isPresent()) {
                var told = Stream.concat(point.told.stream(), Stream.of(event)).toList();
                var next = Point.of(point.world, told, after.get());
                law.accept(point, next);
                walk(next, without(event, left), law, ends);
            }
        }
    }

    private static List<Event> without(Event event, List<Event> events) {
        var left = new ArrayList<>(events);
        left.remove(event);
        return left;
    }

    private static boolean isOf(Set<LotId> own, Movement movement) {
        return movement.lot().filter(own::contains).isPresent();
    }

    private static boolean calm(World world) {
        return !world.has(new Event.Over());
    }

    private static boolean isDebt(World world) {
        return is(world, Shortfall.DEBT);
    }

    private static boolean is(World world, Shortfall shortfall) {
        return world.settings().shortfall() == shortfall;
    }

    /** Cheaper than an assertion that builds its message each of a million times. */
    private static void require(boolean holds, Point point, String law) {
        if (!holds) {
            throw new AssertionError(law + "\nin " + point.world + "\ntold " + point.told + "\nfound "
                    + point.story.order().earnings() + "\n      " + point.wallet);
        }
    }
}
