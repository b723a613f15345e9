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
import recoup.model.Redemption;
import recoup.model.Review;
import recoup.model.Wallet;

/**
 * Everything that one operation writes, all of it or nothing (L-03). Order, wallet and review carry the versions that were
 * read: if one of them has moved on since, nothing is written.
 *
 * @param order as it will stand
 * @param wallet as it will stand; empty when no value moves
 * @param redemption as it will stand; a new one also claims its code
 * @param grant the grant that is recorded with it; one merchant's grants have one name each
 * @param review as it will stand; empty when none is opened or resolved
 * @param journaled what is told of the operation; empty when it neither moves value nor changes a status
 * @param answer stored with it, for whoever asks again
 */
public record Commit(
        MerchantId merchant,
        Optional<Order> order,
        Optional<Wallet> wallet,
        Optional<Redemption> redemption,
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
        return nothing(merchant).with(order.journaled(key)).with(wallet).journaling(key, journal);
    }

    /** An operation on a redemption; {@code wallet} is there if value moves. */
    public static Commit of(MerchantId merchant, Redemption redemption, Optional<Wallet> wallet, Journal journal) {
        var key = wallet.map(Commit::nextInWallet)
                .orElseGet(() -> new JournalKey(JournalKey.Ledger.REDEMPTION, redemption.version() + 1));
        return of(merchant, redemption).with(wallet).journaling(key, journal);
    }

    /** An operation on a wallet alone. */
    public static Commit of(MerchantId merchant, Wallet wallet, Journal journal) {
        return nothing(merchant).with(Optional.of(wallet)).journaling(nextInWallet(wallet), journal);
    }

    /** What was told about an order and is of no account yet. */
    public static Commit of(MerchantId merchant, Order order) {
        return nothing(merchant).with(order);
    }

    /** What became of a redemption and is of no account to others. */
    public static Commit of(MerchantId merchant, Redemption redemption) {
        return nothing(merchant).with(redemption);
    }

    /** A review alone. */
    public static Commit of(MerchantId merchant, Review review) {
        return nothing(merchant).opening(review);
    }

    public Commit granting(GrantId recorded) {
        return new Commit(merchant, order, wallet, redemption, Optional.of(recorded), review, journaled, answer);
    }

    public Commit opening(Review opened) {
        return new Commit(merchant, order, wallet, redemption, grant, Optional.of(opened), journaled, answer);
    }

    public Commit answering(Answer first) {
        return new Commit(merchant, order, wallet, redemption, grant, review, journaled, Optional.of(first));
    }

    private static Commit nothing(MerchantId merchant) {
        return new Commit(
                merchant,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private Commit with(Order written) {
        return new Commit(merchant, Optional.of(written), wallet, redemption, grant, review, journaled, answer);
    }

    private Commit with(Redemption written) {
        return new Commit(merchant, order, wallet, Optional.of(written), grant, review, journaled, answer);
    }

    private Commit with(Optional<Wallet> written) {
        return new Commit(merchant, order, written, redemption, grant, review, journaled, answer);
    }

    private Commit journaling(JournalKey key, Journal journal) {
        var line = Optional.of(new Journaled(key, journal));
        return new Commit(merchant, order, wallet, redemption, grant, review, line, answer);
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
