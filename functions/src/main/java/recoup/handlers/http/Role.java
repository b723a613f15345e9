package recoup.handlers.http;

/** What a token may do; a route lists the roles that may call it. */
public enum Role {
    /** Everything but the platform's routes. */
    ADMIN,
    /** Reads and previews. */
    VIEWER,
    /** The shop's back end. */
    PLATFORM
}
