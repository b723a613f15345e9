package recoup.local.shop;

import java.util.List;

/** Where the shops write down what they hold, a line for each change. */
public interface Book {
    /** Keeps nothing. */
    Book NONE = new Book() {
        @Override
        public List<String> lines() {
            return List.of();
        }

        @Override
        public void add(String line) {
            // What the shops hold ends with them.
        }
    };

    /** What was written, oldest first; a line that was torn by a kill may be among them. */
    List<String> lines();

    /** When it has returned, the line is kept. */
    void add(String line);
}
