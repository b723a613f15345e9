package recoup.operations;

import java.util.function.Function;
import recoup.ledger.Commit;

/** What an operation makes of the facts. */
sealed interface Decision<R> {
    /** It takes one write. */
    record Write<R>(R result, Commit commit) implements Decision<R> {}

    /** Nothing needs to be written: it is so already. */
    record Nothing<R>(R result) implements Decision<R> {}

    record Refuse<R>(Refusal refusal) implements Decision<R> {}

    /** The same decision, with its result as {@code change} makes it. */
    default <S> Decision<S> map(Function<R, S> change) {
        return switch (this) {
            case Write<R>(var result, var commit) -> new Write<>(change.apply(result), commit);
            case Nothing<R>(var result) -> new Nothing<>(change.apply(result));
            case Refuse<R>(var refusal) -> new Refuse<>(refusal);
        };
    }
}
