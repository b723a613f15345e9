package recoup.model;

/**
 * Where a journal item stands: in the wallet's ledger under the wallet's new version, or, when the operation moved no
 * value, in the order's or the redemption's under theirs.
 */
public record JournalKey(Ledger ledger, long version) {
    public enum Ledger {
        WALLET,
        ORDER,
        REDEMPTION
    }
}
