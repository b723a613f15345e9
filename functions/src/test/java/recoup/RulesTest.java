package recoup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/rules.md} and the tests together, in both directions and over both modules. */
class RulesTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]-\\d\\d[a-z]?) \\|.*$", Pattern.MULTILINE);
    private static final Pattern NAMED = Pattern.compile("`(\\w+\\.\\w+)(\\*?)`");
    private static final Pattern TEST = Pattern.compile("void (\\w+)\\(");
    private static final Pattern RULE = Pattern.compile("^([A-Z])_(\\d\\d)(a?)_.*");

    @Test
    void every_rule_is_listed_once() {
        var listed = ROW.matcher(document()).results().map(row -> row.group(1)).toList();
        assertThat(listed).containsExactlyInAnyOrderElementsOf(everyRule());
    }

    @Test
    void every_rule_names_a_test_and_every_named_test_exists() {
        var tests = tests();
        assertThat(tests).hasSizeGreaterThan(100);
        ROW.matcher(document())
                .results()
                .forEach(row -> assertThat(NAMED.matcher(row.group()).results())
                        .as(row.group(1))
                        .isNotEmpty());
        NAMED.matcher(document())
                .results()
                .forEach(name -> assertThat(tests.keySet()).as(name.group()).anyMatch(test -> named(test, name)));
    }

    @Test
    void every_test_that_is_named_after_a_rule_is_named_by_it() {
        var rows = new TreeMap<String, String>();
        ROW.matcher(document()).results().forEach(row -> rows.put(row.group(1), row.group()));
        tests().forEach((test, rule) -> {
            if (!rule.isEmpty()) {
                assertThat(NAMED.matcher(rows.getOrDefault(rule, "")).results())
                        .as(rule + " and " + test)
                        .anyMatch(name -> named(test, name));
            }
        });
    }

    /** A name ends as the test's does, or with a star. */
    private static boolean named(String test, MatchResult name) {
        return name.group(2).isEmpty() ? test.equals(name.group(1)) : test.startsWith(name.group(1));
    }

    private static List<String> everyRule() {
        return Stream.of(Stream.of("C-14a"), ids("C", 16), ids("A", 13), ids("E", 7), ids("R", 8), ids("L", 7))
                .flatMap(ids -> ids)
                .toList();
    }

    private static Stream<String> ids(String letter, int last) {
        return IntStream.rangeClosed(1, last).mapToObj("%s-%%02d".formatted(letter)::formatted);
    }

    /** Each test as {@code Class.method}, with the rule that its name begins with, or "". */
    private static Map<String, String> tests() {
        var tests = new TreeMap<String, String>();
        Stream.of("functions", "infra/local")
                .map(module -> ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(RulesTest::files)
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> {
                    var type = file.getFileName().toString().replace(".java", "");
                    TEST.matcher(read(file))
                            .results()
                            .forEach(test -> tests.put(type + "." + test.group(1), rule(test.group(1))));
                });
        return tests;
    }

    private static String rule(String test) {
        var rule = RULE.matcher(test);
        return rule.matches() ? rule.group(1) + "-" + rule.group(2) + rule.group(3) : "";
    }

    private static String document() {
        return read(ROOT.resolve("docs/rules.md"));
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
