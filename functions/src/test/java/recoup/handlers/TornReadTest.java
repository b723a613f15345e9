package recoup.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recoup.store.ForwardingDynamoDb;
import recoup.store.FreshTable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * A read of several items is not of one instant. The same request, sent twice at once, must get one answer, wherever
 * between the items of the second's read the first commits.
 */
class TornReadTest {
    private static final String BOTH = """
        {"storeCredit":{"revert":true},"points":{"revert":true}}\
        """;

    /** Between which reads of the second request the first one commits. */
    enum Tear {
        AFTER_THE_ANSWER,
        AFTER_THE_ORDER,
        BEFORE_THE_WALLET
    }

    private final Shop shop = new Shop();

    @BeforeEach
    void a_customer_with_just_enough() {
        shop.give("ann", "STORE_CREDIT", 50, "null");
        shop.give("ann", "POINTS", 5, "null");
    }

    @ParameterizedTest
    @EnumSource
    void an_order_placed_twice_at_once_is_answered_alike(Tear tear) {
        twiceAtOnce(tear, () -> shop.call("place-order").body("""
            {"orderId":"ORD-1","customerId":"ann","total":1,"currency":"USD","use":{"storeCredit":50,"points":5}}\
            """));
    }

    @ParameterizedTest
    @EnumSource
    void a_cancel_sent_twice_at_once_is_answered_alike(Tear tear) {
        shop.place("ORD-1", "ann", 50, 5);
        twiceAtOnce(tear, () -> shop.cancel("ORD-1", BOTH));
    }

    @ParameterizedTest
    @EnumSource
    void a_reapply_sent_twice_at_once_is_answered_alike(Tear tear) {
        shop.place("ORD-1", "ann", 50, 5);
        shop.cancel("ORD-1", BOTH).answer(200);
        shop.call("move-order").path("orderId", "ORD-1").answer(200);
        twiceAtOnce(tear, () -> shop.call("reapply-order").path("orderId", "ORD-1"));
    }

    @ParameterizedTest
    @EnumSource
    void a_negative_adjustment_sent_twice_at_once_is_answered_alike(Tear tear) {
        twiceAtOnce(
                tear,
                () -> shop.call("adjust-balance").path("customerId", "ann").body("""
                    {"asset":"POINTS","amount":-5,"reason":{"key":"other"}}\
                    """));
    }

    /** The old order and the new wallet make no sense together: what comes back is there already, and what expired is settled. */
    @ParameterizedTest
    @EnumSource
    void a_cancel_that_claws_back_sent_twice_at_once_is_answered_alike(Tear tear) {
        var points = new Points(shop, new Roads(shop));
        shop.clawback("CANCELLED", "", "", "FULL/DEBT");
        shop.place("ORD-1", "ann", 0, 5);
        points.earned("ORD-1", "ann", "g-1", 2, ",\"expiresOn\":null");
        shop.place("ORD-2", "ann", 0, 2);
        points.earned("ORD-1", "ann", "g-2", 20, ",\"expiresOn\":\"2021-01-02\"");
        shop.at("2021-01-03T08:00:00Z");
        twiceAtOnce(tear, () -> shop.cancel("ORD-1", BOTH));
        assertThat(points.of("ORD-1")).isEqualTo("22/2/0");
    }

    @Test
    void C_15_an_order_that_moves_between_two_partitions_of_a_list_is_shown_once() {
        shop.place("ORD-1", "ann", 0, 0);
        shop.place("ORD-2", "ann", 0, 0);
        var moved = new ArrayList<String>();
        var listed = shop.call("list-orders")
                .noQuery()
                .by(shop.over(new ForwardingDynamoDb(shop.store()) {
                    private int queries;

                    @Override
                    public QueryResponse query(QueryRequest request) {
                        if (++queries % 2 == 0 && moved.size() < 3) {
                            moved.add("now");
                            var call = moved.size() == 2
                                    ? shop.call("move-order").path("orderId", "ORD-1")
                                    : shop.cancel("ORD-1", "{}");
                            call.answer(200);
                        }
                        return super.query(request);
                    }
                }))
                .answer(200)
                .json()
                .get("items");
        assertThat(moved).isNotEmpty();
        assertThat(listed)
                .extracting(order -> order.get("orderId").textValue())
                .doesNotHaveDuplicates()
                .contains("ORD-2");
    }

    private interface Ask {
        Shop.Call call();
    }

    private void twiceAtOnce(Tear tear, Ask ask) {
        var first = new ArrayList<Shop.Answer>();
        var second = ask.call()
                .header("idempotency-key", "once")
                .by(shop.over(new Torn(
                        shop.store(),
                        tear,
                        () -> first.add(
                                ask.call().header("idempotency-key", "once").answer()))))
                .answer();
        assertThat(first).as("the first request went in between").hasSize(1);
        assertThat(second.status())
                .as(second.toString())
                .isEqualTo(first.getFirst().status());
        assertThat(second.body()).isEqualTo(first.getFirst().body());
    }

    /** Reads a batch item by item, and lets something happen once, before a kind of item is read. */
    private static final class Torn extends ForwardingDynamoDb {
        private final Predicate<String> before;
        private final Runnable between;
        private boolean torn;

        Torn(DynamoDbClient inner, Tear tear, Runnable between) {
            super(inner);
            this.before = switch (tear) {
                case AFTER_THE_ANSWER -> sort -> !sort.equals("K");
                case AFTER_THE_ORDER -> sort -> !sort.equals("K") && !sort.equals("O");
                case BEFORE_THE_WALLET -> sort -> sort.equals("W");
            };
            this.between = between;
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            tearBefore(request.key());
            return super.getItem(request);
        }

        @Override
        public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
            var found = new ArrayList<Map<String, AttributeValue>>();
            var wanted = request.requestItems()
                    .getOrDefault(
                            FreshTable.NAME,
                            request.requestItems().values().iterator().next());
            inAnswerOrder(wanted.keys()).forEach(key -> {
                tearBefore(key);
                var one = super.getItem(GetItemRequest.builder()
                        .tableName(FreshTable.NAME)
                        .key(key)
                        .consistentRead(true)
                        .build());
                if (one.hasItem()) {
                    found.add(one.item());
                }
            });
            return BatchGetItemResponse.builder()
                    .responses(Map.of(FreshTable.NAME, found))
                    .unprocessedKeys(new HashMap<>())
                    .build();
        }

        /** The answer, the order, and then whatever else is asked for. */
        private static Stream<Map<String, AttributeValue>> inAnswerOrder(List<Map<String, AttributeValue>> keys) {
            return keys.stream().sorted((one, other) -> Integer.compare(rank(one), rank(other)));
        }

        private static int rank(Map<String, AttributeValue> key) {
            return Math.floorMod("KOSW".indexOf(sort(key)), 5);
        }

        private void tearBefore(Map<String, AttributeValue> key) {
            if (!torn && before.test(sort(key))) {
                torn = true;
                between.run();
            }
        }

        private static String sort(Map<String, AttributeValue> key) {
            return key.getOrDefault("sk", AttributeValue.fromS("")).s();
        }
    }
}
