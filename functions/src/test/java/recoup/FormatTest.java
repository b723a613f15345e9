package recoup;

import static org.assertj.core.api.Assertions.assertThat;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * All code is formatted by palantir-java-format. It is a test because Spotless would run the formatter on Maven's own
 * JDK 17, which cannot parse Java 25. With the system property {@code format=apply} it formats what is not.
 */
class FormatTest {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final List<Path> ROOTS =
            List.of(REPOSITORY.resolve("functions/src"), REPOSITORY.resolve("infra/local/src"));
    private static final boolean APPLY = System.getProperty("format", "check").equals("apply");
    private static final String FIX = "./mvnw -q -pl functions test -Dtest=FormatTest -Dformat=apply";

    private static final Formatter PALANTIR = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    /** A file that is not formatted, as it should be; empty if it cannot be parsed. */
    private record Unformatted(Path file, Optional<String> formatted) {
        @Override
        public String toString() {
            return REPOSITORY.relativize(file) + (formatted.isPresent() ? "" : " (cannot be parsed)");
        }
    }

    @Test
    void every_source_file_is_formatted() {
        var sources = ROOTS.stream().flatMap(FormatTest::sources).toList();
        assertThat(sources).isNotEmpty();
        var unformatted =
                sources.parallelStream().flatMap(file -> check(file).stream()).toList();
        if (APPLY) {
            unformatted.forEach(FormatTest::apply);
        }
        assertThat(unformatted.stream()
                        .filter(each -> !APPLY || each.formatted().isEmpty())
                        .map(Unformatted::toString))
                .as("not formatted; this formats them: %s", FIX)
                .isEmpty();
    }

    private static Optional<Unformatted> check(Path file) {
        try {
            var source = Files.readString(file);
            var formatted = PALANTIR.formatSourceAndFixImports(source);
            return formatted.equals(source)
                    ? Optional.empty()
                    : Optional.of(new Unformatted(file, Optional.of(formatted)));
        } catch (FormatterException unparsable) {
            return Optional.of(new Unformatted(file, Optional.empty()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void apply(Unformatted each) {
        each.formatted().ifPresent(formatted -> {
            try {
                Files.writeString(each.file(), formatted);
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }

    private static Stream<Path> sources(Path root) {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
