package recoup.rules.revert;

import recoup.model.Expiry;
import recoup.model.LotRemark;

/** What a plan does with one allocated lot. */
public sealed interface Fate {
    /** It is valid and comes back with the date it had (C-03). */
    record Back(Expiry expiry) implements Fate {}

    /** It has expired and comes back with a new date (C-05, C-06). */
    record Extended(Expiry expiry) implements Fate {}

    /** It stays as it is. */
    record Kept(LotRemark.Why why) implements Fate {}
}
