package recoup.ledger;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import recoup.store.FreshTable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The ledger on LocalStack, or on what speaks like it: the system property {@code recoup.localstack.image} names another
 * image, such as {@code floci/floci:latest}. Without Docker it is skipped, and says so.
 */
class LocalStackLedgerTest extends LedgerContract {
    private static final String IMAGE = System.getProperty("recoup.localstack.image", "localstack/localstack:4.14.0");

    private static LocalStackContainer container;
    private static DynamoDbClient client;

    @BeforeAll
    static void start() {
        assumeDocker();
        container = new LocalStackContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                .withServices("dynamodb");
        container.start();
        client = client();
        FreshTable.in(client);
        client.waiter().waitUntilTableExists(table -> table.tableName(FreshTable.NAME));
    }

    @AfterAll
    static void stop() {
        if (client != null) {
            client.close();
        }
        if (container != null) {
            container.stop();
        }
    }

    @Override
    DynamoDbClient store() {
        return client;
    }

    @Override
    Set<Map<String, AttributeValue>> contents() {
        return client.scanPaginator(scan -> scan.tableName(FreshTable.NAME).consistentRead(true)).items().stream()
                .collect(Collectors.toSet());
    }

    private static void assumeDocker() {
        var reachable = DockerClientFactory.instance().isDockerAvailable();
        var skipped = "SKIPPED: the ledger was not tested on " + IMAGE + ", because no Docker can be reached.";
        if (!reachable) {
            System.out.println(skipped);
        }
        Assumptions.assumeTrue(reachable, skipped);
    }

    private static DynamoDbClient client() {
        var credentials = AwsBasicCredentials.create(container.getAccessKey(), container.getSecretKey());
        return DynamoDbClient.builder()
                .endpointOverride(container.getEndpoint())
                .region(Region.of(container.getRegion()))
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
