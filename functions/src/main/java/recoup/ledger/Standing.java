package recoup.ledger;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recoup.model.Asset;
import recoup.model.Order;
import recoup.model.OrderStatus;
import recoup.model.RevertStatus;

/**
 * Where an order stands in the index of orders: whether it lives, and what came back of each asset. How it lives, PENDING,
 * CONFIRMED or COMPLETED, the index does not tell, so that an order does not move in it from one to the other.
 */
public record Standing(boolean cancelled, RevertStatus credit, RevertStatus points) {
    public static Standing of(Order order) {
        return new Standing(
                order.cancelled(), order.revertStatus(Asset.STORE_CREDIT), order.revertStatus(Asset.POINTS));
    }

    /** Every standing there can be, narrowed by what is given. */
    public static List<Standing> matching(
            Optional<OrderStatus> status, Optional<RevertStatus> credit, Optional<RevertStatus> points) {
        return of(status.map(wanted -> wanted == OrderStatus.CANCELLED), new Boolean[] {false, true})
                .flatMap(one -> of(credit, RevertStatus.values())
                        .flatMap(two -> of(points, RevertStatus.values()).map(three -> new Standing(one, two, three))))
                .filter(Standing::possible)
                .toList();
    }

    /** An order that is not cancelled is never NOT_REVERTED (C-15). */
    private boolean possible() {
        return cancelled || (credit != RevertStatus.NOT_REVERTED && points != RevertStatus.NOT_REVERTED);
    }

    private static <T> Stream<T> of(Optional<T> wanted, T[] all) {
        return wanted.map(Stream::of).orElseGet(() -> Arrays.stream(all));
    }
}
