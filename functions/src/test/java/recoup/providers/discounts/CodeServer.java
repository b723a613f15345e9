package recoup.providers.discounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** A Shopify and a WooCommerce shop over HTTP that hold the one code which a test keeps. */
public final class CodeServer implements AutoCloseable {
    private static final String OVER = "\"2020-01-01T00:00:00\"";

    /** How the code stands, and what the shop does to it. */
    public interface Held {
        String text();

        boolean isOver();

        boolean isGone();

        boolean isUsed();

        void end();

        void remove();
    }

    /** What becomes of a request. */
    @FunctionalInterface
    public interface Wire {
        /** The answer to what {@code asks}, of which {@code effect} makes both; empty breaks the connection. */
        Optional<String> carry(String asks, Supplier<String> effect);
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Held held;
    private final Wire wire;

    public CodeServer(Held held, Wire wire) {
        this.held = held;
        this.wire = wire;
        try {
            this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException noServer) {
            throw new UncheckedIOException(noServer);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var isShopify = exchange.getRequestURI().getPath().startsWith("/admin/");
            var answer = isShopify ? shopify(body) : wooCommerce(exchange.getRequestMethod());
            if (answer.isPresent()) {
                var bytes = answer.get().getBytes(UTF_8);
                exchange.sendResponseHeaders(answer.get().contains("\"status\":404") ? 404 : 200, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    private Optional<String> shopify(String body) {
        if (body.contains("\"operationName\":\"DeactivateDiscount\"")) {
            return wire.carry("shop deactivates", () -> {
                held.end();
                return Shopify.DONE_DEACTIVATING;
            });
        }
        if (body.contains("\"operationName\":\"DeleteDiscount\"")) {
            return wire.carry("shop deletes", () -> {
                held.remove();
                return Shopify.DONE_DELETING;
            });
        }
        return wire.carry(
                "shop looks",
                () -> Shopify.foundByCode(
                        held.isGone()
                                ? "null"
                                : Shopify.single(
                                        "7",
                                        held.isOver() ? "EXPIRED" : "ACTIVE",
                                        held.isUsed() ? 1 : 0,
                                        held.text())));
    }

    private Optional<String> wooCommerce(String method) {
        return switch (method) {
            case "GET" -> wire.carry("shop looks", () -> held.isGone() ? "[]" : "[" + coupon() + "]");
            case "PUT" ->
                wire.carry("shop deactivates", () -> {
                    held.end();
                    return held.isGone() ? gone() : coupon();
                });
            case "DELETE" ->
                wire.carry("shop deletes", () -> {
                    var answer = held.isGone() ? gone() : coupon();
                    held.remove();
                    return answer;
                });
            default -> throw new AssertionError("nobody asks with " + method);
        };
    }

    private String coupon() {
        var uses = held.isUsed() ? "1" : "0";
        return WooCommerceCouponsTest.coupon("7", held.text(), held.isOver() ? OVER : "null", uses, "");
    }

    private static String gone() {
        return WooCommerceCouponsTest.error("woocommerce_rest_shop_coupon_invalid_id");
    }
}
