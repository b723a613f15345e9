package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import recoup.model.Entry;
import recoup.model.Lot;
import recoup.model.LotId;
import recoup.model.Reason;
import recoup.operations.ReadCustomer;

/** The contract's customer, {@code Lot}, {@code Entry} and {@code Reason}. */
public final class CustomerJson {
    private CustomerJson() {}

    static ObjectNode of(ReadCustomer.Customer customer) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("customerId", customer.id().value());
        var balances = json.putArray("balances");
        customer.balances().forEach(balance -> balances.add(balance(balance)));
        var lots = json.putArray("lots");
        customer.lots().forEach(lot -> lots.add(lot(lot)));
        return json;
    }

    public static ArrayNode entries(List<Entry> entries) {
        var array = JsonNodeFactory.instance.arrayNode();
        entries.forEach(entry -> array.add(entry(entry)));
        return array;
    }

    public static ObjectNode reason(Reason reason) {
        var json = JsonNodeFactory.instance.objectNode();
        reason.key().ifPresent(key -> json.put("key", key(key)));
        reason.message().ifPresent(message -> json.put("message", message));
        return json;
    }

    static String key(Reason.Key key) {
        return key.name().toLowerCase(Locale.ROOT);
    }

    private static ObjectNode balance(ReadCustomer.Balance balance) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("asset", balance.available().asset().name())
                .put("available", balance.available().units())
                .put("debt", balance.debt());
        balance.nextExpiry()
                .ifPresentOrElse(
                        next -> json.putObject("nextExpiry")
                                .put("date", next.date().lastDay().toString())
                                .put("amount", next.amount()),
                        () -> json.putNull("nextExpiry"));
        return json;
    }

    private static ObjectNode lot(Lot lot) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("lotId", lot.id().value())
                .put("asset", lot.asset().name())
                .put("amount", lot.amount().units())
                .put("remaining", lot.remaining())
                .put("expiresOn", PlanJson.date(lot.expiry()));
        lot.order().ifPresent(order -> json.put("orderId", order.value()));
        lot.redemption().ifPresent(redemption -> json.put("redemptionId", redemption.value()));
        return json;
    }

    private static ObjectNode entry(Entry entry) {
        var movement = entry.movement();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("entryId", entry.id())
                .put("type", movement.type().name())
                .put("asset", movement.asset().name())
                .put("amount", movement.amount().units())
                .put("lotId", movement.lot().map(LotId::value).orElse(null))
                .put("expiresOn", PlanJson.date(movement.expiry()));
        entry.order().ifPresent(order -> json.put("orderId", order.value()));
        entry.redemption().ifPresent(redemption -> json.put("redemptionId", redemption.value()));
        json.put("trigger", entry.trigger().name()).put("actor", entry.actor());
        entry.reason().ifPresent(reason -> json.set("reason", reason(reason)));
        entry.note().ifPresent(note -> json.put("note", note));
        if (movement.debtSettled() > 0) {
            json.put("debtSettled", movement.debtSettled());
        }
        return json.put("occurredAt", movement.occurredAt().toString()).put("balanceAfter", movement.balanceAfter());
    }
}
