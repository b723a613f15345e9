package recoup.store;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * A DynamoDB whose calls fail as {@link Faults} decide, around any other client. Making and describing tables never
 * fails and is not counted. It may be called by many threads; the wrapped client then must allow that too.
 */
public final class FaultyDynamoDb implements DynamoDbClient {
    private final DynamoDbClient inner;
    private final Faults faults;
    private final AtomicLong calls = new AtomicLong();
    private final ConcurrentMap<Fault, Long> injected = new ConcurrentHashMap<>();

    public FaultyDynamoDb(DynamoDbClient inner, Faults faults) {
        this.inner = inner;
        this.faults = faults;
    }

    /** How many calls met this fault; {@link Fault#NONE} counts those that met none. */
    public long injected(Fault fault) {
        return injected.getOrDefault(fault, 0L);
    }

    /** How many calls met which fault. */
    public Map<Fault, Long> injected() {
        var counts = new EnumMap<Fault, Long>(Fault.class);
        for (var fault : Fault.values()) {
            counts.put(fault, injected(fault));
        }
        return Collections.unmodifiableMap(counts);
    }

    @Override
    public CreateTableResponse createTable(CreateTableRequest request) {
        return inner.createTable(request);
    }

    @Override
    public DescribeTableResponse describeTable(DescribeTableRequest request) {
        return inner.describeTable(request);
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return read("GetItem", () -> inner.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return read("BatchGetItem", () -> inner.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return read("Query", () -> inner.query(request));
    }

    @Override
    public ScanResponse scan(ScanRequest request) {
        return read("Scan", () -> inner.scan(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return write("PutItem", () -> inner.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return write("UpdateItem", () -> inner.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return write("DeleteItem", () -> inner.deleteItem(request));
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return transact("TransactGetItems", request.transactItems().size(), () -> inner.transactGetItems(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return transact("TransactWriteItems", request.transactItems().size(), () -> inner.transactWriteItems(request));
    }

    @Override
    public String serviceName() {
        return inner.serviceName();
    }

    @Override
    public void close() {
        inner.close();
    }

    private <T> T read(String operation, Supplier<T> call) {
        var number = calls.getAndIncrement();
        var fault = faults.decide(operation, number);
        return run(fault == Fault.CONFLICT ? Fault.NONE : fault, Refusals::throttled, Refusals::conflict, call);
    }

    private <T> T write(String operation, Supplier<T> call) {
        return run(faults.decide(operation, calls.getAndIncrement()), Refusals::throttled, Refusals::conflict, call);
    }

    private <T> T transact(String operation, int actions, Supplier<T> call) {
        var number = calls.getAndIncrement();
        return run(
                faults.decide(operation, number),
                () -> canceled(actions, number, Reasons.throttled()),
                () -> canceled(actions, number, Reasons.conflict()),
                call);
    }

    private <T> T run(
            Fault fault,
            Supplier<? extends RuntimeException> throttled,
            Supplier<? extends RuntimeException> conflict,
            Supplier<T> call) {
        injected.merge(fault, 1L, Long::sum);
        return switch (fault) {
            case NONE -> call.get();
            case THROTTLE -> throw throttled.get();
            case CONFLICT -> throw conflict.get();
            case LOST_BEFORE -> throw lost();
            case LOST_AFTER -> throw lostAfter(call);
        };
    }

    private static RuntimeException lostAfter(Supplier<?> call) {
        try {
            var _ = call.get();
        } catch (DynamoDbException _) {
            return lost(); // a refusal is lost as any other answer
        }
        return lost();
    }

    /** One reason against one action, none against the others. */
    private static RuntimeException canceled(int actions, long at, CancellationReason reason) {
        var reasons = new ArrayList<>(Collections.nCopies(actions, Reasons.none()));
        if (!reasons.isEmpty()) {
            reasons.set((int) (at % actions), reason);
        }
        return Refusals.canceled(reasons);
    }

    /** What the SDK throws when its time is over: neither says whether the call had an effect. */
    private static RuntimeException lost() {
        return ApiCallTimeoutException.builder()
                .message("Client execution did not complete before the specified timeout: injected fault")
                .build();
    }
}
