package recoup.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import recoup.contract.Contract;

/**
 * Requests made from the document, many lives of a shop. {@code -Dfuzz.requests=N} makes so many, {@code -Dfuzz.seed=N} is that
 * one life again.
 */
class FuzzTest {
    private static final int REQUESTS = 5_000;

    @Test
    void whatever_is_asked_is_answered_as_the_document_says() {
        var one = Long.getLong("fuzz.seed");
        var lives = Math.max(1, Integer.getInteger("fuzz.requests", REQUESTS) / Life.LENGTH);
        var total = total(one == null ? LongStream.range(0, lives) : LongStream.of(one));
        System.out.println("fuzz: " + total);
        if (one == null) {
            assertThat(total.keySet()).as("silence is no proof").containsAll(successes());
        }
    }

    @Test
    void one_seed_is_one_life() {
        assertThat(new Life(7, UnaryOperator.identity()).live(300))
                .isEqualTo(new Life(7, UnaryOperator.identity()).live(300));
    }

    /** Every success that the document knows, such as {@code placeOrder 201}. */
    private static Set<String> successes() {
        var successes = new TreeSet<String>();
        Contract.DOCUMENT
                .operations()
                .forEach(operation -> operation
                        .place()
                        .at("responses")
                        .steps()
                        .filter(response -> response.name().startsWith("2"))
                        .forEach(response -> successes.add(
                                operation.place().at("operationId").text() + " " + response.name())));
        return successes;
    }

    private static Map<String, Long> total(LongStream seeds) {
        try (var threads = Executors.newFixedThreadPool(2)) {
            var lives = seeds.mapToObj(
                            seed -> threads.submit(() -> new Life(seed, UnaryOperator.identity()).live(Life.LENGTH)))
                    .toList();
            var total = new TreeMap<String, Long>();
            var faults = new ArrayList<String>();
            lives.forEach(life -> result(life, faults).forEach((what, times) -> total.merge(what, times, Long::sum)));
            assertThat(faults).isEmpty();
            return total;
        }
    }

    private static Map<String, Long> result(Future<Map<String, Long>> life, List<String> faults) {
        try {
            return life.get();
        } catch (ExecutionException failed) {
            faults.add(String.valueOf(failed.getCause()));
            return Map.of();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }
}
