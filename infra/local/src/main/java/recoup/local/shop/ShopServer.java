package recoup.local.shop;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/** All merchants' shops over HTTP, on 127.0.0.1 and a port of their own. */
public final class ShopServer implements AutoCloseable {
    private static final Pattern SHOP = Pattern.compile("/([a-z]+)/" + ShopAddress.SEGMENT + "([^/]+)(/.*)");
    private static final int LARGEST = 1024 * 1024;
    /** Longer than any client of ours waits; it could not learn more from a call that hangs longer. */
    private static final Duration HANGING = Duration.ofMinutes(2);

    private final HttpServer server;
    private final Jobs jobs = new Jobs();
    private final CountDownLatch closing = new CountDownLatch(1);

    private ShopServer(HttpServer server) {
        this.server = server;
    }

    /** Takes a port; nothing is answered before {@link #open}. */
    public static ShopServer take() {
        try {
            var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return new ShopServer(HttpServer.create(new InetSocketAddress(loopback, 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException("The shops have no port", e);
        }
    }

    public ShopAddress address() {
        return new ShopAddress(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()));
    }

    /** Opens every merchant's shops to who has its keys. */
    public void open(Shops shops, Function<String, ShopKeys> keys) {
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                var reply = answer(exchange, shops, keys);
                if (reply.isPresent()) {
                    send(exchange, reply.get());
                } else {
                    hang();
                }
            }
        });
        server.start();
    }

    /** Ends what hangs, too: its connection breaks. */
    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }

    private Optional<Reply> answer(HttpExchange exchange, Shops shops, Function<String, ShopKeys> keys)
            throws IOException {
        var body = new String(exchange.getRequestBody().readNBytes(LARGEST), StandardCharsets.UTF_8);
        var uri = exchange.getRequestURI();
        var path = SHOP.matcher(Optional.ofNullable(uri.getRawPath()).orElse(""));
        var platform = path.matches() ? Platform.of(path.group(1)) : Optional.<Platform>empty();
        if (platform.isEmpty()) {
            return Optional.of(Reply.message(404, "There is no shop here"));
        }
        // In a path a plus sign is a plus sign.
        var merchant = Asked.decoded(path.group(2).replace("+", "%2B"));
        var query = Asked.parameters(Optional.ofNullable(uri.getRawQuery()).orElse(""));
        var asked = new Asked(exchange.getRequestMethod(), path.group(3), query, headers(exchange), body);
        var shop = shops.of(platform.get(), merchant);
        try {
            return switch (platform.get()) {
                case SHOPIFY -> new ShopifyDoor(shop, keys.apply(merchant), jobs).answer(asked);
                case WOOCOMMERCE -> new WooCommerceDoor(shop, keys.apply(merchant)).answer(asked);
            };
        } catch (RuntimeException e) {
            e.printStackTrace();
            return Optional.of(Reply.message(500, "Internal Server Error"));
        }
    }

    /** Says nothing until the client has long gone, or the shops close. */
    private void hang() {
        try {
            var _ = closing.await(HANGING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        return headers;
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        var body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("content-type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }
}
