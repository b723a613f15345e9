package recoup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What PIT changed without a test failing. They must be few, and each must be in {@code docs/trust.md} with the reason why
 * it is left; one that is there and was noticed must go from there.
 */
final class Survivors {
    private static final Path REPORT = Path.of("target", "pit", "mutations.csv");
    private static final int LEAST_PERCENT = 95;
    private static final Set<String> NOTICED = Set.of("KILLED", "TIMED_OUT", "MEMORY_ERROR");
    private static final Pattern ROW = Pattern.compile("^\\| `(\\w+\\.\\w+)` \\| (\\d+) \\|", Pattern.MULTILINE);

    /** One change of the code, and whether a test failed by it. */
    private record Change(String where, String what, String line, String status) {
        /** Of a lambda it is the method around it that counts, and of a class within another its own name. */
        private static Change of(String row) {
            var parts = row.split(",", 7);
            var type = parts[1].substring(Math.max(parts[1].lastIndexOf('.'), parts[1].lastIndexOf('$')) + 1);
            var method = parts[3].replaceFirst("^lambda\\$(\\w+)\\$\\d+$", "$1");
            var what = parts[2].substring(parts[2].lastIndexOf('.') + 1);
            return new Change(type + "." + method, what, parts[4], parts[5]);
        }

        private boolean survived() {
            return !NOTICED.contains(status);
        }
    }

    private Survivors() {}

    public static void main(String[] arguments) throws IOException {
        var changes = Files.readAllLines(REPORT).stream().map(Change::of).toList();
        var survivors = changes.stream().filter(Change::survived).toList();
        var killed = changes.size() - survivors.size();
        System.out.printf("mutants: %d of %d killed%n", killed, changes.size());
        survivors.forEach(System.out::println);
        if (killed * 100L < changes.size() * (long) LEAST_PERCENT) {
            throw new AssertionError("fewer than " + LEAST_PERCENT + " % are killed");
        }
        if (!counted(survivors).equals(listed())) {
            throw new AssertionError("docs/trust.md lists " + listed() + " and not " + counted(survivors));
        }
    }

    private static Map<String, Long> counted(List<Change> survivors) {
        return survivors.stream().collect(Collectors.groupingBy(Change::where, TreeMap::new, Collectors.counting()));
    }

    private static Map<String, Long> listed() {
        var section = NamedTests.document("trust.md")
                .split("### Mutation testing\n", 2)[1]
                .split("\n##", 2)[0];
        return ROW.matcher(section)
                .results()
                .collect(Collectors.toMap(
                        row -> row.group(1), row -> Long.valueOf(row.group(2)), Long::sum, TreeMap::new));
    }
}
