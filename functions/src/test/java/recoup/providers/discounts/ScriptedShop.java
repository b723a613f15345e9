package recoup.providers.discounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** An HTTP server that plays one scene for each request, in order, and keeps what it was asked. One too many gets 599. */
final class ScriptedShop implements AutoCloseable {
    private static final Pattern OPERATION = Pattern.compile("\"operationName\":\"(\\w+)\"");

    /** A request as it came. */
    record Asked(String method, String target, Optional<String> token, Optional<String> authorization, String body) {}

    @FunctionalInterface
    private interface Scene {
        void play(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Queue<Scene> script = new ArrayDeque<>();
    private final List<Asked> asked = new ArrayList<>();

    ScriptedShop() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    ScriptedShop answers(String body) {
        return answers(200, body);
    }

    /** With {@code headers} as name, value, name, value. */
    ScriptedShop answers(int status, String body, String... headers) {
        return plays(exchange -> {
            for (var i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            var bytes = body.getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        });
    }

    /** Takes the request and never says a word. */
    ScriptedShop hangs() {
        return plays(_ -> closing.await());
    }

    /** Takes the request and closes the connection. */
    ScriptedShop breaks() {
        return plays(_ -> {});
    }

    /** Begins to answer and never comes to an end. */
    ScriptedShop drips() {
        return plays(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var body = exchange.getResponseBody();
            do {
                body.write(' ');
                body.flush();
            } while (!closing.await(20, TimeUnit.MILLISECONDS));
        });
    }

    /** Everything it was asked, in order. */
    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** Each request as method and target. */
    List<String> calls() {
        return asked().stream().map(each -> each.method() + " " + each.target()).toList();
    }

    /** The GraphQL operations it was asked for. */
    List<String> operations() {
        return asked().stream()
                .map(each -> OPERATION.matcher(each.body()))
                .map(found -> found.find() ? found.group(1) : "?")
                .toList();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private synchronized ScriptedShop plays(Scene scene) {
        script.add(scene);
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            next(exchange).play(exchange);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Scene next(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Optional.ofNullable(headers.getFirst("X-Shopify-Access-Token")),
                Optional.ofNullable(headers.getFirst("Authorization")),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        return script.isEmpty() ? unexpected -> unexpected.sendResponseHeaders(599, -1) : script.remove();
    }
}
