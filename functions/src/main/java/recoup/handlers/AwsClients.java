package recoup.handlers;

import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.ssm.SsmClient;

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
        return built(DynamoDbClient.builder());
    }

    static SqsClient sqs() {
        return built(SqsClient.builder());
    }

    static SnsClient sns() {
        return built(SnsClient.builder());
    }

    static SsmClient ssm() {
        return built(SsmClient.builder());
    }

    /** Merchants' shops, as their parameters say. */
    static ShopCodes shops(Environment environment) {
        return new ShopCodes(ssm(), environment.reach(), InstantSource.system());
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C built(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
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
