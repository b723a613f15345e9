package recoup.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class FaultyDynamoDbTest {
    private static final Map<Fault, Integer> SOME =
            Map.of(Fault.THROTTLE, 10, Fault.CONFLICT, 10, Fault.LOST_BEFORE, 5, Fault.LOST_AFTER, 5);

    private final SimulatedDynamoDb store = FreshTable.simulated();

    @Test
    void without_faults_every_call_reaches_the_store() {
        faulty(Faults.none()).putItem(put());
        assertThat(store.items(FreshTable.NAME)).hasSize(1);
    }

    @Test
    void a_request_that_was_lost_before_has_no_effect() {
        var faulty = faulty(always(Fault.LOST_BEFORE));
        assertThatThrownBy(() -> faulty.putItem(put())).isInstanceOf(SdkClientException.class);
        assertThat(store.items(FreshTable.NAME)).isEmpty();
    }

    @Test
    void an_answer_that_was_lost_after_has_its_effect() {
        var faulty = faulty(always(Fault.LOST_AFTER));
        assertThatThrownBy(() -> faulty.transactWriteItems(transaction())).isInstanceOf(SdkClientException.class);
        assertThat(store.items(FreshTable.NAME)).hasSize(1);
    }

    @Test
    void a_refusal_is_lost_like_any_other_answer() {
        var faulty = faulty(always(Fault.LOST_AFTER));
        var refused =
                put().toBuilder().conditionExpression("attribute_exists(pk)").build();
        assertThatThrownBy(() -> faulty.putItem(refused)).isInstanceOf(SdkClientException.class);
        assertThat(store.items(FreshTable.NAME)).isEmpty();
    }

    @Test
    void a_throttled_transaction_is_cancelled_for_one_reason() {
        var faulty = faulty(always(Fault.THROTTLE));
        assertThat(reasons(faulty)).containsExactlyInAnyOrder("None", "ThrottlingError");
        assertThatThrownBy(() -> faulty.putItem(put())).isInstanceOf(ProvisionedThroughputExceededException.class);
        assertThatThrownBy(() -> faulty.getItem(get())).isInstanceOf(ProvisionedThroughputExceededException.class);
    }

    @Test
    void a_conflict_meets_writes_and_transactions_but_no_reads() {
        var faulty = faulty(always(Fault.CONFLICT));
        assertThat(reasons(faulty)).containsExactlyInAnyOrder("None", "TransactionConflict");
        assertThatThrownBy(() -> faulty.putItem(put())).isInstanceOf(TransactionConflictException.class);
        assertThat(faulty.getItem(get())).isEqualTo(GetItemResponse.builder().build());
        assertThat(faulty.injected(Fault.CONFLICT)).isEqualTo(2);
        assertThat(faulty.injected(Fault.NONE)).isEqualTo(1);
    }

    @Test
    void random_faults_are_decided_by_the_seed_and_the_number_of_the_call() {
        var drawn = drawn(1);
        assertThat(drawn).isEqualTo(drawn(1)).isNotEqualTo(drawn(2));
        SOME.forEach((fault, percent) ->
                assertThat(drawn.stream().filter(fault::equals)).hasSizeBetween(percent * 70, percent * 130));
    }

    private FaultyDynamoDb faulty(Faults faults) {
        return new FaultyDynamoDb(store, faults);
    }

    private static Faults always(Fault fault) {
        return (_, _) -> fault;
    }

    private static List<Fault> drawn(long seed) {
        var faults = Faults.random(seed, SOME);
        return IntStream.range(0, 10_000)
                .mapToObj(call -> faults.decide("PutItem", call))
                .toList();
    }

    private static List<String> reasons(FaultyDynamoDb faulty) {
        return catchThrowableOfType(TransactionCanceledException.class, () -> faulty.transactWriteItems(transaction()))
                .cancellationReasons()
                .stream()
                .map(CancellationReason::code)
                .toList();
    }

    private static GetItemRequest get() {
        return GetItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key("p", "s"))
                .build();
    }

    private static PutItemRequest put() {
        return PutItemRequest.builder()
                .tableName(FreshTable.NAME)
                .item(FreshTable.key("p", "s"))
                .build();
    }

    private static TransactWriteItemsRequest transaction() {
        var put = Put.builder()
                .tableName(FreshTable.NAME)
                .item(FreshTable.key("p", "s"))
                .build();
        var check = ConditionCheck.builder()
                .tableName(FreshTable.NAME)
                .key(FreshTable.key("p", "other"))
                .conditionExpression("attribute_not_exists(pk)")
                .build();
        return TransactWriteItemsRequest.builder()
                .transactItems(
                        TransactWriteItem.builder().put(put).build(),
                        TransactWriteItem.builder().conditionCheck(check).build())
                .build();
    }
}
