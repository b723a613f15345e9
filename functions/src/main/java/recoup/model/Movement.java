package recoup.model;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of a journal item: a signed change of one lot. With who, why and for which order it is an {@link Entry}.
 *
 * @param amount signed; the balance changes by exactly this
 * @param lot the lot that was entered or taken from; empty if what was taken became debt (E-06)
 * @param expiry that lot's; never, if there is none
 * @param occurredAt in business time; of an {@code EXPIRE} the lot's expiry instant
 * @param debtSettled how much of the amount paid debt, 0 or more (E-06)
 * @param balanceAfter the asset's balance after it
 */
public record Movement(
        EntryType type,
        Amount amount,
        Optional<LotId> lot,
        Expiry expiry,
        Instant occurredAt,
        long debtSettled,
        long balanceAfter) {
    public Asset asset() {
        return amount.asset();
    }
}
