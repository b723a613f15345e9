package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Set;
import java.util.regex.Pattern;
import recoup.ledger.Ledger;
import recoup.model.CustomerId;
import recoup.model.Ids;
import recoup.operations.VerifyLedger;
import recoup.operations.VerifyLedger.Position;

/** {@code /v1/verification}. */
public final class VerificationRoutes {
    private static final Pattern POSITION = Pattern.compile("(\\d{1,2})#(" + Ids.REGEX + ")");

    private final VerifyLedger verifyLedger;

    public VerificationRoutes(Ledger ledger) {
        this.verifyLedger = new VerifyLedger(ledger);
    }

    public APIGatewayV2HTTPResponse verify(Call call) {
        var query = call.query(Paging.with(Set.of("customerId")));
        var customer = query.id("customerId", CustomerId::new);
        var paging = Paging.of(call, "verification", query);
        var from = paging.from(
                POSITION, parts -> new Position(Integer.parseInt(parts.group(1)), new CustomerId(parts.group(2))));
        var page = customer.map(one -> verifyLedger.one(one, call.request()))
                .orElseGet(() -> verifyLedger.some(from, paging.limit(), call.request()));
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("balanced", page.violations().isEmpty())
                .put("checkedWallets", page.wallets())
                .put("checkedEntries", page.entries());
        var violations = json.putArray("violations");
        page.violations()
                .forEach(violation -> violations
                        .addObject()
                        .put("customerId", violation.customer().value())
                        .put("rule", violation.rule())
                        .put("expected", violation.expected())
                        .put("found", violation.found()));
        var next = paging.nextCursor(page.next().map(last -> last.shard() + "#" + last.customer()));
        return Responses.ok(json.put("nextCursor", next.orElse(null)));
    }
}
