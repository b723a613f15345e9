package recoup.handlers;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.handlers.events.CloudEvent;
import recoup.handlers.events.Envelope;
import recoup.handlers.http.Call;
import recoup.handlers.http.Problem;
import recoup.handlers.http.Responses;
import recoup.model.Ids;
import recoup.model.MerchantId;
import recoup.providers.Callback;
import recoup.providers.Provider;
import recoup.providers.Signatures;
import recoup.providers.Translation;
import recoup.providers.WooCommercePing;

/** A callback of a provider: genuine or not, and into the queue with what it means. */
final class Webhooks {
    private final MerchantParameters parameters;
    private final EventQueues queues;

    Webhooks(MerchantParameters parameters, EventQueues queues) {
        this.parameters = parameters;
        this.queues = queues;
    }

    APIGatewayV2HTTPResponse receive(APIGatewayV2HTTPEvent event, Instant now, FunctionLog log) {
        var path = Optional.ofNullable(event.getPathParameters()).orElse(Map.of());
        var provider = Optional.ofNullable(path.get("provider")).flatMap(Provider::of);
        var merchant = Optional.ofNullable(path.get("merchantId"))
                .filter(Ids::wellFormed)
                .map(MerchantId::new);
        var body = Call.rawBody(event);
        if (provider.isEmpty() || merchant.isEmpty() || body.isEmpty()) {
            return refused();
        }
        var callback = new Callback(Optional.ofNullable(event.getHeaders()).orElse(Map.of()), body.get());
        var line = log.line()
                .put("merchantId", merchant.get().value())
                .put("provider", provider.get().written());
        if (provider.get() == Provider.WOOCOMMERCE && WooCommercePing.is(callback)) {
            log.info(line.put("outcome", "ping"));
            return Responses.taken("{}");
        }
        if (!isGenuine(provider.get(), merchant.get(), callback, now)) {
            log.warn(line.put("outcome", "signature-invalid"));
            return refused();
        }
        return queued(provider.get(), merchant.get(), Translation.of(provider.get(), callback), now, log, line);
    }

    /** A signature that does not fit may be of a secret that was set a moment ago: then they are read once more. */
    private boolean isGenuine(Provider provider, MerchantId merchant, Callback callback, Instant now) {
        return Signatures.canBeValid(provider, callback, now)
                && (Signatures.valid(provider, callback, parameters.webhookSecrets(merchant, provider), now)
                        || parameters
                                .refreshedSecrets(merchant, provider)
                                .filter(secrets -> Signatures.valid(provider, callback, secrets, now))
                                .isPresent());
    }

    private APIGatewayV2HTTPResponse queued(
            Provider provider, MerchantId merchant, Translation meant, Instant now, FunctionLog log, ObjectNode line) {
        queues.send(envelopes(merchant, provider, meant, now));
        var remarks = line.put("outcome", meant.events().isEmpty() ? "means nothing" : "queued")
                .put("trace", meant.trace())
                .put("accepted", meant.events().size())
                .putArray("remarks");
        meant.remarks().forEach(remarks::add);
        log.info(line);
        return provider == Provider.ADYEN ? Responses.takenAsText("[accepted]") : Responses.taken("{}");
    }

    /** What {@code meant}, for the queue. A translation that were no event of ours would be a fault of ours. */
    static List<Envelope> envelopes(MerchantId merchant, Provider provider, Translation meant, Instant now) {
        return meant.events().stream()
                .map(json -> switch (CloudEvent.read(json, "")) {
                    case CloudEvent.Read.Event(var event) -> new Envelope(merchant, provider.written(), now, event);
                    case CloudEvent.Read.NoEvent(var why) ->
                        throw new IllegalArgumentException("a translation is no event: " + why.code());
                })
                .toList();
    }

    /** Loads what verifies, translates and writes a callback. */
    static void prime() {
        var callback = new Callback(Map.of(), "{\"id\":1,\"status\":\"cancelled\"}".getBytes(StandardCharsets.UTF_8));
        for (var provider : Provider.values()) {
            var _ = Signatures.valid(provider, callback, List.of("priming"), Instant.EPOCH);
        }
        envelopes(
                        new MerchantId("priming"),
                        Provider.WOOCOMMERCE,
                        Translation.of(Provider.WOOCOMMERCE, callback),
                        Instant.EPOCH)
                .forEach(Envelope::write);
    }

    private static APIGatewayV2HTTPResponse refused() {
        return Responses.problem(Problem.of(
                Problem.Type.SIGNATURE_INVALID,
                "Nothing was stored. Check the secret, and the clock if it is Stripe."));
    }
}
