package recoup.ledger;

import java.util.List;
import java.util.Optional;
import recoup.model.Journal;

/**
 * Some of the journal of a wallet, or of a redemption, newest first.
 *
 * @param next the version to go on from, exclusive; empty at the end
 */
public record JournalPage(List<Versioned> items, Optional<Long> next) {
    /** A journal item and the version that it made, of the wallet or the redemption. */
    public record Versioned(long version, Journal journal) {}
}
