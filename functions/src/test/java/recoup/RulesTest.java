package recoup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/rules.md} and the tests together, in both directions and over both modules. */
class RulesTest {
    private static final Pattern ROW = Pattern.compile("^\\| ([A-Z]-\\d\\d[a-z]?) \\|.*$", Pattern.MULTILINE);
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
                .forEach(row ->
                        assertThat(NamedTests.in(row.group())).as(row.group(1)).isNotEmpty());
        NamedTests.in(document())
                .forEach(name ->
                        assertThat(tests.keySet()).as(name.group()).anyMatch(test -> NamedTests.named(test, name)));
    }

    @Test
    void every_test_that_is_named_after_a_rule_is_named_by_it() {
        var rows = new TreeMap<String, String>();
        ROW.matcher(document()).results().forEach(row -> rows.put(row.group(1), row.group()));
        tests().forEach((test, rule) -> {
            if (!rule.isEmpty()) {
                assertThat(NamedTests.in(rows.getOrDefault(rule, "")))
                        .as(rule + " and " + test)
                        .anyMatch(name -> NamedTests.named(test, name));
            }
        });
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
        NamedTests.all().forEach(test -> tests.put(test, rule(test.substring(test.indexOf('.') + 1))));
        return tests;
    }

    private static String rule(String test) {
        var rule = RULE.matcher(test);
        return rule.matches() ? rule.group(1) + "-" + rule.group(2) + rule.group(3) : "";
    }

    private static String document() {
        return NamedTests.document("rules.md");
    }
}
