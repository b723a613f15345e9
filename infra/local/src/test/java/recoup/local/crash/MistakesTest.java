package recoup.local.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.local.MistakenMain;
import recoup.local.crash.EndOfWorld.Patience;

/** The auditor can find something: a program that dies at the wrong moment does not get past it. {@code -Pcrash} runs it. */
@EnabledIfSystemProperty(named = "crash.rounds", matches = "\\d+")
class MistakesTest {
    private static final int MOST_ROUNDS = 10;
    private static final Patience PATIENCE = new Patience(Duration.ofSeconds(3), false);

    @ParameterizedTest
    @EnumSource
    void a_mistake_that_only_a_death_shows_is_found(Mistake mistake, @TempDir Path folder) throws Exception {
        var settings = Map.of(MistakenMain.MISTAKE, mistake.name());
        try (var world = World.start(1, MistakenMain.class.getName(), settings, folder)) {
            var findings = world.run(MOST_ROUNDS, PATIENCE);
            assertThat(findings)
                    .anyMatch(finding -> finding.contains(
                            switch (mistake) {
                                case ANSWER_APART, JOURNAL_APART -> "half done";
                                case ANSWER_UNREAD -> "doubled";
                                case ACKNOWLEDGED_FIRST -> "had no effect";
                            }));
            System.out.println(mistake + " is found, with " + world.figures() + " " + findings.getFirst());
        }
    }
}
