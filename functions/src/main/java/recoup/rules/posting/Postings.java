package recoup.rules.posting;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.BusinessCalendar;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.RedemptionId;
import recoup.model.Wallet;

/**
 * One operation's movements on one wallet, in the making. Opening it writes the EXPIRE movements that are due (L-07); after
 * each movement the wallet and the movements agree: an asset's balance is the sum of its movements (L-02).
 */
public final class Postings {
    /** What was taken from one lot. */
    public record Taken(Lot from, Amount amount) {
        /** The same as an order's allocation of {@code round}. */
        public Allocation allocation(int round) {
            return new Allocation(from.id(), amount, from.expiry(), from.enteredUnder(), round, Optional.empty());
        }
    }

    private final Instant now;
    private final int zoneNumber;
    private final List<Movement> movements = new ArrayList<>();
    private Wallet wallet;
    private boolean moved; // or what was decided depends on it

    private Postings(Wallet wallet, Instant now, int zoneNumber) {
        this.wallet = wallet;
        this.now = now;
        this.zoneNumber = zoneNumber;
    }

    /** The wallet at {@code now}: what has expired is gone from it, oldest expiry first. */
    public static Postings open(Wallet wallet, BusinessCalendar calendar, Instant now) {
        var postings = new Postings(wallet, now, calendar.zoneNumber());
        wallet.lots().stream()
                .flatMap(
                        lot -> calendar
                                .expiredSince(lot.expiry(), lot.enteredUnder(), now)
                                .map(since -> new Expired(lot, since))
                                .stream())
                .sorted(Comparator.comparing(Expired::since))
                .forEach(postings::expire);
        return postings;
    }

    /** A new lot. It pays debt first; only what is left of it opens (E-06). */
    public void enter(EntryType type, LotId id, Amount amount, Expiry expiry, Optional<OrderId> order) {
        enter(type, id, amount, expiry, order, Optional.empty());
    }

    /** The same, of a redemption. */
    public void enter(EntryType type, LotId id, Amount amount, Expiry expiry, RedemptionId redemption) {
        enter(type, id, amount, expiry, Optional.empty(), Optional.of(redemption));
    }

    private void enter(
            EntryType type,
            LotId id,
            Amount amount,
            Expiry expiry,
            Optional<OrderId> order,
            Optional<RedemptionId> redemption) {
        var debtSettled = Math.min(wallet.debtOf(amount.asset()).units(), amount.units());
        var remaining = amount.units() - debtSettled;
        var lots = new ArrayList<>(wallet.lots());
        if (remaining > 0) {
            lots.add(new Lot(id, amount, remaining, expiry, zoneNumber, order, redemption, type == EntryType.EARN));
        }
        wallet = wallet.with(lots, wallet.debt() - debtSettled);
        record(type, amount, Optional.of(id), expiry, now, debtSettled);
        moved = true;
    }

    /**
     * Takes {@code amount} from the lots, soonest-expiring first, among equal dates the lot that was entered first.
     *
     * @return what was taken from each lot; empty, and nothing taken, when there is not enough
     */
    public Optional<List<Taken>> take(EntryType type, Amount amount) {
        if (available(amount.asset()) < amount.units()) {
            return Optional.empty();
        }
        var taken = new ArrayList<Taken>();
        var missing = amount.units();
        for (var lot : wallet.inSpendingOrder(amount.asset())) {
            if (missing == 0) {
                break;
            }
            var part = new Amount(amount.asset(), Math.min(missing, lot.remaining()));
            takeFrom(lot, type, part);
            taken.add(new Taken(lot, part));
            missing -= part.units();
        }
        return Optional.of(List.copyOf(taken));
    }

    /**
     * Takes earned points back: from the lots of the grants first, then from the others, soonest-expiring first.
     *
     * @param points no more than are there
     * @param granted the grants' lots
     */
    public void takeBack(long points, Set<LotId> granted) {
        var missing = points;
        var inOrder = wallet.inSpendingOrder(Asset.POINTS).stream()
                .sorted(Comparator.comparing(lot -> !granted.contains(lot.id())))
                .toList();
        for (var lot : inOrder) {
            var part = Math.min(missing, lot.remaining());
            if (part > 0) {
                takeFrom(lot, EntryType.CLAWBACK, new Amount(Asset.POINTS, part));
            }
            missing -= part;
        }
        if (missing > 0) {
            throw new IllegalArgumentException(missing + " points fewer are there than are taken back");
        }
    }

    /** What expired unspent of the grants' lots: the wallet no longer keeps it, whoever asks writes it down elsewhere. */
    public long settle(Set<LotId> granted) {
        var expired = wallet.expired(granted);
        wallet = wallet.forgetting(granted);
        return expired;
    }

    /** Points that are taken back and are no longer there: the next credit of points pays them (E-06). */
    public void owe(long points) {
        wallet = wallet.with(wallet.lots(), Math.addExact(wallet.debt(), points));
        var missing = new Amount(Asset.POINTS, points).negated();
        record(EntryType.CLAWBACK, missing, Optional.empty(), Expiry.NEVER, now, 0);
        moved = true;
    }

    /** The wallet is written although nothing moves in it: what was decided must not meet another one. */
    public void hold() {
        moved = true;
    }

    /** What can be spent now. */
    public long available(Asset asset) {
        return wallet.available(asset);
    }

    /** The wallet as it stands after the movements so far; its version is still the one read. */
    public Wallet wallet() {
        return wallet;
    }

    /** Every movement so far, EXPIRE first. */
    public List<Movement> movements() {
        return List.copyOf(movements);
    }

    /** The wallet, if anything but expiry moved; expiry alone is no reason to write it (L-07). */
    public Optional<Wallet> writtenWallet() {
        return Optional.of(wallet).filter(_ -> moved);
    }

    /** The movements that are written with it; none if it is not written. */
    public List<Movement> written() {
        return moved ? movements() : List.of();
    }

    private record Expired(Lot lot, Instant since) {}

    private void expire(Expired expired) {
        var lot = expired.lot();
        remove(lot, lot.remaining());
        if (lot.earned()) {
            wallet = wallet.keeping(new Wallet.Rest(lot.id(), lot.remaining()));
        }
        var gone = new Amount(lot.asset(), lot.remaining()).negated();
        record(EntryType.EXPIRE, gone, Optional.of(lot.id()), lot.expiry(), expired.since(), 0);
    }

    private void takeFrom(Lot lot, EntryType type, Amount part) {
        remove(lot, part.units());
        record(type, part.negated(), Optional.of(lot.id()), lot.expiry(), now, 0);
        moved = true;
    }

    private void remove(Lot lot, long units) {
        var lots = wallet.lots().stream()
                .flatMap(each -> each.id().equals(lot.id()) ? each.without(units).stream() : Stream.of(each))
                .toList();
        wallet = wallet.with(lots, wallet.debt());
    }

    private void record(
            EntryType type, Amount amount, Optional<LotId> lot, Expiry expiry, Instant at, long debtSettled) {
        var balanceAfter = wallet.balance(amount.asset()).units();
        movements.add(new Movement(type, amount, lot, expiry, at, debtSettled, balanceAfter));
    }
}
