package recoup.providers.discounts;

import java.util.Optional;

/**
 * A discount code as the customer got it. The text is what counts; the number only says where to look first.
 *
 * @param discountId the shop's number of the discount, if it is known
 */
public record Code(String text, Optional<String> discountId) {
    /** Shops compare codes without regard to case; WooCommerce keeps them in lower case. */
    boolean isWritten(String other) {
        return text.equalsIgnoreCase(other);
    }
}
