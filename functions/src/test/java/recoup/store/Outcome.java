package recoup.store;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** What a store answered, without what may differ between two stores: message texts, and the order inside sets. */
sealed interface Outcome {
    /** It did as asked: what it returned, each list of items in its order. */
    record Done(Object returned) implements Outcome {}

    /** It refused. */
    record Refused(String exception, String code, List<Reason> reasons, Map<String, AttributeValue> old)
            implements Outcome {
        boolean isValidation() {
            return code.equals(Refusals.VALIDATION);
        }
    }

    /** What a query returned. */
    record Page(List<Map<String, AttributeValue>> items, int count, int scanned, Map<String, AttributeValue> last) {}

    /** A cancellation reason. */
    record Reason(String code, Map<String, AttributeValue> old) {}

    static Outcome of(DynamoDbClient store, DynamoDbRequest request) {
        try {
            return new Done(returned(store, request));
        } catch (TransactionCanceledException exception) {
            var reasons = exception.cancellationReasons().stream()
                    .map(Outcome::reason)
                    .toList();
            return refused(exception, reasons, Map.of());
        } catch (ConditionalCheckFailedException exception) {
            return refused(exception, List.of(), exception.item());
        } catch (DynamoDbException exception) {
            return refused(exception, List.of(), Map.of());
        }
    }

    private static Object returned(DynamoDbClient store, DynamoDbRequest request) {
        return switch (request) {
            case GetItemRequest get -> Values.accepted(store.getItem(get).item());
            case BatchGetItemRequest get -> unordered(store.batchGetItem(get).responses());
            case TransactGetItemsRequest get ->
                ordered(store.transactGetItems(get).responses().stream()
                        .map(ItemResponse::item)
                        .toList());
            case QueryRequest query -> page(store.query(query));
            case PutItemRequest put -> Values.accepted(store.putItem(put).attributes());
            case UpdateItemRequest update ->
                Values.accepted(store.updateItem(update).attributes());
            case DeleteItemRequest delete ->
                Values.accepted(store.deleteItem(delete).attributes());
            case TransactWriteItemsRequest transaction ->
                store.transactWriteItems(transaction).hasItemCollectionMetrics();
            default -> throw new IllegalArgumentException("not compared: " + request);
        };
    }

    private static Page page(QueryResponse response) {
        return new Page(
                ordered(response.items()),
                response.count(),
                response.scannedCount(),
                Values.accepted(response.lastEvaluatedKey()));
    }

    private static Map<String, List<Map<String, AttributeValue>>> unordered(
            Map<String, List<Map<String, AttributeValue>>> responses) {
        var sorted = new TreeMap<String, List<Map<String, AttributeValue>>>();
        responses.forEach((table, items) -> sorted.put(
                table,
                ordered(items).stream()
                        .sorted(Comparator.comparing(Object::toString))
                        .toList()));
        return sorted;
    }

    private static List<Map<String, AttributeValue>> ordered(List<Map<String, AttributeValue>> items) {
        return items.stream().map(Values::accepted).toList();
    }

    private static Reason reason(CancellationReason reason) {
        return new Reason(reason.code(), Values.accepted(reason.item()));
    }

    private static Refused refused(DynamoDbException exception, List<Reason> reasons, Map<String, AttributeValue> old) {
        return new Refused(
                exception.getClass().getSimpleName(),
                exception.awsErrorDetails().errorCode(),
                reasons,
                Values.accepted(old));
    }
}
