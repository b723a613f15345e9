package recoup.operations;

/** Paces the attempts of one operation. */
@FunctionalInterface
public interface Attempts {
    /** Waits a while before the next attempt; false, at once, when there is to be none. */
    boolean another();
}
