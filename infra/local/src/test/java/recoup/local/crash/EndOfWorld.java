package recoup.local.crash;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recoup.local.LastingQueues;
import recoup.simulation.Raw;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is asked of a world when its clients are done and nobody dies any more. */
final class EndOfWorld {
    private static final String REVOCATIONS = "RevocationsQueue";
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** For how long it is waited at most, and whether also for reversals, whose second try comes half a minute after the first. */
    record Patience(Duration most, boolean withReversals) {}

    private final Front front;
    private final Diary diary;
    private final DynamoDbServer store;
    private final LastingQueues queues;

    EndOfWorld(Front front, Diary diary, DynamoDbServer store, LastingQueues queues) {
        this.front = front;
        this.diary = diary;
        this.store = store;
        this.queues = queues;
    }

    /** Waits for everything to be right, for no longer than {@code patience} says; then everything that is wrong. */
    List<String> findings(Patience patience) throws InterruptedException {
        var end = System.nanoTime() + patience.most().toNanos();
        while (patience.withReversals() && !isSettled()) {
            if (System.nanoTime() > end) {
                return List.of("left over: it never comes to rest");
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
        var parked = new ArrayList<String>();
        while (true) {
            sweep();
            parked.addAll(queues.takeParked());
            var findings = look(parked);
            if (findings.isEmpty()) {
                return secondLook();
            }
            if (System.nanoTime() > end) {
                return findings;
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    private List<String> look(List<String> parked) throws InterruptedException {
        var waiting = queues.waiting(REVOCATIONS);
        var table = store.items();
        var pages = diary.pages();
        var findings = new ArrayList<String>();
        for (var merchant : World.MERCHANTS) {
            var items = Items.of(merchant, table);
            var ours = World.of(merchant, pages);
            var published = front.read("/_local/notifications?merchantId=" + merchant, List.of());
            findings.addAll(WholenessAudit.findings(items));
            findings.addAll(DiaryAudit.findings(items, ours));
            findings.addAll(EndAudit.findings(items, ours, parked, published, waiting));
        }
        return findings;
    }

    private List<String> secondLook() throws InterruptedException {
        var table = store.items();
        var findings = new ArrayList<String>();
        for (var merchant : World.MERCHANTS) {
            var ours = World.of(merchant, diary.pages());
            findings.addAll(SecondLook.findings(front, merchant, Items.of(merchant, table), ours));
        }
        return findings;
    }

    private void sweep() throws InterruptedException {
        var _ = front.ask("POST", "/_local/schedule/expiry", "{}", List.of());
    }

    private boolean isSettled() throws InterruptedException {
        sweep();
        var drained = Front.json(front.ask("POST", "/_local/drain", "{\"timeoutSeconds\":2}", List.of())
                        .body())
                .path("drained")
                .asBoolean();
        return drained && store.items().stream().noneMatch(EndOfWorld::isLeft);
    }

    private static boolean isLeft(Map<String, AttributeValue> item) {
        return item.containsKey("in")
                || (item.containsKey("dp")
                        && Raw.number(item, "pd") < Instant.now().toEpochMilli() + 2_000);
    }
}
