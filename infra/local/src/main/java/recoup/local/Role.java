package recoup.local;

import java.util.Locale;

/** Who a local token speaks for. */
public enum Role {
    ADMIN,
    VIEWER,
    PLATFORM;

    /** The role as the contract writes it, such as {@code admin}. */
    String written() {
        return name().toLowerCase(Locale.ROOT);
    }
}
