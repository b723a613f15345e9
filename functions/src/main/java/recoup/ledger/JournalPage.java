package recoup.ledger;

import java.util.List;
import java.util.Optional;
import recoup.model.Journal;

/**
 * Some of a wallet's journal, newest first.
 *
 * @param next the version to go on from, exclusive; empty at the end
 */
public record JournalPage(List<Versioned> items, Optional<Long> next) {
    /** A journal item and the wallet's version that it made. */
    public record Versioned(long version, Journal journal) {}
}
