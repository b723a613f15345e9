package recoup.local.crash;

import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.simulation.Raw;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Writes the answers to grants over what is there already, and never finds them again. */
final class UnreadDynamoDb {
    private static final String ANSWER = "K";
    /** What is about none of these is about a wallet alone. An order that is there already is not placed again. */
    private static final Set<String> ORDER_OR_REDEMPTION = Set.of("O", "P");

    private UnreadDynamoDb() {}

    /** {@code inner}, which neither reads nor guards the answer to an operation on a wallet alone; all else it does as ever. */
    static DynamoDbClient over(DynamoDbClient inner) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                UnreadDynamoDb.class.getClassLoader(),
                new Class<?>[] {DynamoDbClient.class},
                (_, method, arguments) -> {
                    if (arguments == null) {
                        return ApartDynamoDb.call(inner, method, arguments);
                    }
                    return switch (arguments[0]) {
                        case BatchGetItemRequest wanted -> inner.batchGetItem(unread(wanted));
                        case TransactWriteItemsRequest whole
                        when isOfAWallet(puts(whole)) -> {
                            var written = inner.transactWriteItems(unguarded(whole));
                            Mistake.keepWaiting();
                            yield written;
                        }
                        default -> ApartDynamoDb.call(inner, method, arguments);
                    };
                });
    }

    private static BatchGetItemRequest unread(BatchGetItemRequest wanted) {
        return wanted.toBuilder()
                .requestItems(wanted.requestItems().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, table -> unread(table.getValue()))))
                .build();
    }

    private static KeysAndAttributes unread(KeysAndAttributes wanted) {
        return isOfAWallet(wanted.keys().stream())
                ? wanted.toBuilder()
                        .keys(wanted.keys().stream()
                                .filter(key -> !isAnswer(key))
                                .toList())
                        .build()
                : wanted;
    }

    private static TransactWriteItemsRequest unguarded(TransactWriteItemsRequest whole) {
        return whole.toBuilder()
                .transactItems(whole.transactItems().stream()
                        .map(item -> item.put() != null && isAnswer(item.put().item()) ? bare(item.put()) : item)
                        .toList())
                .build();
    }

    private static TransactWriteItem bare(Put put) {
        var bare = Put.builder().tableName(put.tableName()).item(put.item());
        return TransactWriteItem.builder().put(bare.build()).build();
    }

    private static Stream<Map<String, AttributeValue>> puts(TransactWriteItemsRequest whole) {
        return whole.transactItems().stream()
                .map(TransactWriteItem::put)
                .filter(Objects::nonNull)
                .map(Put::item);
    }

    private static boolean isOfAWallet(Stream<Map<String, AttributeValue>> keys) {
        var sorts = keys.map(key -> Raw.text(key, "sk")).collect(Collectors.toSet());
        return sorts.contains(ANSWER) && Collections.disjoint(sorts, ORDER_OR_REDEMPTION);
    }

    private static boolean isAnswer(Map<String, AttributeValue> key) {
        return Raw.text(key, "sk").equals(ANSWER);
    }
}
