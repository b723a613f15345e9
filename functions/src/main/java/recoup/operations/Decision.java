package recoup.operations;

import recoup.ledger.Commit;

/** What an operation makes of the facts. */
sealed interface Decision<R> {
    /** It takes one write. */
    record Write<R>(R result, Commit commit) implements Decision<R> {}

    /** Nothing needs to be written: it is so already. */
    record Nothing<R>(R result) implements Decision<R> {}

    record Refuse<R>(Refusal refusal) implements Decision<R> {}
}
