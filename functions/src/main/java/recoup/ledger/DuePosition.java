package recoup.ledger;

import java.time.Duration;
import java.time.Instant;
import recoup.model.MerchantId;
import recoup.model.OrderId;

/**
 * Where an order stands in the due index.
 *
 * @param at when it is its turn: its deadline, or later if it could not be cancelled before
 * @param failures how often it could not
 */
public record DuePosition(Instant at, MerchantId merchant, OrderId order, int failures) {
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    /** 2^6 minutes: an order that cannot be cancelled is tried about once an hour. */
    private static final int MOST_DOUBLINGS = 6;

    /** Sorts by turn; what a position says can be read back from it. */
    String text() {
        return Keys.sortable(at.toEpochMilli()) + "#" + merchant + "#" + order + (failures == 0 ? "" : "#" + failures);
    }

    static DuePosition read(String text) {
        var parts = text.split("#", -1);
        return new DuePosition(
                Instant.ofEpochMilli(Long.parseUnsignedLong(parts[0], 16) ^ Long.MIN_VALUE),
                new MerchantId(parts[1]),
                new OrderId(parts[2]),
                parts.length > 3 ? Integer.parseInt(parts[3]) : 0);
    }

    /** Its next turn, after a failure at {@code now}: later each time, so that it never stands in the way of others. */
    DuePosition pushedBack(Instant now) {
        var wait = FIRST_WAIT.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return new DuePosition(now.plus(wait), merchant, order, failures + 1);
    }
}
