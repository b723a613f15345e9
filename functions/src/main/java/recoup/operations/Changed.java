package recoup.operations;

import java.util.List;
import recoup.ledger.Commit;
import recoup.model.Entry;
import recoup.model.Redemption;

/**
 * A redemption as an operation leaves it.
 *
 * @param entries what the operation moved, oldest first
 */
public record Changed(Redemption redemption, List<Entry> entries) {
    public Changed {
        entries = List.copyOf(entries);
    }

    static Changed by(Commit commit) {
        return new Changed(commit.redemption().orElseThrow(), commit.entries());
    }

    /** Nothing was written. */
    static Changed not(Redemption redemption) {
        return new Changed(redemption, List.of());
    }
}
