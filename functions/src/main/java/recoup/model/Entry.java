package recoup.model;

import java.util.Optional;

/** One immutable, signed movement in a customer's ledger, with everything that L-01 asks of it. */
public record Entry(
        String id,
        Movement movement,
        Trigger trigger,
        String actor,
        Optional<Reason> reason,
        Optional<OrderId> order,
        Optional<RedemptionId> redemption,
        Optional<String> note) {}
