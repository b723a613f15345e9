package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.regex.Pattern;
import recoup.ledger.Ledger;
import recoup.model.Asset;
import recoup.model.CustomerId;
import recoup.model.OrderId;
import recoup.operations.AdjustBalance;
import recoup.operations.ReadActivity;
import recoup.operations.ReadActivity.Filter;
import recoup.operations.ReadActivity.Position;
import recoup.operations.ReadCustomer;

/** {@code /v1/customers}. */
public final class CustomerRoutes {
    /** A wallet's version, from 1, and a line of its journal item. */
    private static final Pattern POSITION = Pattern.compile("([1-9]\\d{0,11})\\.(\\d{1,6})");

    private final ReadCustomer readCustomer;
    private final ReadActivity readActivity;
    private final AdjustBalance adjustBalance;

    public CustomerRoutes(Ledger ledger) {
        this.readCustomer = new ReadCustomer(ledger);
        this.readActivity = new ReadActivity(ledger);
        this.adjustBalance = new AdjustBalance(ledger);
    }

    public APIGatewayV2HTTPResponse read(Call call) {
        call.noQuery();
        var id = call.path("customerId", CustomerId::new);
        return Responses.ok(CustomerJson.of(readCustomer.run(id, call.request())));
    }

    public APIGatewayV2HTTPResponse activity(Call call) {
        var id = call.path("customerId", CustomerId::new);
        var query = call.query(Paging.with(Set.of("asset", "orderId")));
        var filter = new Filter(query.constant("asset", Asset.class), query.id("orderId", OrderId::new));
        var paging = Paging.of(call, "activity of " + id, query);
        var from = paging.from(
                POSITION, parts -> new Position(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))));
        var page = readActivity.run(id, filter, from, paging.limit(), call.request());
        return Responses.ok(paging.page(
                CustomerJson.entries(page.entries()),
                page.next().map(next -> next.walletVersion() + "." + next.line())));
    }

    public APIGatewayV2HTTPResponse adjust(Call call) {
        var id = call.path("customerId", CustomerId::new);
        var body = call.body();
        var request = call.request(body);
        var command = Bodies.adjust(id, body);
        return Responses.of(adjustBalance.run(command, request, adjusted -> {
            var json = JsonNodeFactory.instance.objectNode();
            json.set("entries", CustomerJson.entries(adjusted.entries()));
            return Responses.rendered(201, json);
        }));
    }
}
