package recoup.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import recoup.simulation.Trial;

/**
 * The simulation finds every seeded bug within 1,000 seeds. {@code ./mvnw -q -Pbugs -pl functions test} tries each
 * and writes the tables of {@code docs/trust.md}; {@code -Dbug=WORDS} tries those alone whose name has the words.
 */
class SeededBugs {
    private static final Path DOCUMENT = Path.of("..", "docs", "trust.md");
    private static final int SEEDS = Integer.getInteger("seeds", 1_000);
    private static final int AT_LEAST = 40;
    private static final String ONLY = System.getProperty("bug", "");

    @Test
    void each_is_found() throws IOException {
        var mutants = Mutants.all().stream()
                .filter(mutant -> mutant.name().contains(ONLY))
                .toList();
        var planted = Trial.planted().stream().filter(bug -> bug.contains(ONLY)).toList();
        var sources = tried(mutants, Mutant::name, SeededBugs::firstFound);
        var around = tried(planted, bug -> bug, bug -> Trial.firstFound(bug, SEEDS));
        assertThat(notFound(sources)).as("nobody finds").isEmpty();
        assertThat(notFound(around)).as("nobody finds").isEmpty();
        if (ONLY.isEmpty()) {
            assertThat(sources.size() + around.size()).isGreaterThanOrEqualTo(AT_LEAST);
            Files.writeString(DOCUMENT, TrustTable.inserted(Files.readString(DOCUMENT), sources, around));
        }
    }

    private static List<String> notFound(Map<String, Long> seeds) {
        return seeds.entrySet().stream()
                .filter(each -> each.getValue() >= SEEDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static <T> Map<String, Long> tried(List<T> bugs, Function<T, String> name, ToLongFunction<T> trial) {
        var seeds = new LinkedHashMap<String, Long>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var found = threads.invokeAll(bugs.stream()
                    .<Callable<Long>>map(bug -> () -> told(name.apply(bug), trial.applyAsLong(bug)))
                    .toList());
            for (var number = 0; number < bugs.size(); number++) {
                seeds.put(name.apply(bugs.get(number)), found.get(number).get());
            }
            return seeds;
        } catch (InterruptedException | ExecutionException failed) {
            throw new AssertionError(failed);
        }
    }

    private static long told(String bug, long seed) {
        System.out.println(bug + ": " + (seed < SEEDS ? "seed " + seed : "not found"));
        return seed;
    }

    private static long firstFound(Mutant mutant) {
        try {
            return (long) new MutantLoader(mutant)
                    .loadClass(Trial.class.getName())
                    .getMethod("firstFound", int.class)
                    .invoke(null, SEEDS);
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(mutant.name(), broken);
        }
    }
}
