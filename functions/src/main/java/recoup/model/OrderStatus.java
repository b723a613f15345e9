package recoup.model;

/** How far an order has come. */
public enum OrderStatus {
    PENDING,
    CONFIRMED,
    COMPLETED,
    CANCELLED
}
