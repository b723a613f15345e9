package recoup.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.InstantSource;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.model.MerchantId;
import recoup.providers.PartnerEvent;
import recoup.providers.Provider;
import recoup.providers.Translation;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Events of Stripe and Shopify that come by EventBridge: the same as their webhooks, vouched for by AWS instead of a
 * signature. Whose they are is a constant of the rule that sends them, never a word of the payload.
 */
public final class PartnerEvents implements RequestStreamHandler {
    private final EventQueues queues;
    private final InstantSource businessTime;

    /** On Lambda: everything from the environment. */
    public PartnerEvents() {
        this(Environment.of(System.getenv()), AwsClients.sqs(), InstantSource.system());
    }

    /** With a client and a business time of one's own. */
    public PartnerEvents(Environment environment, SqsClient sqs, InstantSource businessTime) {
        this.queues = new EventQueues(sqs, environment);
        this.businessTime = businessTime;
    }

    /** What fails here is thrown: EventBridge tries again, and then parks it. */
    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        var fields = new Fields(Json.object(input.readAllBytes()));
        var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
        var event = fields.required("event", fields::json);
        fields.check();
        take(merchant.orElseThrow(), event.orElseThrow(), new FunctionLog("partner-events", context));
    }

    private void take(MerchantId merchant, ObjectNode event, FunctionLog log) {
        var meant = Translation.ofPartner(event);
        PartnerEvent.provider(event)
                .ifPresent(
                        provider -> queues.send(Webhooks.envelopes(merchant, provider, meant, businessTime.instant())));
        var line = log.line()
                .put("merchantId", merchant.value())
                .put(
                        "provider",
                        PartnerEvent.provider(event).map(Provider::written).orElse("unknown"))
                .put("trace", meant.trace())
                .put("accepted", meant.events().size());
        var remarks = line.putArray("remarks");
        meant.remarks().forEach(remarks::add);
        log.info(line.put("outcome", meant.events().isEmpty() ? "means nothing" : "queued"));
    }
}
