package recoup.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import recoup.ledger.Table;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import recoup.store.Sizes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** The meter against sums made by hand from DynamoDB's documentation. */
class CapacityMeterTest {
    private static final int KB = 1024;

    private final SimulatedDynamoDb store = FreshTable.simulated();
    private final CapacityMeter meter = new CapacityMeter(store, Table.creation(FreshTable.NAME));

    @Test
    void an_item_weighs_its_names_and_values() {
        // pk 2 + 1, sk 2 + 1, x 1 + 5: the padding that the other tests use
        assertThat(Sizes.of(item("a", 12))).isEqualTo(12);
        assertThat(Sizes.of(item("a", 4 * KB))).isEqualTo(4 * KB);
    }

    @Test
    void a_put_costs_a_unit_for_each_started_kilobyte() {
        assertWritten(1, () -> put(item("a", 100)));
        assertWritten(1, () -> put(item("b", KB)));
        assertWritten(2, () -> put(item("c", KB + 1)));
        assertWritten(3, () -> put(item("d", 3 * KB)));
    }

    @Test
    void a_put_over_a_larger_item_costs_what_the_larger_does() {
        put(item("a", 5 * KB));
        assertWritten(5, () -> put(item("a", 100)));
        assertWritten(1, () -> put(item("a", 200)));
        assertWritten(4, () -> put(item("a", 4 * KB)));
    }

    @Test
    void a_delete_costs_what_was_there_or_one_unit() {
        put(item("a", 2 * KB + 1));
        assertWritten(3, () -> delete("a"));
        assertWritten(1, () -> delete("a"));
    }

    @Test
    void an_update_costs_the_larger_of_both_items() {
        put(item("a", KB));
        assertWritten(2, () -> update("a", "SET y = :value", Map.of(":value", s("."))));
        assertWritten(2, () -> update("a", "REMOVE x", Map.of()));
        assertWritten(1, () -> update("a", "REMOVE y", Map.of()));
        assertWritten(1, () -> update("new", "SET y = :value", Map.of(":value", s("."))));
    }

    @Test
    void a_failed_condition_costs_the_write_it_did_not_make_and_no_index() {
        put(item("a", 2 * KB));
        assertWritten(
                2,
                () -> assertThatThrownBy(() -> store(ordered(item("a", 100), "P", "1")))
                        .isInstanceOf(ConditionalCheckFailedException.class));
        assertWritten(
                3,
                () -> assertThatThrownBy(() -> store(item("a", 3 * KB)))
                        .isInstanceOf(ConditionalCheckFailedException.class));
    }

    @Test
    void a_call_that_is_refused_otherwise_is_a_round_trip_and_no_more() {
        var usage = meter.during(() -> assertThat(catchThrowable(() ->
                        meter.putItem(put -> put.tableName(FreshTable.NAME).item(Map.of("pk", s("a"))))))
                .isNotNull());
        assertThat(usage).isEqualTo(new Usage(1, List.of()));
    }

