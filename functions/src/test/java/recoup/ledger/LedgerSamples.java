package recoup.ledger;

import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.BusinessCalendar;
import recoup.model.Cancellation;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.EntryType;
import recoup.model.Expiry;
import recoup.model.Grant;
import recoup.model.GrantId;
import recoup.model.Journal;
import recoup.model.JournalKey;
import recoup.model.Lot;
import recoup.model.LotDecision;
import recoup.model.LotId;
import recoup.model.MerchantId;
import recoup.model.Movement;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.PaymentStatus;
import recoup.model.Placement;
import recoup.model.Reason;
import recoup.model.RedemptionId;
import recoup.model.RefundId;
import recoup.model.Refunds;
import recoup.model.ReviewId;
import recoup.model.Settings;
import recoup.model.Target;
import recoup.model.Told;
import recoup.model.Trigger;
import recoup.model.Wallet;

/** Orders, wallets, journals and settings to write. */
final class LedgerSamples {
    static final Instant REAL_NOW = Instant.parse("2026-01-01T00:00:00.123Z");
    static final CustomerId ANN = new CustomerId("ann");
    static final OrderId ORDER = new OrderId("ORD-1");
    static final Settings SETTINGS = new Settings(
            new BusinessCalendar(
                    ZoneId.of("Asia/Tokyo"),
                    List.of(
                            new BusinessCalendar.FormerZone(ZoneId.of("UTC"), Instant.parse("2021-01-01T00:00:00Z")),
                            new BusinessCalendar.FormerZone(
                                    ZoneId.of("+05:30"), Instant.parse("2022-02-02T02:02:02.002Z"))),
                    MonthDay.of(2, 29)),
            "JPY",
            new Settings.PaymentExpired(Settings.PaymentExpired.Mode.CANCEL_AND_REVERT, Settings.Lots.VALID_ONLY),
            new Settings.PaymentFailed(Settings.Lots.ALL_OR_NOTHING, true),
            new Settings.Clawback(
                    true,
                    List.of(Settings.Clawback.OnStatus.REFUNDED, Settings.Clawback.OnStatus.CANCELLED),
                    List.of("returned", "fraud"),
                    List.of("vip"),
                    Settings.Clawback.PartialRefund.PROPORTIONAL,
                    Settings.Clawback.Shortfall.CLAMP),
            new Settings.Notifications(true),
            0);

    private static final Instant JOURNALED = Instant.parse("2021-01-03T08:00:00.456Z");

    private LedgerSamples() {}

    static Commit commit(MerchantId merchant, Order order, Wallet wallet, String key) {
        return Commit.of(merchant, order, Optional.of(wallet), journal(Optional.empty()))
                .answering(answer(key, "request", "answer to " + key));
    }

    static Commit commit(MerchantId merchant, Wallet wallet) {
        return Commit.of(merchant, wallet, journal(Optional.empty()));
    }

    /** Kept in whole seconds, as DynamoDB's TTL is. */
    static Answer answer(String key, String request, String body) {
        return new Answer(key, request, 201, body, Instant.parse("2026-01-31T00:00:00Z"));
    }

    static Journal journalOf(Commit commit) {
        return commit.journaled().orElseThrow().journal();
    }

    static Order versioned(Order order, long version) {
        return new Order(
                order.id(),
                order.placement(),
                order.status(),
                order.payment(),
                order.tags(),
                order.told(),
                order.cancellation(),
                order.round(),
                order.allocations(),
                order.earnings(),
                order.journal(),
                version);
    }

    static Order plainOrder(String id, long version) {
        var placed = Instant.parse("2021-01-01T10:00:00Z");
        return versioned(order(id, OrderStatus.PENDING, PaymentStatus.PENDING, Optional.empty(), placed), version);
    }

    /** One that waits for its payment until {@code at}. */
    static Order dueAt(String id, Instant at) {
        return order(id, OrderStatus.PENDING, PaymentStatus.PENDING, Optional.of(at), Instant.EPOCH);
    }

    static Order cancelledAt(String id, Instant at) {
        var placed = Instant.parse("2020-01-01T10:00:00Z");
        var order = order(id, OrderStatus.PENDING, PaymentStatus.PENDING, Optional.empty(), placed);
        return order.cancelled(new Cancellation(at, Trigger.MANUAL, "admin"));
    }

    static Order order(
            String id, OrderStatus status, PaymentStatus payment, Optional<Instant> dueAt, Instant placedAt) {
        return new Order(
                new OrderId(id),
                new Placement(ANN, "#1", 0, "USD", placedAt, "as placed"),
                status,
                new Payment(payment, Optional.empty(), List.of(), dueAt, Refunds.NONE),
                List.of(),
                Told.NOTHING,
                Optional.of(new Cancellation(placedAt, Trigger.MANUAL, "admin"))
                        .filter(_ -> status == OrderStatus.CANCELLED),
                1,
                List.of(),
                Earnings.NONE,
                List.of(),
                0);
    }

