package recoup.handlers;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** AWS clients with every option spelled out. Region, endpoint and credentials come from the function's environment. */
final class AwsClients {
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ONE_TRY = Duration.ofSeconds(1);
    /** One call, its second try included. */
    static final Duration ALL_TRIES = Duration.ofMillis(1_500);
    /** The SDK's own default for DynamoDB is more; an operation of ours tries again by itself, and reads first. */
    private static final int TRIES = 2;

    private AwsClients() {}

    static DynamoDbClient dynamoDb() {
        return DynamoDbClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ONE_TRY))
                .overrideConfiguration(options -> options.apiCallAttemptTimeout(ONE_TRY)
                        .apiCallTimeout(ALL_TRIES)
                        .retryStrategy(StandardRetryStrategy.builder()
                                .maxAttempts(TRIES)
                                .build()))
                .build();
    }
}
