package recoup.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What a failure tells about itself in its code, which the journal keeps: the attempt's ids, and whether it is final. So the
 * table alone says whether it counted rightly.
 */
record Fence(List<String> attempts, boolean terminal) {
    private static final String FINAL = "~final";
    private static final String RETRY = "~retry";

    static String code(List<String> attempts, boolean terminal) {
        return String.join(":", attempts) + (terminal ? FINAL : RETRY);
    }

    /** What {@code code} tells; empty if it is another's. */
    static Optional<Fence> of(String code) {
        var mark = code.lastIndexOf('~');
        if (mark < 0) {
            return Optional.empty();
        }
        var attempts = code.substring(0, mark);
        return Optional.of(
                new Fence(attempts.isEmpty() ? List.of() : List.of(attempts.split(":", -1)), code.endsWith(FINAL)));
    }

    /** Whether it ends the payment of {@code order}, where {@code everyFailureIsFinal} for the merchant or is not. */
    boolean counts(Map<String, AttributeValue> order, boolean everyFailureIsFinal) {
        return (terminal || everyFailureIsFinal) && !Word.isOld(attempts, order);
    }
}
