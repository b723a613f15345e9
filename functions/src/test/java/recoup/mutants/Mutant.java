package recoup.mutants;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions with something wrong in their sources. A constant is part of every class that uses it: what must change is its use.
 *
 * @param name what is wrong, as a sentence would say it
 * @param edits one, or as many as one mistake takes
 */
record Mutant(String name, List<Edit> edits) {
    /**
     * A text that stands once in a file, and what stands there instead.
     *
     * @param file below the package {@code recoup}, such as {@code ledger/Guards}
     */
    record Edit(String file, String was, String becomes) {}

    private static final Path SOURCES = Path.of("src/main/java/recoup");

    Mutant {
        edits = List.copyOf(edits);
    }

    static Mutant of(String name, String file, String was, String becomes) {
        return new Mutant(name, List.of(new Edit(file, was, becomes)));
    }

    /** The same with one more edit. */
    Mutant and(String file, String was, String becomes) {
        var more = new ArrayList<>(edits);
        more.add(new Edit(file, was, becomes));
        return new Mutant(name, more);
    }

    /** The sources that it changes, by the name of their class; an {@link AssertionError} if a text does not stand there once. */
    Map<String, String> sources() {
        var sources = new LinkedHashMap<String, String>();
        for (var edit : edits) {
            var type = "recoup." + edit.file().replace('/', '.');
            var source = sources.computeIfAbsent(type, _ -> read(edit.file()));
            var at = source.indexOf(edit.was());
            if (at < 0 || source.indexOf(edit.was(), at + 1) >= 0) {
                throw new AssertionError(name + ": this does not stand once in " + edit.file() + ": " + edit.was());
            }
            sources.put(type, source.replace(edit.was(), edit.becomes()));
        }
        return sources;
    }

    private static String read(String file) {
        try {
            return Files.readString(SOURCES.resolve(file + ".java"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
