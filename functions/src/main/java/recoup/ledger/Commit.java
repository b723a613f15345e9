package recoup.ledger;

import java.util.List;
import java.util.Optional;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.Review;
import recoup.model.Wallet;

/**
 * Everything that one operation writes, all of it or nothing (L-03). Order, wallet and review carry the versions that were
 * read: if one of them has moved on since, nothing is written.
 *
 * @param order as it will stand
 * @param wallet as it will stand; empty when no value moves
 * @param grant the grant that is recorded with it; one merchant's grants have one name each
 * @param review as it will stand; empty when none is opened or resolved
 * @param journaled what is told of the operation; empty when it neither moves value nor changes a status
 * @param answer stored with it, for whoever asks again
 */
public record Commit(
        MerchantId merchant,
        Optional<Order> order,
        Optional<Wallet> wallet,
        Optional<GrantId> grant,
        Optional<Review> review,
        Optional<Journaled> journaled,
        Optional<Answer> answer) {
    /** A journal item, and where it will stand. */
    public record Journaled(JournalKey key, Journal journal) {}

    /** An operation on an order; {@code wallet} is there if value moves. */
    public static Commit of(MerchantId merchant, Order order, Optional<Wallet> wallet, Journal journal) {
        var key = wallet.map(Commit::nextInWallet)
                .orElseGet(() -> new JournalKey(JournalKey.Ledger.ORDER, order.version() + 1));
        return new Commit(
                merchant,
                Optional.of(order.journaled(key)),
                wallet,
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Journaled(key, journal)),
                Optional.empty());
    }

    /** An operation on a wallet alone. */
    public static Commit of(MerchantId merchant, Wallet wallet, Journal journal) {
        return new Commit(
                merchant,
                Optional.empty(),
                Optional.of(wallet),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Journaled(nextInWallet(wallet), journal)),
                Optional.empty());
    }

    /** What was told about an order and is of no account yet. */
    public static Commit of(MerchantId merchant, Order order) {
        return new Commit(
                merchant,
                Optional.of(order),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** A review alone. */
    public static Commit of(MerchantId merchant, Review review) {
        return new Commit(
                merchant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(review),
                Optional.empty(),
                Optional.empty());
    }

    public Commit granting(GrantId recorded) {
        return new Commit(merchant, order, wallet, Optional.of(recorded), review, journaled, answer);
    }

    public Commit opening(Review opened) {
        return new Commit(merchant, order, wallet, grant, Optional.of(opened), journaled, answer);
    }

    public Commit answering(Answer first) {
        return new Commit(merchant, order, wallet, grant, review, journaled, Optional.of(first));
    }

    /** What the operation itself moves: not the expiry that any operation would have written down (L-07). */
    public List<Entry> entries() {
        return wallet
                .flatMap(written -> journaled.map(line ->
                        line.journal().entries(written.customer(), line.key().version())))
                .orElse(List.of())
                .stream()
                .filter(entry -> entry.movement().type() != EntryType.EXPIRE)
                .toList();
    }

    private static JournalKey nextInWallet(Wallet wallet) {
        return new JournalKey(JournalKey.Ledger.WALLET, wallet.version() + 1);
    }
}
