package recoup.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.Earnings;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Grant;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.Lot;
import recoup.model.LotDecision;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Target;
import recoup.model.Trigger;
import recoup.model.Wallet;

/** What orders earned and what became of it: each thing that can be there, alone and with all others. */
final class EarningSamples {
    private static final Instant NOW = Instant.parse("2021-01-03T08:00:00.456Z");
    private static final long MOST = Amount.MAX_UNITS;
    private static final Expiry DATE = Expiry.on(LocalDate.parse("2024-02-29"));
    private static final Grant USUAL = grant("usual", 1, Optional.empty());
    private static final Grant NEVER = grant("never", 2, Optional.of(Expiry.NEVER));
    private static final Grant DATED = grant("dated", MOST, Optional.of(DATE));

    /** As many lots as a revert may leave open. */
    private static final int LOTS = 1_500;

    /** Each lot expires or is taken back; 500 come back, and are taken, too; what was missing becomes debt. */
    private static final int MOVEMENTS = LOTS + 2 * 500 + 1;

    private EarningSamples() {}

    static Stream<Earnings> earnings() {
        var all = List.of(USUAL, NEVER, DATED);
        return Stream.of(
                Earnings.NONE,
                new Earnings(List.of(), Target.WHOLE, 0, 0, 0, 0),
                new Earnings(List.of(), new Target(false, 99), 0, 0, 0, 0),
                new Earnings(List.of(), new Target(true, 99), 0, 0, 0, 0),
                new Earnings(List.of(USUAL), Target.NOTHING, 0, 0, 0, 0),
                new Earnings(List.of(NEVER), Target.NOTHING, 0, 0, 0, 0),
                new Earnings(List.of(DATED), Target.NOTHING, 0, 0, 0, 0),
                new Earnings(List.of(DATED, USUAL, NEVER), Target.NOTHING, 0, 0, 0, 0),
                new Earnings(all, Target.WHOLE, 3, 0, 0, 0),
                new Earnings(all, Target.WHOLE, 0, 4, 0, 0),
                new Earnings(all, Target.WHOLE, 0, 0, 5, 0),
                new Earnings(all, Target.WHOLE, 0, 0, 0, 6),
                new Earnings(all, new Target(true, 7), 8, 9, 10, 11),
                new Earnings(all, new Target(false, MOST), 100 * MOST, 100 * MOST, 100 * MOST, 100 * MOST));
    }

    static Stream<Wallet> wallets() {
        var given = lot("given", false, Optional.empty());
        var cameBack = lot("came-back", false, Optional.of(LedgerSamples.ORDER));
        var earned = lot("earned", true, Optional.of(LedgerSamples.ORDER));
        var rests = List.of(rest("gone", 3), rest("gone-too", MOST), rest("gone", 1));
        return Stream.of(
                new Wallet(LedgerSamples.ANN, 0, List.of(given, cameBack, earned), 0, List.of()),
                new Wallet(LedgerSamples.ANN, 0, List.of(earned), 0, List.of()),
                new Wallet(LedgerSamples.ANN, 0, List.of(), 0, rests),
                new Wallet(LedgerSamples.ANN, 0, List.of(), 100 * MOST, List.of(rest("gone", 1))),
                new Wallet(LedgerSamples.ANN, 0, List.of(earned, given), 1, rests));
    }

    /** Debt that is made has no lot; what was taken from a lot has its date. */
    static List<Movement> movements() {
        return List.of(
                new Movement(EntryType.EARN, points(10), lotId("g"), DATE, NOW, 4, 6),
                new Movement(EntryType.CLAWBACK, points(-5), lotId("g"), DATE, NOW, 0, 1),
                new Movement(EntryType.CLAWBACK, points(-1), lotId("other"), Expiry.NEVER, NOW, 0, 0),
                new Movement(EntryType.CLAWBACK, points(-100 * MOST), Optional.empty(), Expiry.NEVER, NOW, 0, -7));
    }

    static Wallet fullestWallet() {
        var order = Optional.of(new OrderId("O".repeat(128)));
        return new Wallet(
                LedgerSamples.ANN,
                0,
                numbered(LOTS, number -> new Lot(longLot(number), points(MOST), MOST, DATE, 100, order, true)),
                100 * MOST,
                numbered(Wallet.MOST_RESTS, number -> new Wallet.Rest(longLot(number), MOST)));
    }

    static Journal longestJournal() {
        var movements = numbered(
                MOVEMENTS,
                number -> new Movement(
                        EntryType.CLAWBACK,
                        points(-MOST),
                        Optional.of(longLot(number)),
                        DATE,
                        Instant.EPOCH,
                        MOST,
                        100 * MOST));
        var decisions = numbered(
                500, number -> new LotDecision(longLot(number), points(MOST), LotDecision.Why.BLOCKED_BY_EXPIRED_LOT));
        return Journal.of(
                        Journal.What.CANCELLED,
                        NOW,
                        Trigger.PAYMENT_EXPIRED,
                        "a".repeat(128),
                        Optional.of(new OrderId("O".repeat(128))))
                .because(Optional.of(new Reason(Optional.empty(), Optional.of("x".repeat(Reason.MAX_MESSAGE)))))
                .deciding(decisions)
                .moving(movements)
                .writingOff(100 * MOST);
    }

    static Wallet versioned(Wallet wallet, long version) {
        return new Wallet(wallet.customer(), version, wallet.lots(), wallet.debt(), wallet.rests());
    }

    private static Grant grant(String name, long points, Optional<Expiry> expiry) {
        return new Grant(new GrantId(name), points, expiry, new LotId("lot-" + name));
    }

    private static Lot lot(String name, boolean earned, Optional<OrderId> order) {
        return new Lot(new LotId(name), points(9), 8, DATE, 2, order, earned);
    }

    private static Wallet.Rest rest(String lot, long units) {
        return new Wallet.Rest(new LotId(lot), units);
    }

    private static <T> List<T> numbered(int count, IntFunction<T> made) {
        return IntStream.rangeClosed(1, count).mapToObj(made).toList();
    }

    private static LotId longLot(int number) {
        return new LotId(String.format(Locale.ROOT, "lot_%020d", number));
    }

    private static Optional<LotId> lotId(String id) {
        return Optional.of(new LotId(id));
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }
}
