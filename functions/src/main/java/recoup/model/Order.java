package recoup.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * An order, as far as credits and points are concerned.
 *
 * @param tags as the shop last told them
 * @param told how far the shop told tags and status
 * @param cancellation present exactly while the status is CANCELLED
 * @param round the round of its newest allocations
 * @param allocations what it took, in the order in which it was taken
 * @param journal its journal items, oldest first
 * @param version how often it was written; 0 before the first write
 */
public record Order(
        OrderId id,
        Placement placement,
        OrderStatus status,
        Payment payment,
        List<String> tags,
        Told told,
        Optional<Cancellation> cancellation,
        int round,
        List<Allocation> allocations,
        Earnings earnings,
        List<JournalKey> journal,
        long version) {
    /** How many tags are read of an order, and how long one may be. */
    public static final int MOST_TAGS = 250;

    public static final int LONGEST_TAG = 255;

    public Order {
        tags = List.copyOf(tags);
        allocations = List.copyOf(allocations);
        journal = List.copyOf(journal);
        if (cancellation.isPresent() != (status == OrderStatus.CANCELLED)) {
            throw new IllegalArgumentException("order " + id + " is " + status + " with cancellation " + cancellation);
        }
    }

    public CustomerId customer() {
        return placement.customer();
    }

    public boolean cancelled() {
        return status == OrderStatus.CANCELLED;
    }

    /** Whether it is to be cancelled by itself at {@code now}, because it was not paid in time. */
    public boolean isDue(Instant now) {
        return !cancelled()
                && payment.deadline().filter(due -> !due.isAfter(now)).isPresent();
    }

    public boolean used(Asset asset) {
        return allocations.stream().anyMatch(allocation -> allocation.asset() == asset);
    }

    public List<Allocation> allocations(Asset asset) {
        return allocations.stream()
                .filter(allocation -> allocation.asset() == asset)
                .toList();
    }

    public long allocated(Asset asset) {
        return sum(allocations(asset));
    }

    public long reverted(Asset asset) {
        return sum(allocations(asset).stream().filter(Allocation::reverted).toList());
    }

    public RevertStatus revertStatus(Asset asset) {
        return RevertStatus.of(allocated(asset), reverted(asset), cancelled());
    }

    public Coverage coverage(Asset asset) {
        return Coverage.of(allocated(asset), reverted(asset));
    }

    /** The order, cancelled by {@code by}; one that was cancelled before keeps its first cancellation (C-10). */
    public Order cancelled(Cancellation by) {
        return with(OrderStatus.CANCELLED, payment, Optional.of(cancellation.orElse(by)), round, allocations, journal);
    }

    /** The order, moved to {@code target}; out of CANCELLED it is no longer due (C-14). */
    public Order movedTo(OrderStatus target) {
        var stillDue = cancelled() ? payment.withoutDeadline() : payment;
        return with(target, stillDue, Optional.empty(), round, allocations, journal);
    }

    public Order withPayment(Payment newPayment) {
        return with(status, newPayment, cancellation, round, allocations, journal);
    }

    /** With other tags, as told in {@code newTold}. */
    public Order tagged(List<String> newTags, Told newTold) {
        return new Order(
                id,
                placement,
                status,
                payment,
                newTags,
                newTold,
                cancellation,
                round,
                allocations,
                earnings,
                journal,
                version);
    }

    /** With what became of the points that it earned. */
    public Order earning(Earnings newEarnings) {
        return new Order(
                id,
                placement,
                status,
                payment,
                tags,
                told,
                cancellation,
                round,
                allocations,
                newEarnings,
                journal,
                version);
    }

    /** What it holds from a new round on: what is outstanding stays, what came back is closed (C-14a). */
    public Order reapplied(List<Allocation> taken) {
        var outstanding = allocations.stream().filter(allocation -> !allocation.reverted());
        var all = Stream.concat(outstanding, taken.stream()).toList();
        return with(status, payment, cancellation, round + 1, all, journal);
    }

    public Order withAllocations(UnaryOperator<Allocation> change) {
        var changed = allocations.stream().map(change).toList();
        return with(status, payment, cancellation, round, changed, journal);
    }

    public Order journaled(JournalKey key) {
        var longer = new ArrayList<>(journal);
        longer.add(key);
        return with(status, payment, cancellation, round, allocations, longer);
    }

    private Order with(
            OrderStatus newStatus,
            Payment newPayment,
            Optional<Cancellation> newCancellation,
            int newRound,
            List<Allocation> newAllocations,
            List<JournalKey> newJournal) {
        return new Order(
                id,
                placement,
                newStatus,
                newPayment,
                tags,
                told,
                newCancellation,
                newRound,
                newAllocations,
                earnings,
                newJournal,
                version);
    }

    private static long sum(List<Allocation> allocations) {
        return allocations.stream()
                .mapToLong(allocation -> allocation.amount().units())
                .reduce(0, Math::addExact);
    }
}
