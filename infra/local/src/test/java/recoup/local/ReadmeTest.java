package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Runs the README's tour, command by command, against a stack with the demo shop. */
class ReadmeTest {
    private static final Path README = Template.find().resolveSibling("README.md");
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    /** Every curl of the tour must be answered with a success, unless the tour says which refusal it shows. */
    private static final String STRICT = """
        set -euo pipefail
        curl() { command curl --fail-with-body "$@"; echo; }
        """;

    @Test
    void the_tour_works_as_it_stands() throws IOException, InterruptedException {
        Assumptions.assumeTrue(runs("bash", "--version") && runs("curl", "--version"), "the tour needs bash and curl");
        try (var stack = LocalStack.start(Options.defaults().port(0))) {
            var script = STRICT + "RECOUP_PORT=" + stack.address().getPort() + "\n" + tour();
            var shell = new ProcessBuilder("bash", "-c", script)
                    .redirectErrorStream(true)
                    .start();
            var said = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(shell.waitFor(60, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(shell.exitValue()).as(said).isZero();
            assertThat(said)
                    .contains("\"why\":\"VALID\"")
                    .contains("\"why\":\"EXPIRED_EXTENDED\"")
                    .contains("\"status\":\"CANCELLED\"")
                    .containsIgnoringCase("Idempotency-Replayed: true")
                    .contains("\"type\":\"REVERT\"")
                    .contains("\"clawedBack\":200")
                    .contains("\"amount\":-66,")
                    .contains("\"amount\":-134,");
        }
    }

    @Test
    void it_names_the_two_commands() throws IOException {
        assertThat(Files.readString(README)).contains("./mvnw -q -Plocal\n").contains("./mvnw verify\n");
    }

    private static String tour() throws IOException {
        var readme = Files.readString(README);
        var tour = readme.substring(readme.indexOf("\n## A tour"));
        var commands = new StringBuilder();
        SHELL.matcher(tour.substring(0, tour.indexOf("\n## ", 1)))
                .results()
                .forEach(block -> commands.append(block.group(1)));
        assertThat(commands.toString()).contains("curl");
        return commands.toString();
    }

    private static boolean runs(String... command) throws InterruptedException {
        try {
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        }
    }
}
