package recoup.operations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import recoup.ledger.OrderIndex;
import recoup.ledger.OrderIndex.Place;
import recoup.ledger.Standing;
import recoup.model.Asset;
import recoup.model.Coverage;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.Order;
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

    /** A call looks at so many keys: a filter that finds little ends its page early. */
    private static final int MOST_KEYS = 1_000;

    private final OrderIndex index;

    public ListOrders(OrderIndex index) {
        this.index = index;
    }

    /** Up to {@code limit} orders after the position {@code from}; fewer, or none, while there may be more. */
    public Page run(Filter filter, Optional<String> from, int limit, Request request) {
        return request.reading(() -> filter.customer()
                .map(customer -> ofCustomer(customer, filter, from, limit, merchant(request)))
                .orElseGet(() -> ofMerchant(filter, from, limit, merchant(request))));
    }

    /** One more than the page holds is looked for, so that the last page knows that it is the last. */
    private Page ofMerchant(Filter filter, Optional<String> from, int limit, MerchantId merchant) {
        var standings = Standing.matching(filter.status(), filter.credit(), filter.points());
        var found = new ArrayList<Order>();
        var position = from;
        for (var keys = 0; keys < MOST_KEYS; keys += limit + 1) {
            var places = index.newest(merchant, standings, position, limit + 1);
            index.load(merchant, places.stream().map(Place::order).toList()).stream()
                    .filter(order -> stillThere(order, places) && filter.admits(order))
                    .forEach(found::add);
            if (found.size() > limit || places.size() <= limit) {
                return page(found, limit);
            }
            position = Optional.of(places.getLast().position());
        }
        return new Page(List.copyOf(found), position);
    }

    /** The index of a customer's orders is by placement, so a customer's are read and sorted: they are few. */
    private Page ofCustomer(CustomerId customer, Filter filter, Optional<String> from, int limit, MerchantId merchant) {
        var ids = index.ofCustomer(merchant, customer, MOST_KEYS);
        var found = index.load(merchant, ids).stream()
                .filter(filter::admits)
                .filter(order -> from.isEmpty() || OrderIndex.positionOf(order).compareTo(from.get()) < 0)
                .sorted(Comparator.comparing(OrderIndex::positionOf).reversed())
                .toList();
        return page(found, limit);
    }

    private static Page page(List<Order> found, int limit) {
        if (found.size() <= limit) {
            return new Page(List.copyOf(found), Optional.empty());
        }
        var orders = List.copyOf(found.subList(0, limit));
        return new Page(orders, Optional.of(OrderIndex.positionOf(orders.getLast())));
    }

    /** The index may be behind: an order that has moved since belongs to another page. */
    private static boolean stillThere(Order order, List<Place> places) {
        return places.contains(new Place(OrderIndex.positionOf(order), order.id()));
    }

    private static MerchantId merchant(Request request) {
        return request.caller().merchant();
    }
}
