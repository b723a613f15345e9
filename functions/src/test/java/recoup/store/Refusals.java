package recoup.store;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

/** The SDK's exceptions as the service's answers become them: with a status, a request id and an error code. */
final class Refusals {
    static final String VALIDATION = "ValidationException";
    private static final String REQUEST = "simulated";
    private static final int BAD_REQUEST = 400;

    private Refusals() {}

    static DynamoDbException validation(String message) {
        return (DynamoDbException) DynamoDbException.builder()
                .message(message)
                .awsErrorDetails(details(VALIDATION, message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static boolean isValidation(DynamoDbException exception) {
        return exception.awsErrorDetails() != null
                && VALIDATION.equals(exception.awsErrorDetails().errorCode());
    }

    /** @param old what stood there, to be returned; empty if the caller did not ask or nothing stood there */
    static ConditionalCheckFailedException conditionFailed(Map<String, AttributeValue> old) {
        var message = "The conditional request failed";
        var builder = ConditionalCheckFailedException.builder()
                .message(message)
                .awsErrorDetails(details("ConditionalCheckFailedException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST);
        return (old.isEmpty() ? builder : builder.item(old)).build();
    }

    static TransactionCanceledException canceled(List<CancellationReason> reasons) {
        var codes = reasons.stream().map(CancellationReason::code).toList();
        var message = "Transaction cancelled, please refer cancellation reasons for specific reasons " + codes;
        return TransactionCanceledException.builder()
                .message(message)
                .cancellationReasons(reasons)
                .awsErrorDetails(details("TransactionCanceledException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static TransactionConflictException conflict() {
        var message = "Transaction is ongoing for the item";
        return TransactionConflictException.builder()
                .message(message)
                .awsErrorDetails(details("TransactionConflictException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static ProvisionedThroughputExceededException throttled() {
        var message = "The level of configured provisioned throughput for the table was exceeded";
        return ProvisionedThroughputExceededException.builder()
                .message(message)
                .awsErrorDetails(details("ProvisionedThroughputExceededException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static ResourceNotFoundException notFound() {
        var message = "Requested resource not found";
        return ResourceNotFoundException.builder()
                .message(message)
                .awsErrorDetails(details("ResourceNotFoundException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static ResourceInUseException inUse(String table) {
        var message = "Table already exists: " + table;
        return ResourceInUseException.builder()
                .message(message)
                .awsErrorDetails(details("ResourceInUseException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    static IdempotentParameterMismatchException otherContent() {
        var message = "The client request token was used before with other parameters";
        return IdempotentParameterMismatchException.builder()
                .message(message)
                .awsErrorDetails(details("IdempotentParameterMismatchException", message))
                .statusCode(BAD_REQUEST)
                .requestId(REQUEST)
                .build();
    }

    private static AwsErrorDetails details(String code, String message) {
        return AwsErrorDetails.builder()
                .serviceName("DynamoDb")
                .errorCode(code)
                .errorMessage(message)
                .build();
    }
}
