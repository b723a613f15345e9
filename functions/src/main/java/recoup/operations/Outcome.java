package recoup.operations;

/** How an operation ended. */
public sealed interface Outcome {
    /**
     * It is done.
     *
     * @param replayed it was done before under the same key, and this is the first answer
     */
    record Done(Rendered answer, boolean replayed) implements Outcome {}

    record Refused(Refusal refusal) implements Outcome {}
}
