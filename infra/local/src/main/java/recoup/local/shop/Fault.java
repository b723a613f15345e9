package recoup.local.shop;

import java.util.Locale;

/** How a call that changes a discount goes wrong. */
public enum Fault {
    /** Nothing is changed and nothing is answered. */
    TIMEOUT,
    /** Nothing is changed and the platform says that something is wrong on its side. */
    ERROR,
    /** It is changed all the same, but nothing is answered: what a timeout may be, too. */
    ANSWER_LOST;

    /** As a test asks for it. */
    public String written() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean changesAllTheSame() {
        return this == ANSWER_LOST;
    }
}
