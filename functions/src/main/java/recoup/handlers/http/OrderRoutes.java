package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import recoup.ledger.Ledger;
import recoup.model.OrderId;
import recoup.operations.CancelOrder;
import recoup.operations.IfMatch;
import recoup.operations.PlaceOrder;
import recoup.operations.PreviewCancellation;
import recoup.operations.ReadOrder;

/** {@code /v1/orders}. */
public final class OrderRoutes {
    private final PlaceOrder placeOrder;
    private final ReadOrder readOrder;
    private final PreviewCancellation previewCancellation;
    private final CancelOrder cancelOrder;

    public OrderRoutes(Ledger ledger) {
        this.placeOrder = new PlaceOrder(ledger);
        this.readOrder = new ReadOrder(ledger);
        this.previewCancellation = new PreviewCancellation(ledger);
        this.cancelOrder = new CancelOrder(ledger);
    }

    public APIGatewayV2HTTPResponse place(Call call) {
        var body = call.body();
        var idempotency = call.idempotency(body);
        var command = Bodies.placeOrder(body);
        return Responses.of(placeOrder.run(
                command,
                call.request(),
                idempotency,
                placed -> Responses.rendered(placed.created() ? 201 : 200, OrderJson.of(placed.order()))));
    }

    public APIGatewayV2HTTPResponse read(Call call) {
        var id = call.path("orderId", OrderId::new);
        return readOrder
                .run(id, call.request())
                .map(order -> Responses.ok(OrderJson.of(order)))
                .orElseGet(() -> Responses.problem(Refusals.orderNotFound(id.value())));
    }

    /** The same body as {@link #cancel}; what only concerns the execution is checked and has no effect. */
    public APIGatewayV2HTTPResponse previewCancellation(Call call) {
        var id = call.path("orderId", OrderId::new);
        var command = Bodies.cancel(id, call.body(), new IfMatch.Unsaid());
        return previewCancellation
                .run(id, command.policy(), call.request())
                .map(plan -> Responses.tagged(PlanJson.of(plan), plan.hash()))
                .orElseGet(() -> Responses.problem(Refusals.orderNotFound(id.value())));
    }

    public APIGatewayV2HTTPResponse cancel(Call call) {
        var id = call.path("orderId", OrderId::new);
        var body = call.body();
        var idempotency = call.idempotency(body);
        var command = Bodies.cancel(id, body, call.ifMatch());
        return Responses.of(cancelOrder.run(command, call.request(), idempotency, OrderRoutes::cancelled));
    }

    private static recoup.operations.Rendered cancelled(CancelOrder.Cancelled cancelled) {
        var json = JsonNodeFactory.instance.objectNode();
        json.set("order", OrderJson.of(cancelled.order()));
        json.set("entries", CustomerJson.entries(cancelled.entries()));
        json.set("plan", PlanJson.of(cancelled.plan()));
        return Responses.rendered(200, json);
    }
}
