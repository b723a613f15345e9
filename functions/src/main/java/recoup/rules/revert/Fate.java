package recoup.rules.revert;

import recoup.model.Expiry;
import recoup.model.LotDecision;

/** What a plan does with one allocated lot. */
public sealed interface Fate {
    /** It is valid and comes back with the date it had (C-03). */
    record Back(Expiry expiry) implements Fate {}

    /** It has expired and comes back with a new date (C-05, C-06). */
    record Extended(Expiry expiry) implements Fate {}

    /** It stays as it is; {@code why} is none of those that bring a lot back. */
    record Kept(LotDecision.Why why) implements Fate {}

    /** The rule that decided. */
    default LotDecision.Why why() {
        return switch (this) {
            case Back(var _) -> LotDecision.Why.VALID;
            case Extended(var _) -> LotDecision.Why.EXPIRED_EXTENDED;
            case Kept(var kept) -> kept;
        };
    }
}
