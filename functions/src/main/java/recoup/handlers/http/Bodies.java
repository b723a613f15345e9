package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.AttemptId;
import recoup.model.CustomerId;
import recoup.model.Expiry;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Reason;
import recoup.model.Trigger;
import recoup.operations.AdjustBalance;
import recoup.operations.CancelOrder;
import recoup.operations.CancelOrders;
import recoup.operations.IfMatch;
import recoup.operations.MoveOrder;
import recoup.operations.PlaceOrder;
import recoup.rules.revert.LotRule;
import recoup.rules.revert.RevertPolicy;

/** What the bodies of requests say. A body at fault is a 400 that lists every field at fault. */
final class Bodies {
    /** Where an order can be moved; it is cancelled by a route of its own. */
    private static final List<OrderStatus> LIVING =
            List.of(OrderStatus.PENDING, OrderStatus.CONFIRMED, OrderStatus.COMPLETED);

    private static final int LONGEST_NUMBER = 128;
    private static final int MOST_ORDERS = 100;

    private Bodies() {}

    static PlaceOrder.Command placeOrder(ObjectNode body) {
        var fields = new Fields(body);
        var order = fields.required("orderId", name -> fields.id(name, OrderId::new));
        var number = fields.text("number", LONGEST_NUMBER);
        var customer = fields.required("customerId", name -> fields.id(name, CustomerId::new));
        var total = fields.required("total", name -> fields.integer(name, 0, Amount.MAX_UNITS));
        var currency = fields.required("currency", fields::currency);
        var placedAt = fields.instant("placedAt");
        var dueAt = fields.instant("paymentDueAt");
        var attempt = fields.id("paymentAttemptId", AttemptId::new);
        var tags = fields.tags("tags");
        var use = fields.required("use", name -> fields.object(name, Bodies::use));
        fields.check();
        return new PlaceOrder.Command(
                order.orElseThrow(),
                number,
                customer.orElseThrow(),
                total.orElseThrow(),
                currency.orElseThrow(),
                placedAt,
                dueAt,
                attempt,
                tags,
                use.orElseThrow());
    }

    /** The dialog's choices; the preview looks at the policy alone. */
    record Choices(RevertPolicy policy, Optional<Reason> reason, boolean notifyCustomer) {
        CancelOrder.Command about(OrderId order, IfMatch ifMatch) {
            return new CancelOrder.Command(order, policy, Trigger.MANUAL, reason, notifyCustomer, ifMatch);
        }
    }

    static Choices choices(ObjectNode body) {
        var fields = new Fields(body);
        var policy = policy(fields);
        var reason = fields.object("reason", Bodies::reason);
        var notify = fields.bool("notifyCustomer");
        fields.check();
        return new Choices(policy, reason, notify.orElse(false));
    }

    static CancelOrders.Command cancelMany(ObjectNode body, String key) {
        var fields = new Fields(body);
        var orders = fields.required("orderIds", name -> fields.ids(name, MOST_ORDERS, OrderId::new));
        var reason = fields.object("reason", Bodies::reason);
        fields.check();
        return new CancelOrders.Command(orders.orElseThrow(), reason, key);
    }

    static MoveOrder.Command move(OrderId order, ObjectNode body) {
        var fields = new Fields(body);
        var status = fields.required("status", name -> fields.constant(name, LIVING));
        fields.check();
        return new MoveOrder.Command(order, status.orElseThrow());
    }

    /** A body that says nothing. */
    static void empty(ObjectNode body) {
        new Fields(body).check();
    }

    static AdjustBalance.Command adjust(CustomerId customer, ObjectNode body) {
        var fields = new Fields(body);
        var asset = fields.required("asset", name -> fields.constant(name, Asset.class));
        var units = fields.required("amount", name -> fields.integer(name, -Amount.MAX_UNITS, Amount.MAX_UNITS));
        var takes = units.filter(amount -> amount < 0).isPresent();
        if (units.filter(amount -> amount == 0).isPresent()) {
            fields.refuse("amount", "must not be 0");
        }
        if (takes && fields.has("expiresOn") && !fields.isNull("expiresOn")) {
            fields.refuse("expiresOn", "is for what is given; a negative amount takes");
        }
        var expiry = takes ? Optional.<Expiry>empty() : fields.expiry("expiresOn");
        var reason = fields.required("reason", name -> fields.object(name, Bodies::reason));
        var notify = fields.bool("notifyCustomer");
        fields.check();
        return new AdjustBalance.Command(
                customer,
                new Amount(asset.orElseThrow(), units.orElseThrow()),
                expiry,
                reason.orElseThrow(),
                notify.orElse(false));
    }

    private static Optional<Map<Asset, Long>> use(Fields fields) {
        var use = new EnumMap<Asset, Long>(Asset.class);
        fields.integer("storeCredit", 0, Amount.MAX_UNITS).ifPresent(units -> use.put(Asset.STORE_CREDIT, units));
        fields.integer("points", 0, Amount.MAX_UNITS).ifPresent(units -> use.put(Asset.POINTS, units));
        return Optional.of(use);
    }

    /** Not chosen means not reverted (C-01). */
    private static RevertPolicy policy(Fields fields) {
        var storeCredit = fields.object("storeCredit", choice -> {
            var revert = choice.required("revert", choice::bool);
            var days = choice.integer("extendExpiredByDays", 1, LotRule.ExtendByDays.MAX_DAYS);
            return revert.map(chosen ->
                    rule(chosen, days.<LotRule>map(number -> new LotRule.ExtendByDays(Math.toIntExact(number)))));
        });
        var points = fields.object("points", choice -> {
            var revert = choice.required("revert", choice::bool);
            var extend = choice.bool("extendExpired").filter(chosen -> chosen);
            return revert.map(chosen -> rule(chosen, extend.<LotRule>map(_ -> new LotRule.ExtendToAnnualDate())));
        });
        return new RevertPolicy.Manual(storeCredit.orElse(new LotRule.Leave()), points.orElse(new LotRule.Leave()));
    }

    private static LotRule rule(boolean revert, Optional<LotRule> extension) {
        return revert ? extension.orElse(new LotRule.OnlyValid()) : new LotRule.Leave();
    }

    static Optional<Reason> reason(Fields fields) {
        if (!fields.has("key") && !fields.has("message")) {
            fields.refuseItself("needs a key, a message or both");
            return Optional.empty();
        }
        var key = fields.constant("key", Reason.Key.class, CustomerJson::key);
        var message = fields.text("message", Reason.MAX_MESSAGE);
        return key.isEmpty() && message.isEmpty() ? Optional.empty() : Optional.of(new Reason(key, message));
    }
}
