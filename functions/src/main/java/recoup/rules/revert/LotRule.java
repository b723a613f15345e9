package recoup.rules.revert;

/** What happens to an order's lots of one asset. Extension touches expired lots only (C-04). */
public sealed interface LotRule {
    /** Nothing comes back: it was not chosen (C-01), or nobody decides it here (C-13, A-12). */
    record Leave() implements LotRule {}

    /** Valid lots come back with their dates, expired ones stay (C-03, C-07). */
    record OnlyValid() implements LotRule {}

    /** Every outstanding lot comes back with its date, or none does because one of them has expired. */
    record AllOrNothing() implements LotRule {}

    /** Expired lots come back too, valid for {@code days} from the revert date (C-05). */
    record ExtendByDays(int days) implements LotRule {
        public static final int MAX_DAYS = 3650;

        public ExtendByDays {
            if (days < 1 || days > MAX_DAYS) {
                throw new IllegalArgumentException("C-05: an extension is 1 to " + MAX_DAYS + " days, not " + days);
            }
        }
    }

    /** Expired lots come back too, valid until the next annual points expiry date (C-06). */
    record ExtendToAnnualDate() implements LotRule {}
}