    @Test
    void a_transaction_costs_each_item_twice_and_is_one_round_trip() {
        put(item("old", 3 * KB));
        var usage = meter.during(() -> transact(
                transactPut(item("a", KB)),
                transactPut(item("b", KB + 1)),
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(FreshTable.NAME).key(key("old")))
                        .build(),
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(FreshTable.NAME)
                                .key(key("absent"))
                                .conditionExpression("attribute_not_exists(pk)"))
                        .build(),
                TransactWriteItem.builder()
                        .update(change -> change.tableName(FreshTable.NAME)
                                .key(key("new"))
                                .updateExpression("SET y = :value")
                                .expressionAttributeValues(Map.of(":value", s("."))))
                        .build()));
        assertThat(usage.writeUnits()).as("%s", usage).isEqualTo(2 + 4 + 6 + 2 + 2);
        assertThat(usage.readUnits()).isZero();
        assertThat(usage.roundTrips()).isOne();
    }

    @Test
    void a_transaction_makes_its_index_writes_no_dearer() {
        assertWritten(2 + 1, () -> transact(transactPut(ordered(item("a", 100), "P", "1"))));
    }

    @Test
    void a_cancelled_transaction_costs_every_item_in_it_and_no_index() {
        put(item("a", 2 * KB));
        assertWritten(
                2 * (2 + 1),
                () -> assertThatThrownBy(() -> transact(
                                TransactWriteItem.builder()
                                        .put(put -> put.tableName(FreshTable.NAME)
                                                .item(item("a", 100))
                                                .conditionExpression("attribute_not_exists(pk)"))
                                        .build(),
                                transactPut(ordered(item("b", 100), "P", "1"))))
                        .isInstanceOf(TransactionCanceledException.class));
    }

    @Test
    void an_index_entry_that_appears_stays_changes_its_key_or_disappears() {
        assertWritten(1 + 1, () -> put(ordered(item("a", 100), "P", "1")));
        assertWritten(1, () -> put(ordered(item("a", 200), "P", "1")));
        assertWritten(1 + 2, () -> put(ordered(item("a", 200), "P", "2")));
        assertWritten(1 + 2, () -> put(ordered(item("a", 200), "Q", "2")));
        assertWritten(1 + 1, () -> put(item("a", 200)));
        assertWritten(1, () -> put(item("a", 200)));
        assertWritten(1 + 1, () -> put(ordered(item("a", 200), "P", "1")));
        assertWritten(1 + 1, () -> delete("a"));
    }

    @Test
    void half_a_key_is_no_index_entry_and_two_indexes_are_two() {
        assertWritten(1, () -> put(with(item("a", 100), Map.of("op", s("P")))));
        var both = with(ordered(item("b", 100), "P", "1"), Map.of("cp", s("C"), "cs", s("1")));
        assertWritten(1 + 2, () -> put(both));
        assertWritten(1 + 2, () -> delete("b"));
    }

    @Test
    void an_index_entry_of_keys_alone_costs_by_its_own_size() {
        // the item is over 4 KB, its entry is not
        assertWritten(5 + 1, () -> put(ordered(item("a", 4 * KB), "P", "1")));
        // pk 2 + 1, sk 2 + 1, op 2 + 1, os 2 + 1014: 1025 bytes
        assertWritten(2 + 2, () -> put(ordered(item("b", 12), "P", "1".repeat(1_014))));
    }

    @Test
    void a_get_costs_a_unit_for_each_started_4_kilobytes_and_half_of_it_when_it_may_be_late() {
        put(item("a", 4 * KB));
        put(item("b", 4 * KB + 1));
        assertRead(1, () -> get("a", true));
        assertRead(0.5, () -> get("a", false));
        assertRead(2, () -> get("b", true));
        assertRead(1, () -> get("b", false));
    }

    @Test
    void a_missing_item_costs_the_least_there_is() {
        assertRead(1, () -> get("absent", true));
        assertRead(0.5, () -> get("absent", false));
        assertRead(0.5 + 0.5, () -> batchGet(false, "absent", "gone"));
    }

    @Test
    void a_batch_is_rounded_up_item_by_item() {
        put(item("a", 100));
        put(item("b", 5 * KB));
        assertRead(1 + 2 + 1, () -> batchGet(true, "a", "b", "absent"));
        assertRead(0.5 + 1 + 0.5, () -> batchGet(false, "a", "b", "absent"));
    }

    @Test
    void what_a_batch_leaves_unread_costs_nothing_yet() {
        // 16 MB are 40 items of 400 KB and a little; the other ten wait, and 400 KB are 100 units each
        var names = IntStream.range(0, 50).mapToObj(n -> "n" + n).toArray(String[]::new);
        for (var name : names) {
            put(item(name, 400 * KB));
        }
        assertRead(40 * 100, () -> batchGet(true, names));
    }

    @Test
    void a_transactional_read_costs_twice_a_strong_one() {
        put(item("a", 4 * KB + 1));
        assertRead(
                4 + 2,
                () -> meter.transactGetItems(get -> get.transactItems(
                        TransactGetItem.builder()
                                .get(one -> one.tableName(FreshTable.NAME).key(key("a")))
                                .build(),
                        TransactGetItem.builder()
                                .get(one -> one.tableName(FreshTable.NAME).key(key("absent")))
                                .build())));
    }

    @Test
    void a_query_is_rounded_up_page_by_page() {
        for (var sort = 0; sort < 5; sort++) {
            var padded = item("p", KB);
            padded.put("sk", s(Integer.toString(sort)));
            put(padded);
        }
        assertRead(2, () -> query(true, 5)); // 5 KB
        assertRead(1, () -> query(false, 5));
        assertRead(1, () -> query(true, 4)); // 4 KB
        assertRead(0.5, () -> query(false, 1));
    }

    @Test
    void a_query_that_finds_nothing_costs_the_least_there_is() {
        assertRead(1, () -> query(true, 5));
        assertRead(0.5, () -> query(false, 5));
    }

    @Test
    void a_query_of_an_index_costs_by_what_the_index_has() {
        // 40 entries of pk 2 + 3, sk 2 + 1, op 2 + 1, os 2 + 90: 103 bytes each, 4,120 together
        for (var n = 10; n < 50; n++) {
            put(ordered(item("n" + n, 3 * KB), "P", n + "-".repeat(88)));
        }
        assertRead(1, () -> index(40));
        assertRead(0.5, () -> index(39)); // 4,017 bytes
    }

    @Test
    void what_the_answer_does_not_show_is_not_guessed() {
        assertThatThrownBy(() -> meter.query(query -> query.tableName(FreshTable.NAME)
                        .keyConditionExpression("pk = :pk")
                        .filterExpression("x = :pk")
                        .expressionAttributeValues(Map.of(":pk", s("p")))))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> meter.transactWriteItems(transaction ->
                        transaction.clientRequestToken("token").transactItems(transactPut(item("a", 100)))))
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> meter.scan(scan -> scan.tableName(FreshTable.NAME)))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void each_measurement_begins_at_nothing() {
        meter.during(() -> put(item("a", 100)));
        assertRead(1, () -> get("a", true));
        assertThat(meter.during(() -> {})).isEqualTo(new Usage(0, List.of()));
    }

    private void assertWritten(long units, Runnable call) {
        var usage = meter.during(call);
        assertThat(usage.writeUnits()).as("%s", usage).isEqualTo(units);
        assertThat(usage.readUnits()).as("%s", usage).isZero();
        assertThat(usage.roundTrips()).isOne();
    }

    private void assertRead(double units, Runnable call) {
        var usage = meter.during(call);
        assertThat(usage.readUnits()).as("%s", usage).isEqualTo(units);
        assertThat(usage.writeUnits()).as("%s", usage).isZero();
        assertThat(usage.roundTrips()).isOne();
    }

    private void put(Map<String, AttributeValue> item) {
        meter.putItem(put -> put.tableName(FreshTable.NAME).item(item));
    }

    private void store(Map<String, AttributeValue> item) {
        meter.putItem(put -> put.tableName(FreshTable.NAME).item(item).conditionExpression("attribute_not_exists(pk)"));
    }

    private void delete(String pk) {
        meter.deleteItem(delete -> delete.tableName(FreshTable.NAME).key(key(pk)));
    }

    private void update(String pk, String expression, Map<String, AttributeValue> values) {
        meter.updateItem(update -> {
            update.tableName(FreshTable.NAME).key(key(pk)).updateExpression(expression);
            if (!values.isEmpty()) {
                update.expressionAttributeValues(values);
            }
        });
    }

    private void transact(TransactWriteItem... items) {
        meter.transactWriteItems(transaction -> transaction.transactItems(items));
    }

    private static TransactWriteItem transactPut(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(FreshTable.NAME).item(item))
                .build();
    }

    private void get(String pk, boolean consistent) {
        meter.getItem(get -> get.tableName(FreshTable.NAME).key(key(pk)).consistentRead(consistent));
    }

    private void batchGet(boolean consistent, String... pks) {
        var keys = List.of(pks).stream().map(CapacityMeterTest::key).toList();
        meter.batchGetItem(BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        FreshTable.NAME,
                        KeysAndAttributes.builder()
                                .keys(keys)
                                .consistentRead(consistent)
                                .build()))
                .build());
    }

    private void query(boolean consistent, int limit) {
        meter.query(query -> query.tableName(FreshTable.NAME)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", s("p")))
                .consistentRead(consistent)
                .limit(limit));
    }

    private void index(int limit) {
        meter.query(query -> query.tableName(FreshTable.NAME)
                .indexName("orders")
                .keyConditionExpression("op = :op")
                .expressionAttributeValues(Map.of(":op", s("P")))
                .limit(limit));
    }

    /** An item of so many bytes: its key, and padding. */
    private static Map<String, AttributeValue> item(String pk, int bytes) {
        var item = new HashMap<>(key(pk));
        var padding = bytes - "pk".length() - pk.length() - "sk".length() - "S".length() - "x".length();
        item.put("x", s(".".repeat(padding)));
        return item;
    }

    /** The item with a place in the index of orders. */
    private static Map<String, AttributeValue> ordered(Map<String, AttributeValue> item, String op, String os) {
        return with(item, Map.of("op", s(op), "os", s(os)));
    }

    private static Map<String, AttributeValue> with(
            Map<String, AttributeValue> item, Map<String, AttributeValue> more) {
        var whole = new HashMap<>(item);
        whole.putAll(more);
        return whole;
    }

    private static Map<String, AttributeValue> key(String pk) {
        return FreshTable.key(pk, "S");
    }

    private static AttributeValue s(String text) {
        return AttributeValue.fromS(text);
    }
}
