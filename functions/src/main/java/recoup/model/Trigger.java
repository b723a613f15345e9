package recoup.model;

/** What set an operation off. */
public enum Trigger {
    MANUAL,
    BULK,
    PAYMENT_EXPIRED,
    PAYMENT_FAILED,
    CUSTOMER,
    /** The shop platform. */
    PLATFORM,
    CLAWBACK,
    REDEMPTION,
    /** A movement of no order and no redemption: given, taken, or expired. */
    ADJUSTMENT
}
