package recoup.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;

/** Reads by key: one item, a batch of them, several at one moment. */
record Reads(Tables tables) {
    private static final int MOST_KEYS = 100;

    GetItemResponse get(GetItemRequest request) {
        if (request.hasAttributesToGet()) {
            throw new UnsupportedOperationException("only expressions are simulated");
        }
        var table = tables.named(request.tableName());
        var placeholders =
                Placeholders.ofNames(request.hasExpressionAttributeNames(), request.expressionAttributeNames());
        var projection = projection(request.projectionExpression(), placeholders);
        var key = table.schema().named(request.key());
        var response = GetItemResponse.builder();
        tables.read(table, key, request.consistentRead()).ifPresent(item -> response.item(shown(item, projection)));
        return response.build();
    }

    BatchGetItemResponse batchGet(BatchGetItemRequest request) {
        var count = request.requestItems().values().stream()
                .mapToInt(asked -> asked.keys().size())
                .sum();
        requireCount(count);
        var wanted = new TreeMap<String, Batch>();
        request.requestItems().forEach((name, asked) -> wanted.put(name, batch(name, asked)));
        var found = new TreeMap<String, List<Map<String, AttributeValue>>>();
        var unprocessed = new TreeMap<String, KeysAndAttributes>();
        var room = new Room(count);
        wanted.forEach((name, batch) -> read(name, batch, room, found, unprocessed));
        return BatchGetItemResponse.builder()
                .responses(found)
                .unprocessedKeys(unprocessed)
                .build();
    }

    TransactGetItemsResponse transactGet(TransactGetItemsRequest request) {
        requireCount(request.transactItems().size());
        var gets = request.transactItems().stream().map(TransactGetItem::get).toList();
        var keys = Attempt.all(
                gets.stream().map(get -> Attempt.at(() -> keyOf(get))).toList());
        var seen = new HashSet<Map.Entry<String, Key>>();
        var responses = new ArrayList<ItemResponse>();
        for (var i = 0; i < gets.size(); i++) {
            if (!seen.add(Map.entry(gets.get(i).tableName(), keys.get(i)))) {
                throw Refusals.validation("Transaction request cannot include multiple operations on one item");
            }
            responses.add(response(gets.get(i), keys.get(i)));
        }
        return TransactGetItemsResponse.builder().responses(responses).build();
    }

    /** The keys asked of one table, in the order of keys: DynamoDB promises no order. */
    private record Batch(
            SimulatedTable table,
            KeysAndAttributes asked,
            TreeMap<Key, Map<String, AttributeValue>> keys,
            Optional<Projection> projection) {}

    private Batch batch(String name, KeysAndAttributes asked) {
        if (asked.hasAttributesToGet()) {
            throw new UnsupportedOperationException("only expressions are simulated");
        }
        requireCount(asked.keys().size());
        var table = tables.named(name);
        var placeholders = Placeholders.ofNames(asked.hasExpressionAttributeNames(), asked.expressionAttributeNames());
        var projection = projection(asked.projectionExpression(), placeholders);
        var keys = new TreeMap<Key, Map<String, AttributeValue>>();
        asked.keys().forEach(key -> keys.put(table.schema().named(key), key));
        if (keys.size() < asked.keys().size()) {
            throw Refusals.validation("Provided list of item keys contains duplicates");
        }
        return new Batch(table, asked, keys, projection);
    }

    /** How much more an answer may weigh. */
    private static final class Room {
        private final boolean enough;
        private int left = Sizes.LARGEST_BATCH;

        /** Room for so many items; few enough fit, whatever they weigh. */
        Room(int items) {
            this.enough = items <= Sizes.LARGEST_BATCH / Sizes.LARGEST_ITEM;
        }

        boolean takes(Optional<Map<String, AttributeValue>> item) {
            left -= enough ? 0 : item.map(Sizes::of).orElse(0);
            return left >= 0;
        }
    }

    private void read(
            String name,
            Batch batch,
            Room room,
            Map<String, List<Map<String, AttributeValue>>> found,
            Map<String, KeysAndAttributes> unprocessed) {
        var items = new ArrayList<Map<String, AttributeValue>>();
        var left = new ArrayList<Map<String, AttributeValue>>();
        for (var entry : batch.keys().entrySet()) {
            var item = tables.read(batch.table(), entry.getKey(), batch.asked().consistentRead());
            if (room.takes(item)) {
                item.ifPresent(it -> items.add(shown(it, batch.projection())));
            } else {
                left.add(entry.getValue());
            }
        }
        found.put(name, items);
        if (!left.isEmpty()) {
            unprocessed.put(name, batch.asked().toBuilder().keys(left).build());
        }
    }

    private ItemResponse response(Get get, Key key) {
        var placeholders = Placeholders.ofNames(get.hasExpressionAttributeNames(), get.expressionAttributeNames());
        var projection = projection(get.projectionExpression(), placeholders);
        var response = ItemResponse.builder();
        tables.named(get.tableName()).read(key, 0).ifPresent(item -> response.item(shown(item, projection)));
        return response.build();
    }

    private Key keyOf(Get get) {
        return tables.named(get.tableName()).schema().named(get.key());
    }

    private static Optional<Projection> projection(@Nullable String expression, Placeholders placeholders) {
        var projection = Optional.ofNullable(expression).map(it -> ProjectionParser.parse(it, placeholders));
        placeholders.requireAllUsed();
        return projection;
    }

    private static Map<String, AttributeValue> shown(
            Map<String, AttributeValue> item, Optional<Projection> projection) {
        return projection.map(it -> it.of(item)).orElse(item);
    }

    private static void requireCount(int keys) {
        if (keys < 1 || keys > MOST_KEYS) {
            throw Refusals.validation("Between 1 and " + MOST_KEYS + " items can be read by one request");
        }
    }
}
