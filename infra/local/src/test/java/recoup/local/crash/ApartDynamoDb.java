package recoup.local.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Set;
import recoup.simulation.Raw;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/** Writes the items of one kind a moment after the rest of their transaction, which is judged as ever. */
final class ApartDynamoDb {
    private ApartDynamoDb() {}

    /** {@code inner}, which leaves items whose sort key begins with {@code sort} for later. */
    static DynamoDbClient over(DynamoDbClient inner, String sort) {
        return (DynamoDbClient) Proxy.newProxyInstance(
                ApartDynamoDb.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    if (!(arguments != null && arguments[0] instanceof TransactWriteItemsRequest whole)) {
                        return call(inner, method, arguments);
                    }
                    var first = inner.transactWriteItems(whole.toBuilder()
                            .transactItems(whole.transactItems().stream()
                                    .map(item -> isApart(item, sort) ? checked(item.put()) : item)
                                    .toList())
                            .build());
                    Mistake.pause();
                    for (var item : whole.transactItems()) {
                        if (isApart(item, sort)) {
                            var _ = inner.putItem(
                                    put -> put.tableName(item.put().tableName())
                                            .item(item.put().item()));
                        }
                    }
                    return first;
                });
    }

    private static boolean isApart(TransactWriteItem item, String sort) {
        return item.put() != null && Raw.text(item.put().item(), "sk").startsWith(sort);
    }

    private static TransactWriteItem checked(Put put) {
        var key = new HashMap<>(put.item());
        var _ = key.keySet().retainAll(Set.of("pk", "sk"));
        var check = ConditionCheck.builder()
                .tableName(put.tableName())
                .key(key)
                .conditionExpression(put.conditionExpression())
                .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailure());
        if (put.hasExpressionAttributeNames()) {
            check.expressionAttributeNames(put.expressionAttributeNames());
        }
        if (put.hasExpressionAttributeValues()) {
            check.expressionAttributeValues(put.expressionAttributeValues());
        }
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }

    /** As {@code inner} does it. */
    static Object call(DynamoDbClient inner, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
