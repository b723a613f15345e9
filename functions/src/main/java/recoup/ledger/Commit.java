package recoup.ledger;

import java.util.List;
import java.util.Optional;
import recoup.model.Entry;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.Wallet;

/**
 * Everything that one operation writes, all of it or nothing (L-03). The order and the wallet carry the versions that
 * were read: if either has moved on since, nothing is written.
 *
 * @param order as it will stand
 * @param wallet as it will stand; empty when no value moves
 * @param journalKey where the journal item stands
 * @param answer stored with it, for whoever asks again
 */
public record Commit(
        MerchantId merchant,
        Optional<Order> order,
        Optional<Wallet> wallet,
        Journal journal,
        JournalKey journalKey,
        Optional<Answer> answer) {

    /** An operation on an order; {@code wallet} is there if value moves. */
    public static Commit of(MerchantId merchant, Order order, Optional<Wallet> wallet, Journal journal) {
        var key = wallet.map(Commit::nextInWallet)
                .orElseGet(() -> new JournalKey(JournalKey.Ledger.ORDER, order.version() + 1));
        return new Commit(merchant, Optional.of(order.journaled(key)), wallet, journal, key, Optional.empty());
    }

    /** An operation on a wallet alone. */
    public static Commit of(MerchantId merchant, Wallet wallet, Journal journal) {
        return new Commit(
                merchant, Optional.empty(), Optional.of(wallet), journal, nextInWallet(wallet), Optional.empty());
    }

    public Commit answering(Answer first) {
        return new Commit(merchant, order, wallet, journal, journalKey, Optional.of(first));
    }

    /** What the operation itself moves: not the expiry that any operation would have written down (L-07). */
    public List<Entry> entries() {
        return wallet
                .map(written -> journal.entries(written.customer(), journalKey.version()))
                .orElse(List.of())
                .stream()
                .filter(entry -> entry.movement().type() != EntryType.EXPIRE)
                .toList();
    }

    private static JournalKey nextInWallet(Wallet wallet) {
        return new JournalKey(JournalKey.Ledger.WALLET, wallet.version() + 1);
    }
}
