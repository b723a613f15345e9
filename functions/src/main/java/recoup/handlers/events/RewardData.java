package recoup.handlers.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import recoup.handlers.http.Fields;
import recoup.model.OrderId;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.operations.HearOfReward.About;
import recoup.operations.HearOfReward.News;

/** What the data of events about rewards says. Data at fault is a problem that lists every field at fault. */
final class RewardData {
    /** A code that was used. */
    record Used(About redemption, News.Used news) {}

    /** Points that were given back elsewhere. */
    record Refunded(About redemption, News.RefundedExternally news) {}

    private RewardData() {}

    /** Of a redemption by its id, or by its provider and code. */
    static Used used(ObjectNode data) {
        var fields = new Fields(data);
        var redemption = fields.id("redemptionId", RedemptionId::new);
        var named = fields.has("redemptionId");
        var provider = named ? provider(fields) : fields.required("provider", _ -> provider(fields));
        var code = named
                ? fields.text("code", Reward.LONGEST_CODE)
                : fields.required("code", name -> fields.text(name, Reward.LONGEST_CODE));
        var order = fields.id("orderId", OrderId::new);
        fields.check();
        var about = redemption
                .<About>map(About.ThisOne::new)
                .orElseGet(() -> new About.Code(provider.orElseThrow(), code.orElseThrow()));
        return new Used(about, new News.Used(order));
    }

    static About removed(ObjectNode data) {
        var fields = new Fields(data);
        var redemption = fields.required("redemptionId", name -> fields.id(name, RedemptionId::new));
        fields.check();
        return new About.ThisOne(redemption.orElseThrow());
    }

    static Refunded refunded(ObjectNode data) {
        var fields = new Fields(data);
        var redemption = fields.required("redemptionId", name -> fields.id(name, RedemptionId::new));
        var at = fields.required("refundedAt", fields::instant);
        fields.check();
        return new Refunded(new About.ThisOne(redemption.orElseThrow()), new News.RefundedExternally(at.orElseThrow()));
    }

    private static Optional<Reward.Provider> provider(Fields fields) {
        return fields.constant("provider", Reward.Provider.class, Reward.Provider::written);
    }
}
