package recoup.local.shop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;

/** The shops over HTTP, as somebody calls them who has only read the platforms' documentation. */
record OpenShops(ShopServer server, Shops shops) implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMillis(400);

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    static OpenShops open() {
        return open(Book.NONE, InstantSource.system());
    }

    static OpenShops open(Book book, InstantSource businessTime) {
        var server = ShopServer.take();
        var shops = Shops.open(book, businessTime, InstantSource.system());
        server.open(shops, OpenShops::keys);
        return new OpenShops(server, shops);
    }

    static ShopKeys keys(String merchant) {
        return new ShopKeys("token of " + merchant, "key of " + merchant, "secret of " + merchant);
    }

    Shop shopify(String merchant) {
        return shops.of(Platform.SHOPIFY, merchant);
    }

    Shop wooCommerce(String merchant) {
        return shops.of(Platform.WOOCOMMERCE, merchant);
    }

    /** A GraphQL request; {@code variables} is JSON. */
    JsonNode graph(String merchant, String query, String variables) {
        var body = JsonNodeFactory.instance.objectNode().put("query", query);
        body.set("variables", json(variables));
        return graph(merchant, body);
    }

    JsonNode graph(String merchant, ObjectNode body) {
        var response = send(
                "POST",
                server.address().of(Platform.SHOPIFY, merchant) + "/admin/api/2026-07/graphql.json",
                body.toString(),
                "X-Shopify-Access-Token",
                keys(merchant).accessToken());
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response.body());
    }

    HttpResponse<String> rest(String merchant, String method, String path, String body) {
        return send(
                method,
                server.address().of(Platform.WOOCOMMERCE, merchant) + "/wp-json/wc/v3/" + path,
                body,
                "Authorization",
                basic(keys(merchant).consumerKey(), keys(merchant).consumerSecret()));
    }

    static String basic(String key, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((key + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> send(String method, String uri, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(uri))
                .timeout(PATIENCE.plusSeconds(10))
                .method(method, BodyPublishers.ofString(body));
        for (var i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
