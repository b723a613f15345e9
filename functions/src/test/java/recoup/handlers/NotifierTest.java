package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.StreamRecord;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recoup.contract.EventSchemas;
import recoup.handlers.notifications.Notification;
import recoup.ledger.Outbox.Committed;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.LotId;
import recoup.model.MerchantId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Trigger;
import recoup.queues.Inbox;
import recoup.queues.SimulatedSqs;

/** Committed operations on their way out, by the stream and once more by hand. */
class NotifierTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    private void everything() {
        shop.give("ann", "STORE_CREDIT", 500, "\"2021-01-01\"");
        shop.give("ann", "POINTS", 100, "null");
        shop.place("ORD-1", "ann", 500, 100);
        shop.at("2021-01-02T12:00:00Z");
        shop.cancel(
                        "ORD-1",
                        "{\"points\":{\"revert\":true},\"reason\":{\"key\":\"other\",\"message\":\"changed\"},\"notifyCustomer\":true}")
                .answer(200);
        shop.cancel("ORD-1", "{\"storeCredit\":{\"revert\":true,\"extendExpiredByDays\":9}}")
                .answer(200);
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        roads.tell("order.updated", "{\"orderId\":\"ORD-1\",\"status\":\"CONFIRMED\"}")
                .deliver();
        shop.call("reapply-order").path("orderId", "ORD-1").body("{}").answer(200);
    }

    @Test
    void C_12_L_03_one_committed_operation_is_one_message_with_everything_that_it_did() {
        everything();
        roads.publish();
        assertThat(roads.inbox().published().stream()
                        .map(each -> each.attributes().get("eventType")))
                .containsExactlyInAnyOrder(
                        "balance.adjusted",
                        "balance.adjusted",
                        "order.cancelled",
                        "order.reverted",
                        "review.opened",
                        "order.reapplied");
        var cancelled = roads.notifications("order.cancelled").getFirst();
        assertThat(cancelled.at("/data/orderId").textValue()).isEqualTo("ORD-1");
        assertThat(cancelled.at("/data/customerId").textValue()).isEqualTo("ann");
        assertThat(cancelled.at("/data/reason/message").textValue()).isEqualTo("changed");
        assertThat(cancelled.at("/data/notifyCustomer").booleanValue()).isTrue();
        assertThat(cancelled.at("/data/entries").findValuesAsText("type")).containsExactly("REVERT");
        assertThat(cancelled.at("/data/entries/0/amount").longValue()).isEqualTo(100);
        assertThat(cancelled.at("/data/lots").findValuesAsText("why")).containsExactly("NOT_CHOSEN", "VALID");
        assertThat(roads.inbox().published().stream()
                        .filter(each -> "true".equals(each.attributes().get("notifyCustomer"))))
                .hasSize(1);
    }

    @Test
    void C_12_a_request_that_writes_nothing_sends_nothing() {
        everything();
        roads.publish();
        var before = roads.inbox().published().size();
        shop.call("reapply-order").path("orderId", "ORD-1").body("{}").answer(200);
        roads.tell("order.paid", "{\"orderId\":\"ORD-1\"}").deliver();
        roads.publish();
        assertThat(roads.inbox().published()).hasSize(before);
    }

    @Test
    void an_order_that_was_cancelled_without_giving_anything_back_is_told_with_its_customer() {
        shop.place("ORD-1", "ann", 0, 0);
        shop.cancel("ORD-1", "{}").answer(200);
        roads.publish();
        var cancelled = roads.notifications("order.cancelled").getFirst();
        assertThat(cancelled.at("/data/customerId").textValue()).isEqualTo("ann");
        assertThat(cancelled.get("subject").textValue()).isEqualTo("ORD-1");
        assertThat(cancelled.at("/data/entries")).isEmpty();
    }

    /** To name it was a fault of its own. */
    @Test
    void an_insert_without_its_record_comes_back_with_the_whole_batch() {
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventName("INSERT");
        var event = new DynamodbEvent();
        event.setRecords(List.of(record));
        var answer =
                new Notifier(Roads.ENVIRONMENT, new Inbox(), new SimulatedSqs()).handleRequest(event, roads.call());
        assertThat(answer.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEmpty());
    }

    /** It was passed over: a stream that shows keys alone would have been read to its end, and nothing published. */
    @Test
    void an_insert_without_its_image_comes_back() {
        var data = new StreamRecord();
        data.setSequenceNumber("7");
        var record = new DynamodbEvent.DynamodbStreamRecord();
        record.setEventName("INSERT");
        record.setDynamodb(data);
        var event = new DynamodbEvent();
        event.setRecords(List.of(record));
        var inbox = new Inbox();
        var answer = new Notifier(Roads.ENVIRONMENT, inbox, new SimulatedSqs()).handleRequest(event, roads.call());
        assertThat(answer.getBatchItemFailures())
                .singleElement()
                .satisfies(failure -> assertThat(failure.getItemIdentifier()).isEqualTo("7"));
        assertThat(inbox.published()).isEmpty();
    }

    @Test
    void what_the_topic_does_not_take_comes_again_and_nothing_is_left_out() {
        everything();
        roads.inbox().refuse(1);
        assertThat(roads.publish()).containsExactly("0");
        assertThat(roads.inbox().published()).isEmpty();
        assertThat(roads.publish()).isEmpty();
        assertThat(roads.inbox().published()).hasSize(6);
    }

    @Test
    void a_message_that_would_be_too_large_for_the_topic_is_told_without_its_lots() {
        var all = told(500);
        assertThat(all.message().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(250 * 1024);
        assertThat(SampleEvents.json(all.message()).at("/data/entries")).hasSize(500);
        var less = told(1_500);
        assertThat(less.message().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(2_000);
        var json = SampleEvents.json(less.message());
        assertThat(json.at("/data/truncated").booleanValue()).isTrue();
        assertThat(json.at("/data/entries")).isEmpty();
        assertThat(EventSchemas.out("order.reverted", json)).isEmpty();
    }

    /** The message of an operation that brought back so many lots, of an order with the longest id. */
    private static Notification told(int lots) {
        var at = Shop.START;
        var points = new Amount(Asset.POINTS, 1);
        var movements = IntStream.range(0, lots)
                .mapToObj(number -> new Movement(
                        EntryType.REVERT,
                        points,
                        Optional.of(new LotId("lot_" + number)),
                        Expiry.NEVER,
                        at,
                        0,
                        number + 1))
                .toList();
        var journal = Journal.of(
                        Journal.What.REVERTED, at, Trigger.MANUAL, "admin", Optional.of(new OrderId("O".repeat(128))))
                .moving(movements);
        var key = new JournalKey(JournalKey.Ledger.WALLET, 1);
        var committed = new Committed("evt_1", new MerchantId("acme"), new CustomerId("c".repeat(128)), key, journal);
        return Notification.of(committed).orElseThrow();
    }

    @Test
    void the_same_operations_are_published_once_more_with_the_same_ids() {
        everything();
        roads.publish();
        var again = republished("2021-01-01T00:00:00Z", "2021-01-03T00:00:00Z");
        assertThat(messages(again)).containsExactlyInAnyOrderElementsOf(messages(roads.inbox()));
        assertThat(republished("2021-01-02T00:00:00Z", "2021-01-02T12:00:00Z").published())
                .as("the end is exclusive")
                .isEmpty();
        assertThat(republished("2021-01-02T12:00:00Z", "2021-01-03T00:00:00Z").published())
                .hasSize(4);
    }

    @Test
    void a_republication_that_runs_out_of_time_goes_on_from_its_cursor() {
        for (var number = 0; number < 60; number++) {
            shop.place("ORD-" + number, "cus-" + number, 0, 0);
            shop.give("cus-" + number, "POINTS", 1, "null");
            shop.cancel("ORD-" + number, "{}").answer(200);
        }
        roads.publish();
        var inbox = new Inbox();
        var cursor = Optional.<String>empty();
        var calls = 0;
        do {
            var answer = republish(inbox, "2021-01-01T00:00:00Z", "2021-01-02T00:00:00Z", cursor, 2);
            cursor = Optional.of(answer.get("cursor"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::textValue);
            calls++;
        } while (cursor.isPresent());
        assertThat(calls).isGreaterThan(5);
        assertThat(messages(inbox)).containsExactlyInAnyOrderElementsOf(messages(roads.inbox()));
    }

    @Test
    void a_republication_that_the_topic_refuses_says_where_to_go_on() {
        everything();
        roads.publish();
        var inbox = new Inbox();
        inbox.refuse(1);
        var stopped =
                republish(inbox, "2021-01-01T00:00:00Z", "2021-01-03T00:00:00Z", Optional.empty(), Integer.MAX_VALUE);
        assertThat(stopped.get("published").intValue()).isZero();
        var cursor = Optional.of(stopped.get("cursor").textValue());
        republish(inbox, "2021-01-01T00:00:00Z", "2021-01-03T00:00:00Z", cursor, Integer.MAX_VALUE);
        assertThat(messages(inbox)).containsExactlyInAnyOrderElementsOf(messages(roads.inbox()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"merchantId\":\"acme\",\"from\":\"yesterday\",\"to\":\"2021-01-02T00:00:00Z\"}",
                "{\"merchantId\":\"acme\",\"from\":\"2021-01-01T00:00:00Z\",\"to\":\"2021-01-02T00:00:00Z\",\"cursor\":\"x\"}"
            })
    void a_republication_that_is_asked_for_wrongly_is_refused(String input) {
        assertThatThrownBy(() -> roads.republish(new Inbox(), input, roads.call()))
                .hasMessageContaining("not valid");
    }

    /** They were taken for one behind everything: nothing was published, and it was said to be finished. */
    @ParameterizedTest
    @ValueSource(strings = {"wallets/16", "wallets/99/CUS-1", "orders/!", "orders/0#", "redemptions/!", "orders/9"})
    void a_cursor_that_no_answer_has_is_refused(String cursor) {
        everything();
        assertThatThrownBy(() -> republish(
                        new Inbox(),
                        "2021-01-01T00:00:00Z",
                        "2021-01-03T00:00:00Z",
                        Optional.of(cursor),
                        Integer.MAX_VALUE))
                .hasMessageContaining("not valid");
    }

    /** The same came of it. */
    @ParameterizedTest
    @ValueSource(strings = {"2021-01-01T00:00:00Z", "2020-12-31T23:59:59.999Z"})
    void a_span_that_ends_before_it_begins_is_refused(String to) {
        everything();
        assertThatThrownBy(
                        () -> republish(new Inbox(), "2021-01-01T00:00:00Z", to, Optional.empty(), Integer.MAX_VALUE))
                .hasMessageContaining("not valid");
    }

    private Inbox republished(String from, String to) {
        var inbox = new Inbox();
        var answer = republish(inbox, from, to, Optional.empty(), Integer.MAX_VALUE);
        assertThat(answer.get("cursor").isNull()).isTrue();
        assertThat(answer.get("published").intValue())
                .isEqualTo(inbox.published().size());
        return inbox;
    }

    private JsonNode republish(Inbox inbox, String from, String to, Optional<String> cursor, int looks) {
        var input = "{\"merchantId\":\"acme\",\"from\":\"%s\",\"to\":\"%s\"%s}"
                .formatted(
                        from,
                        to,
                        cursor.map(text -> ",\"cursor\":\"" + text + "\"").orElse(""));
        return roads.republish(inbox, input, roads.call(looks));
    }

    private static List<String> messages(Inbox inbox) {
        var messages = new ArrayList<String>();
        inbox.published().forEach(each -> messages.add(each.message()));
        return messages;
    }
}
