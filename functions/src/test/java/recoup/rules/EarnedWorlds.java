package recoup.rules;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recoup.model.Expiry;
import recoup.model.Settings;
import recoup.model.Settings.Clawback.OnStatus;
import recoup.model.Settings.Clawback.PartialRefund;
import recoup.model.Settings.Clawback.Shortfall;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/**
 * Every small world of an order that earned points, smallest first: one or two grants, refunds in parts, a tag, a cancel, and
 * what the customer gets and spends besides. What fails, fails on the smallest world that shows it.
 */
final class EarnedWorlds {
    private static final int MOST_EVENTS = 5;
    private static final int MOST_POINTS = 3;
    /** Events and granted points together: a world is small in one of them at least. */
    private static final int LARGEST = 6;

    private static final Instant NOON = Instant.parse("2021-01-31T12:00:00Z");
    private static final Instant NEXT_DAY = Instant.parse("2021-02-01T00:00:00Z");
    private static final Expiry TODAY = Expiry.on(LocalDate.parse("2021-01-31"));
    private static final RevertPolicy GIVE_BACK = new RevertPolicy.Manual(new LotRule.Leave(), new LotRule.OnlyValid());

    /** The refunds that an order of a total can have, in parts; their order is left open. */
    private record Refunding(long total, List<Long> parts) {}

    private static final List<Refunding> REFUNDINGS = List.of(
            new Refunding(1, List.of()),
            new Refunding(1, List.of(1L)),
            new Refunding(2, List.of(1L)),
            new Refunding(2, List.of(2L)),
            new Refunding(3, List.of(1L)),
            new Refunding(3, List.of(2L)),
            new Refunding(3, List.of(3L)),
            new Refunding(2, List.of(1L, 1L)),
            new Refunding(3, List.of(1L, 1L)),
            new Refunding(3, List.of(1L, 2L)),
            new Refunding(3, List.of(1L, 1L, 1L)));

    /** What can happen; two that are equal are interchangeable. */
    sealed interface Event {
        /** Points of the order; {@code today} is their last day, or they never expire. */
        record Earned(String grant, long points, boolean today) implements Event {}

        record Refunded(long part) implements Event {}

        record Tagged() implements Event {}

        /** The points that the order used come back. */
        record Cancelled() implements Event {}

        record Given(long points) implements Event {}

        /** If there are so many. */
        record Spent(long points) implements Event {}

        /** Midnight. */
        record Over() implements Event {}
    }

    /**
     * An order, what happens to it, in any order, and the merchant's settings.
     *
     * @param used points that the order took
     */
    record World(long total, long used, List<Event> events, Settings.Clawback settings) {
        boolean has(Event event) {
            return events.contains(event);
        }
    }

    private EarnedWorlds() {}

    static List<World> all(List<OnStatus> conditions) {
        var worlds = new ArrayList<World>();
        for (var grants : grants()) {
            for (var refunding : REFUNDINGS) {
                for (var extras : extras()) {
                    var events = Stream.of(grants(grants, extras), refunds(refunding), extras)
                            .flatMap(List::stream)
                            .toList();
                    if (isSmall(events)) {
                        worlds.addAll(under(conditions, refunding, events));
                    }
                }
            }
        }
        worlds.sort(Comparator.comparingInt(world -> world.events.size()));
        return worlds;
    }

    /** The beginning of {@code world}. */
    static Story beginning(World world) {
        var story = Story.of(world.total, Worlds.settings(world.settings), NOON);
        return world.used == 0
                ? story
                : story.given("used", world.used, Expiry.NEVER).used(world.used);
    }

    /** The story after {@code event}; empty if it cannot happen then. */
    static Optional<Story> after(Event event, Story story, int told) {
        return switch (event) {
            case Event.Earned(var _, var _, var today)
            when today && !story.now().isBefore(NEXT_DAY) -> Optional.empty();
            case Event.Earned(var grant, var points, var today) ->
                Optional.of(story.earned(grant, points, today ? TODAY : Expiry.NEVER));
            case Event.Refunded(var part) ->
                Optional.of(story.updated(Telling.of("shop").refund("re_" + told, part)));
            case Event.Tagged() -> Optional.of(story.updated(Telling.of("shop").tags("fraud")));
            case Event.Cancelled() -> Optional.of(story.cancelled(GIVE_BACK));
            case Event.Given(var points) -> Optional.of(story.given("given", points, Expiry.NEVER));
            case Event.Spent(var points) -> Optional.of(story.spent(points).orElse(story));
            case Event.Over() -> Optional.of(story.at(NEXT_DAY));
        };
    }

    private static boolean isSmall(List<Event> events) {
        var points = events.stream()
                .mapToLong(event -> event instanceof Event.Earned earned ? earned.points() : 0)
                .sum();
        return events.size() <= MOST_EVENTS && events.size() + points <= LARGEST;
    }

    private static List<List<Long>> grants() {
        return IntStream.rangeClosed(0, MOST_POINTS)
                .boxed()
                .flatMap(first ->
                        IntStream.rangeClosed(0, MOST_POINTS).mapToObj(second -> List.of((long) first, (long) second)))
                .filter(points -> points.getFirst() > 0)
                .toList();
    }

    /** The first grant ends today, if the day ends. */
    private static List<Event> grants(List<Long> points, List<Event> extras) {
        var grants = new ArrayList<Event>();
        grants.add(new Event.Earned("G", points.getFirst(), extras.contains(new Event.Over())));
        if (points.getLast() > 0) {
            grants.add(new Event.Earned("H", points.getLast(), false));
        }
        return grants;
    }

    private static List<Event> refunds(Refunding refunding) {
        return refunding.parts.stream().<Event>map(Event.Refunded::new).toList();
    }

    /** Every choice of what else happens. */
    private static List<List<Event>> extras() {
        var possible = List.of(
                new Event.Tagged(), new Event.Cancelled(), new Event.Given(2), new Event.Spent(2), new Event.Over());
        return IntStream.range(0, 1 << possible.size())
                .mapToObj(choice -> IntStream.range(0, possible.size())
                        .filter(bit -> (choice >> bit & 1) == 1)
                        .<Event>mapToObj(possible::get)
                        .toList())
                .toList();
    }

    /** Where nothing is refunded, the setting for it decides nothing; where nothing is cancelled, nothing comes back,
     * and a refund changes nothing about that. */
    private static List<World> under(List<OnStatus> conditions, Refunding refunding, List<Event> events) {
        var worlds = new ArrayList<World>();
        for (var shortfall : Shortfall.values()) {
            for (var partly : PartialRefund.values()) {
                if (partly == PartialRefund.FULL || !refunding.parts.isEmpty()) {
                    var settings = new Settings.Clawback(
                            true, conditions, List.of("fraud"), List.of("vip"), partly, shortfall);
                    worlds.add(new World(refunding.total, 0, events, settings));
                    if (events.contains(new Event.Cancelled()) && refunding.parts.isEmpty()) {
                        worlds.add(new World(refunding.total, 1, events, settings));
                    }
                }
            }
        }
        return worlds;
    }
}
