package recoup.ledger;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.EntryType;
import recoup.model.Journal;
import recoup.model.LotDecision;
import recoup.model.LotId;
import recoup.model.Movement;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.RedemptionId;
import recoup.model.ReviewId;
import recoup.model.Trigger;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A journal item: written once, never again. */
final class JournalItem {
    /** Whose it is, in an item of an order's partition; a wallet's partition says it itself. */
    static final String CUSTOMER = "c";

    private JournalItem() {}

    static Map<String, AttributeValue> write(
            Map<String, AttributeValue> key, Optional<CustomerId> whose, Journal journal) {
        return Attributes.empty()
                .with(key)
                .text(CUSTOMER, whose)
                .text("w", journal.what().name())
                .instant("at", journal.at())
                .text("g", journal.trigger().name())
                .text("a", journal.actor())
                .text("rk", journal.reason().flatMap(Reason::key))
                .text("rm", journal.reason().flatMap(Reason::message))
                .text("o", journal.order())
                .text("p", journal.redemption())
                .text("no", journal.note())
                .maps("m", journal.movements(), movement -> movement(movement, journal.at()))
                .maps("k", journal.decisions(), JournalItem::decision)
                .numberUnlessZero("wo", journal.writtenOff())
                .text("rv", journal.opened())
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
                key.isEmpty() && message.isEmpty() ? Optional.empty() : Optional.of(new Reason(key, message)),
                item.optionalText("o").map(OrderId::new),
                item.optionalText("p").map(RedemptionId::new),
                item.optionalText("no"),
                item.maps("m", movement -> movement(movement, at)),
                item.maps("k", JournalItem::decision),
                item.numberOrZero("wo"),
                item.optionalText("rv").map(ReviewId::new),
                item.flag("nf"));
    }

    /** Only an EXPIRE happened at another time than its operation. */
    private static Attributes movement(Movement movement, Instant journalAt) {
        var line = Attributes.empty()
                .text("t", movement.type().name())
                .amount("a", "n", movement.amount())
                .text("l", movement.lot())
                .expiry("x", movement.expiry())
                .numberUnlessZero("d", movement.debtSettled())
                .number("b", movement.balanceAfter());
        return movement.occurredAt().equals(journalAt) ? line : line.instant("at", movement.occurredAt());
    }

    private static Movement movement(Attributes line, Instant journalAt) {
        return new Movement(
                line.constant("t", EntryType.class),
                line.amount("a", "n"),
                line.optionalText("l").map(LotId::new),
                line.expiry("x"),
                line.optionalInstant("at").orElse(journalAt),
                line.numberOrZero("d"),
                line.number("b"));
    }

    private static Attributes decision(LotDecision decision) {
        return Attributes.empty()
                .text("l", decision.lot().value())
                .amount("a", "n", decision.amount())
                .text("y", decision.why().name());
    }

    private static LotDecision decision(Attributes item) {
        return new LotDecision(
                new LotId(item.text("l")), item.amount("a", "n"), item.constant("y", LotDecision.Why.class));
    }
}
