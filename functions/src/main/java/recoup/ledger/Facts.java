package recoup.ledger;

import java.util.Optional;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Review;
import recoup.model.Settings;
import recoup.model.Wallet;

/**
 * What was read for a decision.
 *
 * @param answer what was answered before under the same key; then nothing else is needed, and the wallet may be missing
 * @param wallet empty if neither the customer nor the order is known
 * @param codeOf the redemption whose code the wanted one is
 * @param grantedTo the order with which the wanted grant was recorded
 */
public record Facts(
        Optional<Answer> answer,
        Settings settings,
        Optional<Order> order,
        Optional<Wallet> wallet,
        Optional<Redemption> redemption,
        Optional<RedemptionId> codeOf,
        Optional<OrderId> grantedTo,
        Optional<Review> review) {
    /** Settings alone, and the answer to the same request if there was one. */
    static Facts of(Optional<Answer> answer, Settings settings, Optional<Order> order) {
        return new Facts(
                answer,
                settings,
                order,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** An order and its customer's wallet. */
    static Facts of(Settings settings, Order order, Wallet wallet) {
        return new Facts(
                Optional.empty(),
                settings,
                Optional.of(order),
                Optional.of(wallet),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
