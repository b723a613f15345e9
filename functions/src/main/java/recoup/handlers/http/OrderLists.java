package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import recoup.ledger.IndexPlace;
import recoup.ledger.Ledger;
import recoup.ledger.OrderIndex;
import recoup.model.Coverage;
import recoup.model.CustomerId;
import recoup.model.Journal;
import recoup.model.OrderId;
import recoup.model.OrderStatus;
import recoup.model.PaymentStatus;
import recoup.model.RevertStatus;
import recoup.operations.ListOrders;
import recoup.operations.ReadHistory;

/** {@code GET /v1/orders} and an order's history. */
public final class OrderLists {
    private static final Set<String> FILTER =
            Set.of("status", "paymentStatus", "creditRevertStatus", "pointsRevertStatus", "coverage", "customerId");
    /** A time as the index sorts it, and an order's id. */
    private static final Pattern PLACE = Pattern.compile(IndexPlace.REGEX);

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

    private final ListOrders listOrders;
    private final ReadHistory readHistory;

    public OrderLists(Ledger ledger, OrderIndex index) {
        this.listOrders = new ListOrders(index);
        this.readHistory = new ReadHistory(ledger);
    }

    public APIGatewayV2HTTPResponse orders(Call call) {
        var query = call.query(Paging.with(FILTER));
        var filter = new ListOrders.Filter(
                query.constant("status", OrderStatus.class),
                query.constant("paymentStatus", PaymentStatus.class),
                query.constant("creditRevertStatus", RevertStatus.class),
                query.constant("pointsRevertStatus", RevertStatus.class),
                query.constant("coverage", Coverage.class),
                query.id("customerId", CustomerId::new));
        var paging = Paging.of(call, "orders", query);
        var page = listOrders.run(filter, paging.from(PLACE, MatchResult::group), paging.limit(), call.request());
        var items = JsonNodeFactory.instance.arrayNode();
        page.orders().forEach(order -> items.add(OrderJson.of(order)));
        return Responses.ok(paging.page(items, page.next()));
    }

    public APIGatewayV2HTTPResponse history(Call call) {
        var id = call.path("orderId", OrderId::new);
        var paging = Paging.of(call, "history of " + id, call.query(Paging.with(Set.of())));
        var from = paging.from(NUMBER, number -> Integer.valueOf(number.group()));
        return readHistory
                .run(id, from, paging.limit(), call.request())
                .map(page -> {
                    var items = JsonNodeFactory.instance.arrayNode();
                    page.items().forEach(item -> items.add(history(item)));
                    return Responses.ok(paging.page(items, page.next().map(Object::toString)));
                })
                .orElseGet(() -> Responses.problem(Refusals.orderNotFound(id.value())));
    }

    private static ObjectNode history(Journal journal) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("at", journal.at().toString())
                .put("trigger", journal.trigger().name())
                .put("actor", journal.actor())
                .put("what", journal.what().name());
        json.set("lots", lots(journal));
        journal.reason().ifPresent(reason -> json.set("reason", CustomerJson.reason(reason)));
        return json;
    }

    /** What was decided about each lot. */
    public static ArrayNode lots(Journal journal) {
        var lots = JsonNodeFactory.instance.arrayNode();
        journal.decisions()
                .forEach(decision -> lots.addObject()
                        .put("lotId", decision.lot().value())
                        .put("amount", decision.amount().units())
                        .put("action", decision.why().action().name())
                        .put("why", decision.why().name()));
        return lots;
    }
}
