package recoup.local;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;

/** What every client and every name of this machine's AWS has in common. */
final class LocalAws {
    static final Region REGION = Region.US_EAST_1;
    static final String ACCOUNT = "000000000000";

    /** Each of them would be a poller or a call that waits for a free connection. */
    private static final int CONNECTIONS = 500;
    /** Longer than the longest poll. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

    private LocalAws() {}

    /** A client of {@code endpoint}. Its credentials are anybody's: what checks them is not on this machine. */
    static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClientBuilder(
                        Apache5HttpClient.builder().maxConnections(CONNECTIONS).socketTimeout(LONGEST_SILENCE))
                .build();
    }

    /** The address that only this machine reaches. */
    static InetSocketAddress loopback(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
    }
}
