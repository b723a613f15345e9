package recoup.handlers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import recoup.handlers.http.Fields;
import recoup.handlers.http.Json;
import recoup.ledger.Outbox;
import recoup.model.Journal;
import recoup.model.MerchantId;
import recoup.model.RedemptionId;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Sees to it that a reversal that was begun is finished: each one is a message for the code-revoker. */
record Revocations(SqsClient sqs, String queue) {
    /**
     * Whose redemption is being reversed.
     *
     * @param begun when the intent was written, by which it is known among others; without it, any that stands is meant
     */
    record Message(MerchantId merchant, RedemptionId redemption, Optional<Instant> begun) {
        /** What {@code body} says; a problem that names every field at fault if it is none. */
        static Message read(String body) {
            var fields = new Fields(Json.object(body.getBytes(StandardCharsets.UTF_8)));
            var merchant = fields.required("merchantId", name -> fields.id(name, MerchantId::new));
            var redemption = fields.required("redemptionId", name -> fields.id(name, RedemptionId::new));
            var begun = fields.instant("begunAt");
            fields.check();
            return new Message(merchant.orElseThrow(), redemption.orElseThrow(), begun);
        }

        String write() {
            var json = JsonNodeFactory.instance
                    .objectNode()
                    .put("merchantId", merchant.value())
                    .put("redemptionId", redemption.value());
            begun.ifPresent(at -> json.put("begunAt", at.toString()));
            return Json.ascii(json);
        }
    }

    /** Sends what {@code committed} began; whether it began a reversal. */
    boolean handOn(Outbox.Committed committed) {
        if (begins(committed)) {
            send(committed);
            return true;
        }
        return false;
    }

    /** The first word about a reversal; a review that was opened later is none. */
    private static boolean begins(Outbox.Committed committed) {
        return committed.journal().what() == Journal.What.REVERSING
                && committed.journal().opened().isEmpty();
    }

    private void send(Outbox.Committed committed) {
        var journal = committed.journal();
        var message = new Message(committed.merchant(), journal.redemption().orElseThrow(), Optional.of(journal.at()));
        sqs.sendMessage(send -> send.queueUrl(queue).messageBody(message.write()));
    }
}
