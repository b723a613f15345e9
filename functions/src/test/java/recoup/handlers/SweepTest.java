package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recoup.store.Fault;
import recoup.store.FaultyDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The scheduled canceller, and the queue of shards that it does not finish. */
class SweepTest {
    private final Shop shop = new Shop();
    private final Roads roads = new Roads(shop);

    @BeforeEach
    void cancelAndRevert() {
        shop.settings("CANCEL_AND_REVERT/ALL_OR_NOTHING", "VALID_ONLY/false", false);
    }

    private void due(int orders) {
        for (var number = 0; number < orders; number++) {
            shop.placeDue("ORD-" + number, "cus-" + number % 7, "2021-01-02T00:00:00Z");
        }
    }

    private String status(int order) {
        return shop.order("ORD-" + order).get("status").textValue();
    }

    @Test
    void A_01_what_was_not_paid_in_time_is_cancelled_at_its_deadline_and_not_before() {
        due(1);
        shop.at("2021-01-01T23:59:59.999Z");
        assertThat(roads.sweep()).containsEntry("due", 0);
        assertThat(status(0)).isEqualTo("PENDING");
        shop.at("2021-01-02T00:00:00Z");
        assertThat(roads.sweep()).isEqualTo(Map.of("due", 1, "handled", 1, "failed", 0));
        assertThat(status(0)).isEqualTo("CANCELLED");
        assertThat(shop.order("ORD-0").get("paymentStatus").textValue()).isEqualTo("EXPIRED");
        assertThat(shop.order("ORD-0").at("/cancelledBy/actor").textValue()).isEqualTo("expiry-canceller");
        assertThat(roads.sweep()).containsEntry("due", 0);
    }

    @Test
    void A_01_off_the_order_stays_and_is_not_due_again() {
        shop.settings("OFF/ALL_OR_NOTHING", "VALID_ONLY/false", false);
        due(1);
        shop.at("2021-01-03T00:00:00Z");
        assertThat(roads.sweep()).containsEntry("handled", 1);
        assertThat(status(0)).isEqualTo("PENDING");
        assertThat(shop.order("ORD-0").get("paymentStatus").textValue()).isEqualTo("EXPIRED");
        assertThat(roads.sweep()).containsEntry("due", 0);
    }

    @Test
    void more_than_a_page_of_one_shard_is_swept_in_one_run() {
        due(2_000);
        shop.at("2021-01-03T00:00:00Z");
        assertThat(roads.sweep()).isEqualTo(Map.of("due", 2_000, "handled", 2_000, "failed", 0));
    }

    @Test
    void several_due_orders_of_one_customer_take_one_transaction_each() {
        shop.give("ann", "POINTS", 40, "null");
        for (var number = 0; number < 40; number++) {
            shop.call("place-order").body("""
                {"orderId":"ORD-%d","customerId":"ann","total":1,"currency":"USD","use":{"points":1},\
                "paymentDueAt":"2021-01-02T00:00:00Z"}\
                """.formatted(number)).answer(201);
        }
        shop.at("2021-01-03T00:00:00Z");
        var transactions = new AtomicInteger();
        var counted = new FaultyDynamoDb(shop.store(), (operation, _) -> {
            transactions.addAndGet(operation.equals("TransactWriteItems") ? 1 : 0);
            return Fault.NONE;
        });
        assertThat(roads.sweep(counted, roads.call())).containsEntry("handled", 40);
        assertThat(transactions).hasValue(40);
    }

    @Test
    void two_sweeps_at_once_cancel_each_order_once() {
        due(30);
        shop.at("2021-01-03T00:00:00Z");
        var between = new FaultyDynamoDb(shop.store(), (operation, _) -> {
            if (operation.equals("TransactWriteItems") && shop.journal().size() == 40) {
                roads.sweep(); // a whole second run, in the middle of the first
            }
            return Fault.NONE;
        });
        roads.sweep(between, roads.call());
        assertThat(shop.journal()).as("30 placed, 30 cancelled").hasSize(60);
    }

    @Test
    void an_order_that_cannot_be_read_gets_a_later_turn_and_the_others_are_done() {
        due(40);
        var broken = FreshTable.key("M#acme#O#ORD-7", "O");
        shop.store()
                .updateItem(UpdateItemRequest.builder()
                        .tableName(FreshTable.NAME)
                        .key(broken)
                        .updateExpression("SET st = :nonsense")
                        .expressionAttributeValues(Map.of(":nonsense", AttributeValue.fromS("LOST")))
                        .build());
        shop.at("2021-01-03T00:00:00Z");
        assertThat(roads.sweep()).isEqualTo(Map.of("due", 40, "handled", 39, "failed", 1));
        assertThat(roads.sweep()).as("not its turn").containsEntry("due", 0);
        shop.at("2021-01-03T00:01:00Z");
        assertThat(roads.sweep()).isEqualTo(Map.of("due", 1, "handled", 0, "failed", 1));
        shop.at("2021-01-03T00:02:59Z");
        assertThat(roads.sweep()).as("a longer wait this time").containsEntry("due", 0);
        shop.at("2021-01-03T00:03:00Z");
        assertThat(roads.sweep()).containsEntry("due", 1);
        assertThat(roads.log()).anySatisfy(line -> {
            assertThat(line.path("orderId").asText()).isEqualTo("ORD-7");
            assertThat(line.path("outcome").asText()).isEqualTo("failed");
            assertThat(line.path("level").asText()).isEqualTo("ERROR");
        });
    }

