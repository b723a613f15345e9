package recoup.simulation;

import static recoup.simulation.Raw.text;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recoup.store.ForwardingDynamoDb;
import recoup.store.FreshTable;
import recoup.store.SimulatedDynamoDb;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** The store as one actor calls it, with a witness who sees what was read and what each commit changed. */
final class WatchedDynamoDb extends ForwardingDynamoDb {
    /**
     * One commit that touched an order.
     *
     * @param before the order's item, if there was one
     * @param settings the merchant's item as the actor had read it with the order
     * @param wallet the customer's, as the actor had read it or written it last
     * @param at when it was decided, if its journal item says so, else when it was written
     */
    record Commit(
            Optional<Map<String, AttributeValue>> before,
            Map<String, AttributeValue> after,
            Optional<Map<String, AttributeValue>> journal,
            Map<String, AttributeValue> settings,
            Optional<Map<String, AttributeValue>> wallet,
            Instant at) {}

    /** What a merchant has who saved nothing. */
    private static final Map<String, AttributeValue> DEFAULTS = Map.of(
            "paymentExpiredMode", AttributeValue.fromS("OFF"),
            "paymentExpiredLots", AttributeValue.fromS("ALL_OR_NOTHING"),
            "paymentFailedLots", AttributeValue.fromS("VALID_ONLY"));

    private final SimulatedDynamoDb store;
    private final InstantSource businessTime;
    private final Consumer<Commit> commits;
    private final RunningAudit audit;
    private final Consumer<String> seen;
    private final Consumer<Map<String, AttributeValue>> traced;
    private final Map<String, Map<String, AttributeValue>> settings = new HashMap<>();
    private final Map<String, Map<String, AttributeValue>> wallets = new HashMap<>();
    private Set<String> ordersReadBefore = Set.of();

    /**
     * Over {@code store}.
     *
     * @param commits who is told of each, whoever makes it
     * @param audit who sees everything that is written
     * @param seen who is told what happened
     * @param traced who is told of each item that is written
     */
    WatchedDynamoDb(
            SimulatedDynamoDb store,
            InstantSource businessTime,
            Consumer<Commit> commits,
            RunningAudit audit,
            Consumer<String> seen,
            Consumer<Map<String, AttributeValue>> traced) {
        super(store);
        this.store = store;
        this.businessTime = businessTime;
        this.commits = commits;
        this.audit = audit;
        this.seen = seen;
        this.traced = traced;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        var answer = super.getItem(request);
        if (answer.hasItem()) {
            noteWallet(answer.item());
        }
        return answer;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        var answer = super.batchGetItem(request);
        var items = answer.responses().values().stream().flatMap(List::stream).toList();
        var orders = items.stream()
                .filter(item -> text(item, "sk").equals("O"))
                .map(item -> text(item, "pk"))
                .collect(Collectors.toSet());
        items.stream()
                .filter(item -> text(item, "sk").equals("S"))
                .forEach(item -> Stream.concat(orders.stream(), ordersReadBefore.stream())
                        .filter(order -> order.startsWith(merchantOf(text(item, "pk"))))
                        .forEach(order -> settings.put(order, item)));
        items.forEach(this::noteWallet);
        ordersReadBefore = orders; // a page of orders is read first, and then the settings for all of them
        return answer;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        var puts = request.transactItems().stream().map(TransactWriteItem::put).toList();
        var order = puts.stream().filter(put -> sort(put).equals("O")).findFirst();
        var journal = puts.stream().filter(put -> sort(put).startsWith("J#")).findFirst();
        var before = order.flatMap(put -> current(put.item()));
        var answer = super.transactWriteItems(request);
        audit.written(puts.stream().map(Put::item).toList());
        puts.forEach(put -> traced.accept(put.item()));
        order.ifPresent(put -> commits.accept(commit(before, put.item(), journal.map(Put::item))));
        puts.forEach(put -> noteWallet(put.item()));
        return answer;
    }

    private Commit commit(
            Optional<Map<String, AttributeValue>> before,
            Map<String, AttributeValue> after,
            Optional<Map<String, AttributeValue>> journal) {
        var key = text(after, "pk");
        var wallet = key.substring(0, key.indexOf("#O#")) + "#C#" + text(after, "c");
        return new Commit(
                before,
                after,
                journal,
                settings.getOrDefault(key, DEFAULTS),
                Optional.ofNullable(wallets.get(wallet)),
                journal.map(item -> Instant.ofEpochMilli(Raw.number(item, "at")))
                        .orElseGet(businessTime::instant));
    }

    private void noteWallet(Map<String, AttributeValue> item) {
        if (text(item, "sk").equals("W")) {
            wallets.put(text(item, "pk"), item);
        }
    }

    /** An index may be behind: what it shows is compared with what stands in the table. */
    @Override
    public QueryResponse query(QueryRequest request) {
        var answer = super.query(request);
        if ("due".equals(request.indexName())) {
            var shown = new TreeSet<String>();
            answer.items().forEach(item -> shown.add(text(item, "ds")));
            var standing = standing(request);
            if (!standing.containsAll(shown)) {
                seen.accept("sweeper saw a stale index");
            }
            if (!shown.containsAll(standing)) {
                seen.accept("sweeper did not see yet what was due");
            }
            if (audit.due(shard(request)).stream().anyMatch(position -> wasMoved(position, shown, standing))) {
                seen.accept("sweeper saw a deadline that was moved");
            }
        }
        return answer;
    }

    private List<String> standing(QueryRequest request) {
        var last = text(request.expressionAttributeValues(), ":last");
        return audit.due(shard(request)).stream()
                .filter(position -> position.compareTo(last) <= 0)
                .toList();
    }

    private static String shard(QueryRequest request) {
        return text(request.expressionAttributeValues(), ":shard");
    }

    /** Whether an order that stands elsewhere now, and is not due, was shown as due. */
    private static boolean wasMoved(String position, Set<String> shown, List<String> standing) {
        var order = position.substring(position.indexOf('#'));
        return !standing.contains(position) && shown.stream().anyMatch(old -> old.endsWith(order));
    }

    private Optional<Map<String, AttributeValue>> current(Map<String, AttributeValue> item) {
        var key = FreshTable.key(text(item, "pk"), text(item, "sk"));
        var found = store.getItem(GetItemRequest.builder()
                .tableName(FreshTable.NAME)
                .key(key)
                .consistentRead(true)
                .build());
        return found.hasItem() ? Optional.of(found.item()) : Optional.empty();
    }

    /** How all of a merchant's partitions begin. */
    private static String merchantOf(String partition) {
        return partition.substring(0, partition.indexOf('#', 2) + 1);
    }

    private static String sort(Put put) {
        return text(put.item(), "sk");
    }
}
