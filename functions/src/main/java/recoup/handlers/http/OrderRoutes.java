package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import recoup.ledger.Ledger;
import recoup.model.OrderId;
import recoup.operations.CancelOrder;
import recoup.operations.CancelOrders;
import recoup.operations.MoveOrder;
import recoup.operations.Outcome;
import recoup.operations.PlaceOrder;
import recoup.operations.PreviewCancellation;
import recoup.operations.ReadOrder;
import recoup.operations.ReapplyOrder;
import recoup.operations.Rendered;

/** {@code /v1/orders}. */
public final class OrderRoutes {
    private final PlaceOrder placeOrder;
    private final ReadOrder readOrder;
    private final PreviewCancellation previewCancellation;
    private final CancelOrder cancelOrder;
    private final CancelOrders cancelOrders;
    private final MoveOrder moveOrder;
    private final ReapplyOrder reapplyOrder;

    public OrderRoutes(Ledger ledger) {
        this.placeOrder = new PlaceOrder(ledger);
        this.readOrder = new ReadOrder(ledger);
        this.previewCancellation = new PreviewCancellation(ledger);
        this.cancelOrder = new CancelOrder(ledger);
        this.cancelOrders = new CancelOrders(ledger);
        this.moveOrder = new MoveOrder(ledger);
        this.reapplyOrder = new ReapplyOrder(ledger);
    }

    public APIGatewayV2HTTPResponse place(Call call) {
        var body = call.body();
        var request = call.request(body);
        var command = Bodies.placeOrder(body);
        return Responses.of(placeOrder.run(
                command,
                request,
                placed -> Responses.rendered(placed.created() ? 201 : 200, OrderJson.of(placed.order()))));
    }

    public APIGatewayV2HTTPResponse read(Call call) {
        call.noQuery();
        var id = call.path("orderId", OrderId::new);
        return readOrder
                .run(id, call.request())
                .map(order -> Responses.ok(OrderJson.of(order)))
                .orElseGet(() -> Responses.problem(Refusals.orderNotFound(id.value())));
    }

    /** The same body as {@link #cancel}; what only concerns the execution is checked and has no effect. */
    public APIGatewayV2HTTPResponse previewCancellation(Call call) {
        var id = call.path("orderId", OrderId::new);
        var choices = Bodies.choices(call.body());
        return previewCancellation
                .run(id, choices.policy(), call.request())
                .map(plan -> Responses.tagged(PlanJson.of(plan), plan.hash()))
                .orElseGet(() -> Responses.problem(Refusals.orderNotFound(id.value())));
    }

    public APIGatewayV2HTTPResponse cancel(Call call) {
        var id = call.path("orderId", OrderId::new);
        var body = call.body();
        var request = call.request(body);
        var command = Bodies.choices(body).about(id, call.ifMatch());
        return Responses.of(cancelOrder.cancel(command, request, OrderRoutes::cancelled));
    }

    public APIGatewayV2HTTPResponse revert(Call call) {
        var id = call.path("orderId", OrderId::new);
        var body = call.body();
        var request = call.request(body);
        var command = Bodies.choices(body).about(id, call.ifMatch());
        return Responses.of(cancelOrder.revert(command, request, OrderRoutes::cancelled));
    }

    /** A bulk: each order is guarded by a key of its own, so the answer as a whole need not be kept (C-13). */
    public APIGatewayV2HTTPResponse cancelMany(Call call) {
        var body = call.body();
        var key = call.idempotencyKey();
        if (body.has("storeCredit") || body.has("points")) {
            return Responses.problem(Problem.of(
                    Problem.Type.BULK_REVERT_NOT_SUPPORTED,
                    "Nothing was cancelled. Cancel without storeCredit and points, and revert the orders one by one."));
        }
        var command = Bodies.cancelMany(body, key);
        var json = JsonNodeFactory.instance.objectNode();
        var results = json.putArray("results");
        cancelOrders.run(command, call.request(), OrderRoutes::oneOfMany).forEach(one -> results.add(oneOfMany(one)));
        return Responses.ok(json);
    }

    public APIGatewayV2HTTPResponse move(Call call) {
        var id = call.path("orderId", OrderId::new);
        var command = Bodies.move(id, call.body());
        return Responses.of(moveOrder.run(command, call.request(), OrderRoutes::moved));
    }

    public APIGatewayV2HTTPResponse reapply(Call call) {
        var id = call.path("orderId", OrderId::new);
        var body = call.body();
        var request = call.request(body);
        Bodies.empty(body);
        return Responses.of(reapplyOrder.run(id, request, reapplied -> {
            var json = JsonNodeFactory.instance.objectNode();
            json.set("order", OrderJson.of(reapplied.order()));
            json.set("entries", CustomerJson.entries(reapplied.entries()));
            return Responses.rendered(200, json);
        }));
    }

    private static Rendered cancelled(CancelOrder.Cancelled cancelled) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("order", OrderJson.of(cancelled.order()));
        json.set("entries", CustomerJson.entries(cancelled.entries()));
        json.set("plan", PlanJson.of(cancelled.plan()));
        return Responses.rendered(200, json);
    }

    private static Rendered oneOfMany(CancelOrder.Cancelled cancelled) {
        return Responses.rendered(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("orderId", cancelled.order().id().value())
                        .put("outcome", cancelled.became() ? "CANCELLED" : "UNCHANGED"));
    }

    private static ObjectNode oneOfMany(CancelOrders.OneOfThem one) {
        return switch (one.outcome()) {
            case Outcome.Done(var answer, var _) -> Json.object(answer.body().getBytes(StandardCharsets.UTF_8));
            case Outcome.Refused(var refusal) -> {
                var json = JsonNodeFactory.instance
                        .objectNode()
                        .put("orderId", one.order().value())
                        .put("outcome", "REFUSED");
                json.set("problem", Refusals.problem(refusal).json());
                yield json;
            }
        };
    }

    private static Rendered moved(MoveOrder.Moved moved) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("order", OrderJson.of(moved.order()));
        var warnings = json.putArray("warnings");
        moved.stillReverted()
                .forEach(amount -> warnings.addObject()
                        .put("code", "manual-adjustment-required")
                        .put("asset", amount.asset().name())
                        .put("amount", amount.units()));
        return Responses.rendered(200, json);
    }
}
