package recoup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Tests by the names that documents call them: {@code Class.method}, or its beginning and a star. */
final class NamedTests {
    private static final Path ROOT = Path.of("..");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|Contract)\\.\\w+)(\\*?)`");
    private static final Pattern TEST = Pattern.compile("void (\\w+)\\(");

    private NamedTests() {}

    /** Every test of both modules. */
    static Set<String> all() {
        var tests = new TreeSet<String>();
        Stream.of("functions", "infra/local")
                .map(module -> ROOT.resolve(module).resolve("src/test/java"))
                .flatMap(NamedTests::files)
                .filter(file -> file.toString().endsWith(".java"))
                .forEach(file -> {
                    var type = file.getFileName().toString().replace(".java", "");
                    TEST.matcher(read(file)).results().forEach(test -> tests.add(type + "." + test.group(1)));
                });
        return tests;
    }

    /** The names in {@code text}. */
    static Stream<MatchResult> in(String text) {
        return NAMED.matcher(text).results();
    }

    /** A name ends as the test's does, or with a star. */
    static boolean named(String test, MatchResult name) {
        return name.group(2).isEmpty() ? test.equals(name.group(1)) : test.startsWith(name.group(1));
    }

    /** A file of {@code docs}. */
    static String document(String name) {
        return read(ROOT.resolve("docs").resolve(name));
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
