package recoup.ledger;

import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;

/** Which of the SDK's exceptions mean "try again": those become {@link LedgerUnavailable}, every other passes as it is. */
final class Failures {
    private static final Set<String> PASSING = Set.of(
            "InternalServerError",
            "LimitExceededException",
            "ProvisionedThroughputExceededException",
            "RequestLimitExceeded",
            "ReplicatedWriteConflictException",
            "ServiceUnavailable",
            "ThrottlingException",
            "TransactionConflictException",
            "TransactionInProgressException");

    private Failures() {}

    static <T> T translated(Supplier<T> call) {
        try {
            return call.get();
        } catch (AwsServiceException refused) {
            if (passing(refused)) {
                throw new LedgerUnavailable("DynamoDB refused for now", refused);
            }
            throw refused;
        } catch (SdkClientException lost) {
            throw new LedgerUnavailable("DynamoDB did not answer", lost);
        }
    }

    private static boolean passing(AwsServiceException refused) {
        var details = refused.awsErrorDetails();
        return refused.isThrottlingException()
                || refused.statusCode() >= 500
                || (details != null && PASSING.contains(details.errorCode()));
    }
}
