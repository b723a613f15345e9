package recoup.ledger;

import java.time.Instant;
import java.util.Map;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.LotId;
import recoup.model.LotRemark;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Trigger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A journal item: written once, never again. */
final class JournalItem {
    private JournalItem() {}

    static Map<String, AttributeValue> write(Map<String, AttributeValue> key, Journal journal) {
        return Attributes.empty()
                .with(key)
                .text("w", journal.what().name())
                .instant("at", journal.at())
                .text("g", journal.trigger().name())
                .text("a", journal.actor())
                .text("rk", journal.reason().flatMap(Reason::key))
                .text("rm", journal.reason().flatMap(Reason::message))
                .text("o", journal.order())
                .maps("m", journal.movements(), movement -> movement(movement, journal.at()))
                .maps("k", journal.leftAlone(), JournalItem::remark)
                .flag("nf", journal.notifyCustomer())
                .values();
    }

    static Journal read(Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        var at = item.instant("at");
        var key = item.optionalText("rk").map(Reason.Key::valueOf);
        var message = item.optionalText("rm");
        return new Journal(
                item.constant("w", Journal.What.class),
                at,
                item.constant("g", Trigger.class),
                item.text("a"),
                key.isEmpty() && message.isEmpty()
                        ? java.util.Optional.empty()
                        : java.util.Optional.of(new Reason(key, message)),
                item.optionalText("o").map(OrderId::new),
                item.maps("m", movement -> movement(movement, at)),
                item.maps("k", JournalItem::remark),
                item.flag("nf"));
    }

    /** Only an EXPIRE happened at another time than its operation. */
    private static Attributes movement(Movement movement, Instant journalAt) {
        var line = Attributes.empty()
                .text("t", movement.type().name())
                .amount("a", "n", movement.amount())
                .text("l", movement.lot().value())
                .expiry("x", movement.expiry())
                .numberUnlessZero("d", movement.debtSettled())
                .number("b", movement.balanceAfter());
        return movement.occurredAt().equals(journalAt) ? line : line.instant("at", movement.occurredAt());
    }

    private static Movement movement(Attributes line, Instant journalAt) {
        return new Movement(
                line.constant("t", EntryType.class),
                line.amount("a", "n"),
                new LotId(line.text("l")),
                line.expiry("x"),
                line.optionalInstant("at").orElse(journalAt),
                line.numberOrZero("d"),
                line.number("b"));
    }

    private static Attributes remark(LotRemark remark) {
        return Attributes.empty()
                .text("l", remark.lot().value())
                .amount("a", "n", remark.amount())
                .text("y", remark.why().name());
    }

    private static LotRemark remark(Attributes item) {
        return new LotRemark(new LotId(item.text("l")), item.amount("a", "n"), item.constant("y", LotRemark.Why.class));
    }
}
