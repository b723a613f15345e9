package recoup.local;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Waits until nothing is left to do in the background. */
final class Drain {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);
    /** Whoever waits for nothing still gets an answer to whether all is idle: so long the stream takes to be read. */
    private static final Duration ONE_LOOK = Duration.ofMillis(500);

    private final Queues queues;
    private final Invocations invocations;
    private final List<StreamConsumer> streams;

    Drain(Queues queues, Invocations invocations, List<StreamConsumer> streams) {
        this.queues = queues;
        this.invocations = invocations;
        this.streams = List.copyOf(streams);
    }

    /** Whether all became idle in time, and how the queues stand. */
    Answer answer(Duration atMost) {
        var drained = await(System.nanoTime() + Math.max(ONE_LOOK.toNanos(), atMost.toNanos()));
        var depths = new LinkedHashMap<String, Map<String, Long>>();
        queues.all().forEach(queue -> depths.put(queue.name(), written(queues.depth(queue))));
        var answer = new LinkedHashMap<String, Object>();
        answer.put("drained", drained);
        answer.put("queues", depths);
        return Answer.json(200, answer);
    }

    private static Map<String, Long> written(Queues.Depth depth) {
        var written = new LinkedHashMap<String, Long>();
        written.put("visible", depth.visible());
        written.put("inFlight", depth.inFlight());
        written.put("dead", depth.dead());
        return written;
    }

    private boolean await(long end) {
        try {
            while (!isIdle(end)) {
                if (System.nanoTime() - end > 0) {
                    return false;
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
            return true;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * A message is in flight until its function has returned, so an empty queue has no effect to come. The queues are asked
     * one after the other, and what one function does may be another's work: it counts only if no call began meanwhile.
     */
    private boolean isIdle(long end) throws InterruptedException {
        var before = invocations.begun();
        return queuesAreIdle()
                && invocations.none()
                && streamsAreRead(end)
                && queuesAreIdle()
                && invocations.begun() == before;
    }

    private boolean queuesAreIdle() {
        return queues.all().stream().allMatch(queue -> queues.depth(queue).isIdle());
    }

    private boolean streamsAreRead(long end) throws InterruptedException {
        for (var stream : streams) {
            if (!stream.catchesUp(end)) {
                return false;
            }
        }
        return true;
    }
}
