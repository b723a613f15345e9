package recoup.providers.discounts;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import recoup.providers.StrictJson;

/**
 * One request to a shop and its answer, bounded: where it may go, how long it may take, how much may come back. Redirects are
 * never followed, since they would carry the credentials along. It waits for a future: a request's own timeout ends with the
 * headers, and a shop could send its answer for ever.
 */
public final class ShopCall {
    /** A discount's answer has some hundred bytes. */
    static final int LARGEST_ANSWER = 1 << 20;

    private final HttpClient client;
    private final Duration timeout;
    private final Reach reach;
    private final Names names;

    /**
     * Calls as the machine resolves names. Nothing is connected before the first call.
     *
     * @param connect how long a connection may take
     * @param timeout how long the whole call may take
     */
    public ShopCall(Duration connect, Duration timeout, Reach reach) {
        this(connect, timeout, reach, Names.ofTheMachine());
    }

    ShopCall(Duration connect, Duration timeout, Reach reach, Names names) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY) // a proxy would resolve the name again, where nobody checks it
                .connectTimeout(connect)
                .build();
        this.timeout = timeout;
        this.reach = reach;
        this.names = names;
    }

    /** A trouble, unless there is an answer, whatever it is. */
    Answer send(String method, URI uri, Map<String, String> headers, String body) {
        reach.refusal(uri, names).ifPresent(why -> {
            throw ShopTrouble.refused(why);
        });
        var sent = client.sendAsync(
                request(method, uri, headers, body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
        var response = waitedFor(sent);
        return new Answer(response.statusCode(), RetryAfter.of(response.headers()), StrictJson.value(response.body()));
    }

    private static HttpRequest request(String method, URI uri, Map<String, String> headers, String body) {
        try {
            var request = HttpRequest.newBuilder(uri)
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .header("Accept", "application/json")
                    .header("User-Agent", "Recoup");
            headers.forEach(request::header);
            return request.build();
        } catch (IllegalArgumentException _) { // its message quotes the value, which may be a secret
            throw ShopTrouble.refused("the shop's address or credentials cannot be sent");
        }
    }

    private HttpResponse<byte[]> waitedFor(CompletableFuture<HttpResponse<byte[]>> sent) {
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof ConnectException
                            || failed.getCause() instanceof HttpConnectTimeoutException
                    ? ShopTrouble.refused("the shop cannot be reached")
                    : ShopTrouble.unsure("the connection to the shop broke");
        } catch (TimeoutException _) {
            sent.cancel(true);
            throw ShopTrouble.unsure("the shop did not answer in time");
        } catch (InterruptedException _) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw ShopTrouble.unsure("nobody waited for the shop's answer");
        }
    }
}
