package recoup.ledger;

import recoup.model.Ids;

/** Where a list's index has an order or a redemption: its time, as {@link Keys} writes it for sorting, and its id. */
public final class IndexPlace {
    public static final String REGEX = "[0-9a-f]{16}#" + Ids.REGEX;

    private IndexPlace() {}
}
