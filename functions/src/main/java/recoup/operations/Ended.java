package recoup.operations;

/** How one write ended, before anybody makes an answer of it. */
sealed interface Ended<R> {
    /** It was written. */
    record Written<R>(R result) implements Ended<R> {}

    /** Nothing needed to be written. */
    record Unneeded<R>(R result) implements Ended<R> {}

    /** It was done before under the same key, and this is the first answer. */
    record Replayed<R>(Rendered first) implements Ended<R> {}

    record Refused<R>(Refusal refusal) implements Ended<R> {}
}
