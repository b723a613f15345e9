package recoup.local.crash;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local, in memory, behind its own handler of the real protocol, tables and streams. Its own server would listen on
 * all interfaces; this one listens on 127.0.0.1.
 */
public final class DynamoDbServer implements AutoCloseable {
    private static final String TRANSACTION = "TransactWriteItems";

    private final Server server;
    private final LocalDynamoDBServerHandler engine;
    private final DynamoDbClient client;
    private final AtomicInteger transactions;

    private DynamoDbServer(
            Server server, LocalDynamoDBServerHandler engine, DynamoDbClient client, AtomicInteger transactions) {
        this.server = server;
        this.engine = engine;
        this.client = client;
        this.transactions = transactions;
    }

    public static DynamoDbServer start() throws Exception {
        var server = new Server(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
        var transactions = new AtomicInteger();
        var engine = new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, true, false), null);
        server.setHandler(new Handler.Wrapper(engine) {
            @Override
            public boolean handle(Request request, Response response, Callback callback) throws Exception {
                var target = request.getHeaders().get("X-Amz-Target");
                if (target == null || !target.endsWith(TRANSACTION)) {
                    return super.handle(request, response, callback);
                }
                transactions.incrementAndGet();
                return super.handle(request, response, Callback.from(callback, transactions::decrementAndGet));
            }
        });
        server.start();
        var client = DynamoDbClient.builder()
                .endpointOverride(server.getURI())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
        return new DynamoDbServer(server, engine, client, transactions);
    }

    public URI endpoint() {
        return server.getURI();
    }

    /** How many transactions have come and are not answered. */
    int transactions() {
        return transactions.get();
    }

    /** Every item of every table, as it stands. */
    public List<Map<String, AttributeValue>> items() {
        return client.listTables().tableNames().stream()
                .flatMap(table ->
                        client.scanPaginator(scan -> scan.tableName(table).consistentRead(true)).items().stream())
                .toList();
    }

    @Override
    public void close() {
        client.close();
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the store does not end", e);
        } finally {
            engine.close();
        }
    }
}
