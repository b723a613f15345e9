package recoup.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.Placement;
import recoup.model.Settings;
import recoup.model.Told;

/** The order and the customer that rules are tried on. */
final class Worlds {
    static final CustomerId CUSTOMER = new CustomerId("ann");

    private Worlds() {}

    /** The usual settings, but with {@code clawback}. */
    static Settings settings(Settings.Clawback clawback) {
        var usual = Settings.DEFAULTS;
        return new Settings(
                usual.calendar(),
                usual.currency(),
                usual.paymentExpired(),
                usual.paymentFailed(),
                clawback,
                usual.notifications(),
                usual.version());
    }

    /** A pending order that took {@code allocations}. */
    static Order order(List<Allocation> allocations) {
        return new Order(
                new OrderId("ORD-1"),
                new Placement(CUSTOMER, "1", 0, "USD", Instant.EPOCH, "as placed"),
                OrderStatus.PENDING,
                Payment.pending(Optional.empty(), Optional.empty()),
                List.of(),
                Told.NOTHING,
                Optional.empty(),
                1,
                allocations,
                Earnings.NONE,
                List.of(),
                1);
    }
}
