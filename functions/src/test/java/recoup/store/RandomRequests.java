package recoup.store;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.Get;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.Select;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** Requests by chance on a few keys, so that they meet. Some are invalid. */
final class RandomRequests {
    private static final List<ReturnValue> WHOLE =
            List.of(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_NEW, ReturnValue.ALL_NEW);
    /** Not after a change inside a document: DynamoDB Local then returns the whole attribute, the service its part. */
    private static final List<ReturnValue> ANY = List.of(
            ReturnValue.NONE,
            ReturnValue.ALL_OLD,
            ReturnValue.ALL_NEW,
            ReturnValue.UPDATED_OLD,
            ReturnValue.UPDATED_NEW);

    private static final Pattern NESTED = Pattern.compile("[.\\[]");

    private final String table;
    private final SplittableRandom random;

    RandomRequests(String table, long seed) {
        this.table = table;
        this.random = new SplittableRandom(seed);
    }

    DynamoDbRequest next() {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> put();
            case 3, 4, 5, 6 -> update();
            case 7 -> delete();
            case 8 -> get();
            case 9 -> batchGet();
            case 10 -> transactGet();
            case 11, 12 -> queryTable();
            case 13, 14 -> queryIndex();
            default -> transaction();
        };
    }

    private DynamoDbRequest put() {
        var key = key();
        var expressions = expressions(key);
        var request = PutItemRequest.builder().tableName(table).item(item(key, expressions));
        if (random.nextBoolean()) {
            request.conditionExpression(expressions.condition());
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            request.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            request.expressionAttributeValues(expressions.values);
        }
        return request.returnValues(
                        pick(List.of(ReturnValue.NONE, ReturnValue.ALL_OLD, ReturnValue.ALL_OLD, ReturnValue.ALL_NEW)))
                .returnValuesOnConditionCheckFailure(shown())
                .build();
    }

    private DynamoDbRequest update() {
        var key = key();
        var expressions = expressions(key);
        var request = UpdateItemRequest.builder().tableName(table).key(key);
        var ofKey = random.nextInt(50) == 0;
        var update = ofKey ? "SET sk = " + expressions.value() : expressions.update();
        request.updateExpression(update);
        if (!ofKey && random.nextInt(3) == 0) { // DynamoDB Local looks at the condition before the key
            request.conditionExpression(expressions.condition());
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            request.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            request.expressionAttributeValues(expressions.values);
        }
        return request.returnValues(pick(NESTED.matcher(update).find() ? WHOLE : ANY))
                .returnValuesOnConditionCheckFailure(shown())
                .build();
    }

    private DynamoDbRequest delete() {
        var expressions = expressions(Map.of());
        var request = DeleteItemRequest.builder().tableName(table).key(key());
        if (random.nextBoolean()) {
            request.conditionExpression(expressions.condition());
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            request.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            request.expressionAttributeValues(expressions.values);
        }
        return request.returnValues(pick(List.of(ReturnValue.NONE, ReturnValue.ALL_OLD)))
                .returnValuesOnConditionCheckFailure(shown())
                .build();
    }

    private DynamoDbRequest get() {
        var expressions = expressions(Map.of());
        var request = GetItemRequest.builder().tableName(table).key(key()).consistentRead(random.nextBoolean());
        if (random.nextBoolean()) {
            request.projectionExpression(expressions.projection());
        }
        if (!expressions.names.isEmpty()) {
            request.expressionAttributeNames(expressions.names);
        }
        return request.build();
    }

    private DynamoDbRequest batchGet() {
        var keys =
                IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(_ -> key()).toList();
        var asked = KeysAndAttributes.builder()
                .keys(keys)
                .consistentRead(random.nextBoolean())
                .build();
        return BatchGetItemRequest.builder().requestItems(Map.of(table, asked)).build();
    }

    private DynamoDbRequest transactGet() {
        var gets = IntStream.rangeClosed(0, random.nextInt(3))
                .mapToObj(_ -> TransactGetItem.builder()
                        .get(Get.builder().tableName(table).key(key()).build())
                        .build())
                .toList();
        return TransactGetItemsRequest.builder().transactItems(gets).build();
    }

    private DynamoDbRequest queryTable() {
        return query(
                "pk",
                "sk",
                QueryRequest.builder().consistentRead(random.nextBoolean()),
                AttributeValue.fromS("p" + random.nextInt(3)),
                "s");
    }

    private DynamoDbRequest queryIndex() {
        var index = pick(List.of("orders", "customers"));
        var prefix = index.substring(0, 1);
        return query(
                prefix + "p",
                prefix + "s",
                QueryRequest.builder().indexName(index).consistentRead(random.nextInt(20) == 0),
                AttributeValue.fromS(pick(List.of("a", "ab", "b"))),
                "");
    }

    private DynamoDbRequest query(
            String pk, String sk, QueryRequest.Builder request, AttributeValue partition, String prefix) {
        var expressions = expressions(Map.of());
        request.tableName(table);
        request.keyConditionExpression(pk + " = " + expressions.value(partition) + range(expressions, sk, prefix));
        if (random.nextInt(3) == 0) {
            request.filterExpression(expressions.condition());
        }
        if (random.nextInt(4) == 0) {
            request.projectionExpression(random.nextBoolean() ? "sk, os" : expressions.projection());
        }
        if (random.nextInt(8) == 0) {
            request.select(pick(List.of(
                    Select.COUNT, Select.ALL_ATTRIBUTES, Select.SPECIFIC_ATTRIBUTES, Select.ALL_PROJECTED_ATTRIBUTES)));
        }
        if (random.nextBoolean()) {
            request.limit(1 + random.nextInt(3));
        }
        if (random.nextInt(4) == 0) {
            request.exclusiveStartKey(start(pk, sk, partition, prefix));
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            request.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            request.expressionAttributeValues(expressions.values);
        }
        return request.scanIndexForward(random.nextBoolean()).build();
    }

    private String range(RandomExpressions expressions, String sk, String prefix) {
        return switch (random.nextInt(8)) {
            case 0 ->
                " AND " + sk + " " + pick(List.of("=", "<", "<=", ">", ">=")) + " " + expressions.value(sort(prefix));
            case 1 ->
                " AND " + sk + " BETWEEN " + expressions.value(sort(prefix)) + " AND "
                        + expressions.value(sort(prefix));
            case 2 -> " AND begins_with(" + sk + ", " + expressions.value(sort(prefix)) + ")";
            case 3 -> random.nextInt(4) == 0 ? " AND " + sk + " = " + expressions.value() : "";
            default -> "";
        };
    }

    private AttributeValue sort(String prefix) {
        return AttributeValue.fromS(prefix.isEmpty() ? pick(List.of("a", "ab", "b", "B")) : prefix + random.nextInt(4));
    }

    private Map<String, AttributeValue> start(String pk, String sk, AttributeValue partition, String prefix) {
        var start = new HashMap<>(key());
        var suffix = prefix.isEmpty() ? suffix(start) : "";
        start.put(pk, random.nextInt(10) == 0 ? AttributeValue.fromS("other") : partition);
        start.put(sk, AttributeValue.fromS(sort(prefix).s() + suffix));
        if (random.nextInt(20) == 0) {
            start.remove("sk");
        }
        return start;
    }

    private DynamoDbRequest transaction() {
        var actions = new ArrayList<TransactWriteItem>();
        var used = new ArrayList<Map<String, AttributeValue>>();
        var count = 1 + random.nextInt(4);
        while (actions.size() < count) {
            var key = key();
            if (!used.contains(key) || random.nextInt(30) == 0) {
                used.add(key);
                actions.add(action(key));
            }
        }
        return TransactWriteItemsRequest.builder().transactItems(actions).build();
    }

    private TransactWriteItem action(Map<String, AttributeValue> key) {
        return switch (random.nextInt(5)) {
            case 0 -> put(key);
            case 1, 2 -> update(key);
            case 3 -> delete(key);
            default -> check(key);
        };
    }

    private TransactWriteItem put(Map<String, AttributeValue> key) {
        var expressions = expressions(key);
        var item = item(key, expressions);
        var put = Put.builder().tableName(table).item(item).returnValuesOnConditionCheckFailure(shown());
        if (random.nextBoolean()) {
            put.conditionExpression(likely(expressions));
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            put.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            put.expressionAttributeValues(expressions.values);
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    private TransactWriteItem update(Map<String, AttributeValue> key) {
        var expressions = expressions(key);
        var update = software.amazon.awssdk.services.dynamodb.model.Update.builder()
                .tableName(table)
                .key(key)
                .updateExpression(expressions.update())
                .returnValuesOnConditionCheckFailure(shown());
        if (random.nextBoolean()) {
            update.conditionExpression(likely(expressions));
        }
        expressions.spoil();
        if (!expressions.names.isEmpty()) {
            update.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            update.expressionAttributeValues(expressions.values);
        }
        return TransactWriteItem.builder().update(update.build()).build();
    }

    private TransactWriteItem delete(Map<String, AttributeValue> key) {
        var delete = Delete.builder()
                .tableName(table)
                .key(key)
                .conditionExpression("attribute_exists(pk)")
                .returnValuesOnConditionCheckFailure(shown());
        return TransactWriteItem.builder().delete(delete.build()).build();
    }

    private TransactWriteItem check(Map<String, AttributeValue> key) {
        var expressions = expressions(Map.of());
        var check = ConditionCheck.builder()
                .tableName(table)
                .key(key)
                .conditionExpression(likely(expressions))
                .returnValuesOnConditionCheckFailure(shown());
        if (!expressions.names.isEmpty()) {
            check.expressionAttributeNames(expressions.names);
        }
        if (!expressions.values.isEmpty()) {
            check.expressionAttributeValues(expressions.values);
        }
        return TransactWriteItem.builder().conditionCheck(check.build()).build();
    }

    /** A condition that holds more often than not: a transaction needs all of its own. */
    private String likely(RandomExpressions expressions) {
        return random.nextInt(3) == 0 ? expressions.condition() : "attribute_exists(pk) OR attribute_not_exists(a)";
    }

    private RandomExpressions expressions(Map<String, AttributeValue> key) {
        return new RandomExpressions(random, suffix(key));
    }

    private static String suffix(Map<String, AttributeValue> key) {
        return key.values().stream()
                .map(AttributeValue::s)
                .sorted(Comparator.nullsFirst(Comparator.naturalOrder()))
                .toList()
                .toString();
    }

    private Map<String, AttributeValue> item(Map<String, AttributeValue> key, RandomExpressions expressions) {
        var item = new HashMap<>(key);
        for (var name : List.of("a", "b", "c", "l", "m", "g", "status", "bin")) {
            if (random.nextBoolean()) {
                item.put(name, fitting(name, expressions));
            }
        }
        for (var name : List.of("op", "cp")) {
            if (random.nextInt(4) > 0) {
                item.put(name, AttributeValue.fromS(pick(List.of("a", "ab", "b"))));
            }
        }
        for (var name : List.of("os", "cs")) {
            if (random.nextInt(4) > 0) {
                item.put(
                        name,
                        random.nextInt(40) == 0
                                ? expressions.number()
                                : expressions.unique(pick(List.of("a", "ab", "b"))));
            }
        }
        return item;
    }

    private AttributeValue fitting(String name, RandomExpressions expressions) {
        if (random.nextInt(4) == 0) {
            return expressions.any(2);
        }
        return switch (name) {
            case "l" -> expressions.list();
            case "m" -> expressions.map(2);
            case "g" -> expressions.set(AttributeValue.fromS(pick(List.of("a", "b"))));
            case "a", "b" -> expressions.number();
            default -> expressions.text();
        };
    }

    private Map<String, AttributeValue> key() {
        var key = new HashMap<>(FreshTable.key("p" + random.nextInt(3), "s" + random.nextInt(4)));
        switch (random.nextInt(120)) {
            case 0 -> key.remove("sk");
            case 1 -> key.put("sk", AttributeValue.fromN("1"));
            case 2 -> key.put("pk", AttributeValue.fromS(""));
            default -> {}
        }
        return key;
    }

    private ReturnValuesOnConditionCheckFailure shown() {
        return random.nextBoolean()
                ? ReturnValuesOnConditionCheckFailure.ALL_OLD
                : ReturnValuesOnConditionCheckFailure.NONE;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
