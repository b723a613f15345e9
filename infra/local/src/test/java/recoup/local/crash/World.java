package recoup.local.crash;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import recoup.local.LastingQueues;
import recoup.local.crash.EndOfWorld.Patience;

/** One store, one set of queues, some clients at work, and the functions, which are killed under their hands again and again. */
final class World implements AutoCloseable {
    static final List<String> MERCHANTS = List.of("acme", "bolt");

    private static final int CLIENTS_OF_A_MERCHANT = 3;
    /** Much shorter than any function's own, so that what a dead one held comes back while it is looked at. */
    private static final Duration VISIBILITY = Duration.ofSeconds(2);

    /** A life ends a moment after so many answers at most, and after so long in any case. */
    private static final int MOST_ANSWERS_OF_A_LIFE = 40;

    private static final Duration LONGEST_LIFE = Duration.ofSeconds(4);
    private static final int LONGEST_MOMENT_MILLIS = 150;
    /** One in so many is killed before it is up. */
    private static final int STARTS_IN_A_KILLED_START = 8;

    private static final Duration BETWEEN_SWEEPS = Duration.ofMillis(200);
    private static final Duration QUIET = Duration.ofMillis(60);
    /** A busy machine may let the store answer the dead later than that. */
    private static final Duration VERY_QUIET = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private final DynamoDbServer store;
    private final LastingQueues queues;
    private final FunctionsProcess functions;
    private final Diary diary;
    private final Front front;
    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private final List<String> findings = new ArrayList<>();
    private Figures figures = Figures.NONE;

    private World(
            RandomGenerator random,
            DynamoDbServer store,
            LastingQueues queues,
            FunctionsProcess functions,
            Diary diary) {
        this.random = random;
        this.store = store;
        this.queues = queues;
        this.functions = functions;
        this.diary = diary;
        this.front = new Front(functions.address(), diary);
    }

    /** Begins one whose functions are the program {@code main}; the same seed wants and kills the same, more or less in time. */
    static World start(long seed, String main, Map<String, String> settings, Path folder) throws Exception {
        var store = DynamoDbServer.start();
        var queues = LastingQueues.start(VISIBILITY);
        var variables = new HashMap<>(settings);
        variables.put("AWS_ENDPOINT_URL_DYNAMODB", store.endpoint().toString());
        variables.put("AWS_ENDPOINT_URL_SQS", queues.endpoint().toString());
        var functions = FunctionsProcess.start(main, variables, folder);
        return new World(new Random(seed), store, queues, functions, new Diary(folder.resolve("diary.log")));
    }

    /** Kills so many times or until something is wrong, then lets everybody finish; everything that is wrong, empty if nothing is. */
    List<String> run(int rounds, Patience patience) throws Exception {
        var began = System.nanoTime();
        functions.awaitUp();
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            try {
                new Beginning(front, diary).prepare();
                var working = begin(people::submit);
                for (var round = 1; round <= rounds && findings.isEmpty(); round++) {
                    liveAndDie(round);
                    working.forEach(World::fails);
                }
                if (findings.isEmpty()) {
                    finish(working);
                    findings.addAll(new EndOfWorld(front, diary, store, queues).findings(patience));
                }
            } finally {
                goesOn.set(false);
                var _ = people.shutdownNow();
            }
        }
        figures = figures.with(diary.pages(), Duration.ofNanos(System.nanoTime() - began));
        return List.copyOf(findings);
    }

    Figures figures() {
        return figures;
    }

    private List<Future<Void>> begin(Function<Callable<Void>, Future<Void>> submit) {
        var working = new ArrayList<Future<Void>>();
        for (var merchant : MERCHANTS) {
            var known = new Known();
            for (var number = 0; number < CLIENTS_OF_A_MERCHANT; number++) {
                var client = new Client(merchant, front, diary, known, new Random(random.nextLong()));
                working.add(submit.apply(() -> {
                    client.work(goesOn::get);
                    return null;
                }));
            }
        }
        working.add(submit.apply(() -> {
            while (goesOn.get()) {
                var _ = front.ask("POST", "/_local/schedule/expiry", "{}", List.of());
                Thread.sleep(BETWEEN_SWEEPS);
            }
            return null;
        }));
        return working;
    }

    private void finish(List<Future<Void>> working) throws Exception {
        functions.awaitUp();
        goesOn.set(false);
        for (var work : working) {
            var _ = work.get();
        }
    }

    private void liveAndDie(int round) throws Exception {
        live();
        var out = diary.pages().stream().filter(Diary.Page::isOut).count();
        var transactions = store.transactions();
        functions.kill();
        var now = still(QUIET);
        if (!wrong(now).isEmpty()) {
            now = still(VERY_QUIET);
        }
        functions.startAgain();
        wrong(now).forEach(finding -> findings.add("after kill " + round + ": " + finding));
        figures = figures.round(out, transactions, unheard(now));
    }

    private void live() throws Exception {
        if (random.nextInt(STARTS_IN_A_KILLED_START) > 0) {
            functions.awaitUp();
            var before = diary.answers();
            var enough = random.nextInt(MOST_ANSWERS_OF_A_LIFE);
            var end = System.nanoTime() + LONGEST_LIFE.toNanos();
            while (diary.answers() - before < enough && System.nanoTime() < end) {
                Thread.sleep(1);
            }
        }
        Thread.sleep(random.nextInt(LONGEST_MOMENT_MILLIS));
    }

    /** What the dead sent before they died is done before anybody looks. */
    private List<Items> still(Duration quiet) throws InterruptedException {
        do {
            Thread.sleep(quiet);
        } while (store.transactions() > 0);
        var table = store.items();
        return MERCHANTS.stream().map(merchant -> Items.of(merchant, table)).toList();
    }

    private List<String> wrong(List<Items> table) {
        var wrong = new ArrayList<String>();
        for (var items : table) {
            wrong.addAll(WholenessAudit.findings(items));
            wrong.addAll(DiaryAudit.findings(items, of(items.merchant(), diary.pages())));
        }
        return wrong;
    }

    private long unheard(List<Items> table) {
        return table.stream()
                .flatMap(items -> of(items.merchant(), diary.pages()).stream()
                        .filter(page -> page.answer().isEmpty()
                                && page.deed().isKeyed()
                                && items.isAnswered(page.deed().key())))
                .count();
    }

    static List<Diary.Page> of(String merchant, List<Diary.Page> pages) {
        return pages.stream()
                .filter(page -> page.deed().merchant().equals(merchant))
                .toList();
    }

    /** A client that failed would otherwise be missed at the end only. */
    private static void fails(Future<Void> work) {
        if (work.state() == Future.State.FAILED) {
            throw new IllegalStateException("a client gave up", work.exceptionNow());
        }
    }

    @Override
    public void close() {
        functions.close();
        queues.close();
        store.close();
    }
}
