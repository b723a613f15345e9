package recoup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/crashes.md} and the tests together: no line without a test, and no test that does not exist. */
class CrashesTest {
    private static final String HELD_BY = "| held by |";

    @Test
    void every_line_says_what_is_left_and_who_finishes_it_and_names_its_tests() {
        var lines = lines();
        assertThat(lines).hasSizeGreaterThan(50);
        for (var line : lines) {
            assertThat(cells(line)).as(line).hasSize(4).noneMatch(String::isBlank);
            assertThat(NamedTests.in(cells(line).getLast())).as(line).isNotEmpty();
        }
    }

    @Test
    void every_test_that_a_line_names_exists() {
        var tests = NamedTests.all();
        assertThat(tests).hasSizeGreaterThan(100);
        for (var line : lines()) {
            NamedTests.in(cells(line).getLast())
                    .forEach(name -> assertThat(tests).as(name.group()).anyMatch(test -> NamedTests.named(test, name)));
        }
    }

    /** The lines of the tables that have tests. */
    private static List<String> lines() {
        return Stream.of(NamedTests.document("crashes.md").split("\n## ", -1))
                .filter(section -> section.contains(HELD_BY))
                .flatMap(String::lines)
                .filter(line -> line.startsWith("| ") && !line.endsWith(HELD_BY))
                .toList();
    }

    private static List<String> cells(String line) {
        return Stream.of(line.substring(2, line.length() - 2).split(" \\| ", -1))
                .toList();
    }
}
