package recoup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

class SimulatedDynamoDbTest {
    private static final AttributeValue NOTHING = AttributeValue.fromNul(true);

    private final SimulatedDynamoDb store = FreshTable.simulated();

    @Test
    void a_stale_index_shows_the_items_as_they_were_some_commits_ago() {
        store.putItem(put(order("o1", "open", "1")));
        store.putItem(put(order("o2", "open", "2")));
        store.putItem(put(order("o1", "closed", "1")));

        assertThat(open(0)).containsExactly("o2");
        assertThat(open(1)).containsExactly("o1", "o2");
        assertThat(open(2)).containsExactly("o1");
        assertThat(open(3)).isEmpty();
        assertThat(open(99)).isEmpty();
    }

    @Test
    void staleness_is_told_which_read_it_decides_on() {
        store.putItem(put(order("o1", "open", "1")));
        store.staleness(read -> read.ofIndex() && read.target().equals("orders") ? 1 : 0);

        assertThat(query(openOrders())).isEmpty();
        assertThat(get("o1", false)).isNotEmpty();
    }

    @Test
    void an_eventually_consistent_read_of_the_table_may_be_stale_and_a_consistent_one_never_is() {
        store.putItem(put(order("o1", "open", "1")));
        store.staleness(Staleness.of(1));

        assertThat(get("o1", false)).isEmpty();
        assertThat(get("o1", true)).isNotEmpty();
        assertThat(batch(false)).isEmpty();
        assertThat(batch(true)).hasSize(1);
    }

    @Test
    void an_index_is_behind_by_time() {
        var now = new AtomicReference<>(Instant.EPOCH);
        store.clock(now::get);
        for (var second = 1; second <= 20; second++) {
            now.set(Instant.ofEpochSecond(second));
            store.putItem(put(order("o" + second, "open", Integer.toString(second))));
        }
        store.staleness(Staleness.lag(7, Duration.ofSeconds(5), now::get));

        var shown = IntStream.range(0, 200)
                .mapToObj(_ -> query(openOrders()).size())
                .collect(Collectors.toSet());

        assertThat(shown)
                .as("20 seconds of which the last 0 to 5 are not seen yet")
                .isSubsetOf(15, 16, 17, 18, 19, 20)
                .contains(15, 16, 17, 18, 19);
        now.set(Instant.ofEpochSecond(25));
        assertThat(query(openOrders())).as("5 seconds later").hasSize(20);
    }

    @Test
    void a_transaction_is_one_commit() {
        store.transactWriteItems(
                transaction(action(put(order("o1", "open", "1"))), action(put(order("o2", "open", "2")))));

        assertThat(open(0)).containsExactly("o1", "o2");
        assertThat(open(1)).isEmpty();
    }

    @Test
    void random_staleness_repeats_itself_for_the_same_seed() {
        var lags = lags(7);
        assertThat(lags)
                .isEqualTo(lags(7))
                .isNotEqualTo(lags(8))
                .contains(0, 1, 2, 3)
                .allMatch(lag -> lag <= 3);
    }

    @Test
    void a_consistent_read_of_an_index_is_refused() {
        var request = openOrders().toBuilder().consistentRead(true).build();
        assertThatThrownBy(() -> store.query(request)).satisfies(SimulatedDynamoDbTest::isValidation);
    }

    @Test
    void reasons_stand_in_the_order_of_the_actions_with_the_old_item_where_it_was_asked_for() {
        store.putItem(put(order("o1", "open", "1")));
        store.putItem(put(order("o2", "open", "2")));
        var exception = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> store.transactWriteItems(transaction(
                        action(put(order("o3", "open", "3"))),
                        check("o1", ReturnValuesOnConditionCheckFailure.ALL_OLD),
                        check("o2", ReturnValuesOnConditionCheckFailure.NONE),
                        check("missing", ReturnValuesOnConditionCheckFailure.ALL_OLD))));

        assertThat(exception.awsErrorDetails().errorCode()).isEqualTo("TransactionCanceledException");
        assertThat(exception.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ConditionalCheckFailed", "ConditionalCheckFailed", "None");
        assertThat(exception.cancellationReasons().get(1).item()).isEqualTo(order("o1", "open", "1"));
        assertThat(exception.cancellationReasons().get(2).hasItem()).isFalse();
        assertThat(get("o3", true)).isEmpty();
    }