    /** Credit came back in part, points did not. */
    static Order fullOrder() {
        var entered = 3;
        var credit = new Amount(Asset.STORE_CREDIT, Amount.MAX_UNITS);
        return new Order(
                ORDER,
                new Placement(ANN, "№ 1001", 12_345, "EUR", Instant.parse("2021-01-01T10:00:00.001Z"), "0a1b"),
                OrderStatus.CANCELLED,
                new Payment(
                        PaymentStatus.PARTIALLY_REFUNDED,
                        Optional.of(new AttemptId("pi_1")),
                        List.of(new AttemptId("pi_0"), new AttemptId("cs_0")),
                        Optional.of(Instant.parse("2021-01-02T10:00:00.500Z")),
                        new Refunds(99, List.of(new Refunds.Refund(new RefundId("re_1"), 12)))),
                List.of("vip", "gift", "vip"),
                new Told(List.of(
                        new Told.Newest(
                                "/shop", Told.Thing.TAGS, new Told.Edition(Optional.of(7L), Optional.of(JOURNALED))),
                        new Told.Newest(
                                "urn:other",
                                Told.Thing.REFUND_STATUS,
                                new Told.Edition(Optional.empty(), Optional.of(Instant.EPOCH))))),
                Optional.of(new Cancellation(JOURNALED, Trigger.PAYMENT_FAILED, "system")),
                2,
                List.of(
                        new Allocation(new LotId("a"), credit, Expiry.NEVER, entered, 1, lotId("a2")),
                        new Allocation(new LotId("b"), credit, until("2021-12-31"), 0, 1, lotId("b2")),
                        new Allocation(new LotId("c"), credit, until("0001-01-01"), entered, 2, Optional.empty()),
                        new Allocation(new LotId("d"), points(1), Expiry.NEVER, entered, 2, Optional.empty()),
                        new Allocation(new LotId("e"), points(2), until("2024-02-29"), entered, 1, Optional.empty())),
                new Earnings(
                        List.of(
                                new Grant(new GrantId("g-usual"), Amount.MAX_UNITS, Optional.empty(), new LotId("g1")),
                                new Grant(new GrantId("g-never"), 1, Optional.of(Expiry.NEVER), new LotId("g2")),
                                new Grant(new GrantId("g-date"), 2, Optional.of(until("2024-02-29")), new LotId("g3"))),
                        new Target(true, 99),
                        40,
                        5,
                        6,
                        7),
                List.of(inWallet(7), new JournalKey(JournalKey.Ledger.ORDER, 2)),
                0);
    }

    /** Lots that differ in everything that a lot can have, and debt. */
    static Wallet wallet(long version) {
        var entered = 2;
        return new Wallet(
                ANN,
                version,
                List.of(
                        new Lot(new LotId("a"), points(100), 100, Expiry.NEVER, entered, Optional.empty()),
                        new Lot(new LotId("b"), points(100), 1, until("2021-12-31"), entered, Optional.of(ORDER)),
                        new Lot(
                                new LotId("c"),
                                new Amount(Asset.STORE_CREDIT, Amount.MAX_UNITS),
                                Amount.MAX_UNITS,
                                until("2024-02-29"),
                                0,
                                Optional.empty()),
                        new Lot(new LotId("d"), points(9), 8, Expiry.NEVER, entered, Optional.of(ORDER), true)),
                70,
                List.of(new Wallet.Rest(new LotId("e"), 3), new Wallet.Rest(new LotId("f"), 1)));
    }

    static Stream<Optional<Reason>> reasons() {
        var keys = Stream.of(Reason.Key.values()).map(key -> new Reason(Optional.of(key), Optional.empty()));
        var others = Stream.of(
                new Reason(Optional.empty(), Optional.of("ümlaut ✓")),
                new Reason(Optional.of(Reason.Key.OTHER), Optional.of("both")));
        return Stream.concat(
                Stream.of(Optional.empty()), Stream.concat(keys, others).map(Optional::of));
    }

    /** Every type of movement and every remark. */
    static Journal journal(Optional<Reason> reason) {
        var types = EntryType.values();
        var movements = IntStream.range(0, types.length)
                .mapToObj(number -> movement(types[number], number))
                .toList();
        var remarks = Stream.of(LotDecision.Why.values())
                .map(why -> new LotDecision(new LotId("lot-" + why), new Amount(Asset.STORE_CREDIT, 5), why))
                .toList();
        return new Journal(
                Journal.What.REVERTED,
                JOURNALED,
                Trigger.PAYMENT_EXPIRED,
                "admin@example.com",
                reason,
                Optional.of(ORDER),
                Optional.of(new RedemptionId("red-1")),
                Optional.of("a note"),
                movements,
                remarks,
                12,
                Optional.of(new ReviewId("PAID_AFTER_CANCEL:ORD-1")),
                true);
    }

