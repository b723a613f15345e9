package recoup.ledger;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * A merchant's orders by time, newest cancellation, else placement, first. The indexes hold keys only and may be seconds
 * behind: whoever reads them loads the orders and looks again.
 */
public final class OrderIndex {
    /** DynamoDB takes no more keys in one batch. */
    private static final int KEYS_A_BATCH = 100;

    private final IndexQuery query;
    private final Batches batches;

    public OrderIndex(DynamoDbClient dynamoDb, String table) {
        this.query = new IndexQuery(dynamoDb, table);
        this.batches = new Batches(dynamoDb, table);
    }

    /** Where an order stood when the index was written: a text that sorts as the orders do. */
    public record Place(String position, OrderId order) {}

    /** The place that {@code order} has now. */
    public static String positionOf(Order order) {
        return Keys.orderPosition(order);
    }

    /**
     * The newest places of some standings, merged.
     *
     * @param before the position that they come after, in this order; empty begins with the newest
     */
    public List<Place> newest(MerchantId merchant, List<Standing> standings, Optional<String> before, int limit) {
        return standings.stream()
                .flatMap(standing -> places(Table.ORDERS, Keys.ordersPartition(merchant, standing), before, limit))
                .sorted(Comparator.comparing(Place::position).reversed())
                .filter(firstOfItsOrder())
                .limit(limit)
                .toList();
    }

    /** An order that moves from one partition to another while they are asked one by one may be found in both. */
    private static Predicate<Place> firstOfItsOrder() {
        var seen = new HashSet<OrderId>();
        return place -> seen.add(place.order());
    }

    /** A customer's orders, newest placement first, at most {@code limit}. */
    public List<OrderId> ofCustomer(MerchantId merchant, CustomerId customer, int limit) {
        return places(Table.CUSTOMERS, Keys.customerPartition(merchant, customer), Optional.empty(), limit)
                .map(Place::order)
                .toList();
    }

    /** Those of {@code ids} that exist, as they are now or were a moment ago, in their order. */
    public List<Order> load(MerchantId merchant, List<OrderId> ids) {
        var found = new HashMap<OrderId, Order>();
        for (var start = 0; start < ids.size(); start += KEYS_A_BATCH) {
            var keys = ids.subList(start, Math.min(ids.size(), start + KEYS_A_BATCH)).stream()
                    .map(id -> Keys.order(merchant, id))
                    .toList();
            batches.read(keys, Consistency.EVENTUAL).values().stream()
                    .map(OrderItem::read)
                    .forEach(order -> found.put(order.id(), order));
        }
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(found.get(id)).stream())
                .toList();
    }

    private Stream<Place> places(Table.Index index, String partition, Optional<String> before, int limit) {
        return query.newest(index, partition, before, limit).stream()
                .map(item -> new Place(item.text(index.sk()), Keys.orderOf(item.text(Table.PK))));
    }
}
