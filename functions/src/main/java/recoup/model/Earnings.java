package recoup.model;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Points that an order earned, and what became of them.
 *
 * @param grants in the order in which they came
 * @param target how much of them is to be taken back
 * @param clawedBack taken back, debt included
 * @param writtenOff given up (E-06)
 * @param expired unspent, as far as the wallet does not keep it any more: that is not taken again (E-06)
 * @param rejected how much was due when it was first refused, because it was not all there; 0 if it never was (E-06)
 */
public record Earnings(
        List<Grant> grants, Target target, long clawedBack, long writtenOff, long expired, long rejected) {
    /** How many grants an order can have. */
    public static final int MOST_GRANTS = 100;

    public static final Earnings NONE = new Earnings(List.of(), Target.NOTHING, 0, 0, 0, 0);

    public Earnings {
        grants = List.copyOf(grants);
    }

    public long granted() {
        return grants.stream().mapToLong(Grant::points).reduce(0, Math::addExact);
    }

    /** What was taken, debt and write-offs included (E-02). */
    public long taken() {
        return Math.addExact(clawedBack, writtenOff);
    }

    public Optional<Grant> grant(GrantId id) {
        return grants.stream().filter(grant -> grant.id().equals(id)).findFirst();
    }

    /** The lots that the customer got. */
    public Set<LotId> lots() {
        return grants.stream().map(Grant::lot).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public Earnings with(Grant grant) {
        var more = new ArrayList<>(grants);
        more.add(grant);
        return new Earnings(more, target, clawedBack, writtenOff, expired, rejected);
    }

    public Earnings aimingAt(Target newTarget) {
        return new Earnings(grants, newTarget, clawedBack, writtenOff, expired, rejected);
    }
}