    @Test
    void an_update_that_does_not_fit_its_item_is_a_validation_error_among_the_reasons() {
        var update = software.amazon.awssdk.services.dynamodb.model.Update.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key("o1", "o"))
                .updateExpression("SET a = b")
                .build();
        var exception = catchThrowableOfType(
                TransactionCanceledException.class,
                () -> store.transactWriteItems(transaction(
                        action(put(order("o2", "open", "2"))),
                        TransactWriteItem.builder().update(update).build())));

        assertThat(exception.cancellationReasons())
                .extracting(CancellationReason::code)
                .containsExactly("None", "ValidationError");
    }

    @Test
    void a_failed_condition_returns_the_old_item_when_asked() {
        store.putItem(put(order("o1", "open", "1")));
        var request = put(order("o1", "closed", "1")).toBuilder()
                .conditionExpression("attribute_not_exists(pk)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
        var exception = catchThrowableOfType(ConditionalCheckFailedException.class, () -> store.putItem(request));

        assertThat(exception.item()).isEqualTo(order("o1", "open", "1"));
        assertThat(exception.awsErrorDetails().errorCode()).isEqualTo("ConditionalCheckFailedException");
    }

    @Test
    void a_transaction_has_at_most_100_actions_and_4_megabytes() {
        store.transactWriteItems(transaction(puts(100, 1)));
        assertThatThrownBy(() -> store.transactWriteItems(transaction(puts(101, 1))))
                .satisfies(SimulatedDynamoDbTest::isValidation);
        store.transactWriteItems(transaction(puts(10, 400_000)));
        assertThatThrownBy(() -> store.transactWriteItems(transaction(puts(11, 400_000))))
                .satisfies(SimulatedDynamoDbTest::isValidation);
    }

    @Test
    void an_update_cannot_grow_an_item_beyond_400_kilobytes() {
        store.transactWriteItems(transaction(puts(1, 400_000)));
        var request = UpdateItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key("o0", "o"))
                .updateExpression("SET b = :b")
                .expressionAttributeValues(Map.of(":b", AttributeValue.fromS("x".repeat(10_000))))
                .build();

        assertThatThrownBy(() -> store.updateItem(request)).satisfies(SimulatedDynamoDbTest::isValidation);
        assertThat(get("o0", true)).doesNotContainKey("b");
    }

    @Test
    void a_batch_of_more_than_16_megabytes_leaves_keys_unprocessed() {
        for (var i = 0; i < 50; i++) {
            store.putItem(put(large("o" + i, 400_000)));
        }
        var response = store.batchGetItem(batchOf(50));

        assertThat(response.responses().get(FreshTable.NAME)).hasSize(41);
        assertThat(response.unprocessedKeys().values())
                .singleElement()
                .satisfies(left -> assertThat(left.keys()).hasSize(9));
    }

    @Test
    void numbers_have_38_digits_and_one_spelling() {
        assertThat(stored("1.50")).isEqualTo("1.5");
        assertThat(stored("-0")).isEqualTo("0");
        assertThat(stored("1e3")).isEqualTo("1000");
        assertThat(stored("9".repeat(38))).isEqualTo("9".repeat(38));
        assertThatThrownBy(() -> stored("9".repeat(39))).satisfies(SimulatedDynamoDbTest::isValidation);
        assertThatThrownBy(() -> stored("1e126")).satisfies(SimulatedDynamoDbTest::isValidation);
        assertThatThrownBy(() -> stored("1e-131")).satisfies(SimulatedDynamoDbTest::isValidation);
    }

    @Test
    void a_request_token_makes_a_transaction_happen_once() {
        var once = transaction(action(put(order("o1", "open", "1")))).toBuilder()
                .clientRequestToken("token")
                .build();
        var other = transaction(action(put(order("o1", "closed", "1")))).toBuilder()
                .clientRequestToken("token")
                .build();
        store.transactWriteItems(once);
        store.putItem(put(order("o1", "changed", "1")));
        store.transactWriteItems(once);

        assertThat(get("o1", true)).isEqualTo(order("o1", "changed", "1"));
        assertThatThrownBy(() -> store.transactWriteItems(other))
                .isInstanceOf(IdempotentParameterMismatchException.class);
        store.forgetRequestTokens();
        store.transactWriteItems(other);
        assertThat(get("o1", true)).isEqualTo(order("o1", "closed", "1"));
    }

    @Test
    void items_are_listed_in_the_order_of_their_keys_and_cannot_be_changed() {
        store.putItem(put(order("o2", "open", "1")));
        store.putItem(put(order("o1", "open", "1")));

        assertThat(store.items(FreshTable.NAME)).containsExactly(order("o1", "open", "1"), order("o2", "open", "1"));
        assertThatThrownBy(() -> store.items(FreshTable.NAME).getFirst().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void an_unknown_table_is_not_found() {
        assertThatThrownBy(() -> store.getItem(GetItemRequest.builder()
                        .tableName("other")
                        .key(FreshTable.key("p", "s"))
                        .build()))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private static void isValidation(Throwable thrown) {
        assertThat(thrown)
                .isInstanceOfSatisfying(
                        DynamoDbException.class,
                        exception -> assertThat(exception.awsErrorDetails().errorCode())
                                .isEqualTo("ValidationException"));
    }

    private static Map<String, AttributeValue> order(String id, String status, String time) {
        var item = new HashMap<>(FreshTable.key(id, "o"));
        item.put("op", AttributeValue.fromS(status));
        item.put("os", AttributeValue.fromS(time));
        return item;
    }

    private static Map<String, AttributeValue> large(String id, int length) {
        var item = new HashMap<>(FreshTable.key(id, "o"));
        item.put("a", AttributeValue.fromS("x".repeat(length)));
        return item;
    }

    private static PutItemRequest put(Map<String, AttributeValue> item) {
        return PutItemRequest.builder().tableName(FreshTable.NAME).item(item).build();
    }

    private static TransactWriteItem action(PutItemRequest request) {
        return TransactWriteItem.builder()
                .put(Put.builder()
                        .tableName(request.tableName())
                        .item(request.item())
                        .build())
                .build();
    }

    private static TransactWriteItem check(String id, ReturnValuesOnConditionCheckFailure shown) {
        return TransactWriteItem.builder()
                .conditionCheck(ConditionCheck.builder()
                        .tableName(FreshTable.NAME)
                        .key(FreshTable.key(id, "o"))
                        .conditionExpression("attribute_not_exists(pk)")
                        .returnValuesOnConditionCheckFailure(shown)
                        .build())
                .build();
    }

    private static TransactWriteItem[] puts(int count, int length) {
        return IntStream.range(0, count)
                .mapToObj(i -> action(put(large("o" + i, length))))
                .toArray(TransactWriteItem[]::new);
    }

    private static TransactWriteItemsRequest transaction(TransactWriteItem... actions) {
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    private static QueryRequest openOrders() {
        return QueryRequest.builder()
                .tableName(FreshTable.NAME)
                .indexName("orders")
                .keyConditionExpression("op = :status")
                .expressionAttributeValues(Map.of(":status", AttributeValue.fromS("open")))
                .build();
    }

    private List<String> open(int commitsBehind) {
        store.staleness(Staleness.of(commitsBehind));
        return query(openOrders());
    }

    private List<String> query(QueryRequest request) {
        return store.query(request).items().stream()
                .map(item -> item.getOrDefault("pk", NOTHING).s())
                .toList();
    }

    private Map<String, AttributeValue> get(String id, boolean consistent) {
        return store.getItem(GetItemRequest.builder()
                        .tableName(FreshTable.NAME)
                        .key(FreshTable.key(id, "o"))
                        .consistentRead(consistent)
                        .build())
                .item();
    }

    private List<Map<String, AttributeValue>> batch(boolean consistent) {
        var asked = KeysAndAttributes.builder()
                .keys(List.of(FreshTable.key("o1", "o")))
                .consistentRead(consistent)
                .build();
        return store.batchGetItem(BatchGetItemRequest.builder()
                        .requestItems(Map.of(FreshTable.NAME, asked))
                        .build())
                .responses()
                .getOrDefault(FreshTable.NAME, List.of());
    }

    private static BatchGetItemRequest batchOf(int count) {
        var keys = IntStream.range(0, count)
                .mapToObj(i -> FreshTable.key("o" + i, "o"))
                .toList();
        return BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        FreshTable.NAME, KeysAndAttributes.builder().keys(keys).build()))
                .build();
    }

    private String stored(String number) {
        var item = new HashMap<>(FreshTable.key("n", "n"));
        item.put("a", AttributeValue.fromN(number));
        store.putItem(put(item));
        return store.items(FreshTable.NAME)
                .getFirst()
                .getOrDefault("a", NOTHING)
                .n();
    }

    private static List<Integer> lags(long seed) {
        var staleness = Staleness.lag(seed, Duration.ofMillis(3), () -> Instant.EPOCH);
        return IntStream.range(0, 100)
                .mapToObj(number -> new Staleness.Read("table", "orders", number, SimulatedDynamoDbTest::oneEachMilli))
                .map(staleness::commitsBehind)
                .toList();
    }

    private static int oneEachMilli(Instant since) {
        return (int) Duration.between(since, Instant.EPOCH).toMillis();
    }
}
