package recoup.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** The redemptions of a run that somebody was told of, oldest first. */
final class Redemptions {
    /** Points for a code. */
    record Known(String id, String customer, long points, String provider, String code) {}

    /** One that is told of and never comes. */
    static final String NEVER = "RED-0";

    private static final int NEAR = 3;

    private final RandomGenerator random;
    private final List<Known> known = new ArrayList<>();
    private int numbered;

    Redemptions(RandomGenerator random) {
        this.random = random;
    }

    /** A number that no other has. */
    int next() {
        return ++numbered;
    }

    void add(Known redemption) {
        if (!known.contains(redemption)) {
            known.add(redemption);
        }
    }

    /** One of them, more often one of the first; those are the ones that people meet at. */
    Optional<Known> any() {
        var bound = random.nextBoolean() ? Math.min(NEAR, known.size()) : known.size();
        return bound == 0 ? Optional.empty() : Optional.of(known.get(random.nextInt(bound)));
    }

    List<Known> all() {
        return List.copyOf(known);
    }
}
