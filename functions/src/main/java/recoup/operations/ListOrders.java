package recoup.operations;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.ledger.OrderIndex;
import recoup.ledger.OrderIndex.Place;
import recoup.ledger.Standing;
import recoup.model.Asset;
import recoup.model.Coverage;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.RevertStatus;

/** A merchant's orders, newest cancellation, else placement, first (C-15). */
public final class ListOrders {
    /**
     * Narrows the orders; what is left out does not narrow, and what is given combines.
     *
     * @param coverage of any asset that the order used
     */
    public record Filter(
            Optional<OrderStatus> status,
            Optional<PaymentStatus> paymentStatus,
            Optional<RevertStatus> credit,
            Optional<RevertStatus> points,
            Optional<Coverage> coverage,
            Optional<CustomerId> customer) {
        boolean admits(Order order) {
            return admits(status, order.status())
                    && admits(paymentStatus, order.payment().status())
                    && admits(credit, order.revertStatus(Asset.STORE_CREDIT))
                    && admits(points, order.revertStatus(Asset.POINTS))
                    && admits(customer, order.customer())
                    && (coverage.isEmpty()
                            || Arrays.stream(Asset.values())
                                    .filter(order::used)
                                    .anyMatch(asset -> order.coverage(asset) == coverage.get()));
        }

        /** Whether it asks for more than the index tells apart. */
        boolean narrowsStandings() {
            return paymentStatus.isPresent()
                    || coverage.isPresent()
                    || customer.isPresent()
                    || status.filter(wanted -> wanted != OrderStatus.CANCELLED).isPresent();
        }

        private static <T> boolean admits(Optional<T> wanted, T found) {
            return wanted.isEmpty() || wanted.get().equals(found);
        }
    }

    /**
     * A page of orders.
     *
     * @param next the position to go on after; empty at the end
     */
    public record Page(List<Order> orders, Optional<String> next) {}

    /** With a filter that the index does not know, this many are looked at together. */
    private static final int KEYS_A_CHUNK = 100;

    /** A call looks at so many keys: a filter that finds little ends its page early. */
    private static final int MOST_KEYS = 1_000;

    private final OrderIndex index;

    public ListOrders(OrderIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} orders after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        var merchant = merchant(request);
        return request.reading(() -> filter.customer()
                .map(customer -> index.ofCustomer(merchant, customer, MOST_KEYS))
                .filter(orders -> orders.size() < MOST_KEYS)
                .map(orders -> ofCustomer(orders, filter, from, limit, merchant))
                .orElseGet(() -> ofMerchant(filter, from, limit, merchant)));
    }

    /** One more than the page holds is looked for, so that the last page knows that it is the last. */
    private Page ofMerchant(Filter filter, Optional<String> from, int limit, MerchantId merchant) {
        var standings = Standing.matching(filter.status(), filter.credit(), filter.points());
        var chunk = filter.narrowsStandings() ? Math.max(limit + 1, KEYS_A_CHUNK) : limit + 1;
        var found = new LinkedHashMap<OrderId, Order>();
        var position = from;
        for (var keys = 0; keys < MOST_KEYS; keys += chunk) {
            var places = index.newest(merchant, standings, position, chunk);
            var last = places.size() < chunk;
            var upTo = position;
            index.load(merchant, places.stream().map(Place::order).toList()).stream()
                    .filter(order -> filter.admits(order) && belongs(order, upTo, places, last))
                    .forEach(order -> found.put(order.id(), order));
            if (found.size() > limit || last) {
                return page(newestFirst(found.values().stream()), limit);
            }
            position = Optional.of(places.getLast().position());
        }
        return new Page(newestFirst(found.values().stream()), position);
    }

    /**
     * The index of a customer's orders is by placement, so they are read and sorted. A customer who has more than a call
     * looks at is sought among the merchant's orders instead, whose index has their order.
     */
    private Page ofCustomer(List<OrderId> ids, Filter filter, Optional<String> from, int limit, MerchantId merchant) {
        var found = index.load(merchant, ids).stream()
                .filter(filter::admits)
                .filter(order -> from.isEmpty() || OrderIndex.positionOf(order).compareTo(from.get()) < 0);
        return page(newestFirst(found), limit);
    }

    private static List<Order> newestFirst(Stream<Order> orders) {
        return orders.sorted(Comparator.comparing(OrderIndex::positionOf).reversed())
                .toList();
    }

    private static Page page(List<Order> found, int limit) {
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var orders = List.copyOf(found.subList(0, limit));
        return new Page(orders, Optional.of(OrderIndex.positionOf(orders.getLast())));
    }

    /**
     * The index may be behind: an order that has moved since is shown here only if its place now lies between the end of
     * the page before and the last place looked at; else it is of an earlier page, or a later one will find it.
     */
    private static boolean belongs(Order order, Optional<String> before, List<Place> places, boolean last) {
        var position = OrderIndex.positionOf(order);
        return (before.isEmpty() || position.compareTo(before.get()) < 0)
                && (last || position.compareTo(places.getLast().position()) >= 0);
    }

    private static MerchantId merchant(Request request) {
        return request.caller().merchant();
    }
}
