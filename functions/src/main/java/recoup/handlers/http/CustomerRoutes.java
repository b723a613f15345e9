package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recoup.ledger.Ledger;
import recoup.model.CustomerId;
import recoup.operations.AdjustBalance;
import recoup.operations.ReadActivity;
import recoup.operations.ReadActivity.Filter;
import recoup.operations.ReadActivity.Position;
import recoup.operations.ReadCustomer;

/** {@code /v1/customers}. */
public final class CustomerRoutes {
    private static final int MOST_A_PAGE = 100;
    private static final int USUAL_PAGE = 25;
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
        var id = call.path("customerId", CustomerId::new);
        return Responses.ok(CustomerJson.of(readCustomer.run(id, call.request())));
    }

    public APIGatewayV2HTTPResponse activity(Call call) {
        var id = call.path("customerId", CustomerId::new);
        var query = call.query(Set.of("limit", "cursor"));
        var limit = Optional.ofNullable(query.get("limit"))
                .map(CustomerRoutes::limit)
                .orElse(USUAL_PAGE);
        var listed = List.of("activity", call.request().caller().merchant().value(), id.value());
        var from = Optional.ofNullable(query.get("cursor")).map(cursor -> position(cursor, listed));
        var page = readActivity.run(id, new Filter(Optional.empty(), Optional.empty()), from, limit, call.request());
        var json = JsonNodeFactory.instance.objectNode();
        json.set("items", CustomerJson.entries(page.entries()));
        json.put(
                "nextCursor",
                page.next()
                        .map(next -> Cursor.sealed(next.walletVersion() + "." + next.line(), listed))
                        .orElse(null));
        return Responses.ok(json);
    }

    public APIGatewayV2HTTPResponse adjust(Call call) {
        var id = call.path("customerId", CustomerId::new);
        var body = call.body();
        var idempotency = call.idempotency(body);
        var command = Bodies.adjust(id, body);
        return Responses.of(adjustBalance.run(command, call.request(), idempotency, adjusted -> {
            var json = JsonNodeFactory.instance.objectNode();
            json.set("entries", CustomerJson.entries(adjusted.entries()));
            return Responses.rendered(201, json);
        }));
    }

    private static int limit(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(number -> number >= 1 && number <= MOST_A_PAGE)
                .orElseThrow(() -> Call.invalid("limit", "must be a whole number from 1 to " + MOST_A_PAGE));
    }

    private static Position position(String cursor, List<String> listed) {
        return Cursor.opened(cursor, listed)
                .map(POSITION::matcher)
                .filter(Matcher::matches)
                .map(parts -> new Position(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2))))
                .orElseThrow(() -> Call.invalid("cursor", "must be the nextCursor of a page of this list"));
    }
}
