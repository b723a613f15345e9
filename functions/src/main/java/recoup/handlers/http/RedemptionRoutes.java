package recoup.handlers.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import recoup.ledger.IndexPlace;
import recoup.ledger.Ledger;
import recoup.ledger.RedemptionIndex;
import recoup.model.CustomerId;
import recoup.model.Entry;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.operations.Changed;
import recoup.operations.CodeShop;
import recoup.operations.IfMatch;
import recoup.operations.ListRedemptions;
import recoup.operations.Outcome;
import recoup.operations.PreviewReversal;
import recoup.operations.ReadActivity;
import recoup.operations.ReadOrder;
import recoup.operations.ReadRedemption;
import recoup.operations.RedeemPoints;
import recoup.operations.Refusal;
import recoup.operations.Rendered;
import recoup.operations.Request;
import recoup.operations.ReverseRedemption;
import recoup.rules.redemption.ReversalCase;
import recoup.rules.redemption.Verdict;

/** {@code /v1/redemptions}. */
public final class RedemptionRoutes {
    /** A time as the index sorts it, and a redemption's id. */
    private static final Pattern PLACE = Pattern.compile(IndexPlace.REGEX);

    private static final int RECENT = 10;

    private final ReadOrder readOrder;
    private final ReadRedemption readRedemption;
    private final RedeemPoints redeemPoints;
    private final ListRedemptions listRedemptions;
    private final PreviewReversal previewReversal;
    private final ReverseRedemption reverseRedemption;
    private final ReadActivity readActivity;

    public RedemptionRoutes(Ledger ledger, RedemptionIndex index, CodeShop shop, InstantSource businessTime) {
        this.readOrder = new ReadOrder(ledger);
        this.readRedemption = new ReadRedemption(ledger);
        this.redeemPoints = new RedeemPoints(ledger);
        this.listRedemptions = new ListRedemptions(index);
        this.previewReversal = new PreviewReversal(ledger);
        this.reverseRedemption = new ReverseRedemption(ledger, shop, businessTime);
        this.readActivity = new ReadActivity(ledger);
    }

    public APIGatewayV2HTTPResponse redeem(Call call) {
        var body = call.body();
        var request = call.request(body);
        var command = RedemptionBodies.redeem(body);
        var before = recent(command.customer(), request);
        return Responses.of(redeemPoints.run(command, request, changed -> rendered(201, changed, before)));
    }

    public APIGatewayV2HTTPResponse list(Call call) {
        var query = call.query(Paging.with(Set.of("customerId", "status")));
        var filter = new ListRedemptions.Filter(
                query.id("customerId", CustomerId::new), query.constant("status", Redemption.Status.class));
        var paging = Paging.of(call, "redemptions", query);
        var page = listRedemptions.run(filter, paging.from(PLACE, MatchResult::group), paging.limit(), call.request());
        var items = JsonNodeFactory.instance.arrayNode();
        var recent = new HashMap<CustomerId, List<Entry>>();
        page.redemptions()
                .forEach(redemption -> items.add(RedemptionJson.of(
                        redemption,
                        recent.computeIfAbsent(redemption.customer(), customer -> recent(customer, call.request())))));
        return Responses.ok(paging.page(items, page.next()));
    }

    public APIGatewayV2HTTPResponse read(Call call) {
        call.noQuery();
        var id = call.path("redemptionId", RedemptionId::new);
        return readRedemption
                .run(id, call.request())
                .map(redemption ->
                        Responses.ok(RedemptionJson.of(redemption, recent(redemption.customer(), call.request()))))
                .orElseGet(() -> Responses.problem(Refusals.redemptionNotFound(id.value())));
    }

    public APIGatewayV2HTTPResponse previewReversal(Call call) {
        var id = call.path("redemptionId", RedemptionId::new);
        var command = RedemptionBodies.reverse(id, call.body(), new IfMatch.Unsaid());
        return switch (previewReversal.run(command, call.request())) {
            case PreviewReversal.Result.Refused(var refusal) -> Responses.problem(Refusals.problem(refusal));
            case PreviewReversal.Result.Preview(var shown) ->
                Responses.tagged(preview(shown, call.request()), shown.plan().hash());
        };
    }

    public APIGatewayV2HTTPResponse reverse(Call call) {
        var id = call.path("redemptionId", RedemptionId::new);
        var body = call.body();
        var request = call.request(body);
        var command = RedemptionBodies.reverse(id, body, call.ifMatch());
        var before = readRedemption
                .run(id, request)
                .map(known -> recent(known.customer(), request))
                .orElse(List.of());
        var outcome = reverseRedemption.run(command, request, changed -> rendered(status(changed), changed, before));
        return outcome instanceof Outcome.Refused(var refusal) ? refused(refusal, request) : Responses.of(outcome);
    }

    private static int status(Changed changed) {
        return changed.redemption().status() == Redemption.Status.REVERSING ? 202 : 200;
    }

    /** Of a code that was used the client also wants to know what became of the order. */
    private APIGatewayV2HTTPResponse refused(Refusal refusal, Request request) {
        var problem = Refusals.problem(refusal);
        if (refusal instanceof Refusal.NotReversible(var redemption, var why)
                && why == Verdict.Why.REWARD_ALREADY_USED) {
            redemption
                    .reward()
                    .usedBy()
                    .flatMap(order -> readOrder.run(order, request))
                    .ifPresent(order -> ReversalProblems.with(problem, order));
        }
        return Responses.problem(problem);
    }

    private ObjectNode preview(PreviewReversal.Shown shown, Request request) {
        var redemption = shown.redemption();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("case", ReversalCase.of(redemption).number())
                .put("allowed", !(shown.verdict() instanceof Verdict.Refused));
        var warnings = json.putArray("warnings");
        ReversalWarnings.of(shown).forEach(warnings::add);
        json.set("plan", PlanJson.of(shown.plan()));
        json.set("redemption", RedemptionJson.of(redemption, recent(redemption.customer(), request)));
        return json;
    }

    private List<Entry> recent(CustomerId customer, Request request) {
        var everything = new ReadActivity.Filter(Optional.empty(), Optional.empty());
        return readActivity
                .run(customer, everything, Optional.empty(), RECENT, request)
                .entries();
    }

    /** With what the operation itself moved on top: the activity shows it at once. */
    private static Rendered rendered(int status, Changed changed, List<Entry> before) {
        var recent = Stream.concat(changed.entries().reversed().stream(), before.stream())
                .limit(RECENT)
                .toList();
        return Responses.rendered(status, RedemptionJson.of(changed.redemption(), recent));
    }
}
