package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import recoup.operations.CodeShop;
import recoup.queues.SimulatedSqs;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The code-revoker of a {@link Shop}, behind its queue, and what a reversal leaves to see. */
final class Revoker {
    static final String DEACTIVATE = "{\"discountAction\":\"DEACTIVATE\"}";
    static final String ANYWAY = "{\"discountAction\":\"DEACTIVATE\",\"refundAnyway\":true}";

    private final Shop shop;
    private final Roads roads;

    Revoker(Shop shop, Roads roads) {
        this.shop = shop;
        this.roads = roads;
    }

    /** Hands on what is committed, and delivers what is visible then, once. */
    void deliver() {
        deliver(over(shop.store()));
    }

    void deliver(Function<SQSEvent, SQSBatchResponse> function) {
        assertThat(roads.publish()).isEmpty();
        roads.sqs().deliver(Roads.REVOCATIONS, function);
    }

    /** Every message's wait is over, and it comes again. */
    void later() {
        roads.sqs().waitsEnd();
        deliver();
    }

    /** Until no message is left; so many rounds at most. */
    void finish(int rounds) {
        for (var round = 0; round < rounds && !(pending().isEmpty() && round > 0); round++) {
            later();
        }
        assertThat(pending()).isEmpty();
    }

    /** The function by way of {@code client}, whose messages have been waiting for long. */
    Function<SQSEvent, SQSBatchResponse> over(DynamoDbClient client) {
        return sentAt(Instant.EPOCH, shop.codes(), client, roads.call());
    }

    /** The same over another shop platform. */
    Function<SQSEvent, SQSBatchResponse> asking(CodeShop codes) {
        return sentAt(Instant.EPOCH, codes, shop.store(), roads.call());
    }

    /** The same for one call, whose messages were sent at {@code sent}. */
    Function<SQSEvent, SQSBatchResponse> sentAt(Instant sent, CodeShop codes, DynamoDbClient client, OneCall call) {
        return roads.revoking(sent, codes, client, call);
    }

    List<SimulatedSqs.Message> pending() {
        return roads.sqs().messages(Roads.REVOCATIONS);
    }

    /** What is left to see of a redemption, such as {@code REDEEMED ISSUED}. */
    String of(String redemption) {
        var found = shop.redemption(redemption);
        return found.get("status").textValue() + " "
                + found.at("/reward/status").textValue();
    }

    /** How often a redemption of {@code customer} gave points back. */
    long payments(String customer) {
        return StreamSupport.stream(shop.activity(customer).spliterator(), false)
                .filter(entry -> entry.get("type").textValue().equals("REDEMPTION_REVERSAL"))
                .count();
    }

    /** What was published of reversals. */
    List<JsonNode> told() {
        assertThat(roads.publish()).isEmpty();
        return roads.inbox().published().stream()
                .filter(message ->
                        "redemption.reversed".equals(message.attributes().get("eventType")))
                .map(message -> SampleEvents.json(message.message()))
                .toList();
    }
}
