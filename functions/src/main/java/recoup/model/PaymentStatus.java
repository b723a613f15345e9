package recoup.model;

/** What is known of an order's payment. */
public enum PaymentStatus {
    PENDING,
    PAID,
    EXPIRED,
    FAILED,
    PARTIALLY_REFUNDED,
    REFUNDED
}
