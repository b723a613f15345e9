package recoup.ledger;

import java.util.Map;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.AttemptId;
import recoup.model.Cancellation;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.Grant;
import recoup.model.GrantId;
import recoup.model.JournalKey;
import recoup.model.LotId;
import recoup.model.MerchantId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.PaymentStatus;
import recoup.model.Placement;
import recoup.model.RefundId;
import recoup.model.Refunds;
import recoup.model.Target;
import recoup.model.Told;
import recoup.model.Trigger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** An order as an item. Names are short: an order of three lots stays under 1 KB, one unit of write capacity. */
final class OrderItem {
    static final String VERSION = "v";

    private OrderItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Order order, long version) {
        var placement = order.placement();
        var payment = order.payment();
        var item = Attributes.empty()
                .with(Keys.order(merchant, order.id()))
                .with(Keys.indexed(merchant, order))
                .number(VERSION, version)
                .text("o", order.id().value())
                .text("c", placement.customer().value())
                .text("nr", placement.number())
                .number("t", placement.total())
                .text("cu", placement.currency())
                .instant("at", placement.placedAt())
                .text("fp", placement.fingerprint())
                .text("st", order.status().name())
                .text("ps", payment.status().name())
                .text("pa", payment.attempt())
                .instant("pd", payment.dueAt())
                .texts(
                        "pf",
                        payment.leftAttempts().stream().map(AttemptId::value).toList())
                .numberUnlessZero("rf", payment.refunds().told())
                .maps("rs", payment.refunds().each(), OrderItem::refund)
                .texts("tg", order.tags())
                .maps("tv", order.told().newest(), OrderItem::told)
                .number("ro", order.round())
                .maps("al", order.allocations(), OrderItem::allocation)
                .texts("jo", order.journal().stream().map(OrderItem::journalKey).toList());
        order.cancellation().ifPresent(by -> item.map("ca", cancellation(by)));
        if (!order.earnings().equals(Earnings.NONE)) {
            item.map("ea", earnings(order.earnings()));
        }
        return item.values();
    }

    static Order read(Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        return new Order(
                new OrderId(item.text("o")),
                new Placement(
                        new CustomerId(item.text("c")),
                        item.text("nr"),
                        item.number("t"),
                        item.text("cu"),
                        item.instant("at"),
                        item.text("fp")),
                item.constant("st", OrderStatus.class),
                new Payment(
                        item.constant("ps", PaymentStatus.class),
                        item.optionalText("pa").map(AttemptId::new),
                        item.texts("pf").stream().map(AttemptId::new).toList(),
                        item.optionalInstant("pd"),
                        new Refunds(item.numberOrZero("rf"), item.maps("rs", OrderItem::refund))),
                item.texts("tg"),
                new Told(item.maps("tv", OrderItem::told)),
                item.optionalMap("ca").map(OrderItem::cancellation),
                Math.toIntExact(item.number("ro")),
                item.maps("al", OrderItem::allocation),
                item.optionalMap("ea").map(OrderItem::earnings).orElse(Earnings.NONE),
                item.texts("jo").stream().map(OrderItem::journalKey).toList(),
                item.number(VERSION));
    }

    static Attributes allocation(Allocation allocation) {
        return Attributes.empty()
                .text("l", allocation.lot().value())
                .amount("a", "n", allocation.amount())
                .expiry("x", allocation.expiry())
                .numberUnlessZero("z", allocation.enteredUnder())
                .number("r", allocation.round())
                .text("b", allocation.revertedAs());
    }

    static Allocation allocation(Attributes item) {
        return new Allocation(
                new LotId(item.text("l")),
                item.amount("a", "n"),
                item.expiry("x"),
                Math.toIntExact(item.numberOrZero("z")),
                Math.toIntExact(item.number("r")),
                item.optionalText("b").map(LotId::new));
    }

    private static Attributes refund(Refunds.Refund refund) {
        return Attributes.empty().text("i", refund.id().value()).number("n", refund.amount());
    }

    private static Refunds.Refund refund(Attributes item) {
        return new Refunds.Refund(new RefundId(item.text("i")), item.number("n"));
    }

    private static Attributes told(Told.Newest newest) {
        var line = Attributes.empty()
                .text("s", newest.source())
                .text("k", newest.thing().name())
                .instant("u", newest.edition().updatedAt());
        newest.edition().version().ifPresent(version -> line.number("v", version));
        return line;
    }

    private static Told.Newest told(Attributes item) {
        return new Told.Newest(
                item.text("s"),
                item.constant("k", Told.Thing.class),
                new Told.Edition(item.optionalNumber("v"), item.optionalInstant("u")));
    }

    private static Attributes cancellation(Cancellation by) {
        return Attributes.empty()
                .instant("t", by.at())
                .text("g", by.trigger().name())
                .text("a", by.actor());
    }

    private static Cancellation cancellation(Attributes item) {
        return new Cancellation(item.instant("t"), item.constant("g", Trigger.class), item.text("a"));
    }

    private static Attributes earnings(Earnings earnings) {
        return Attributes.empty()
                .maps("g", earnings.grants(), OrderItem::grant)
                .flag("m", earnings.target().whole())
                .numberUnlessZero("mr", earnings.target().refunded())
                .numberUnlessZero("c", earnings.clawedBack())
                .numberUnlessZero("w", earnings.writtenOff())
                .numberUnlessZero("x", earnings.expired())
                .numberUnlessZero("j", earnings.rejected());
    }

    private static Earnings earnings(Attributes item) {
        return new Earnings(
                item.maps("g", OrderItem::grant),
                new Target(item.flag("m"), item.numberOrZero("mr")),
                item.numberOrZero("c"),
                item.numberOrZero("w"),
                item.numberOrZero("x"),
                item.numberOrZero("j"));
    }

    /** A date that was told, never that was told, and none that was told are three things. */
    private static Attributes grant(Grant grant) {
        var line = Attributes.empty()
                .text("i", grant.id().value())
                .number("n", grant.points())
                .text("l", grant.lot().value())
                .flag("u", grant.expiry().isEmpty());
        grant.expiry().ifPresent(expiry -> line.expiry("x", expiry));
        return line;
    }

    private static Grant grant(Attributes item) {
        return new Grant(
                new GrantId(item.text("i")),
                item.number("n"),
                item.flag("u") ? Optional.empty() : Optional.of(item.expiry("x")),
                new LotId(item.text("l")));
    }

    private static String journalKey(JournalKey key) {
        return switch (key.ledger()) {
            case WALLET -> "W" + key.version();
            case ORDER -> "O" + key.version();
            case REDEMPTION -> throw new IllegalStateException("an order has no item of a redemption: " + key);
        };
    }

    private static JournalKey journalKey(String text) {
        var ledger = switch (text.charAt(0)) {
            case 'W' -> JournalKey.Ledger.WALLET;
            case 'O' -> JournalKey.Ledger.ORDER;
            default -> throw new IllegalStateException("no journal key begins like " + text);
        };
        return new JournalKey(ledger, Long.parseLong(text.substring(1)));
    }
}
