package recoup.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One committed operation: who did what to which order, when and why, every movement, and the decision about every lot. It is
 * the audit log, the customer's activity and the outgoing event in one, and is never changed (L-01, L-03).
 *
 * @param redemption the redemption that it is about, if it is about one
 * @param note what a reader of its entries should know besides
 * @param movements in the order in which they happened; expired lots first (L-07)
 * @param decisions about each lot that the order had taken, in the order in which it had
 * @param writtenOff points of the order's grants that were given up (E-06)
 * @param opened the review that it opened, if it opened one
 * @param notifyCustomer marks the operation's one message (C-12)
 */
public record Journal(
        What what,
        Instant at,
        Trigger trigger,
        String actor,
        Optional<Reason> reason,
        Optional<OrderId> order,
        Optional<RedemptionId> redemption,
        Optional<String> note,
        List<Movement> movements,
        List<LotDecision> decisions,
        long writtenOff,
        Optional<ReviewId> opened,
        boolean notifyCustomer) {
    /** What happened, first of all. */
    public enum What {
        PLACED,
        CANCELLED,
        REVERTED,
        REAPPLIED,
        MOVED_BACK,
        /** Its payment status changed, or what is refunded of it. */
        PAYMENT,
        /** Earned points were taken back, and the order neither died nor got anything back by it. */
        CLAWED_BACK,
        /** They should have been, and are not there (E-06). */
        CLAWBACK_REJECTED,
        /** The order earned points. */
        EARNED,
        ADJUSTED,
        /** Points were exchanged for a reward. */
        REDEEMED,
        /** Somebody wants a redemption undone: its code is being revoked. */
        REVERSING,
        /** It is undone. */
        REVERSED;

        /** Whether an operation that also takes earned points back is this first of all. */
        public boolean comesBeforeClawback() {
            return this == CANCELLED || this == REVERTED || this == MOVED_BACK;
        }

        /** Whether the order's history has a word for it. */
        public boolean inHistory() {
            return switch (this) {
                case PLACED, CANCELLED, REVERTED, REAPPLIED, MOVED_BACK, PAYMENT, CLAWED_BACK -> true;
                case CLAWBACK_REJECTED, EARNED, ADJUSTED, REDEEMED, REVERSING, REVERSED -> false;
            };
        }
    }

    public Journal {
        movements = List.copyOf(movements);
        decisions = List.copyOf(decisions);
    }

    /** One that moves nothing and decides about no lot. */
    public static Journal of(What what, Instant at, Trigger trigger, String actor, Optional<OrderId> order) {
        return new Journal(
                what,
                at,
                trigger,
                actor,
                Optional.empty(),
                order,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                false);
    }

    /** The same, told otherwise. */
    public Journal as(What otherWhat, Trigger otherTrigger) {
        return with(draft -> {
            draft.what = otherWhat;
            draft.trigger = otherTrigger;
        });
    }

    /** About a redemption. */
    public Journal about(RedemptionId redeemed, Optional<String> remark) {
        return with(draft -> {
            draft.redemption = Optional.of(redeemed);
            draft.note = remark;
        });
    }

    public Journal because(Optional<Reason> why) {
        return with(draft -> draft.reason = why);
    }

    public Journal deciding(List<LotDecision> decided) {
        return with(draft -> draft.decisions = decided);
    }

    public Journal moving(List<Movement> moved) {
        return with(draft -> draft.movements = moved);
    }

    public Journal writingOff(long givenUp) {
        return with(draft -> draft.writtenOff = givenUp);
    }

    public Journal opening(ReviewId review) {
        return with(draft -> draft.opened = Optional.of(review));
    }

    public Journal notifying(boolean customer) {
        return with(draft -> draft.notifyCustomer = customer);
    }

    /** The entries of this item, which made the customer's wallet version {@code walletVersion}, oldest first. */
    public List<Entry> entries(CustomerId customer, long walletVersion) {
        return Entries.of(this, customer, walletVersion);
    }

    /** Whether it took earned points back, or gave some up. */
    public boolean clawsBack() {
        return writtenOff > 0 || movements.stream().anyMatch(movement -> movement.type() == EntryType.CLAWBACK);
    }

    private Journal with(Consumer<Draft> change) {
        var draft = new Draft(this);
        change.accept(draft);
        return draft.journal();
    }

    /** What may still be said otherwise; the one place that copies a journal item. */
    private static final class Draft {
        private final Journal before;
        private What what;
        private Trigger trigger;
        private Optional<Reason> reason;
        private Optional<RedemptionId> redemption;
        private Optional<String> note;
        private List<Movement> movements;
        private List<LotDecision> decisions;
        private long writtenOff;
        private Optional<ReviewId> opened;
        private boolean notifyCustomer;

        private Draft(Journal before) {
            this.before = before;
            this.what = before.what;
            this.trigger = before.trigger;
            this.reason = before.reason;
            this.redemption = before.redemption;
            this.note = before.note;
            this.movements = before.movements;
            this.decisions = before.decisions;
            this.writtenOff = before.writtenOff;
            this.opened = before.opened;
            this.notifyCustomer = before.notifyCustomer;
        }

        private Journal journal() {
            return new Journal(
                    what,
                    before.at,
                    trigger,
                    before.actor,
                    reason,
                    before.order,
                    redemption,
                    note,
                    movements,
                    decisions,
                    writtenOff,
                    opened,
                    notifyCustomer);
        }
    }
}
