package recoup.local;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * DynamoDB Local in a file answers a write before the file has it, and a process that is killed then loses what it has
 * acknowledged. Its calls take their turns: once a read that follows has been answered, the write is in the file.
 */
final class KeptDynamoDb {
    private static final Set<String> WRITES = Set.of("transactWriteItems", "putItem", "updateItem");
    private static final AttributeValue NOBODY = AttributeValue.fromS("-");

    private KeptDynamoDb() {}

    /** {@code inner}, whose writes are answered when they are kept. */
    static DynamoDbClient over(DynamoDbClient inner, String table) {
        var read = GetItemRequest.builder()
                .tableName(table)
                .key(Map.of("pk", NOBODY, "sk", NOBODY))
                .build();
        return (DynamoDbClient) Proxy.newProxyInstance(
                KeptDynamoDb.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (_, method, arguments) -> {
                    var answer = call(inner, method, arguments);
                    if (WRITES.contains(method.getName())) {
                        inner.getItem(read);
                    }
                    return answer;
                });
    }

    private static Object call(DynamoDbClient inner, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(inner, arguments);
        } catch (InvocationTargetException failed) {
            throw failed.getCause() == null ? failed : failed.getCause();
        }
    }
}
