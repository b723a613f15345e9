package recoup.capacity;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What some calls cost.
 *
 * @param roundTrips requests sent one after the other
 * @param charges what was charged for, in the order of the requests
 */
record Usage(int roundTrips, List<Charge> charges) {
    Usage {
        charges = List.copyOf(charges);
    }

    /** The queries among it: each is a round trip, and charged as a whole. */
    Usage queries() {
        var pages = charges.stream()
                .filter(charge -> charge.what().startsWith(CapacityMeter.QUERY))
                .toList();
        return new Usage(pages.size(), pages);
    }

    /** Request units read; a half is exact. */
    double readUnits() {
        return charges.stream().mapToLong(Charge::halfReadUnits).sum() / 2.0;
    }

    long writeUnits() {
        return charges.stream().mapToLong(Charge::writeUnits).sum();
    }

    /** The bill, line by line: a test that fails shows which item grew. */
    @Override
    public String toString() {
        return charges.stream()
                .map(charge -> "\n  " + charge)
                .collect(Collectors.joining(
                        "",
                        "%d round trips, %s units read, %d written".formatted(roundTrips, readUnits(), writeUnits()),
                        "\n"));
    }
}
