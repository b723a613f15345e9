package recoup.fuzz;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
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
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
    private static final JsonNode SAMPLE = SampleEvents.read("stream/journal-insert", JsonNode.class);
    /** Its sequence number. */
    private static final String NUMBER = "4421584500000000017450439091";

    private static final String PUBLISHED = "published as messages: ";
    private static final String COMES_BACK = "comes back from ";
    private static final String WITH_ITS_BATCH = "comes back with its batch";
    private static final String PASSED_OVER = "passed over";

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

    /** What nobody needs may be missing; without what a journal item always has, the stream comes back to it. */
    @Test
    void a_record_without_one_of_its_parts_is_published_without_it_or_comes_back() {
        var parts = new TreeMap<String, String>();
        for (var parent : List.of("/Records/0", "/Records/0/dynamodb", "/Records/0/dynamodb/NewImage")) {
            for (var name : SAMPLE.at(parent).properties()) {
                var less = SAMPLE.deepCopy();
                ((ObjectNode) less.at(parent)).remove(name.getKey());
                parts.put(parent.substring(parent.lastIndexOf('/') + 1) + "." + name.getKey(), taken(less));
            }
        }
        assertThat(parts)
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        entry("0.awsRegion", PUBLISHED + 1),
                        entry("0.dynamodb", WITH_ITS_BATCH),
                        entry("0.eventID", PUBLISHED + 1),
                        entry("0.eventName", PASSED_OVER),
                        entry("0.eventSource", PUBLISHED + 1),
                        entry("0.eventSourceARN", PUBLISHED + 1),
                        entry("0.eventVersion", PUBLISHED + 1),
                        entry("dynamodb.ApproximateCreationDateTime", PUBLISHED + 1),
                        entry("dynamodb.Keys", PUBLISHED + 1),
                        entry("dynamodb.NewImage", COMES_BACK + NUMBER),
                        entry("dynamodb.SequenceNumber", PUBLISHED + 1),
                        entry("dynamodb.SizeBytes", PUBLISHED + 1),
                        entry("dynamodb.StreamViewType", PUBLISHED + 1),
                        entry("NewImage.a", COMES_BACK + NUMBER),
                        entry("NewImage.at", COMES_BACK + NUMBER),
                        entry("NewImage.g", COMES_BACK + NUMBER),
                        entry("NewImage.k", PUBLISHED + 1),
                        entry("NewImage.m", PUBLISHED + 1),
                        entry("NewImage.nf", PUBLISHED + 1),
                        entry("NewImage.o", PUBLISHED + 1),
                        entry("NewImage.pk", COMES_BACK + NUMBER),
                        entry("NewImage.sk", COMES_BACK + NUMBER),
                        entry("NewImage.w", COMES_BACK + NUMBER)));
    }

    private String taken(JsonNode batch) {
        var inbox = new Inbox();
        var back = notified(inbox, SampleEvents.as(batch, DynamodbEvent.class));
        if (inbox.published().isEmpty() && back.size() == 1) {
            return back.getFirst().isEmpty() ? WITH_ITS_BATCH : COMES_BACK + back.getFirst();
        }
        assertThat(back).isEmpty();
        return inbox.published().isEmpty()
                ? PASSED_OVER
                : PUBLISHED + inbox.published().size();
    }

    /** What comes before it is taken; it comes back with all that comes after it, and then nothing is left out. */
    @Test
    void a_broken_record_in_the_middle_of_others_stops_the_stream_there() {
        var whole = new Inbox();
        assertThat(notified(whole, batch(numbered(2).toString()).orElseThrow())).isEmpty();
        var ids = ids(whole);
        assertThat(ids).hasSize(3).doesNotHaveDuplicates();
        var dice = new Dice(6);
        var stopped = 0;
        var wentOn = 0;
        for (var round = 0; round < ROUNDS; round++) {
            var middle = Broken.json(numbered(2).toString(), dice);
            var event = batch(middle);
            if (event.isEmpty()) {
                continue;
            }
            var inbox = new Inbox();
            var back = notified(inbox, event.get());
            if (back.isEmpty()) {
                wentOn++;
                assertThat(ids(inbox)).as(middle).startsWith(ids.getFirst()).endsWith(ids.getLast());
                assertThat(ids(inbox)).as(middle).hasSizeBetween(2, 3);
            } else {
                stopped++;
                assertThat(back).as(middle).containsExactly(numberOfTheSecond(event.get()));
                assertThat(ids(inbox)).as(middle).containsExactly(ids.getFirst());
            }
        }
        assertThat(stopped).isPositive();
        assertThat(wentOn).isPositive();
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

    private List<String> notified(Inbox inbox, DynamodbEvent event) {
        return new Notifier(Roads.ENVIRONMENT, inbox, new SimulatedSqs())
                .handleRequest(event, new OneCall(log)).getBatchItemFailures().stream()
                        .map(BatchItemFailure::getItemIdentifier)
                        .toList();
    }

    private static List<String> ids(Inbox inbox) {
        return inbox.published().stream()
                .map(each -> SampleEvents.json(each.message()).path("id").textValue())
                .toList();
    }

    /** The sample's record, as the version {@code version} of its wallet has it. */
    private static JsonNode numbered(int version) {
        var record = SAMPLE.at("/Records/0").deepCopy();
        ((ObjectNode) record.at("/dynamodb")).put("SequenceNumber", "" + version);
        for (var keys : List.of("/dynamodb/Keys/sk", "/dynamodb/NewImage/sk")) {
            ((ObjectNode) record.at(keys)).put("S", "J#%012d".formatted(version));
        }
        return record;
    }

    /** The first, {@code second} and the third; empty if Lambda would not make an event of that. */
    private static Optional<DynamodbEvent> batch(String second) {
        try {
            var records = "{\"Records\":[" + numbered(1) + "," + second + "," + numbered(3) + "]}";
            return Optional.of(SampleEvents.as(SampleEvents.json(records), DynamodbEvent.class))
                    .filter(event -> event.getRecords().size() == 3
                            && event.getRecords().stream().noneMatch(Objects::isNull));
        } catch (UncheckedIOException notWhatLambdaReads) {
            return Optional.empty();
        }
    }

    /** Without one it is the whole batch that comes back. */
    private static String numberOfTheSecond(DynamodbEvent event) {
        return Optional.ofNullable(event.getRecords().get(1).getDynamodb())
                .map(StreamRecord::getSequenceNumber)
                .orElse("");
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
