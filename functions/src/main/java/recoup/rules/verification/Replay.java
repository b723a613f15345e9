package recoup.rules.verification;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.Movement;
import recoup.model.Wallet;

/**
 * Replays a customer's journal from the first item on, and compares what follows from it with the wallet that stands
 * there (L-06).
 */
public final class Replay {
    private final CustomerId customer;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Asset, Long> balances = new EnumMap<>(Asset.class);
    private final Map<String, Long> lots = new TreeMap<>();
    private final Set<String> granted = new TreeSet<>();
    private final Map<String, Long> rests = new TreeMap<>();
    private long version;
    private long debt;
    private long entries;

    public Replay(CustomerId customer) {
        this.customer = customer;
    }

    /** The next journal item, which says that it made {@code walletVersion}. */
    public void add(long walletVersion, Journal journal) {
        version++;
        expect("L-01", "journal item " + version, "journal item " + walletVersion);
        version = walletVersion;
        journal.movements().forEach(this::add);
    }

    /** Everything that is wrong with the ledger and with {@code wallet}, which should follow from it. */
    public List<Violation> compare(Wallet wallet) {
        expect("L-01", "version " + version, "version " + wallet.version());
        for (var asset : Asset.values()) {
            var sum = balances.getOrDefault(asset, 0L);
            expect(
                    "L-02",
                    asset + " " + sum,
                    asset + " " + wallet.balance(asset).units());
        }
        expect("L-02", "debt " + debt, "debt " + wallet.debt());
        var standing = new TreeMap<String, Long>();
        wallet.lots().forEach(lot -> standing.merge(lot.id().value(), lot.remaining(), Math::addExact));
        expect("L-02", "lots " + lots, "lots " + standing);
        compareRests(wallet);
        return List.copyOf(violations);
    }

    /** How many entries were replayed. */
    public long entries() {
        return entries;
    }

    private void add(Movement movement) {
        entries++;
        var units = movement.amount().units();
        var balance = balances.merge(movement.asset(), units, Math::addExact);
        expect("L-02", "balance " + balance, "balance " + movement.balanceAfter());
        debt -= movement.debtSettled();
        if (movement.lot().isEmpty()) {
            debt -= units; // taken back, and no longer there
            return;
        }
        var lot = movement.lot().get().value();
        if (movement.type() == EntryType.EXPIRE && granted.contains(lot)) {
            rests.put(lot, -units);
        }
        if (units > 0) {
            if (lots.containsKey(lot)) {
                violations.add(new Violation(customer, "A-07", "one lot " + lot, "two lots " + lot));
            }
            if (movement.type() == EntryType.EARN) {
                granted.add(lot);
            }
            lots.merge(lot, units - movement.debtSettled(), Math::addExact);
        } else {
            lots.merge(lot, units, Math::addExact);
        }
        if (lots.getOrDefault(lot, 0L) < 0) {
            violations.add(new Violation(
                    customer, "L-02", "0 or more left of " + lot, lots.get(lot) + " after " + movement.type()));
        }
        lots.remove(lot, 0L);
    }

    /** A rest is kept until its grant is settled, so not each that expired stands there; but none stands there that did not. */
    private void compareRests(Wallet wallet) {
        for (var rest : wallet.rests()) {
            var expired = rests.getOrDefault(rest.lot().value(), 0L);
            if (expired != rest.units()) {
                violations.add(new Violation(
                        customer, "E-06", expired + " expired of " + rest.lot(), rest.units() + " kept as expired"));
            }
        }
    }

    private void expect(String rule, String expected, String found) {
        if (!expected.equals(found)) {
            violations.add(new Violation(customer, rule, expected, found));
        }
    }
}
