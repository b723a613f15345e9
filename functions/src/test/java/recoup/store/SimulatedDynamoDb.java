package recoup.store;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * DynamoDB in memory: it evaluates the requests' own expressions, refuses what DynamoDB refuses, and is as late as its
 * {@link Staleness} says. The same calls in the same order give the same answers; one call runs at a time.
 * {@code DifferentialTest} holds it to DynamoDB Local. What it does not know is an {@link UnsupportedOperationException}.
 */
public final class SimulatedDynamoDb implements DynamoDbClient {
    private final Tables tables = new Tables();
    private final WriteRequests writes = new WriteRequests(tables);
    private final Reads reads = new Reads(tables);
    private final Map<String, TransactWriteItemsRequest> done = new HashMap<>();

    /** From now on, eventually consistent reads are as late as this says. At first they are current. */
    public synchronized void staleness(Staleness staleness) {
        tables.staleness(staleness);
    }

    /** By what later commits are dated, for whoever reads by how late an index is; at first they all have one date. */
    public synchronized void clock(InstantSource clock) {
        tables.clock(clock);
    }

    /** All items of a table, newest state, in the order of their keys: for auditors. */
    public synchronized List<Map<String, AttributeValue>> items(String table) {
        return tables.named(table).items();
    }

    /** Forgets every {@code ClientRequestToken}, as DynamoDB does after ten minutes. */
    public synchronized void forgetRequestTokens() {
        done.clear();
    }

    @Override
    public synchronized CreateTableResponse createTable(CreateTableRequest request) {
        return CreateTableResponse.builder()
                .tableDescription(description(tables.create(request)))
                .build();
    }

    @Override
    public synchronized DescribeTableResponse describeTable(DescribeTableRequest request) {
        return DescribeTableResponse.builder()
                .table(description(tables.named(request.tableName())))
                .build();
    }

    @Override
    public synchronized GetItemResponse getItem(GetItemRequest request) {
        return reads.get(request);
    }

    @Override
    public synchronized BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return reads.batchGet(request);
    }

    @Override
    public synchronized TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return reads.transactGet(request);
    }

    @Override
    public synchronized QueryResponse query(QueryRequest request) {
        var query = Query.of(request, tables);
        return query.run(tables.commitsBehind(query.table(), query.index(), query.consistent()));
    }

    @Override
    public synchronized PutItemResponse putItem(PutItemRequest request) {
        requireNoneOrOld(request.returnValues());
        var write = writes.of(request).get();
        var before = write.before();
        commit(write);
        var response = PutItemResponse.builder();
        if (request.returnValues() == ReturnValue.ALL_OLD) {
            before.ifPresent(response::attributes);
        }
        return response.build();
    }

    @Override
    public synchronized DeleteItemResponse deleteItem(DeleteItemRequest request) {
        requireNoneOrOld(request.returnValues());
        var write = writes.of(request).get();
        var before = write.before();
        commit(write);
        var response = DeleteItemResponse.builder();
        if (request.returnValues() == ReturnValue.ALL_OLD) {
            before.ifPresent(response::attributes);
        }
        return response.build();
    }

    @Override
    public synchronized UpdateItemResponse updateItem(UpdateItemRequest request) {
        var write = writes.of(request).get();
        var before = write.before();
        commit(write);
        var response = UpdateItemResponse.builder();
        returned(request.returnValues(), write, before).ifPresent(response::attributes);
        return response.build();
    }

    @Override
    public synchronized TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var actions = request.transactItems();
        if (actions.isEmpty() || actions.size() > Transaction.MOST_ACTIONS) {
            throw Refusals.validation("Member must have between 1 and " + Transaction.MOST_ACTIONS + " items");
        }
        if (!isRepeat(request)) {
            Transaction.of(actions.stream().map(writes::of).toList()).commit();
            remember(request);
        }
        return TransactWriteItemsResponse.builder().build();
    }

    @Override
    public String serviceName() {
        return SERVICE_NAME;
    }

    @Override
    public void close() {}

    private boolean isRepeat(TransactWriteItemsRequest request) {
        var first = done.get(request.clientRequestToken());
        if (first != null && !first.transactItems().equals(request.transactItems())) {
            throw Refusals.otherContent();
        }
        return first != null;
    }

    private void remember(TransactWriteItemsRequest request) {
        if (request.clientRequestToken() != null) {
            done.put(request.clientRequestToken(), request);
        }
    }

    private static void commit(Write write) {
        if (!write.allowed()) {
            throw Refusals.conditionFailed(write.shownOnFailure());
        }
        write.table().commit(Map.of(write.key(), write.after()));
    }

    private static Optional<Map<String, AttributeValue>> returned(
            @Nullable ReturnValue choice, Write write, Optional<Map<String, AttributeValue>> before) {
        if (choice == null || !(write.effect() instanceof Write.Effect.Change(var _, var update))) {
            return Optional.empty();
        }
        return switch (choice) {
            case ALL_OLD -> before;
            case ALL_NEW -> write.before();
            case UPDATED_OLD -> before.map(update.paths()::of).filter(it -> !it.isEmpty());
            case UPDATED_NEW -> write.before().map(update.paths()::of).filter(it -> !it.isEmpty());
            case NONE -> Optional.empty();
            case UNKNOWN_TO_SDK_VERSION -> throw Refusals.validation("ReturnValues is none of the known ones");
        };
    }

    private static void requireNoneOrOld(@Nullable ReturnValue choice) {
        if (choice != null && choice != ReturnValue.NONE && choice != ReturnValue.ALL_OLD) {
            throw Refusals.validation("ReturnValues can only be ALL_OLD or NONE");
        }
    }

    private static TableDescription description(SimulatedTable table) {
        var creation = table.creation();
        return TableDescription.builder()
                .tableName(creation.tableName())
                .tableStatus(TableStatus.ACTIVE)
                .keySchema(creation.keySchema())
                .attributeDefinitions(creation.attributeDefinitions())
                .itemCount((long) table.items().size())
                .build();
    }
}
