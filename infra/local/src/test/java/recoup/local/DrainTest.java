package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;
import static recoup.local.Calls.json;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When drain says that all is idle, every effect is there. */
class DrainTest {
    private static final AtomicInteger BEGUN = new AtomicInteger();
    private static final AtomicInteger COMMITTED = new AtomicInteger();
    private static final AtomicInteger PUBLISHED = new AtomicInteger();
    private static volatile CountDownLatch held = new CountDownLatch(0);
    private static final LocalStack STACK =
            SmallStack.start(SmallStack.OPTIONS, (event, _) -> work(event), (event, _) -> {
                pause(30);
                PUBLISHED.addAndGet(event.getRecords().size());
                return null;
            });

    private final Calls calls = new Calls(STACK.address());

    @AfterAll
    static void stop() {
        STACK.close();
    }

    /** Works for a while, then commits; the journal's stream has it published. */
    private static @Nullable SQSBatchResponse work(SQSEvent event) {
        BEGUN.incrementAndGet();
        try {
            held.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        for (var message : event.getRecords()) {
            if (message.getBody().equals("poison")) {
                return new SQSBatchResponse(List.of(new BatchItemFailure(message.getMessageId())));
            }
            pause(20);
            SmallStack.write(STACK, message.getMessageId(), "J#1");
            COMMITTED.incrementAndGet();
        }
        return null;
    }

    @BeforeEach
    void nothingYet() {
        BEGUN.set(0);
        COMMITTED.set(0);
        PUBLISHED.set(0);
    }

    @Test
    void it_waits_for_what_is_sent_worked_on_committed_and_published() {
        for (var sent = 1; sent <= 8; sent++) {
            send("work");
            var drained = json(calls.send("POST", "/_local/drain", "{}"));
            assertThat(drained.path("drained").booleanValue()).isTrue();
            assertThat(COMMITTED).hasValue(sent);
            assertThat(PUBLISHED).hasValue(sent);
            assertThat(drained.at("/queues/work/inFlight").longValue()).isZero();
        }
        var before = COMMITTED.get();
        for (var i = 0; i < 30; i++) {
            send("work");
        }
        assertThat(drained("{}")).isTrue();
        assertThat(COMMITTED).hasValue(before + 30);
        assertThat(PUBLISHED).hasValue(before + 30);
    }

    @Test
    void it_says_so_when_something_is_not_done_in_time() throws InterruptedException {
        held = new CountDownLatch(1);
        try {
            send("held");
            SmallStack.await(() -> BEGUN.get() > 0);
            var drained = json(calls.send("POST", "/_local/drain", "{\"timeoutSeconds\":0}"));
            assertThat(drained.path("drained").booleanValue()).isFalse();
            assertThat(drained.at("/queues/work/inFlight").longValue()).isEqualTo(1);
        } finally {
            held.countDown();
        }
        assertThat(drained("{}")).isTrue();
    }

    @Test
    void a_message_that_waits_for_its_retry_is_in_flight_and_what_is_dead_is_counted() {
        send("poison");
        var waiting = json(calls.send("POST", "/_local/drain", "{\"timeoutSeconds\":0}"));
        assertThat(waiting.path("drained").booleanValue()).isFalse();
        var dead = json(calls.send("POST", "/_local/drain", "{}"));
        assertThat(dead.path("drained").booleanValue()).isTrue();
        assertThat(dead.path("queues")).isEqualTo(json("{\"work\":{\"visible\":0,\"inFlight\":0,\"dead\":1}}"));
    }

    private boolean drained(String body) {
        return json(calls.send("POST", "/_local/drain", body)).path("drained").booleanValue();
    }

    private static void send(String body) {
        STACK.sqs()
                .sendMessage(
                        message -> message.queueUrl(STACK.queueUrl("WorkQueue")).messageBody(body));
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
