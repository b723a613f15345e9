package recoup.store;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;

/** Why a transaction was cancelled, action by action. */
final class Reasons {
    private Reasons() {}

    static CancellationReason none() {
        return CancellationReason.builder().code("None").build();
    }

    /** @param old what stood there, to be returned; empty if the caller did not ask or nothing stood there */
    static CancellationReason conditionFailed(Map<String, AttributeValue> old) {
        var reason =
                CancellationReason.builder().code("ConditionalCheckFailed").message("The conditional request failed");
        return (old.isEmpty() ? reason : reason.item(old)).build();
    }

    static CancellationReason validation(String message) {
        return CancellationReason.builder()
                .code("ValidationError")
                .message(message)
                .build();
    }

    /** It returns no item, whatever was asked for. */
    static CancellationReason conflict() {
        return CancellationReason.builder()
                .code("TransactionConflict")
                .message("Transaction is ongoing for the item")
                .build();
    }

    static CancellationReason throttled() {
        return CancellationReason.builder()
                .code("ThrottlingError")
                .message("Throughput exceeds the current capacity of your table or index")
                .build();
    }
}
