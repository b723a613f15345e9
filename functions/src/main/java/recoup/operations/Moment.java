package recoup.operations;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Now, read once at the edge, to the millisecond that the ledger keeps.
 *
 * @param now business time: expiry, due dates, what entries say
 * @param realNow real time: how long answers are kept
 */
public record Moment(Instant now, Instant realNow) {
    public Moment {
        now = now.truncatedTo(ChronoUnit.MILLIS);
        realNow = realNow.truncatedTo(ChronoUnit.MILLIS);
    }
}
