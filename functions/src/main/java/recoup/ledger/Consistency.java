package recoup.ledger;

/** How fresh a read must be. */
public enum Consistency {
    /** Everything that was committed before. */
    STRONG,
    /** May miss the last second, at half the price: for previews, whose hash catches it (L-04). */
    EVENTUAL
}
