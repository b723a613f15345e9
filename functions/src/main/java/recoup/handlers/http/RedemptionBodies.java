package recoup.handlers.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.regex.Pattern;
import recoup.model.Amount;
import recoup.model.CustomerId;
import recoup.model.Redemption;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import recoup.operations.IfMatch;
import recoup.operations.RedeemPoints;
import recoup.operations.ReverseRedemption;

/** What bodies about redemptions say. */
final class RedemptionBodies {
    private static final int LONGEST_NAME = 255;
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,17}");

    private RedemptionBodies() {}

    static RedeemPoints.Command redeem(ObjectNode body) {
        var fields = new Fields(body);
        var id = fields.required("redemptionId", name -> fields.id(name, RedemptionId::new));
        var customer = fields.required("customerId", name -> fields.id(name, CustomerId::new));
        var points = fields.required("points", name -> fields.integer(name, 1, Amount.MAX_UNITS));
        var reward = fields.required("reward", name -> fields.object(name, RedemptionBodies::reward));
        fields.check();
        return new RedeemPoints.Command(
                id.orElseThrow(), customer.orElseThrow(), points.orElseThrow(), reward.orElseThrow());
    }

    static ReverseRedemption.Command reverse(RedemptionId id, ObjectNode body, IfMatch ifMatch) {
        var fields = new Fields(body);
        var action = fields.required("discountAction", name -> fields.constant(name, Redemption.DiscountAction.class));
        var anyway = fields.bool("refundAnyway");
        var points = fields.integer("points", 1, 2 * Amount.MAX_UNITS);
        var extend = fields.bool("extendExpired");
        var reason = fields.object("reason", Bodies::reason);
        var notify = fields.bool("notifyCustomer");
        fields.check();
        return new ReverseRedemption.Command(
                id,
                action.orElseThrow(),
                anyway.orElse(false),
                points,
                extend.orElse(false),
                reason,
                notify.orElse(false),
                ifMatch);
    }

    private static Optional<Reward> reward(Fields fields) {
        var id = fields.required("rewardId", name -> fields.id(name, text -> text));
        var title = fields.required("name", name -> fields.text(name, LONGEST_NAME));
        var provider = fields.required(
                "provider", name -> fields.constant(name, Reward.Provider.class, Reward.Provider::written));
        var code = fields.required("code", name -> fields.text(name, Reward.LONGEST_CODE));
        var discount = fields.value(
                "discountId",
                "must be the shop's number of the discount",
                node -> Optional.of(node.asText())
                        .filter(text -> (node.isTextual() || node.isIntegralNumber())
                                && NUMBER.matcher(text).matches()));
        var tracked = fields.bool("tracked").orElse(true);
        var exists = fields.bool("sourceExists").orElse(true);
        if (id.isEmpty() || title.isEmpty() || provider.isEmpty() || code.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Reward(
                id.get(),
                title.get(),
                provider.get(),
                code.get(),
                discount,
                tracked,
                exists ? Reward.Status.ISSUED : Reward.Status.SOURCE_MISSING,
                Optional.empty()));
    }
}
