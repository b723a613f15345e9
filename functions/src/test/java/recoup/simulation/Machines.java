package recoup.simulation;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import recoup.handlers.Roads;

/** What goes on by itself: the schedule, the stream, the queues' deliveries, and the weather. */
final class Machines {
    /** How often others may go on before a sweep that waits for a moved deadline comes all the same. */
    private static final int LONGEST_WAIT = 120;
    /** How often others may go on before the stream tells what was committed. */
    private static final int LONGEST_LAG = 10;

    private final Roads roads;
    private final RandomGenerator random;
    private final Tally tally;
    private final List<Cast> casts;
    private final Ways ways;
    private final Passing time;
    private final Consumers consumers;
    private final Duration staleness;
    private int sweeping;
    private boolean settingsChanged;

    /** @param staleness how far an index may be behind */
    Machines(Stage stage, List<Cast> casts, Ways ways, Passing time, Duration staleness) {
        this.roads = stage.roads();
        this.random = stage.random();
        this.tally = stage.tally();
        this.casts = casts;
        this.ways = ways;
        this.time = time;
        this.staleness = staleness;
        this.consumers = new Consumers(
                roads,
                casts,
                random,
                (queue, call) -> ways.function(queue, ways.mortal(queue), call),
                time::goesOn,
                tally::count);
    }

    List<Role> all() {
        return List.of(
                new Role(3, consumers::deliver),
                new Role(3, consumers::deliver),
                new Role(3, consumers::revoke),
                new Role(3, consumers::revoke),
                new Role(1, this::sweep),
                new Role(1, this::sweep),
                new Role(4, this::stream),
                new Role(2, this::weather));
    }

    /** Whether the first merchant thought again while the others were at it. */
    boolean settingsChanged() {
        return settingsChanged;
    }

    /**
     * A run of the schedule with little time, and the shards that wait in the queue. The schedule waits for nothing; so it comes
     * now and then just after the deadline of what was due was moved.
     */
    private void sweep(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            for (var wait = random.nextInt(4); wait > 0; wait--) {
                time.goesOn();
            }
            for (var wait = random.nextBoolean() ? 0 : LONGEST_WAIT;
                    wait > 0 && !ways.deadlineMovedWithin(staleness);
                    wait--) {
                Baton.pass();
            }
            tally.count(sweeping++ > 0 ? "sweeps overlapped" : "sweep");
            try {
                roads.sweep(ways.mortal(Ways.API), roads.call(random.nextInt(4)));
                time.goesOn();
                roads.sweepShards(ways.faulty(Ways.API), roads.call(2 + random.nextInt(4)));
            } catch (DyingDynamoDb.Died died) {
                tally.count("sweeper died " + died.when());
            } finally {
                sweeping--;
            }
        }
    }

    /** What was committed goes out; what is not taken comes back. */
    private void stream(int turns) {
        for (var turn = 0; turn < turns; turn++) {
            for (var wait = random.nextInt(LONGEST_LAG); wait > 0; wait--) {
                Baton.pass();
            }
            if (!roads.publish().isEmpty()) {
                tally.count("topic or queue did not take it, and the stream came back");
            }
            time.goesOn();
        }
    }

    /** The queues are gone for a while, or the shops, and once the first merchant thinks again. */
    private void weather(int turns) {
        var change = random.nextInt(2 * turns);
        for (var turn = 0; turn < turns; turn++) {
            if (turn == change) {
                var first = casts.getFirst();
                settingsChanged = true;
                first.choose();
                first.people().move(first.orders().anyPlaced(), ways.calm(first));
            }
            roads.sqs().broken(random.nextInt(4) == 0);
            casts.forEach(each -> each.codes().down(random.nextInt(4) == 0));
            Baton.pass();
            roads.sqs().broken(false);
            time.goesOn();
        }
    }
}
