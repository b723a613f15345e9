package recoup.operations;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import recoup.ledger.Consistency;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.Wallet;
import recoup.rules.posting.Postings;

/** What a customer has now (C-16). What has expired does not count, written down or not (L-07). */
public final class ReadCustomer {
    /**
     * A customer at one moment.
     *
     * @param lots with something left, in the order in which they will be spent, store credit first
     */
    public record Customer(CustomerId id, List<Balance> balances, List<Lot> lots) {}

    /**
     * One asset's part.
     *
     * @param nextExpiry the soonest date on which something of {@code available} ends, and how much
     */
    public record Balance(Amount available, long debt, Optional<NextExpiry> nextExpiry) {}

    public record NextExpiry(Expiry.On date, long amount) {}

    private final Ledger ledger;

    public ReadCustomer(Ledger ledger) {
        this.ledger = ledger;
    }

    public Customer run(CustomerId customer, Request request) {
        var moment = request.moment();
        var facts = request.reading(() -> ledger.read(
                request.caller().merchant(), Wanted.customer(customer), Consistency.STRONG, moment.realNow()));
        var postings =
                Postings.open(facts.wallet().orElseThrow(), facts.settings().calendar(), moment.now());
        var wallet = postings.wallet();
        var balances = Arrays.stream(Asset.values())
                .map(asset -> new Balance(
                        new Amount(asset, postings.available(asset)),
                        wallet.debtOf(asset).units(),
                        nextExpiry(wallet, asset)))
                .toList();
        var lots = Arrays.stream(Asset.values())
                .flatMap(asset -> wallet.inSpendingOrder(asset).stream())
                .toList();
        return new Customer(customer, balances, lots);
    }

    private static Optional<NextExpiry> nextExpiry(Wallet wallet, Asset asset) {
        var lots = wallet.inSpendingOrder(asset);
        if (lots.isEmpty() || !(lots.getFirst().expiry() instanceof Expiry.On soonest)) {
            return Optional.empty();
        }
        var ending = lots.stream()
                .filter(lot -> lot.expiry().equals(soonest))
                .mapToLong(Lot::remaining)
                .reduce(0, Math::addExact);
        return Optional.of(new NextExpiry(soonest, ending));
    }
}
