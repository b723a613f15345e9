package recoup.ledger;

import java.util.Optional;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Review;
import recoup.model.Settings;
import recoup.model.Wallet;

/**
 * What was read for a decision.
 *
 * @param answer what was answered before under the same key; then nothing else is needed, and the wallet may be missing
 * @param wallet empty if neither the customer nor the order is known
 * @param grantedTo the order with which the wanted grant was recorded
 */
public record Facts(
        Optional<Answer> answer,
        Settings settings,
        Optional<Order> order,
        Optional<Wallet> wallet,
        Optional<OrderId> grantedTo,
        Optional<Review> review) {}
