package recoup.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Points that a customer exchanged for a reward.
 *
 * @param points spent
 * @param lots what it took, in the order in which it was taken
 * @param version how often it was written; 0 before the first write
 */
public record Redemption(
        RedemptionId id,
        CustomerId customer,
        long points,
        Reward reward,
        Instant redeemedAt,
        List<Allocation> lots,
        State state,
        long version) {
    /** How far it was taken back. */
    public sealed interface State {
        /** The customer has the reward. */
        record Redeemed() implements State {}

        /**
         * The code is being revoked; the points wait for it.
         *
         * @param failures how often the shop could not be told
         */
        record Reversing(Intent intent, int failures) implements State {}

        /** The points are back, for good. */
        record Reversed(Reversal reversal) implements State {}
    }

    /** What the shop is to do with the code. */
    public enum DiscountAction {
        DEACTIVATE,
        DELETE,
        NONE
    }

    /**
     * What somebody wants, written down before the shop is asked.
     *
     * @param points how many come back; the points spent, if it is left out
     * @param extendExpired whether expired lots come back, too
     */
    public record Intent(
            DiscountAction action,
            Optional<Long> points,
            boolean extendExpired,
            Optional<Reason> reason,
            boolean notifyCustomer,
            String actor,
            Instant at) {}

    /**
     * How it was taken back.
     *
     * @param points that came back
     * @param note what a reader should know of it
     */
    public record Reversal(long points, String actor, Optional<Reason> reason, Instant at, String note) {}

    /** What clients call the state. */
    public enum Status {
        REDEEMED,
        REVERSING,
        REVERSED
    }

    public Redemption {
        lots = List.copyOf(lots);
    }

    public Status status() {
        return switch (state) {
            case State.Redeemed() -> Status.REDEEMED;
            case State.Reversing(var _, var _) -> Status.REVERSING;
            case State.Reversed(var _) -> Status.REVERSED;
        };
    }

    public Redemption with(State newState) {
        return new Redemption(id, customer, points, reward, redeemedAt, lots, newState, version);
    }

    public Redemption with(Reward newReward) {
        return new Redemption(id, customer, points, newReward, redeemedAt, lots, state, version);
    }

    public Redemption with(List<Allocation> newLots) {
        return new Redemption(id, customer, points, reward, redeemedAt, newLots, state, version);
    }
}
