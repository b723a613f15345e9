package recoup.model;

import java.time.LocalDate;
import java.util.Comparator;

/** When a lot stops being valid: never, or with the end of a day in the merchant's time zone. */
public sealed interface Expiry {
    /** The order in which lots are spent: soonest first, never last (glossary: allocation). */
    Comparator<Expiry> SOONEST_FIRST = Comparator.comparing(Expiry::sortDate);

    Never NEVER = new Never();

    static Expiry on(LocalDate lastDay) {
        return new On(lastDay);
    }

    record Never() implements Expiry {}

    /**
     * With the end of a day.
     *
     * @param lastDay the last day on which the lot is valid, all day long
     */
    record On(LocalDate lastDay) implements Expiry {}

    private static LocalDate sortDate(Expiry expiry) {
        return switch (expiry) {
            case Never() -> LocalDate.MAX;
            case On(var lastDay) -> lastDay;
        };
    }
}
