package recoup.ledger;

/** What became of a {@link Commit}. */
public sealed interface Applied {
    /** It is written. */
    record Committed() implements Applied {}

    /** Nothing is written: the key was answered before. */
    record Answered(Answer first) implements Applied {}

    /** Nothing is written: somebody else wrote first. Read again and decide again. */
    record Stale() implements Applied {}
}
