package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recoup.model.Expiry;
import recoup.model.LotDecision;
import recoup.rules.cancellation.Plan;
import recoup.rules.clawback.Clawback;
import recoup.rules.redemption.ReversalPlan;
import recoup.rules.revert.Fate;
import recoup.rules.revert.RevertPlan;

/** The contract's {@code Plan}. */
final class PlanJson {
    /** RFC 3339 ends with the year 9999; a plan that holds until then holds. */
    private static final Instant WRITABLE = Instant.parse("9999-12-31T23:59:59.999Z");

    private PlanJson() {}

    static ObjectNode of(Plan plan) {
        var json = head(plan.hash(), plan.revert().asOf(), plan.validUntil());
        var assets = json.putArray("assets");
        plan.revert().assets().forEach(asset -> assets.add(asset(asset)));
        plan.clawback()
                .ifPresentOrElse(taking -> json.set("clawback", clawback(taking)), () -> json.putNull("clawback"));
        return json;
    }

    private static ObjectNode head(String hash, Instant asOf, Optional<Instant> validUntil) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("planHash", hash)
                .put("asOf", asOf.toString())
                .put(
                        "validUntil",
                        validUntil
                                .filter(WRITABLE::isAfter)
                                .map(Instant::toString)
                                .orElse(null));
    }

    /** What a reversal gives back; nothing is clawed back by it. */
    static ObjectNode of(ReversalPlan plan) {
        var json = head(plan.hash(), plan.asOf(), plan.validUntil());
        json.putArray("assets").add(asset(plan.points()));
        return json.putNull("clawback");
    }

    private static ObjectNode clawback(Clawback clawback) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("granted", clawback.granted())
                .put("alreadyTaken", clawback.alreadyTaken())
                .put("toTake", clawback.toTake())
                .put("toDebt", clawback.toDebt())
                .put("toWriteOff", clawback.toWriteOff());
    }

    private static ObjectNode asset(RevertPlan.AssetPlan plan) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("asset", plan.asset().name())
                .put("allocated", plan.allocated())
                .put("alreadyReverted", plan.alreadyReverted())
                .put("toRevert", plan.toRevert())
                .put("outstandingAfter", plan.outstandingAfter())
                .put("statusAfter", plan.statusAfter().name())
                .put("coverageAfter", plan.coverageAfter().name())
                .put("debtSettled", plan.debtSettled());
        var lots = json.putArray("lots");
        plan.lots().forEach(lot -> lots.add(lot(lot)));
        return json;
    }

    private static ObjectNode lot(RevertPlan.LotPlan plan) {
        var allocation = plan.allocation();
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("lotId", allocation.lot().value())
                .put("amount", allocation.amount().units())
                .put("expiresOn", date(allocation.expiry()))
                .put("expired", plan.expired());
        return switch (plan.fate()) {
            case Fate.Back(var expiry) -> fate(json, plan.fate().why(), expiry);
            case Fate.Extended(var expiry) -> fate(json, plan.fate().why(), expiry);
            case Fate.Kept(var why) -> fate(json, why, Expiry.NEVER);
        };
    }

    private static ObjectNode fate(ObjectNode json, LotDecision.Why why, Expiry newExpiry) {
        return json.put("action", why.action().name())
                .put("newExpiresOn", date(newExpiry))
                .put("why", why.name());
    }

    /** Never is null. */
    static @Nullable String date(Expiry expiry) {
        return switch (expiry) {
            case Expiry.Never() -> null;
            case Expiry.On(var lastDay) -> lastDay.toString();
        };
    }
}
