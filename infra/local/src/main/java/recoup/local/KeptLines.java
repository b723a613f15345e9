package recoup.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import recoup.local.shop.Book;

/** A file of the data folder with a line for each thing that happened; a stack that is killed loses none. */
final class KeptLines implements Book {
    private final Path file;

    private KeptLines(Path file) {
        this.file = file;
    }

    static KeptLines open(Path file) {
        try {
            if (!Files.exists(file)) {
                OwnerOnly.write(file, "");
            }
            return new KeptLines(file);
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be used: " + e.getMessage());
        }
    }

    @Override
    public List<String> lines() {
        try {
            // Not readAllLines, which refuses half a character.
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new StartRefused("The file " + file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public synchronized void add(String line) {
        try {
            // The line before may be torn: this begins a new one.
            Files.writeString(file, "\n" + line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("Nothing can be kept in " + file, e);
        }
    }
}
