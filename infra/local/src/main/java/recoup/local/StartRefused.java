package recoup.local;

/** The stack cannot start; the message is the one sentence that the user gets to read. */
public final class StartRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    StartRefused(String sentence) {
        super(sentence);
    }
}
