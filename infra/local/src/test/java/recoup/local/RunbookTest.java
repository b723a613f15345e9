package recoup.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the runbooks name is in {@code template.yaml}, and every runbook that an alarm names is there. */
class RunbookTest {
    private static final Path TEMPLATE = Template.find();
    private static final Path FOLDER = TEMPLATE.resolveSibling("infra").resolve("runbooks");

    /** The runbooks' {@code out} reads one of the stack's outputs. */
    private static final Pattern OUTPUT = Pattern.compile("\\$\\(out (\\w+)\\)");

    /** A name with a capital inside, in backticks, is one of ours. */
    private static final Pattern NAME = Pattern.compile("`([A-Z][a-z]+[A-Z]\\w+)`");

    private static final Pattern RUNBOOK = Pattern.compile("infra/runbooks/([a-z-]+\\.md)");

    private final Template template = Template.read(TEMPLATE);

    static List<Path> runbooks() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void what_a_runbook_names_is_in_the_template(Path runbook) throws IOException {
        var text = Files.readString(runbook);
        assertThat(named(OUTPUT, text))
                .isSubsetOf(template.at("Outputs").fields().keySet());
        var known = new TreeSet<>(template.at("Resources").fields().keySet());
        known.addAll(template.at("Outputs").fields().keySet());
        known.addAll(template.at("Parameters").fields().keySet());
        known.add("SnapStartNotReadyException");
        assertThat(named(NAME, text)).isSubsetOf(known);
    }

    @Test
    void every_runbook_that_the_template_names_is_there() throws IOException {
        var named = named(RUNBOOK, Files.readString(TEMPLATE));
        assertThat(named)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(FOLDER.resolve(name)).exists());
    }

    private static Set<String> named(Pattern pattern, String text) {
        var names = new TreeSet<String>();
        pattern.matcher(text).results().forEach(match -> names.add(match.group(1)));
        return names;
    }
}
