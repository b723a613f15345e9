package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.contract.EventSchemas;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs;

/** The samples in {@code events/} that no route takes: each is taken by its function as it would be by Lambda. */
class SampleEventsTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "order.paid",
                "order.updated",
                "order.cancelled",
                "payment.failed",
                "payment.expired",
                "points.earned"
            })
    void a_queued_event_has_its_effect(String type) {
        shop.placeWithAttempt("ORD-1001", "CUS-7", "pi_1");
        hasItsEffect(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"reward.used", "reward.source-removed", "reward.refunded-externally"})
    void a_queued_event_about_a_reward_has_its_effect(String type) {
        shop.give("CUS-7", "POINTS", 100, "null");
        shop.call("redeem-points").answer(201);
        hasItsEffect(type);
    }

    private void hasItsEffect(String type) {
        var before = shop.contents();
        var sqs = SampleEvents.read("queue/" + type, SQSEvent.class);
        var body = SampleEvents.json(sqs.getRecords().getFirst().getBody());
        assertThat(EventSchemas.in(type, body.get("event"))).isEmpty();
        var answer = roads.consumer("sample", shop.store()).consume(sqs, roads.call());
        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("done");
        assertThat(shop.contents()).isNotEqualTo(before);
    }

    @Test
    void a_queued_revocation_is_finished() {
        shop.give("CUS-7", "POINTS", 100, "null");
        shop.call("redeem-points").answer(201);
        shop.codes().fails(1);
        shop.call("reverse-redemption").answer(202);
        var revoker = new CodeRevoker(Roads.ENVIRONMENT, shop.store(), roads.sqs(), shop.codes(), shop.businessTime());
        var answer = revoker.handleRequest(SampleEvents.read("queue/revocation", SQSEvent.class), roads.call());
        assertThat(answer.getBatchItemFailures()).isEmpty();
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("finished");
        assertThat(shop.redemption("RED-1").get("status").textValue()).isEqualTo("REVERSED");
    }

    @Test
    void the_streams_insert_is_published() {
        var inbox = new Inbox();
        new Notifier(Roads.ENVIRONMENT, inbox, new SimulatedSqs())
                .handleRequest(SampleEvents.read("stream/journal-insert", DynamodbEvent.class), roads.call());
        var message = SampleEvents.json(inbox.published().getFirst().message());
        assertThat(EventSchemas.out(message.get("type").textValue(), message)).isEmpty();
    }

    @Test
    void the_schedules_event_sweeps() throws IOException {
        var event = SampleEvents.json(Files.readString(Path.of("../events/schedule/expiry.json")));
        var input = Map.<String, Object>of("time", event.toString());
        var canceller = new ExpiryCanceller(
                Roads.ENVIRONMENT,
                shop.store(),
                roads.sqs(),
                shop.businessTime(),
                shop.realTime(),
                _ -> Shop.attempts(1));
        assertThat(canceller.handleRequest(input, roads.call())).containsKeys("due", "handled", "failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"stripe", "shopify"})
    void a_partners_event_is_queued_for_the_merchant_of_the_rule(String partner) throws IOException {
        var queued = partner(Files.readString(Path.of("../events/partner/" + partner + ".json")));
        assertThat(queued).isNotEmpty().allSatisfy(message -> {
            assertThat(message.get("merchantId").textValue()).isEqualTo("acme");
            assertThat(message.get("actor").textValue()).isEqualTo(partner);
            assertThat(message.at("/event/source").textValue()).isEqualTo("urn:recoup:" + partner);
        });
    }

    @Test
    void an_event_of_nobody_we_know_is_logged_and_queued_nowhere() throws IOException {
        assertThat(partner("{\"merchantId\":\"acme\",\"event\":{\"source\":\"aws.ec2\",\"detail\":{}}}"))
                .isEmpty();
        assertThat(roads.log().getLast().get("outcome").textValue()).isEqualTo("means nothing");
    }

    private List<JsonNode> partner(String input) throws IOException {
        var sqs = new SimulatedSqs();
        new PartnerEvents(Roads.ENVIRONMENT, sqs, shop.businessTime())
                .handleRequest(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new ByteArrayOutputStream(),
                        roads.call());
        return List.of(Roads.PAYMENT_FAILURES, Roads.ORDER_EVENTS).stream()
                .flatMap(queue -> sqs.messages(queue).stream())
                .map(message -> SampleEvents.json(message.body()))
                .toList();
    }
}