    /** With and without a date and debt; an EXPIRE happened before its operation. */
    private static Movement movement(EntryType type, int number) {
        return new Movement(
                type,
                points(-number),
                Optional.of(new LotId("lot-" + number)).filter(_ -> type != EntryType.CLAWBACK),
                number % 2 == 0 ? Expiry.NEVER : until("2021-01-02"),
                type == EntryType.EXPIRE ? Instant.parse("2021-01-03T00:00:00Z") : JOURNALED,
                number % 3,
                -number);
    }

    static Journal bareJournal() {
        return new Journal(
                Journal.What.ADJUSTED,
                Instant.EPOCH,
                Trigger.ADJUSTMENT,
                "",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                false);
    }

    static Order largeOrder(int allocations, int idLength) {
        var order =
                order("O".repeat(idLength), OrderStatus.PENDING, PaymentStatus.PENDING, Optional.empty(), JOURNALED);
        return new Order(
                order.id(),
                order.placement(),
                order.status(),
                order.payment(),
                order.tags(),
                order.told(),
                order.cancellation(),
                order.round(),
                numbered(allocations)
                        .mapToObj(number -> new Allocation(
                                longId(number, idLength),
                                points(Amount.MAX_UNITS),
                                until("2021-12-31"),
                                100,
                                1,
                                Optional.of(longId(-number, idLength))))
                        .toList(),
                order.earnings(),
                LongStream.range(0, 199).mapToObj(LedgerSamples::inWallet).toList(),
                0);
    }

    /** {@code order}, told as many tags, attempts, refunds and sources as may be. */
    static Order toldEverything(Order order) {
        var attempts = numbered(200)
                .mapToObj(number -> new AttemptId(longId(number, 128).value()));
        var refunds = numbered(200)
                .mapToObj(number ->
                        new Refunds.Refund(new RefundId(longId(number, 128).value()), Amount.MAX_UNITS));
        var tags = numbered(250).mapToObj(number -> "字".repeat(252) + number);
        var edition = new Told.Edition(Optional.of(Long.MAX_VALUE), Optional.of(JOURNALED));
        var sources =
                numbered(50).mapToObj(number -> new Told.Newest("s".repeat(250) + number, Told.Thing.STATUS, edition));
        var payment = new Payment(
                PaymentStatus.PENDING,
                Optional.of(new AttemptId("p".repeat(128))),
                attempts.toList(),
                Optional.of(JOURNALED),
                new Refunds(Amount.MAX_UNITS, refunds.toList()));
        var date = Optional.of(until("2021-12-31"));
        var grants = numbered(Earnings.MOST_GRANTS)
                .mapToObj(number -> new Grant(
                        new GrantId(longId(number, 128).value()), Amount.MAX_UNITS, date, longId(number, 24)));
        var most = Amount.MAX_UNITS;
        return order.withPayment(payment)
                .tagged(tags.toList(), new Told(sources.toList()))
                .earning(new Earnings(grants.toList(), new Target(true, most), most, most, most, most));
    }

    static Wallet largeWallet(int lots, int idLength) {
        var order = Optional.of(new OrderId("O".repeat(idLength)));
        return new Wallet(
                ANN,
                0,
                numbered(lots)
                        .mapToObj(number -> new Lot(
                                longId(number, idLength),
                                points(Amount.MAX_UNITS),
                                Amount.MAX_UNITS,
                                until("2021-12-31"),
                                100,
                                order,
                                true))
                        .toList(),
                1,
                numbered(Wallet.MOST_RESTS)
                        .mapToObj(number -> new Wallet.Rest(longId(number, 24), Amount.MAX_UNITS))
                        .toList());
    }

    static Journal largeJournal(int movements, int idLength) {
        return new Journal(
                Journal.What.REVERTED,
                JOURNALED,
                Trigger.MANUAL,
                "admin",
                Optional.of(new Reason(Optional.empty(), Optional.of("x".repeat(Reason.MAX_MESSAGE)))),
                Optional.of(new OrderId("O".repeat(idLength))),
                Optional.empty(),
                Optional.empty(),
                numbered(movements)
                        .mapToObj(number -> new Movement(
                                EntryType.REDEMPTION_REVERSAL,
                                points(Amount.MAX_UNITS),
                                Optional.of(longId(number, idLength)),
                                until("2021-12-31"),
                                Instant.parse("2021-01-01T00:00:00Z"),
                                Amount.MAX_UNITS,
                                Amount.MAX_UNITS))
                        .toList(),
                List.of(),
                0,
                Optional.empty(),
                true);
    }

    private static IntStream numbered(int count) {
        return IntStream.rangeClosed(1, count);
    }

    private static LotId longId(int number, int length) {
        var digits = Integer.toString(number);
        return new LotId("L".repeat(length - digits.length()) + digits);
    }

    private static Optional<LotId> lotId(String id) {
        return Optional.of(new LotId(id));
    }

    private static Amount points(long units) {
        return new Amount(Asset.POINTS, units);
    }

    private static Expiry until(String date) {
        return Expiry.on(LocalDate.parse(date));
    }

    static JournalKey inWallet(long version) {
        return new JournalKey(JournalKey.Ledger.WALLET, version);
    }
}
