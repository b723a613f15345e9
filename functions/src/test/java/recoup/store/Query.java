package recoup.store;

import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** A query of the table or of an index, read and found valid. */
record Query(
        SimulatedTable table,
        Optional<String> index,
        View view,
        boolean consistent,
        KeyCondition keyCondition,
        Selection selection,
        boolean forward,
        Page.Extent extent) {

    static Query of(QueryRequest request, Tables tables) {
        requireExpressions(request);
        var table = tables.named(request.tableName());
        var index = Optional.ofNullable(request.indexName());
        var view = table.view(index);
        var placeholders = Placeholders.of(
                request.hasExpressionAttributeNames(),
                request.expressionAttributeNames(),
                request.hasExpressionAttributeValues(),
                request.expressionAttributeValues());
        var keyCondition =
                KeyCondition.of(ConditionParser.parse(request.keyConditionExpression(), placeholders), view.schema());
        var selection = selection(request, view, placeholders);
        placeholders.requireAllUsed();
        return new Query(
                table,
                index,
                view,
                consistent(request, index),
                keyCondition,
                selection,
                !Boolean.FALSE.equals(request.scanIndexForward()),
                new Page.Extent(keyCondition::holds, behind(request, view, keyCondition), limit(request.limit())));
    }

    /** One page of its answer, from the table as it was that many commits ago. */
    QueryResponse run(int commitsBehind) {
        var partition = view.partition(
                keyCondition.partition(), table.since(commitsBehind).values());
        var page = Page.of(inOrder(partition), extent);
        var found = page.read().stream().filter(selection::wants).toList();
        var response = QueryResponse.builder()
                .count(found.size())
                .scannedCount(page.read().size());
        if (!selection.countOnly()) {
            response.items(shown(found));
        }
        if (page.last().isPresent()) {
            response.lastEvaluatedKey(page.lastKey(view));
        }
        return response.build();
    }

    private List<Map<String, AttributeValue>> shown(List<Map<String, AttributeValue>> found) {
        return found.stream().map(selection::shown).toList();
    }

    private NavigableMap<View.Position, Map<String, AttributeValue>> inOrder(
            NavigableMap<View.Position, Map<String, AttributeValue>> partition) {
        return forward ? partition : partition.descendingMap();
    }

    private static void requireExpressions(QueryRequest request) {
        if (request.hasKeyConditions() || request.hasQueryFilter() || request.hasAttributesToGet()) {
            throw new UnsupportedOperationException("only expressions are simulated");
        }
        if (request.keyConditionExpression() == null) {
            throw Refusals.validation("Either the KeyConditions or KeyConditionExpression parameter must be specified"
                    + " in the request.");
        }
    }

    private static boolean consistent(QueryRequest request, Optional<String> index) {
        var consistent = Boolean.TRUE.equals(request.consistentRead());
        if (consistent && index.isPresent()) {
            throw Refusals.validation("Consistent reads are not supported on global secondary indexes");
        }
        return consistent;
    }

    private static Selection selection(QueryRequest request, View view, Placeholders placeholders) {
        var projection = Optional.ofNullable(request.projectionExpression())
                .map(expression -> ProjectionParser.parse(expression, placeholders));
        var filter = Optional.ofNullable(request.filterExpression())
                .map(expression -> ConditionParser.parse(expression, placeholders));
        return Selection.of(view, request.select(), projection, filter);
    }

    private static Optional<View.Position> behind(QueryRequest request, View view, KeyCondition keyCondition) {
        if (!request.hasExclusiveStartKey()) {
            return Optional.empty();
        }
        var start = Values.accepted(request.exclusiveStartKey());
        if (!start.keySet().equals(view.keyAttributes())) {
            throw Refusals.validation("The provided starting key is invalid");
        }
        var position = view.position(start).orElseThrow();
        if (!position.key().partition().equals(keyCondition.partition()) || !keyCondition.holds(start)) {
            throw Refusals.validation(
                    "The provided starting key is outside query boundaries based on provided" + " conditions");
        }
        return Optional.of(position);
    }

    private static int limit(@Nullable Integer limit) {
        if (limit == null) {
            return Integer.MAX_VALUE;
        }
        if (limit < 1) {
            throw Refusals.validation("Limit must be greater than or equal to 1");
        }
        return limit;
    }
}
