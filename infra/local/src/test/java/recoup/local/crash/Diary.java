package recoup.local.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import recoup.local.crash.Wire.Answer;

/** What the clients meant to do, written down before they did it, and what they were told, before they went on. */
final class Diary {
    /** One deed: since when it is wanted, how often it was tried so far, whether a call is out, and its answer. */
    static final class Page {
        private final Deed deed;
        private final long begun = System.currentTimeMillis();
        private final AtomicInteger calls = new AtomicInteger();
        private volatile boolean out;
        private volatile long ended = Long.MAX_VALUE;
        private volatile @Nullable Answer answer;

        private Page(Deed deed) {
            this.deed = deed;
        }

        Deed deed() {
            return deed;
        }

        int calls() {
            return calls.get();
        }

        boolean isOut() {
            return out;
        }

        /** In milliseconds since 1970, before the first call. */
        long begun() {
            return begun;
        }

        /** The same, after the answer; the end of time before it comes. */
        long ended() {
            return ended;
        }

        Optional<Answer> answer() {
            return Optional.ofNullable(answer);
        }
    }

    private final Path file;
    private final ConcurrentLinkedQueue<Page> pages = new ConcurrentLinkedQueue<>();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong answers = new AtomicLong();

    Diary(Path file) {
        this.file = file;
    }

    long nextNumber() {
        return numbers.incrementAndGet();
    }

    Page intend(Deed deed) {
        write("intends " + deed);
        var page = new Page(deed);
        pages.add(page);
        return page;
    }

    /** One call after the other, by the client whose deed it is. */
    void calls(Page page) {
        page.calls.incrementAndGet();
        page.out = true;
    }

    void unanswered(Page page) {
        page.out = false;
        write("hears nothing of " + page.deed.number());
    }

    void answered(Page page, Answer answer) {
        write("hears of " + page.deed.number() + " " + answer);
        page.ended = System.currentTimeMillis();
        page.answer = answer;
        page.out = false;
        answers.incrementAndGet();
    }

    long answers() {
        return answers.get();
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    private synchronized void write(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
