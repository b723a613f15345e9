package recoup.local.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What a merchant's clients know to be there, because they were told so. Two merchants have the same ids. */
final class Known {
    /** An order and whose it is. */
    record Order(String id, String customer) {}

    /** A redemption, and the code that it was for. */
    record Redemption(String id, String provider, String code) {}

    static final List<String> CUSTOMERS = List.of("ann", "bob", "cyd", "dan");
    /** Few enough that clients meet at one order, and that no order's history ends. */
    private static final int LATEST = 16;

    private final List<Order> orders = new ArrayList<>();
    private final List<Redemption> redemptions = new ArrayList<>();
    private int lastOrder;
    private int lastRedemption;

    synchronized String nextOrder() {
        lastOrder++;
        return "order-" + lastOrder;
    }

    synchronized String nextRedemption() {
        lastRedemption++;
        return "redemption-" + lastRedemption;
    }

    synchronized void add(Order order) {
        orders.add(order);
    }

    synchronized void add(Redemption redemption) {
        redemptions.add(redemption);
    }

    synchronized Optional<Order> order(RandomGenerator random) {
        return latest(orders, random);
    }

    synchronized Optional<Redemption> redemption(RandomGenerator random) {
        return latest(redemptions, random);
    }

    static String customer(RandomGenerator random) {
        return CUSTOMERS.get(random.nextInt(CUSTOMERS.size()));
    }

    private static <T> Optional<T> latest(List<T> all, RandomGenerator random) {
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(all.size() - 1 - random.nextInt(Math.min(LATEST, all.size()))));
    }
}
