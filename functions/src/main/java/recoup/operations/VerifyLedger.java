package recoup.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recoup.ledger.JournalPage;
import recoup.ledger.Ledger;
import recoup.model.CustomerId;
import recoup.rules.verification.Replay;
import recoup.rules.verification.Violation;

/** Recomputes wallets from their entries and reports what does not follow (L-06). It reads, and mends nothing. */
public final class VerifyLedger {
    /** The last wallet of a page. */
    public record Position(int shard, CustomerId customer) {}

    /**
     * What a page of wallets came to.
     *
     * @param next where to go on; empty at the end
     */
    public record Page(long wallets, long entries, List<Violation> violations, Optional<Position> next) {}

    private static final int ITEMS_A_QUERY = 100;

    private final Ledger ledger;

    public VerifyLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    /** One customer's wallet. */
    public Page one(CustomerId customer, Request request) {
        return verify(List.of(customer), Optional.empty(), request);
    }

    /** Up to {@code limit} wallets after {@code from}; one more is looked for, so that the last page knows it is. */
    public Page some(Optional<Position> from, int limit, Request request) {
        var found = new ArrayList<Position>();
        var after = from.map(Position::customer);
        for (var shard = from.map(Position::shard).orElse(0);
                shard < Ledger.WALLET_SHARDS && found.size() <= limit;
                shard++) {
            var here = shard;
            var start = after;
            var missing = limit + 1 - found.size();
            request.reading(() -> ledger.wallets(request.caller().merchant(), here, start, missing))
                    .forEach(customer -> found.add(new Position(here, customer)));
            after = Optional.empty();
        }
        var page = found.subList(0, Math.min(limit, found.size()));
        var next = found.size() > limit ? Optional.of(page.getLast()) : Optional.<Position>empty();
        return verify(page.stream().map(Position::customer).toList(), next, request);
    }

    private Page verify(List<CustomerId> customers, Optional<Position> next, Request request) {
        var violations = new ArrayList<Violation>();
        var entries = 0L;
        for (var customer : customers) {
            var replay = new Replay(customer);
            var wallet = request.reading(() -> ledger.wallet(request.caller().merchant(), customer));
            journal(customer, wallet.version(), request).forEach(item -> replay.add(item.version(), item.journal()));
            violations.addAll(replay.compare(wallet));
            entries += replay.entries();
        }
        return new Page(customers.size(), entries, List.copyOf(violations), next);
    }

    /** Everything up to the wallet's version, oldest first: later items belong to a later wallet. */
    private List<JournalPage.Versioned> journal(CustomerId customer, long walletVersion, Request request) {
        var items = new ArrayList<JournalPage.Versioned>();
        var before = Optional.of(walletVersion + 1);
        while (before.isPresent()) {
            var start = before;
            var page =
                    request.reading(() -> ledger.journal(request.caller().merchant(), customer, start, ITEMS_A_QUERY));
            items.addAll(page.items());
            before = page.next();
        }
        return items.reversed();
    }
}
