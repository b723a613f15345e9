package recoup.local.shop;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A code that customers type, and what became of it.
 *
 * @param number the platform's own of the code; WooCommerce has none and shows the coupon's
 * @param uses how often it was used
 * @param orders those of its uses whose order is known
 * @param goneAt when the job that deletes it is done, in real time
 */
public record RedeemCode(String number, String text, int uses, List<String> orders, Optional<Instant> goneAt) {
    public RedeemCode {
        orders = List.copyOf(orders);
    }

    static RedeemCode fresh(String number, String text) {
        return new RedeemCode(number, text, 0, List.of(), Optional.empty());
    }

    /** Customers may type it in any case, on both platforms. */
    boolean reads(String typed) {
        return text.equalsIgnoreCase(typed);
    }

    RedeemCode used(Optional<String> order) {
        return new RedeemCode(
                number,
                text,
                uses + 1,
                Stream.concat(orders.stream(), order.stream()).toList(),
                goneAt);
    }

    RedeemCode goneAt(Instant instant) {
        return new RedeemCode(number, text, uses, orders, Optional.of(goneAt.orElse(instant)));
    }

    boolean isThere(Instant realNow) {
        return goneAt.isEmpty() || realNow.isBefore(goneAt.get());
    }
}
