package recoup.handlers.events;

import java.util.Arrays;
import java.util.Optional;
import recoup.model.Trigger;

/** Every type of event that is taken. */
public enum EventType {
    ORDER_PAID("order.paid"),
    PAYMENT_FAILED("payment.failed"),
    PAYMENT_EXPIRED("payment.expired"),
    ORDER_UPDATED("order.updated"),
    ORDER_CANCELLED("order.cancelled"),
    POINTS_EARNED("points.earned"),
    REWARD_USED("reward.used"),
    REWARD_SOURCE_REMOVED("reward.source-removed"),
    REWARD_REFUNDED_EXTERNALLY("reward.refunded-externally");

    private final String written;

    EventType(String written) {
        this.written = written;
    }

    public String written() {
        return written;
    }

    /** Whether it is about a payment that came to nothing: those have a queue of their own. */
    public boolean endsPayment() {
        return this == PAYMENT_FAILED || this == PAYMENT_EXPIRED;
    }

    /** What it sets off, as entries and logs call it. */
    public Trigger trigger() {
        return switch (this) {
            case PAYMENT_FAILED -> Trigger.PAYMENT_FAILED;
            case PAYMENT_EXPIRED -> Trigger.PAYMENT_EXPIRED;
            case ORDER_PAID, ORDER_UPDATED, ORDER_CANCELLED, POINTS_EARNED -> Trigger.PLATFORM;
            case REWARD_USED, REWARD_SOURCE_REMOVED, REWARD_REFUNDED_EXTERNALLY -> Trigger.REDEMPTION;
        };
    }

    static Optional<EventType> of(String written) {
        return Arrays.stream(values())
                .filter(type -> type.written.equals(written))
                .findFirst();
    }
}
