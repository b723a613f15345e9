package recoup.local;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The event sources that Lambda would poll: the queues and the table's stream. */
final class Background implements AutoCloseable {
    /** A batch that runs gets this long to end; Ctrl-C ends within 2 s. */
    private static final Duration CLOSING = Duration.ofMillis(500);

    private final Invocations invocations;
    private final List<QueueConsumer> queues = new ArrayList<>();
    private final List<StreamConsumer> streams = new ArrayList<>();

    Background(Invocations invocations) {
        this.invocations = invocations;
    }

    void readQueues(List<QueueSource> sources, Queues from, Map<String, QueueFunction> functions) {
        for (var source : sources) {
            var function = Handlers.find(functions, source.function().handler(), source.queue());
            var consumer = new QueueConsumer(source, from.byId(source.queue()), from.client(), function, invocations);
            queues.add(consumer);
            consumer.start();
        }
    }

    /** Without a stream nobody is called; the store has said so. */
    void readStream(List<StreamSource> sources, Optional<TableStream> stream, Map<String, StreamFunction> functions) {
        for (var source : sources) {
            var function = Handlers.find(functions, source.function().handler(), "the table's stream");
            stream.map(table -> new StreamConsumer(source, table, function, invocations))
                    .ifPresent(consumer -> {
                        streams.add(consumer);
                        consumer.start();
                    });
        }
    }

    boolean isUp() {
        return queues.stream().allMatch(QueueConsumer::isUp) && streams.stream().allMatch(StreamConsumer::isUp);
    }

    Drain drain(Queues all) {
        return new Drain(all, invocations, streams);
    }

    /** All of them stop at once; then each batch that runs has the same moment left. */
    @Override
    public void close() {
        queues.forEach(QueueConsumer::stop);
        streams.forEach(StreamConsumer::stop);
        var end = System.nanoTime() + CLOSING.toNanos();
        try {
            for (var queue : queues) {
                queue.awaitEnd(end);
            }
            for (var stream : streams) {
                stream.awaitEnd(end);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
