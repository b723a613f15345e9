package recoup.simulation;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Who buys from a merchant: several, or one whom everything concerns, so that all that goes on meets in one wallet.
 *
 * @param one whether everybody is the same customer
 */
record Clientele(boolean one) {
    private static final int ONE_OF = 5;
    private static final String ANN = "ann";

    static Clientele any(RandomGenerator random) {
        return new Clientele(random.nextInt(ONE_OF) == 0);
    }

    /** The customer who goes by that name. */
    String named(String name) {
        return one ? ANN : name;
    }

    List<String> everybody() {
        return List.of(ANN, "bob", Customers.CAY).stream()
                .map(this::named)
                .distinct()
                .toList();
    }
}
