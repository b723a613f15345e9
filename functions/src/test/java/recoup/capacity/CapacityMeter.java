package recoup.capacity;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recoup.capacity.Charge.Reading;
import recoup.capacity.Charge.Writing;
import recoup.store.Sizes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Counts what the requests to one table cost by DynamoDB's published rules, from the requests and the items alone: the
 * {@code ConsumedCapacity} of DynamoDB Local undercounts transactions. What stood there before a write is read past the
 * meter. A failed condition costs what the write would have cost the table, and nothing in its indexes; for each item of a
 * cancelled transaction that is assumed, since it is not published. A call that fails otherwise is a round trip and no more.
 * What it cannot count is an {@link UnsupportedOperationException}. For one thread.
 *
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html">reads and
 *     writes</a>
 * @see <a href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GSI.html">indexes</a>
 */
public final class CapacityMeter implements DynamoDbClient {
    /** How the charge of a query's page begins. */
    static final String QUERY = "query of ";

    private final DynamoDbClient store;
    private final String table;
    private final List<String> key;
    private final IndexWrites indexWrites;
    private final List<Charge> charges = new ArrayList<>();
    private int roundTrips;

    public CapacityMeter(DynamoDbClient store, CreateTableRequest table) {
        this.store = store;
        this.table = table.tableName();
        this.key =
                table.keySchema().stream().map(KeySchemaElement::attributeName).toList();
        this.indexWrites = new IndexWrites(table);
    }

    /** What {@code calls} cost. */
    Usage during(Runnable calls) {
        roundTrips = 0;
        charges.clear();
        calls.run();
        return new Usage(roundTrips, charges);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        requireWhole(request.projectionExpression());
        roundTrips++;
        var response = store.getItem(request);
        charge(request.key(), response.hasItem() ? response.item() : Map.of(), Reading.of(request.consistentRead()));
        return response;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var asked = request.requestItems().get(table);
        if (asked == null || request.requestItems().size() > 1) {
            throw new UnsupportedOperationException("only " + table + " is metered");
        }
        requireWhole(asked.projectionExpression());
        roundTrips++;
        var response = store.batchGetItem(request);
        var found = new HashMap<Map<String, AttributeValue>, Map<String, AttributeValue>>();
        response.responses().getOrDefault(table, List.of()).forEach(item -> found.put(keyOf(item), item));
        var unread = Optional.ofNullable(response.unprocessedKeys().get(table))
                .map(KeysAndAttributes::keys)
                .orElse(List.of());
        asked.keys().stream()
                .filter(each -> !unread.contains(each))
                .forEach(each -> charge(each, found.getOrDefault(each, Map.of()), Reading.of(asked.consistentRead())));
        return response;
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        request.transactItems().forEach(each -> requireWhole(each.get().projectionExpression()));
        roundTrips++;
        var response = store.transactGetItems(request);
        for (var i = 0; i < request.transactItems().size(); i++) {
            charge(
                    request.transactItems().get(i).get().key(),
                    response.responses().get(i).item(),
                    Reading.TRANSACTIONAL);
        }
        return response;
    }

    /** A page is charged by the bytes read together: not item by item, and not less because a filter hides some. */
    @Override
    public QueryResponse query(QueryRequest request) {
        requireWhole(request.projectionExpression());
        requireWhole(request.filterExpression());
        requireWhole(request.selectAsString());
        roundTrips++;
        var response = store.query(request);
        var bytes = response.items().stream().mapToInt(Sizes::of).sum();
        var what = "%s%s, %d items"
                .formatted(QUERY, Optional.ofNullable(request.indexName()).orElse(table), response.count());
        charges.add(Charge.read(what, bytes, Reading.of(request.consistentRead())));
        return response;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        var action = new Action(keyOf(request.item()), Optional.of(request.item()));
        return write(List.of(action), Writing.PLAIN, () -> store.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write(List.of(Action.on(request.key())), Writing.PLAIN, () -> store.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return write(List.of(Action.on(request.key())), Writing.PLAIN, () -> store.deleteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        if (request.clientRequestToken() != null) {
            throw new UnsupportedOperationException("a transaction may be a repeat, which costs reads");
        }
        var actions = request.transactItems().stream().map(this::action).toList();
        return write(actions, Writing.TRANSACTIONAL, () -> store.transactWriteItems(request));
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    /** @param put the item to stand there; empty if the request does not say it whole */
    private record Action(Map<String, AttributeValue> key, Optional<Map<String, AttributeValue>> put) {
        static Action on(Map<String, AttributeValue> key) {
            return new Action(key, Optional.empty());
        }
    }

    private Action action(TransactWriteItem item) {
        if (item.put() != null) {
            return new Action(keyOf(item.put().item()), Optional.of(item.put().item()));
        }
        var itemKey = Stream.of(
                        Optional.ofNullable(item.update()).map(Update::key),
                        Optional.ofNullable(item.delete()).map(Delete::key),
                        Optional.ofNullable(item.conditionCheck()).map(ConditionCheck::key))
                .flatMap(Optional::stream)
                .findFirst();
        return Action.on(itemKey.orElseThrow());
    }

    private <T> T write(List<Action> actions, Writing writing, Supplier<T> call) {
        roundTrips++;
        var before = actions.stream().map(action -> stored(action.key())).toList();
        try {
            var response = call.get();
            for (var i = 0; i < actions.size(); i++) {
                var after = stored(actions.get(i).key());
                charges.add(charge(actions.get(i), before.get(i), after, writing));
                charges.addAll(indexWrites.charges(before.get(i), after));
            }
            return response;
        } catch (ConditionalCheckFailedException | TransactionCanceledException refused) {
            for (var i = 0; i < actions.size(); i++) {
                charges.add(charge(actions.get(i), before.get(i), actions.get(i).put(), writing));
            }
            throw refused;
        }
    }

    private static Charge charge(
            Action action,
            Optional<Map<String, AttributeValue>> before,
            Optional<Map<String, AttributeValue>> after,
            Writing writing) {
        var larger = Stream.concat(before.stream(), after.stream())
                .mapToInt(Sizes::of)
                .max()
                .orElse(0);
        return Charge.write(name(action.key()), larger, writing);
    }

    private void charge(Map<String, AttributeValue> keyRead, Map<String, AttributeValue> item, Reading reading) {
        charges.add(Charge.read(name(keyRead), Sizes.of(item), reading));
    }

    private Optional<Map<String, AttributeValue>> stored(Map<String, AttributeValue> itemKey) {
        var answer = store.getItem(get -> get.tableName(table).key(itemKey).consistentRead(true));
        return Optional.of(answer).filter(GetItemResponse::hasItem).map(GetItemResponse::item);
    }

    private Map<String, AttributeValue> keyOf(Map<String, AttributeValue> item) {
        var found = new HashMap<>(item);
        found.keySet().retainAll(key);
        return found;
    }

    private static String name(Map<String, AttributeValue> itemKey) {
        return String.join(
                " ", itemKey.values().stream().map(AttributeValue::s).sorted().toList());
    }

    private static void requireWhole(@Nullable String expression) {
        if (expression != null) {
            throw new UnsupportedOperationException("the answer does not show all that is charged: " + expression);
        }
    }
}
