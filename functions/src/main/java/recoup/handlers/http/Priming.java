package recoup.handlers.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.Amount;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.Earnings;
import recoup.model.Expiry;
import recoup.model.LotId;
import recoup.model.Order;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.Payment;
import recoup.model.Placement;
import recoup.model.Settings;
import recoup.model.Told;
import recoup.model.Wallet;
import recoup.rules.cancellation.Plan;

/**
 * Loads what a first request would load, so that SnapStart's snapshot holds it: one made-up cancel is read, planned and
 * written as JSON. It asks nobody: a function that is being snapshotted may have no credentials yet.
 */
public final class Priming {
    private static final String CANCEL = """
        {"storeCredit":{"revert":true,"extendExpiredByDays":30},"points":{"revert":true,"extendExpired":true},
         "reason":{"key":"other","message":"priming"},"notifyCustomer":false}\
        """;

    private Priming() {}

    public static void run() {
        var order = order(new OrderId("priming"), new CustomerId("priming"));
        var body = Json.object(CANCEL.getBytes(StandardCharsets.UTF_8));
        var choices = Bodies.choices(body);
        var wallet = Wallet.empty(order.customer());
        var plan = Plan.of(order, wallet, choices.policy(), Settings.DEFAULTS, Instant.EPOCH);
        Responses.tagged(PlanJson.of(plan), plan.hash());
        Responses.ok(OrderJson.of(order));
        Responses.tagged(SettingsJson.of(Settings.DEFAULTS), Json.canonical(body));
    }

    private static Order order(OrderId id, CustomerId customer) {
        var amount = new Amount(Asset.POINTS, 1);
        var taken = new Allocation(new LotId("priming"), amount, Expiry.NEVER, 0, 1, Optional.empty());
        return new Order(
                id,
                new Placement(customer, "priming", 0, Settings.DEFAULTS.currency(), Instant.EPOCH, "priming"),
                OrderStatus.PENDING,
                Payment.pending(Optional.empty(), Optional.empty()),
                List.of(),
                Told.NOTHING,
                Optional.empty(),
                1,
                List.of(taken),
                Earnings.NONE,
                List.of(),
                0);
    }
}
