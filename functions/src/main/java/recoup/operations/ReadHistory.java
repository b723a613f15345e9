package recoup.operations;

import java.util.List;
import java.util.Optional;
import recoup.ledger.Ledger;
import recoup.model.Journal;
import recoup.model.Order;
import recoup.model.OrderId;

/** What happened to an order, newest first, with what was decided about each lot. */
public final class ReadHistory {
    /**
     * A page of an order's history.
     *
     * @param next how many of its journal items are older than these; empty at the end
     */
    public record Page(List<Journal> items, Optional<Integer> next) {}

    private final Ledger ledger;

    public ReadHistory(Ledger ledger) {
        this.ledger = ledger;
    }

    /**
     * Up to {@code limit} journal items, at most 100; empty if there is no such order. Those that a history has no word for
     * are left out, so that a page may be shorter.
     *
     * @param from the {@code next} of the page before; empty begins with the newest
     */
    public Optional<Page> run(OrderId id, Optional<Integer> from, int limit, Request request) {
        var merchant = request.caller().merchant();
        return request.reading(() -> ledger.order(merchant, id).map(order -> page(order, from, limit, request)));
    }

    private Page page(Order order, Optional<Integer> from, int limit, Request request) {
        var end = Math.min(from.orElse(order.journal().size()), order.journal().size());
        var start = Math.max(0, end - limit);
        var keys = order.journal().subList(start, end).reversed();
        var items = ledger.journal(request.caller().merchant(), order, keys).stream()
                .filter(journal -> journal.what().inHistory())
                .toList();
        return new Page(items, start > 0 ? Optional.of(start) : Optional.empty());
    }
}
