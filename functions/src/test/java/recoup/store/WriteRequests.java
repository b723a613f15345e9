package recoup.store;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Reads the SDK's requests: a single write is the transaction's action of the same name. A wrong expression or value is
 * refused at once; what does not fit the table's keys only when the write is asked for, since a transaction reports
 * that as a reason of its cancellation.
 */
record WriteRequests(Tables tables) {
    Supplier<Write> of(PutItemRequest request) {
        requireExpressions(request.hasExpected() || request.conditionalOperator() != null);
        var put = Put.builder()
                .tableName(request.tableName())
                .item(request.item())
                .conditionExpression(request.conditionExpression())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure());
        if (request.hasExpressionAttributeNames()) {
            put.expressionAttributeNames(request.expressionAttributeNames());
        }
        if (request.hasExpressionAttributeValues()) {
            put.expressionAttributeValues(request.expressionAttributeValues());
        }
        return of(put.build());
    }

    Supplier<Write> of(DeleteItemRequest request) {
        requireExpressions(request.hasExpected() || request.conditionalOperator() != null);
        var delete = Delete.builder()
                .tableName(request.tableName())
                .key(request.key())
                .conditionExpression(request.conditionExpression())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure());
        if (request.hasExpressionAttributeNames()) {
            delete.expressionAttributeNames(request.expressionAttributeNames());
        }
        if (request.hasExpressionAttributeValues()) {
            delete.expressionAttributeValues(request.expressionAttributeValues());
        }
        return of(delete.build());
    }

    Supplier<Write> of(UpdateItemRequest request) {
        requireExpressions(
                request.hasExpected() || request.hasAttributeUpdates() || request.conditionalOperator() != null);
        var update = software.amazon.awssdk.services.dynamodb.model.Update.builder()
                .tableName(request.tableName())
                .key(request.key())
                .updateExpression(request.updateExpression())
                .conditionExpression(request.conditionExpression())
                .returnValuesOnConditionCheckFailure(request.returnValuesOnConditionCheckFailure());
        if (request.hasExpressionAttributeNames()) {
            update.expressionAttributeNames(request.expressionAttributeNames());
        }
        if (request.hasExpressionAttributeValues()) {
            update.expressionAttributeValues(request.expressionAttributeValues());
        }
        return of(update.build());
    }

    Supplier<Write> of(TransactWriteItem action) {
        requireOneAction(action);
        if (action.put() != null) {
            return of(action.put());
        }
        if (action.delete() != null) {
            return of(action.delete());
        }
        if (action.conditionCheck() != null) {
            return of(action.conditionCheck());
        }
        if (action.update().updateExpression() == null) {
            throw Refusals.validation("The updateExpression of an Update must not be null");
        }
        return of(action.update());
    }

    private Supplier<Write> of(Put put) {
        var placeholders = Placeholders.of(
                put.hasExpressionAttributeNames(),
                put.expressionAttributeNames(),
                put.hasExpressionAttributeValues(),
                put.expressionAttributeValues());
        var condition = condition(put.conditionExpression(), placeholders);
        placeholders.requireAllUsed();
        var table = tables.named(put.tableName());
        var item = Values.accepted(put.item());
        return () -> Write.put(table, item, condition, returnsOld(put.returnValuesOnConditionCheckFailure()));
    }

    private Supplier<Write> of(Delete delete) {
        var placeholders = Placeholders.of(
                delete.hasExpressionAttributeNames(),
                delete.expressionAttributeNames(),
                delete.hasExpressionAttributeValues(),
                delete.expressionAttributeValues());
        var condition = condition(delete.conditionExpression(), placeholders);
        placeholders.requireAllUsed();
        var table = tables.named(delete.tableName());
        var key = Values.accepted(delete.key());
        return () -> Write.delete(table, key, condition, returnsOld(delete.returnValuesOnConditionCheckFailure()));
    }

    private Supplier<Write> of(ConditionCheck check) {
        var placeholders = Placeholders.of(
                check.hasExpressionAttributeNames(),
                check.expressionAttributeNames(),
                check.hasExpressionAttributeValues(),
                check.expressionAttributeValues());
        var condition = condition(check.conditionExpression(), placeholders)
                .orElseThrow(() -> Refusals.validation("The conditionExpression of a ConditionCheck must not be null"));
        placeholders.requireAllUsed();
        var table = tables.named(check.tableName());
        var key = Values.accepted(check.key());
        return () -> Write.check(table, key, condition, returnsOld(check.returnValuesOnConditionCheckFailure()));
    }

    private Supplier<Write> of(software.amazon.awssdk.services.dynamodb.model.Update update) {
        var placeholders = Placeholders.of(
                update.hasExpressionAttributeNames(),
                update.expressionAttributeNames(),
                update.hasExpressionAttributeValues(),
                update.expressionAttributeValues());
        var actions = Optional.ofNullable(update.updateExpression())
                .map(expression -> UpdateParser.parse(expression, placeholders))
                .orElse(Update.NOTHING);
        var condition = condition(update.conditionExpression(), placeholders);
        placeholders.requireAllUsed();
        var table = tables.named(update.tableName());
        var key = Values.accepted(update.key());
        return () ->
                Write.update(table, key, actions, condition, returnsOld(update.returnValuesOnConditionCheckFailure()));
    }

    private static Optional<Condition> condition(@Nullable String expression, Placeholders placeholders) {
        return Optional.ofNullable(expression).map(it -> ConditionParser.parse(it, placeholders));
    }

    private static boolean returnsOld(@Nullable ReturnValuesOnConditionCheckFailure choice) {
        return choice == ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }

    private static void requireExpressions(boolean legacy) {
        if (legacy) {
            throw new UnsupportedOperationException("only expressions are simulated");
        }
    }

    private static void requireOneAction(TransactWriteItem action) {
        var actions = Stream.of(
                        Optional.ofNullable(action.put()),
                        Optional.ofNullable(action.delete()),
                        Optional.ofNullable(action.update()),
                        Optional.ofNullable(action.conditionCheck()))
                .filter(Optional::isPresent)
                .count();
        if (actions != 1) {
            throw Refusals.validation("TransactItems can only contain one of Check, Put, Update or Delete");
        }
    }
}
