package recoup.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** One action of a transaction: what it made, or the reason why it cancels them all. */
sealed interface Attempt<T> {
    /** Nothing against it. */
    record Made<T>(T value) implements Attempt<T> {}

    /** What stands against it. */
    record Failed<T>(CancellationReason reason) implements Attempt<T> {}

    /** Tries; a validation that fails is a reason. */
    static <T> Attempt<T> at(Supplier<T> action) {
        try {
            return new Made<>(action.get());
        } catch (DynamoDbException exception) {
            if (!Refusals.isValidation(exception)) {
                throw exception;
            }
            return new Failed<>(Reasons.validation(exception.awsErrorDetails().errorMessage()));
        }
    }

    /** What it made, if it made something, and what that makes. */
    default <U> Attempt<U> then(Function<T, Attempt<U>> next) {
        return switch (this) {
            case Made<T>(var value) -> next.apply(value);
            case Failed<T>(var reason) -> new Failed<>(reason);
        };
    }

    default Stream<T> stream() {
        return switch (this) {
            case Made<T>(var value) -> Stream.of(value);
            case Failed<T> _ -> Stream.empty();
        };
    }

    /** What all of them made. If one failed, the cancellation, with a reason for each in their order. */
    static <T> List<T> all(List<Attempt<T>> attempts) {
        var made = new ArrayList<T>();
        var reasons = new ArrayList<CancellationReason>();
        for (var attempt : attempts) {
            switch (attempt) {
                case Made<T>(var value) -> {
                    made.add(value);
                    reasons.add(Reasons.none());
                }
                case Failed<T>(var reason) -> reasons.add(reason);
            }
        }
        if (made.size() < attempts.size()) {
            throw Refusals.canceled(reasons);
        }
        return made;
    }
}
