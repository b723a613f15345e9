package recoup.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import software.amazon.awssdk.services.sns.SnsClient;

/** A topic as SNS has it, behind the real client: what is published stands in an inbox. */
final class Topic implements AutoCloseable {
    static final String ARN = "arn:aws:sns:" + LocalAws.REGION + ":" + LocalAws.ACCOUNT + ":notifications";

    private final HttpServer server;
    private final SnsClient client;

    private Topic(HttpServer server, SnsClient client) {
        this.server = server;
        this.client = client;
    }

    /** Takes a port; nothing is answered before {@link #open}. */
    static Topic take() {
        try {
            var server = HttpServer.create(LocalAws.loopback(0), 0);
            var endpoint = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            return new Topic(server, LocalAws.client(SnsClient.builder(), endpoint));
        } catch (IOException e) {
            throw new StartRefused("Notifications have nowhere to go: " + e.getMessage());
        }
    }

    void open(Inbox inbox) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(exchange, inbox);
            }
        });
        server.start();
    }

    SnsClient client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.stop(0);
    }

    private static void serve(HttpExchange exchange, Inbox inbox) throws IOException {
        var form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var answer = SnsQuery.parse(form).answer(inbox);
        var body = answer.xml().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "text/xml");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
