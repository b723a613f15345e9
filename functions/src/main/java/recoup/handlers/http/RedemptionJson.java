package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import recoup.model.Entry;
import recoup.model.Redemption;
import recoup.model.Reward;

/** The contract's {@code Redemption}. */
final class RedemptionJson {
    private RedemptionJson() {}

    static ObjectNode of(Redemption redemption, List<Entry> recentActivity) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("redemptionId", redemption.id().value())
                .put("customerId", redemption.customer().value())
                .put("points", redemption.points())
                .put("status", redemption.status().name());
        json.set("reward", reward(redemption.reward()));
        if (redemption.state() instanceof Redemption.State.Reversed(var reversal)) {
            json.set("reversal", reversal(reversal));
        }
        var lots = json.putArray("lots");
        redemption
                .lots()
                .forEach(lot -> lots.addObject()
                        .put("lotId", lot.lot().value())
                        .put("amount", lot.amount().units())
                        .put("expiresOn", PlanJson.date(lot.expiry()))
                        .put("reverted", lot.reverted()));
        json.set("recentActivity", CustomerJson.entries(recentActivity));
        return json;
    }

    private static ObjectNode reward(Reward reward) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("rewardId", reward.id())
                .put("name", reward.name())
                .put("provider", reward.provider().written())
                .put("code", reward.code());
        reward.discountId().ifPresent(discount -> json.put("discountId", discount));
        json.put("tracked", reward.tracked()).put("status", reward.status().name());
        reward.usedBy().ifPresent(order -> json.put("usedByOrderId", order.value()));
        return json;
    }

    private static ObjectNode reversal(Redemption.Reversal reversal) {
        var json = JsonNodeFactory.instance
                .objectNode()
                .put("points", reversal.points())
                .put("actor", reversal.actor());
        reversal.reason().ifPresent(reason -> json.set("reason", CustomerJson.reason(reason)));
        return json.put("at", reversal.at().toString()).put("note", reversal.note());
    }
}
