package recoup.handlers.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.handlers.http.ProblemException;
import recoup.model.Ids;
import recoup.model.MerchantId;
import recoup.providers.Provider;

/**
 * An event on its way through a queue.
 *
 * @param merchant on whose behalf it was let in
 * @param actor who told it: a provider, or the subject of a token
 * @param receivedAt when, for whoever looks at a parked one
 */
public record Envelope(MerchantId merchant, String actor, Instant receivedAt, CloudEvent event) {
    private static final int LONGEST_ACTOR = 128;

    public String write() {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("merchantId", merchant.value())
                .put("actor", actor)
                .put("receivedAt", receivedAt.toString());
        json.set("event", event.json());
        return Json.ascii(json);
    }

    /** The envelope in {@code body}; a {@link ProblemException} that says what is wrong if it is none. */
    public static Envelope read(String body) {
        var fields = new Fields(Json.object(body.getBytes(StandardCharsets.UTF_8)));
        var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
        var actor = fields.required("actor", name -> fields.text(name, LONGEST_ACTOR));
        var receivedAt = fields.required("receivedAt", fields::instant);
        var event = fields.required("event", fields::json);
        fields.check();
        return new Envelope(
                merchant.orElseThrow(), actor.orElseThrow(), receivedAt.orElseThrow(), event(event.orElseThrow()));
    }

    /** Whether a provider's callback said so, and nobody who knows what is ours. */
    public boolean isCallback() {
        return Provider.of(actor).isPresent();
    }

    private static CloudEvent event(ObjectNode json) {
        return switch (CloudEvent.read(json, "event.")) {
            case CloudEvent.Read.Event(var event) -> event;
            case CloudEvent.Read.NoEvent(var rejected) -> throw new ProblemException(rejected.problem());
        };
    }

    /** The order that a message is about, as far as it can be told, for logs. */
    public static Optional<String> order(JsonNode data) {
        return Optional.of(data.path("orderId"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(Ids::wellFormed);
    }
}
