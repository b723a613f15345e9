package recoup.providers.discounts;

/** One merchant's discount codes in its shop. Each call may be repeated; what is done already is done. */
public interface Discounts {
    /** The code expires and stays listed. A code that is gone or expired is done. */
    Revoked deactivate(Code code);

    /** The code is removed for good. A code that is gone is done. */
    Revoked delete(Code code);

    /** Whether the code was used. Of a code that is gone nothing is known but that: it counts as unused (R-04, case 1). */
    Usage usage(Code code);
}
