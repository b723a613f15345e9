package recoup.operations;

import java.util.Optional;
import recoup.model.Order;
import recoup.model.Wallet;
import recoup.operations.Refusal.TooMany;

/** How large an item may grow: what is beyond is refused before the write, never failing inside it. */
final class Bounds {
    /**
     * A lot takes 110 to 230 bytes of the wallet's 400 KB, what is kept of one that expired some 40, and each may expire in one
     * journal item.
     */
    static final int OPEN_LOTS = 1_000;

    static final int ALLOCATIONS = 500;
    static final int OPERATIONS_ON_ORDER = 200;
    /** What is left to record payments when the order may not be moved any more. */
    private static final int MORE_PAYMENTS_ON_ORDER = 50;
    /** What is left to cancel and revert when nothing else may be done. */
    private static final int LAST_OPERATIONS_ON_ORDER = 100;

    static final int TIME_ZONE_CHANGES = 100;

    private Bounds() {}

    static Optional<Refusal> exceededBy(Order order) {
        if (order.allocations().size() > ALLOCATIONS) {
            return Optional.of(new TooMany(TooMany.What.ALLOCATIONS, ALLOCATIONS));
        }
        return exceededBy(order, OPERATIONS_ON_ORDER);
    }

    /** For whoever records what became of the payment. */
    static Optional<Refusal> exceededByPayment(Order order) {
        return exceededBy(order, OPERATIONS_ON_ORDER + MORE_PAYMENTS_ON_ORDER);
    }

    /** For whoever cancels or gives back: an order that was moved to and fro must not keep what it took. */
    static Optional<Refusal> exceededByRevert(Order order) {
        return exceededBy(order, OPERATIONS_ON_ORDER + LAST_OPERATIONS_ON_ORDER);
    }

    private static Optional<Refusal> exceededBy(Order order, int most) {
        return order.journal().size() >= most
                ? Optional.of(new TooMany(TooMany.What.OPERATIONS_ON_ORDER, most))
                : Optional.empty();
    }

    /** For whoever gives something new. */
    static Optional<Refusal> exceededBy(Wallet wallet) {
        return exceededBy(wallet, OPEN_LOTS);
    }

    /** For whoever gives back: a wallet that is full must not keep a customer from what is theirs. */
    static Optional<Refusal> exceededByRevert(Wallet wallet) {
        return exceededBy(wallet, OPEN_LOTS + ALLOCATIONS);
    }

    private static Optional<Refusal> exceededBy(Wallet wallet, int most) {
        return wallet.lots().size() > most ? Optional.of(new TooMany(TooMany.What.OPEN_LOTS, most)) : Optional.empty();
    }
}
