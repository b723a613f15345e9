package recoup.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was refunded of an order, in the currency's smallest unit: told as a running total, refund by refund, or both ways.
 *
 * @param told the highest running total that was told
 * @param each every refund that was told by its id
 */
public record Refunds(long told, List<Refund> each) {
    /** One refund. */
    public record Refund(RefundId id, long amount) {}

    public static final Refunds NONE = new Refunds(0, List.of());

    public Refunds {
        each = List.copyOf(each);
    }

    /** The refunded total; it never falls. */
    public long total() {
        return Math.max(told, each.stream().mapToLong(Refund::amount).reduce(0, Math::addExact));
    }

    public Optional<Refund> known(RefundId id) {
        return each.stream().filter(refund -> refund.id().equals(id)).findFirst();
    }

    public Refunds toldTotal(long total) {
        return new Refunds(Math.max(told, total), each);
    }

    /** With a refund whose id is not known yet. */
    public Refunds with(Refund refund) {
        var more = new ArrayList<>(each);
        more.add(refund);
        return new Refunds(told, more);
    }
}
