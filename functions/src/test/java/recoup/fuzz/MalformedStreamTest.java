package recoup.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.contract.EventSchemas;
import recoup.handlers.ExpiryCanceller;
import recoup.handlers.Notifier;
import recoup.handlers.OneCall;
import recoup.handlers.PartnerEvents;
import recoup.handlers.Roads;
import recoup.handlers.SampleEvents;
import recoup.handlers.Shop;
import recoup.handlers.http.ProblemException;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs;

/** What else calls functions, broken: the table's stream, the schedule, and partners' events. */
class MalformedStreamTest {
    private static final int ROUNDS = 1_500;

    private final Shop shop = new Shop();
    private final StringBuilder log = new StringBuilder();

    /** A journal item is published as its schema wants it, or the stream comes back to it; what is none is passed over. */
    @Test
    void a_record_of_the_stream_is_published_or_comes_back() {
        var dice = new Dice(4);
        var published = 0;
        var comesBack = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var event = broken(dice);
            if (event.isEmpty()) {
                continue;
            }
            var inbox = new Inbox();
            var answer = new Notifier(Roads.ENVIRONMENT, inbox, new SimulatedSqs())
                    .handleRequest(event.get(), new OneCall(log));
            var numbers = answer.getBatchItemFailures().stream()
                    .map(BatchItemFailure::getItemIdentifier)
                    .toList();
            assertThat(numbers.size() + inbox.published().size()).isLessThanOrEqualTo(1);
            if (isCancellation(event.get())) {
                assertThat(numbers.size() + inbox.published().size()).isEqualTo(1);
            }
            comesBack += numbers.size();
            published += inbox.published().size();
        }
        assertThat(published).isPositive();
        assertThat(comesBack).isPositive();
    }

    @Test
    void a_record_without_its_parts_throws_nothing_and_stops_the_stream_there() {
        for (var part : List.of("/Records/0", "/Records/0/dynamodb", "/Records/0/dynamodb/NewImage")) {
            var json =
                    SampleEvents.read("stream/journal-insert", JsonNode.class).deepCopy();
            json.at(part).properties().stream().map(Map.Entry::getKey).toList().forEach(name -> {
                var less = json.deepCopy();
                ((ObjectNode) less.at(part)).remove(name);
                var answer = new Notifier(Roads.ENVIRONMENT, new Inbox(), new SimulatedSqs())
                        .handleRequest(SampleEvents.as(less, DynamodbEvent.class), new OneCall(log));
                assertThat(answer.getBatchItemFailures()).hasSizeLessThanOrEqualTo(1);
            });
        }
    }

    /** Nothing of what the schedule says is read. */
    @Test
    void the_schedule_may_say_anything() {
        var sqs = new SimulatedSqs();
        var canceller = new ExpiryCanceller(Roads.ENVIRONMENT, shop.store(), sqs, shop.businessTime());
        for (var input :
                List.<Map<String, Object>>of(Map.of(), Map.of("time", 1), Map.of("detail", List.of(Map.of())))) {
            assertThat(canceller.handleRequest(input, new OneCall(log))).containsEntry("failed", 0);
        }
        var absent = new HashMap<String, Object>();
        absent.put("time", null);
        assertThat(canceller.handleRequest(absent, new OneCall(log))).containsEntry("failed", 0);
    }

    /** What is refused is thrown as a problem and nothing else: EventBridge tries again, and then parks it. */
    @ParameterizedTest
    @ValueSource(strings = {"stripe", "shopify"})
    void a_partners_event_is_queued_means_nothing_or_is_left_to_be_parked(String partner) throws IOException {
        var whole = SampleEvents.read("partner/" + partner, JsonNode.class).toString();
        var dice = new Dice(partner.hashCode());
        var refused = 0;
        var sqs = new SimulatedSqs();
        for (var round = 0; round < ROUNDS; round++) {
            var input = Broken.json(whole, dice).getBytes(StandardCharsets.UTF_8);
            try {
                new PartnerEvents(Roads.ENVIRONMENT, sqs, shop.businessTime())
                        .handleRequest(new ByteArrayInputStream(input), new ByteArrayOutputStream(), new OneCall(log));
            } catch (ProblemException problem) {
                refused++;
                assertThat(problem.problem().errors()).isNotEmpty();
            }
        }
        assertThat(refused).isBetween(1, ROUNDS - 1);
        for (var queue : List.of(Roads.ORDER_EVENTS, Roads.PAYMENT_FAILURES)) {
            assertThat(sqs.messages(queue)).allSatisfy(message -> {
                var event = SampleEvents.json(message.body()).path("event");
                assertThat(EventSchemas.in(event.path("type").asText(), event)).isEmpty();
            });
        }
    }

    private static Optional<DynamodbEvent> broken(Dice dice) {
        var whole = SampleEvents.read("stream/journal-insert", JsonNode.class).toString();
        try {
            return Optional.of(SampleEvents.as(SampleEvents.json(Broken.json(whole, dice)), DynamodbEvent.class))
                    .filter(event ->
                            event.getRecords() != null && event.getRecords().size() == 1);
        } catch (UncheckedIOException notWhatLambdaReads) {
            return Optional.empty();
        }
    }

    /** Whether it still is the insert of that very item, which is of account to others. */
    private static boolean isCancellation(DynamodbEvent event) {
        var record = event.getRecords().getFirst();
        if (!"INSERT".equals(record.getEventName())
                || record.getDynamodb() == null
                || record.getDynamodb().getNewImage() == null) {
            return false;
        }
        var image = record.getDynamodb().getNewImage();
        return Map.of("pk", "M#acme#C#CUS-7", "sk", "J#000000000004", "w", "CANCELLED").entrySet().stream()
                .allMatch(each -> Optional.ofNullable(image.get(each.getKey()))
                        .map(AttributeValue::getS)
                        .filter(each.getValue()::equals)
                        .isPresent());
    }
}
