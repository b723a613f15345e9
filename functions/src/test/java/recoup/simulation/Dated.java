package recoup.simulation;

import java.util.List;

/** The orders whose cancels the shop dates: then one that comes again is known, whatever happened since. */
final class Dated {
    static final List<String> ORDERS = List.of("ORD-1", "ORD-5", "ORD-6");

    private Dated() {}
}
