package recoup.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import recoup.handlers.Roads;
import recoup.queues.SimulatedSqs.Message;

/**
 * Everything that was ever queued comes once more, and a sweep. An order that somebody has moved back can be cancelled by
 * a repeat, for a cancellation has no number, and a repeat may teach the other id of an attempt that was left since. What
 * was rejected is tried again, and may find what the repeat of another gave back. But a repeat of the repeat changes
 * nothing, whatever happened.
 */
final class Repeats {
    private final Stage stage;
    private final Roads roads;
    private final List<Cast> casts;
    private final Ways ways;
    private final RunningAudit audit;

    Repeats(Stage stage, List<Cast> casts, Ways ways, RunningAudit audit) {
        this.stage = stage;
        this.roads = stage.roads();
        this.casts = casts;
        this.ways = ways;
        this.audit = audit;
    }

    /** @param settingsChanged whether somebody thought again, so that an older word may mean something else by now */
    void play(boolean settingsChanged) {
        var asked = asked();
        var before = contents();
        var known = standing().mapToInt(Standing::leftAttempts).sum();
        everything();
        if (!before.equals(contents())) {
            stage.tally().count("a repeat changed what was changed back");
            var taught = standing().mapToInt(Standing::leftAttempts).sum() - known;
            assertThat(settingsChanged
                            || taught > 0
                            || standing().anyMatch(each -> each.movedBack() || each.rejected() > 0))
                    .as("a repeat wrote")
                    .isTrue();
            repeatTheRepeat();
        }
        assertThat(asked()).as("R-04: a repeat asks no shop").isEqualTo(asked);
        casts.forEach(each -> {
            var rules = ClawbackRules.after(
                    each.commits(), each.shop().items(), each.season().zone(), _ -> {});
            assertThat(Standing.of(each.shop()).forgotten(rules, roads, each.mail()))
                    .as("left to do after all repeats")
                    .isEmpty();
        });
    }

    private void repeatTheRepeat() {
        var settled = contents();
        everything();
        for (var retry = standing().mapToLong(Standing::rejected).sum();
                retry > 0 && !contents().equals(settled);
                retry--) {
            settled = contents();
            everything();
        }
        assertThat(contents()).as("after a repeat of the repeat").isEqualTo(settled);
        assertThat(audit.findings()).as("findings after all repeats").isEmpty();
        casts.forEach(each -> assertThat(each.findings(_ -> {}))
                .as("findings after all repeats")
                .isEmpty());
    }

    private Object contents() {
        return stage.shop().contents();
    }

    private Stream<Standing> standing() {
        return casts.stream().map(each -> Standing.of(each.shop()));
    }

    private int asked() {
        return casts.stream().mapToInt(each -> each.codes().asked()).sum();
    }

    private void everything() {
        for (var queue : Ways.QUEUES) {
            var all = roads.sqs().everSent(queue).stream().distinct().toList();
            var consuming = ways.function(queue, ways.watched(queue), roads.call());
            for (var message : all) {
                roads.sqs().deliver(queue, List.<Message>of(message), consuming);
            }
        }
        roads.sweep(ways.watched(Ways.API), roads.call());
    }
}
