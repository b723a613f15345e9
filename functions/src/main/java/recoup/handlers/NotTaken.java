package recoup.handlers;

/** Something could not be taken in, and must be sent again; what lies behind it is ours to mend. */
final class NotTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotTaken(String message) {
        super(message);
    }
}
