package recoup.operations;

import java.util.Optional;
import recoup.ledger.Ledger;
import recoup.model.Order;
import recoup.model.OrderId;

/** One order as it stands. */
public final class ReadOrder {
    private final Ledger ledger;

    public ReadOrder(Ledger ledger) {
        this.ledger = ledger;
    }

    public Optional<Order> run(OrderId order, Request request) {
        return request.reading(() -> ledger.order(request.caller().merchant(), order));
    }
}
