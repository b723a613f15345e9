package recoup.local.shop;

/** What came of a call that wanted to change a discount. */
sealed interface Change {
    /** It was changed from what it was. */
    record Made(Discount before) implements Change {}

    /** There is no such discount, or no longer. */
    record Absent() implements Change {}

    /** It went wrong, as a test had asked for. */
    record Faulty(Fault fault) implements Change {}
}
