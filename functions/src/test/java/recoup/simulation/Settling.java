package recoup.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import recoup.handlers.Roads;
import recoup.queues.Inbox;
import recoup.store.Staleness;

/** Faults stop; what waits is delivered, what was parked though it can be done is sent once more, all is swept and told. */
final class Settling {
    private static final int ENOUGH_ROUNDS = 16;

    private final Stage stage;
    private final Roads roads;
    private final RandomGenerator random;
    private final List<Cast> casts;
    private final Ways ways;

    Settling(Stage stage, List<Cast> casts, Ways ways) {
        this.stage = stage;
        this.roads = stage.roads();
        this.random = stage.random();
        this.casts = casts;
        this.ways = ways;
    }

    void settle() {
        stage.shop().store().staleness(Staleness.none());
        roads.sqs().broken(false);
        roads.inbox().fates(() -> Inbox.Fate.TAKEN);
        casts.forEach(each -> each.codes().calm());
        if (random.nextBoolean()) {
            casts.getFirst().spending().giveAll(ways.calm(casts.getFirst()));
        }
        casts.forEach(each -> each.rewards().comeBack(ways.calm(each)));
        for (var round = 0; round < ENOUGH_ROUNDS && (round == 0 || !quiet()); round++) {
            casts.forEach(each -> redrive(each.mail()));
            roads.publish();
            roads.sqs().waitsEnd();
            ways.deliverAll();
            roads.sweepShards(ways.watched(Ways.API), roads.call());
        }
        roads.sweep(ways.watched(Ways.API), roads.call());
        if (random.nextBoolean()) {
            casts.forEach(each -> each.rewards().force(ways.calm(each)));
        }
        roads.publish();
    }

    private boolean quiet() {
        return Stream.concat(Ways.QUEUES.stream(), Stream.of(Roads.DUE_SHARDS))
                .allMatch(queue -> roads.sqs().messages(queue).isEmpty());
    }

    /** One command of the runbook does this. */
    private void redrive(Mail mail) {
        for (var queue : Consumers.QUEUES) {
            var parked = roads.sqs().messages(queue + Roads.PARKED);
            for (var message : List.copyOf(parked)) {
                if (mail.isMine(message) && Aftermath.isPassing(mail, message)) {
                    stage.tally().count("redriven after: " + message.attribute("reason"));
                    parked.remove(message);
                    roads.sqs().add(queue, message.body());
                }
            }
        }
    }
}
