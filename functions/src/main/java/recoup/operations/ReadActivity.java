package recoup.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recoup.ledger.Consistency;
import recoup.ledger.JournalPage;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Entries;
import recoup.model.Entry;
import recoup.model.OrderId;
import recoup.rules.posting.Postings;

/** A customer's ledger, newest first: every entry, and those that expiry is about to write (C-16, L-07). */
public final class ReadActivity {
    /** Narrows the entries; what is left out does not narrow. */
    public record Filter(Optional<Asset> asset, Optional<OrderId> order) {
        boolean admitsEverything() {
            return asset.isEmpty() && order.isEmpty();
        }

        boolean admits(Entry entry) {
            return asset.filter(wanted -> wanted != entry.movement().asset()).isEmpty()
                    && order.filter(wanted -> !entry.order().equals(Optional.of(wanted)))
                            .isEmpty();
        }
    }

    /** Where a page ended: the line of the journal item that made the wallet's version. */
    public record Position(long walletVersion, int line) {}

    /**
     * A page of entries.
     *
     * @param next where to go on; empty at the end
     */
    public record Page(List<Entry> entries, Optional<Position> next) {}

    /** A page ends early rather than search a long ledger for the entries of one order. */
    private static final int QUERIES_A_PAGE = 4;

    private static final int MOST_ITEMS_A_QUERY = 100;

    private final Ledger ledger;

    public ReadActivity(Ledger ledger) {
        this.ledger = ledger;
    }

    /** Up to {@code limit} entries after {@code from}; fewer, or none, with a next position when there may be more. */
    public Page run(CustomerId customer, Filter filter, Optional<Position> from, int limit, Request request) {
        var moment = request.moment();
        var merchant = request.caller().merchant();
        var facts = request.reading(
                () -> ledger.read(merchant, Wanted.customer(customer), Consistency.STRONG, moment.realNow()));
        var wallet = facts.wallet().orElseThrow();
        var expiring =
                Postings.open(wallet, facts.settings().calendar(), moment.now()).movements();

        var page = new Reading(filter, from, limit);
        page.add(wallet.version() + 1, Entries.coming(customer, wallet.version(), expiring));
        var before = Optional.of(
                Math.min(wallet.version(), from.map(Position::walletVersion).orElse(wallet.version())) + 1);
        // most items have an entry, so that without a filter hardly more items are wanted than entries
        var items = filter.admitsEverything() ? Math.min(MOST_ITEMS_A_QUERY, limit + 1) : MOST_ITEMS_A_QUERY;
        for (var queries = 0; queries < QUERIES_A_PAGE && before.isPresent() && !page.full(); queries++) {
            var start = before;
            var found = request.reading(() -> ledger.journal(merchant, customer, start, items));
            found.items().forEach(item -> page.add(item.version(), entries(customer, item)));
            before = found.next();
        }
        return page.result(before);
    }

    private static List<Entry> entries(CustomerId customer, JournalPage.Versioned item) {
        return item.journal().entries(customer, item.version());
    }

    /** Entries gathered so far, and where the next page begins. */
    private static final class Reading {
        private final Filter filter;
        private final Optional<Position> from;
        private final int limit;
        private final List<Entry> entries = new ArrayList<>();
        private Optional<Position> last = Optional.empty();
        private boolean overflowed;

        Reading(Filter filter, Optional<Position> from, int limit) {
            this.filter = filter;
            this.from = from;
            this.limit = limit;
        }

        boolean full() {
            return overflowed;
        }

        void add(long version, List<Entry> oldestFirst) {
            for (var line = oldestFirst.size() - 1; line >= 0 && !overflowed; line--) {
                var entry = oldestFirst.get(line);
                if (after(version, line) && filter.admits(entry)) {
                    if (entries.size() == limit) {
                        overflowed = true;
                    } else {
                        entries.add(entry);
                        last = Optional.of(new Position(version, line));
                    }
                }
            }
        }

        Page result(Optional<Long> unread) {
            var next = overflowed ? last : unread.map(version -> new Position(version, 0));
            return new Page(List.copyOf(entries), next);
        }

        private boolean after(long version, int line) {
            return from.isEmpty()
                    || version < from.get().walletVersion()
                    || (version == from.get().walletVersion()
                            && line < from.get().line());
        }
    }
}
