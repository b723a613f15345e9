package recoup.local;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.Record;

/**
 * Reads the table's stream for a function, as Lambda's event source mapping does: filtered, in order, from the lowest
 * failed record again, and in ever smaller batches until the one that fails stands alone.
 */
final class StreamConsumer {
    private static final Duration IDLE = Duration.ofMillis(50);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

    private final StreamSource source;
    private final TableStream stream;
    private final StreamFunction function;
    private final Invocations invocations;
    private final Thread reader;
    private final Semaphore wanted = new Semaphore(0);
    /** The number of the pass that runs, and of the last one that found nothing. */
    private final AtomicLong begun = new AtomicLong();

    private final AtomicLong idle = new AtomicLong();
    private volatile boolean closing;

    StreamConsumer(StreamSource source, TableStream stream, StreamFunction function, Invocations invocations) {
        this.source = source;
        this.stream = stream;
        this.function = function;
        this.invocations = invocations;
        this.reader = Thread.ofPlatform().daemon().name("read the stream").unstarted(this::read);
    }

    void start() {
        reader.start();
    }

    boolean isUp() {
        return reader.isAlive();
    }

    /** Whether everything that is committed now has been taken, looked up until {@code end} by {@link System#nanoTime}. */
    boolean catchesUp(long end) throws InterruptedException {
        var asked = begun.get();
        while (idle.get() <= asked) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            wanted.release();
            Thread.sleep(1);
        }
        return true;
    }

    /** Reads nothing more. */
    void stop() {
        closing = true;
        reader.interrupt();
    }

    /** Waits for the batch that runs, until {@code end} by {@link System#nanoTime}. */
    void awaitEnd(long end) throws InterruptedException {
        TimeUnit.NANOSECONDS.timedJoin(reader, Math.max(1, end - System.nanoTime()));
    }

    private void read() {
        while (!closing) {
            try {
                pass();
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void pass() throws InterruptedException {
        var pass = begun.incrementAndGet();
        try {
            if (stream.pass(this::take)) {
                return;
            }
            idle.set(pass);
            var _ = wanted.tryAcquire(IDLE.toMillis(), TimeUnit.MILLISECONDS);
            wanted.drainPermits();
        } catch (SdkException fault) {
            stream.startAgain();
            if (!closing) {
                System.err.println("The table's stream cannot be read: " + fault.getMessage());
                Thread.sleep(AFTER_A_FAULT);
            }
        }
    }

    private void take(List<Record> records) throws InterruptedException {
        var wantedRecords = records.stream().filter(source.filter()::passes).toList();
        for (var from = 0; from < wantedRecords.size(); from += source.batchSize()) {
            deliver(wantedRecords.subList(from, Math.min(from + source.batchSize(), wantedRecords.size())));
        }
    }

    private void deliver(List<Record> batch) throws InterruptedException {
        var rest = batch.subList(done(batch, true), batch.size());
        if (rest.size() > 1) {
            deliver(rest.subList(0, rest.size() / 2));
            deliver(rest.subList(rest.size() / 2, rest.size()));
        } else if (rest.size() == 1) {
            tryAgain(rest);
        }
    }

    private void tryAgain(List<Record> alone) throws InterruptedException {
        var pause = FIRST_PAUSE;
        for (var retry = 1; retry <= source.retries(); retry++) {
            Thread.sleep(pause);
            if (done(alone, false) == 1) {
                return;
            }
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
        System.err.println(source.function().name() + " gave up on record "
                + alone.getFirst().dynamodb().sequenceNumber() + " of the table's stream after " + source.retries()
                + " retries.");
    }

    /** How many records from the first on the function is done with; of retries nobody needs to read. */
    private int done(List<Record> batch, boolean aloud) throws InterruptedException {
        var name = source.function().name();
        var limit = source.function().limit();
        var context = new LocalContext(name, UUID.randomUUID().toString(), limit);
        try {
            return invocations.call(
                    name,
                    limit,
                    () -> done(function.handleRequest(StreamEvent.of(stream.arn(), batch), context), batch));
        } catch (TimeoutException _) {
            System.err.println(name + " took longer than " + limit.toSeconds() + " s.");
        } catch (ExecutionException e) {
            if (aloud) {
                System.err.println(name + " threw");
                e.printStackTrace();
            }
        }
        return 0;
    }

    /** An identifier that is none of the batch means that all of it failed. */
    private static int done(@Nullable StreamsEventResponse response, List<Record> batch) {
        if (response == null || response.getBatchItemFailures() == null) {
            return batch.size();
        }
        var numbers =
                batch.stream().map(record -> record.dynamodb().sequenceNumber()).toList();
        return response.getBatchItemFailures().stream()
                .mapToInt(failure -> Math.max(0, numbers.indexOf("" + failure.getItemIdentifier())))
                .min()
                .orElse(batch.size());
    }
}
