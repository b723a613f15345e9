package recoup.local.shop;

import java.util.ArrayList;
import java.util.List;

/** A book in memory, which another stack can be opened with. */
record Lines(List<String> lines) implements Book {
    Lines() {
        this(new ArrayList<>());
    }

    @Override
    public synchronized void add(String line) {
        lines.add(line);
    }
}
