package recoup.simulation;

import static recoup.simulation.Raw.text;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import recoup.handlers.OneCall;
import recoup.handlers.Roads;
import recoup.queues.SimulatedSqs.Message;

/**
 * Who hands messages to functions: in any order, late, twice, while they are being applied and long after they were; and the
 * function may die or run out of time.
 */
final class Consumers {
    static final List<String> QUEUES = List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES);
    /** It takes one message at a time, so that one merchant's shop holds no other's code up. */
    private static final Set<String> ONE_BY_ONE = Set.of(Roads.REVOCATIONS);

    /** After so many receives a message is handed out once at a time, for the fifth may be its last. */
    private static final int OFTEN = 3;

    private static final int LARGEST_BATCH = 5;
    /** How often others may go on before a turn at an empty queue is over. */
    private static final int LONGEST_WAIT = 12;

    private final Roads roads;
    private final List<Cast> casts;
    private final RandomGenerator random;
    private final Functions functions;
    private final Runnable timeGoesOn;
    private final Consumer<String> seen;
    private final Map<Message, Integer> underWay = new HashMap<>();

    /** Makes a queue's function for one call. */
    @FunctionalInterface
    interface Functions {
        Function<SQSEvent, SQSBatchResponse> of(String queue, OneCall call);
    }

    Consumers(
            Roads roads,
            List<Cast> casts,
            RandomGenerator random,
            Functions functions,
            Runnable timeGoesOn,
            Consumer<String> seen) {
        this.roads = roads;
        this.casts = casts;
        this.random = random;
        this.functions = functions;
        this.timeGoesOn = timeGoesOn;
        this.seen = seen;
    }

    void deliver(int turns) {
        deliver(turns, QUEUES);
    }

    /** The same for the code-revoker. */
    void revoke(int turns) {
        deliver(turns, List.of(Roads.REVOCATIONS));
    }

    private void deliver(int turns, List<String> queues) {
        for (var turn = 0; turn < turns; turn++) {
            if (random.nextInt(queues.size() + 1) == 0) {
                roads.sqs().waitsEnd();
            }
            var queue = queues.get(random.nextInt(queues.size()));
            for (var wait = 0;
                    wait < LONGEST_WAIT && roads.sqs().messages(queue).isEmpty();
                    wait++) {
                Baton.pass();
            }
            var batch = batch(queue);
            if (!batch.isEmpty()) {
                deliver(queue, batch);
            }
            timeGoesOn.run();
        }
    }

    private List<Message> batch(String queue) {
        var sqs = roads.sqs();
        var late = random.nextInt(6) == 0;
        var candidates = new ArrayList<>((late ? sqs.everSent(queue) : sqs.messages(queue))
                .stream()
                        .filter(message -> !message.waits())
                        .filter(message ->
                                !underWay.containsKey(message) || (message.receives() < OFTEN && random.nextBoolean()))
                        .toList());
        Collections.shuffle(candidates, Random.from(random));
        var batch = List.copyOf(candidates.subList(0, Math.min(candidates.size(), size(queue))));
        if (!batch.equals(batch.stream()
                .sorted((one, two) -> Integer.compare(
                        sqs.everSent(queue).indexOf(one), sqs.everSent(queue).indexOf(two)))
                .toList())) {
            seen.accept("delivered in another order");
        }
        if (!sqs.messages(queue).containsAll(batch)) {
            seen.accept("delivered again after it was acknowledged");
        }
        return batch;
    }

    private int size(String queue) {
        return ONE_BY_ONE.contains(queue) ? 1 : 1 + random.nextInt(LARGEST_BATCH);
    }

    private void deliver(String queue, List<Message> batch) {
        if (batch.stream().anyMatch(underWay::containsKey)) {
            seen.accept("duplicate delivered while the first was being applied");
        }
        batch.forEach(message -> underWay.merge(message, 1, Integer::sum));
        var call = random.nextInt(10) == 0 ? roads.call(1) : roads.call();
        var consuming = functions.of(queue, call);
        try {
            roads.sqs().deliver(queue, batch, event -> witnessed(batch, consuming.apply(event)));
        } catch (DyingDynamoDb.Died died) {
            seen.accept((ONE_BY_ONE.contains(queue) ? "revoker" : "consumer") + " died " + died.when());
        } finally {
            batch.forEach(message -> underWay.computeIfPresent(message, (_, times) -> times == 1 ? null : times - 1));
        }
    }

    private SQSBatchResponse witnessed(List<Message> batch, SQSBatchResponse answer) {
        var failures = answer.getBatchItemFailures().size();
        if (failures > 0 && failures < batch.size()) {
            seen.accept("part of a batch came back");
        }
        if (failures == 0) {
            casts.forEach(cast -> batch.stream()
                    .filter(cast.mail()::isMine)
                    .flatMap(message -> cast.mail().words().stream()
                            .filter(word -> message.body().contains(word.mark())))
                    .filter(word -> !word.attempts().isEmpty())
                    .forEach(word -> wasOld(word, cast)));
        }
        return answer;
    }

    private void wasOld(Word word, Cast cast) {
        cast.shop().items().stream()
                .filter(item -> text(item, "sk").equals("O") && text(item, "o").equals(word.about()))
                .filter(order -> text(order, "ps").equals("PENDING") && Word.isOld(word.attempts(), order))
                .forEach(_ -> seen.accept("old attempt ignored"));
    }
}