    @ParameterizedTest
    @CsvSource({"M#acme#C#cus-3, W, v, 6", "M#acme#S, S, paymentExpiredMode, 40"})
    void one_wallet_or_one_merchants_settings_that_cannot_be_read_do_not_stop_the_others(
            String partition, String sort, String attribute, int failed) {
        due(40);
        var other = shop.call("place-order").merchant("other").body("""
            {"orderId":"ORD-0","customerId":"ann","total":1,"currency":"USD","use":{},"paymentDueAt":"2021-01-02T00:00:00Z"}\
            """);
        other.answer(201);
        shop.store()
                .updateItem(UpdateItemRequest.builder()
                        .tableName(FreshTable.NAME)
                        .key(FreshTable.key(partition, sort))
                        .updateExpression("SET " + attribute + " = :nonsense")
                        .expressionAttributeValues(Map.of(":nonsense", AttributeValue.fromS("LOST")))
                        .build());
        shop.at("2021-01-03T00:00:00Z");
        assertThat(roads.sweep()).isEqualTo(Map.of("due", 41, "handled", 41 - failed, "failed", failed));
        assertThat(roads.sweep()).containsEntry("due", 0);
    }

    @Test
    void a_due_index_that_cannot_be_read_says_so_instead_of_no_lag() {
        due(3);
        shop.at("2021-01-03T00:00:00Z");
        var mute = new FaultyDynamoDb(
                shop.store(), (operation, _) -> operation.equals("Query") ? Fault.THROTTLE : Fault.NONE);
        assertThat(roads.sweep(mute, roads.call())).containsEntry("due", 0);
        assertThat(roads.log().getLast().has("lagSeconds")).isFalse();
        assertThat(roads.sqs().messages(Roads.DUE_SHARDS)).hasSize(16);
    }

    @Test
    void a_store_that_does_not_answer_for_one_order_does_not_stop_the_others() {
        due(20);
        shop.at("2021-01-03T00:00:00Z");
        var writes = new AtomicInteger();
        var hot = new FaultyDynamoDb(
                shop.store(),
                (operation, _) ->
                        operation.equals("TransactWriteItems") && writes.incrementAndGet() > 4 && writes.get() <= 14
                                ? Fault.THROTTLE
                                : Fault.NONE); // all ten attempts of the fifth order
        assertThat(roads.sweep(hot, roads.call())).isEqualTo(Map.of("due", 20, "handled", 19, "failed", 1));
        assertThat(roads.sweep())
                .as("tried again at once, for it was not its fault")
                .containsEntry("failed", 0);
        assertThat(shop.journal()).hasSize(40);
    }

    @Test
    void what_a_run_cannot_finish_it_hands_over_one_message_a_shard() {
        due(100);
        shop.at("2021-01-03T00:00:00Z");
        assertThat(roads.sweep(shop.store(), roads.call(10))).containsEntry("handled", 10);
        assertThat(roads.sqs().messages(Roads.DUE_SHARDS)).hasSizeBetween(10, 16);
        roads.sweepShards(shop.store(), roads.call(5));
        assertThat(roads.sqs().messages(Roads.DUE_SHARDS))
                .as("what is left there, too, is found by the sweep of the next minute")
                .isEmpty();
        roads.sweep(shop.store(), roads.call(5));
        roads.sweepShards(shop.store(), roads.call());
        assertThat(shop.journal()).as("100 placed, 100 cancelled").hasSize(200);
        assertThat(roads.sweep()).containsEntry("due", 0);
    }

    @Test
    void no_shard_is_always_the_last() {
        due(100);
        var shards = new HashMap<String, String>();
        for (var item : shop.store().items(FreshTable.NAME)) {
            if (item.containsKey("dp")) {
                shards.put(text(item, "o"), text(item, "dp"));
            }
        }
        shop.at("2021-01-03T00:00:00Z");
        roads.sweep(shop.store(), roads.call(1));
        var first = roads.log().getFirst().get("orderId").textValue();
        shop.at("2021-01-03T00:01:00Z");
        roads.sweep(shop.store(), roads.call(1));
        var second = roads.log().stream()
                .filter(line -> line.path("outcome").asText().equals("done"))
                .toList()
                .getLast()
                .get("orderId")
                .textValue();
        assertThat(shards.get(first)).isNotEqualTo(shards.get(second));
    }

    @Test
    void if_the_queue_is_gone_the_next_run_goes_on() {
        due(50);
        shop.at("2021-01-03T00:00:00Z");
        roads.sqs().broken(true);
        roads.sweep(shop.store(), roads.call(10));
        assertThat(roads.sweep()).containsEntry("handled", 40);
    }

    @Test
    void a_shard_message_of_nonsense_comes_back_until_the_queue_parks_it() {
        roads.sqs().add(Roads.DUE_SHARDS, "{\"shard\":16}");
        roads.sweepShards(shop.store(), roads.call());
        assertThat(roads.sqs().messages(Roads.DUE_SHARDS)).hasSize(1);
    }

    @Test
    void the_summary_says_how_late_the_latest_was() {
        due(3);
        shop.at("2021-01-02T00:10:00Z");
        roads.sweep();
        JsonNode summary = roads.log().getLast();
        assertThat(summary.get("function").textValue()).isEqualTo("expiry-canceller");
        assertThat(summary.get("lagSeconds").longValue()).isEqualTo(600);
        assertThat(summary.get("handled").longValue()).isEqualTo(3);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return Objects.requireNonNull(item.get(name)).s();
    }
}
