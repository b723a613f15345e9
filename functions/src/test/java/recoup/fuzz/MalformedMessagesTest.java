package recoup.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.contract.EventSchemas;
import recoup.handlers.CodeRevoker;
import recoup.handlers.DueShards;
import recoup.handlers.OneCall;
import recoup.handlers.OrderEvents;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.operations.Attempts;

/** Broken messages of every queue: nothing is thrown, nothing is lost, and nothing that is no event has an effect. */
class MalformedMessagesTest {
    private static final int ROUNDS = 250;

    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);
    private final StringBuilder log = new StringBuilder();

    @BeforeEach
    void what_the_samples_are_about() {
        shop.give("CUS-7", "POINTS", 200, "null");
        shop.placeWithAttempt("ORD-1001", "CUS-7", "pi_1");
        shop.call("redeem-points").answer(201);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.cancelled",
                "order.paid",
                "order.updated",
                "payment.expired",
                "payment.failed",
                "points.earned",
                "reward.refunded-externally",
                "reward.source-removed",
                "reward.used"
            })
    void an_event_is_done_if_it_is_one_and_parked_if_it_is_none(String type) {
        var queue = type.startsWith("payment.") ? Roads.PAYMENT_FAILURES : Roads.ORDER_EVENTS;
        var dice = new Dice(type.hashCode());
        var whole = body("queue/" + type);
        for (var round = 0; round < ROUNDS; round++) {
            roads.sqs().add(queue, Broken.json(whole, dice));
        }
        for (var receive = 0; receive < 5; receive++) {
            roads.sqs().deliver(queue, wellFormed(roads.consuming(queue, shop.store(), new OneCall(log))));
            roads.sqs().waitsEnd();
        }
        var parked = bodies(queue + Roads.PARKED);
        var done = bodies(queue);
        parked.forEach(body -> assertThat(done.remove(body)).isTrue());
        assertThat(roads.sqs().messages(queue)).as("what is left").isEmpty();
        assertThat(parked).isNotEmpty();
        assertThat(log).doesNotContain("\"level\":\"ERROR\"");
        assertThat(lines("done") + lines("nothing"))
                .as("each is done or parked")
                .isEqualTo(done.size());
        assertThat(done)
                .isNotEmpty()
                .allSatisfy(body -> assertThat(faults(body)).as(body).isEmpty());
    }

    @Test
    void a_revocation_is_tried_if_it_is_one_and_parked_if_it_is_none() {
        var revoker = new CodeRevoker(Roads.ENVIRONMENT, shop.store(), roads.sqs(), shop.codes(), shop.businessTime());
        var dice = new Dice(1);
        var whole = body("queue/revocation");
        for (var round = 0; round < ROUNDS; round++) {
            roads.sqs().add(Roads.REVOCATIONS, Broken.json(whole, dice));
        }
        roads.sqs().deliver(Roads.REVOCATIONS, wellFormed(event -> revoker.handleRequest(event, new OneCall(log))));
        var parked = bodies(Roads.REVOCATIONS + Roads.PARKED);
        var left = roads.sqs().messages(Roads.REVOCATIONS).size();
        assertThat(parked).isNotEmpty().doesNotContain(whole);
        assertThat(log).doesNotContain("\"level\":\"ERROR\"");
        assertThat(parked.size() + left + lines("finished")).isEqualTo(ROUNDS);
    }

    @Test
    void a_shard_is_swept_if_it_is_one_and_comes_back_if_it_is_none() {
        var function =
                new DueShards(Roads.ENVIRONMENT, shop.store(), shop.businessTime(), shop.realTime(), _ -> once());
        var dice = new Dice(2);
        for (var round = 0; round < ROUNDS; round++) {
            roads.sqs().add(Roads.DUE_SHARDS, Broken.json("{\"shard\":3}", dice));
        }
        roads.sqs().deliver(Roads.DUE_SHARDS, wellFormed(event -> function.handleRequest(event, new OneCall(log))));
        var left = roads.sqs().messages(Roads.DUE_SHARDS).size();
        assertThat(left).isPositive();
        assertThat(lines("finished")).isPositive().isEqualTo(ROUNDS - left);
        assertThat(lines("failed")).isEqualTo(left);
    }

    /** Whatever else of a record is missing: of an order that is known it is done, of another it comes back or is parked. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes",
                "messageAttributes",
                "receiptHandle",
                "md5OfBody",
                "eventSourceARN",
                "body",
                "messageId"
            })
    void a_record_without_one_of_its_parts_throws_nothing_and_is_not_lost(String part) {
        for (var order : List.of("ORD-1001", "ORD-9")) {
            var json = (ObjectNode) SampleEvents.read("queue/order.updated", JsonNode.class)
                    .at("/Records/0")
                    .deepCopy();
            json.put("body", json.get("body").textValue().replace("ORD-1001", order))
                    .remove(part);
            var sqs = new Taking();
            var before = lines("done");
            var batch = JsonNodeFactory.instance.objectNode();
            batch.putArray("Records").add(json);
            var answer = new OrderEvents(Roads.ENVIRONMENT, shop.store(), sqs, shop.businessTime())
                    .handleRequest(SampleEvents.as(batch, SQSEvent.class), new OneCall(log));
            assertThat(answer.getBatchItemFailures().size() + sqs.taken() + lines("done") - before)
                    .as("it comes back, is parked or done")
                    .isEqualTo(1);
        }
    }

    private static Attempts once() {
        return () -> false;
    }

    private static String body(String sample) {
        return SampleEvents.read(sample, JsonNode.class).at("/Records/0/body").textValue();
    }

    private List<String> bodies(String queue) {
        return new ArrayList<>(roads.sqs().everSent(queue).stream()
                .map(message -> message.body())
                .toList());
    }

    private long lines(String outcome) {
        return log.toString()
                .lines()
                .filter(line -> line.contains("\"outcome\":\"" + outcome + "\""))
                .count();
    }

    /** What the schemas say of an event in its envelope. */
    private static List<String> faults(String body) {
        var event = SampleEvents.json(body).path("event");
        return Optional.of(event.path("type").asText())
                .map(type -> EventSchemas.in(type, event))
                .orElseThrow();
    }

    /** A function whose answers name messages of their batch alone, each once. */
    private static Function<SQSEvent, SQSBatchResponse> wellFormed(Function<SQSEvent, SQSBatchResponse> function) {
        return event -> {
            var answer = function.apply(event);
            var batch = event.getRecords().stream()
                    .map(SQSEvent.SQSMessage::getMessageId)
                    .toList();
            assertThat(answer.getBatchItemFailures().stream().map(SQSBatchResponse.BatchItemFailure::getItemIdentifier))
                    .doesNotHaveDuplicates()
                    .isSubsetOf(batch);
            return answer;
        };
    }
}
