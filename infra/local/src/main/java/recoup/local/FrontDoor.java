package recoup.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.BindException;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The JDK's HTTP server on 127.0.0.1, a virtual thread for each request. */
final class FrontDoor implements AutoCloseable {
    /** API Gateway's bound on a request's body. */
    static final int BODY_LIMIT = 10 * 1024 * 1024;
    /** How much more is read and thrown away, so that a client that is still sending gets to read its 413. */
    private static final long DRAIN_LIMIT = 4L * BODY_LIMIT;

    private static final Pattern LOCAL_HOST = Pattern.compile("(localhost|127\\.0\\.0\\.1)(:\\d+)?");

    static {
        // Without it the kernel holds an answer's last bytes back for 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;

    private FrontDoor(HttpServer server) {
        this.server = server;
    }

    /** Takes the port; nothing is answered before {@link #open}. */
    static FrontDoor take(int port) {
        try {
            return new FrontDoor(HttpServer.create(LocalAws.loopback(port), 0));
        } catch (BindException _) {
            throw new StartRefused(
                    "Port " + port + " of 127.0.0.1 is taken; choose another one with " + Options.PORT + ".");
        } catch (IOException e) {
            throw new StartRefused("Port " + port + " of 127.0.0.1 cannot be listened on: " + e.getMessage());
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void open(Cors cors, Function<Request, Answer> inside) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                serve(exchange, cors, inside);
            }
        });
        server.start();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static void serve(HttpExchange exchange, Cors cors, Function<Request, Answer> inside) throws IOException {
        var body = body(exchange.getRequestBody());
        var request = request(exchange, body.orElse(new byte[0]));
        if (Cors.isPreflight(request)) {
            send(exchange, cors.preflight(request));
        } else if (!LOCAL_HOST.matcher(request.header("host").orElse("")).matches()) {
            send(
                    exchange,
                    Answer.message(403, "Forbidden")); // a page elsewhere whose name was made to mean this machine
        } else if (body.isEmpty()) {
            send(exchange, cors.onto(Answer.message(413, "Request Entity Too Large"), request));
        } else {
            send(exchange, cors.onto(answer(request, inside), request));
        }
    }

    private static Answer answer(Request request, Function<Request, Answer> inside) {
        try {
            return inside.apply(request);
        } catch (RuntimeException | StackOverflowError e) {
            e.printStackTrace();
            return Answer.message(500, "Internal Server Error");
        }
    }

    private static Request request(HttpExchange exchange, byte[] body) {
        var uri = exchange.getRequestURI();
        return new Request(
                exchange.getRequestMethod(),
                Optional.ofNullable(uri.getRawPath()).orElse(""),
                Optional.ofNullable(uri.getRawQuery()).orElse(""),
                exchange.getProtocol(),
                headers(exchange),
                body,
                exchange.getRemoteAddress().getAddress().getHostAddress());
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    /** The body; empty, if it is beyond the limit. */
    private static Optional<byte[]> body(InputStream in) throws IOException {
        var body = in.readNBytes(BODY_LIMIT + 1);
        if (body.length <= BODY_LIMIT) {
            return Optional.of(body);
        }
        var chunk = new byte[64 * 1024];
        for (long drained = 0; drained < DRAIN_LIMIT; ) {
            var read = in.read(chunk);
            if (read < 0) {
                break;
            }
            drained += read;
        }
        return Optional.empty();
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        for (var header : answer.headers()) {
            exchange.getResponseHeaders().add(header.getKey(), header.getValue());
        }
        var silent = answer.body().length == 0
                || answer.status() == 204
                || answer.status() == 304
                || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), silent ? -1 : answer.body().length);
        if (!silent) {
            exchange.getResponseBody().write(answer.body());
        }
    }
}
