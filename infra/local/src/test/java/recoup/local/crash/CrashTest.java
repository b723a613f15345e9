package recoup.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import recoup.local.crash.EndOfWorld.Patience;

/** The functions are killed under their clients' hands, and nothing is lost, doubled or half done. */
class CrashTest {
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 5);
    private static final long SEED = Long.getLong("crash.seed", 1);
    /** A longer world only takes longer to audit. */
    private static final int ROUNDS_OF_A_WORLD = 25;
    /** Of so many kills one must come while somebody waits, and of so many one between an operation and its answer. */
    private static final int ROUNDS_OF_A_HIT = 2;

    private static final int ROUNDS_OF_AN_UNHEARD_ANSWER = 10;

    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(90), ROUNDS >= ROUNDS_OF_A_WORLD);

    @Test
    void nothing_acknowledged_is_lost_and_nothing_is_doubled_or_half_done(@TempDir Path folder) throws Exception {
        var figures = Figures.NONE;
        for (var left = ROUNDS; left > 0; left -= ROUNDS_OF_A_WORLD) {
            var seed = SEED + (ROUNDS - left) / ROUNDS_OF_A_WORLD;
            var ofThisWorld = Files.createDirectory(folder.resolve("world-" + seed));
            try (var world = World.start(seed, FunctionsProcess.REAL, Map.of(), ofThisWorld)) {
                var findings = world.run(Math.min(left, ROUNDS_OF_A_WORLD), PATIENCE);
                assertThat(findings).as("-Dcrash.seed=" + seed).isEmpty();
                figures = figures.and(world.figures());
            }
        }
        System.out.println(figures);
        assertThat(figures.hits())
                .as("a kill while nobody waits proves nothing")
                .isPositive();
        assertThat(figures.repeated()).isPositive();
        if (ROUNDS >= ROUNDS_OF_A_WORLD) {
            assertThat(figures.hits()).isGreaterThanOrEqualTo(ROUNDS / ROUNDS_OF_A_HIT);
            assertThat(figures.unheard())
                    .as("an answer that is cut off is what all this is for")
                    .isGreaterThanOrEqualTo(ROUNDS / ROUNDS_OF_AN_UNHEARD_ANSWER);
        }
    }
}
