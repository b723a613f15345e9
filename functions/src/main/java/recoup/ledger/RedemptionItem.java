package recoup.ledger;

import java.util.Map;
import java.util.Optional;
import recoup.model.CustomerId;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Reason;
import recoup.model.Redemption;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Reward;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A redemption as an item, and the pointer from its code. */
final class RedemptionItem {
    private RedemptionItem() {}

    static Map<String, AttributeValue> write(MerchantId merchant, Redemption redemption, long version) {
        var item = Attributes.empty()
                .with(RedemptionKeys.redemption(merchant, redemption.id()))
                .with(RedemptionKeys.indexed(merchant, redemption))
                .number(OrderItem.VERSION, version)
                .text("i", redemption.id().value())
                .text("c", redemption.customer().value())
                .number("n", redemption.points())
                .map("rw", reward(redemption.reward()))
                .instant("at", redemption.redeemedAt())
                .maps("al", redemption.lots(), OrderItem::allocation);
        return switch (redemption.state()) {
            case State.Redeemed() -> item.values();
            case State.Reversing(var intent, var failures) ->
                item.map("in", intent(intent)).number("fa", failures).values();
            case State.Reversed(var reversal) ->
                item.map("re", reversal(reversal)).values();
        };
    }

    static Redemption read(Map<String, AttributeValue> values) {
        var item = Attributes.of(values);
        return new Redemption(
                new RedemptionId(item.text("i")),
                new CustomerId(item.text("c")),
                item.number("n"),
                reward(item.map("rw")),
                item.instant("at"),
                item.maps("al", OrderItem::allocation),
                state(item),
                item.number(OrderItem.VERSION));
    }

    /** The pointer from a code, which only one redemption has. */
    static Map<String, AttributeValue> pointer(MerchantId merchant, Redemption redemption) {
        var reward = redemption.reward();
        return Attributes.empty()
                .with(RedemptionKeys.code(merchant, reward.provider(), reward.code()))
                .text("i", redemption.id().value())
                .values();
    }

    static RedemptionId pointedAt(Map<String, AttributeValue> values) {
        return new RedemptionId(Attributes.of(values).text("i"));
    }

    private static State state(Attributes item) {
        return item.optionalMap("re")
                .<State>map(map -> new State.Reversed(reversal(map)))
                .or(() -> item.optionalMap("in")
                        .map(map -> new State.Reversing(intent(map), Math.toIntExact(item.number("fa")))))
                .orElse(new State.Redeemed());
    }

    private static Attributes reward(Reward reward) {
        return Attributes.empty()
                .text("i", reward.id())
                .text("n", reward.name())
                .text("p", reward.provider().name())
                .text("c", reward.code())
                .text("d", reward.discountId())
                .flag("u", !reward.tracked())
                .text("s", reward.status().name())
                .text("o", reward.usedBy());
    }

    private static Reward reward(Attributes item) {
        return new Reward(
                item.text("i"),
                item.text("n"),
                item.constant("p", Reward.Provider.class),
                item.text("c"),
                item.optionalText("d"),
                !item.flag("u"),
                item.constant("s", Reward.Status.class),
                item.optionalText("o").map(OrderId::new));
    }

    private static Attributes intent(Intent intent) {
        var map = Attributes.empty()
                .text("d", intent.action().name())
                .flag("x", intent.extendExpired())
                .text("rk", intent.reason().flatMap(Reason::key))
                .text("rm", intent.reason().flatMap(Reason::message))
                .flag("nf", intent.notifyCustomer())
                .text("a", intent.actor())
                .instant("at", intent.at());
        intent.points().ifPresent(points -> map.number("n", points));
        return map;
    }

    private static Intent intent(Attributes map) {
        return new Intent(
                map.constant("d", Redemption.DiscountAction.class),
                map.optionalNumber("n"),
                map.flag("x"),
                reason(map),
                map.flag("nf"),
                map.text("a"),
                map.instant("at"));
    }

    private static Attributes reversal(Reversal reversal) {
        return Attributes.empty()
                .number("n", reversal.points())
                .text("a", reversal.actor())
                .text("rk", reversal.reason().flatMap(Reason::key))
                .text("rm", reversal.reason().flatMap(Reason::message))
                .instant("at", reversal.at())
                .text("no", reversal.note());
    }

    private static Reversal reversal(Attributes map) {
        return new Reversal(map.number("n"), map.text("a"), reason(map), map.instant("at"), map.text("no"));
    }

    private static Optional<Reason> reason(Attributes map) {
        var key = map.optionalText("rk").map(Reason.Key::valueOf);
        var message = map.optionalText("rm");
        return key.isEmpty() && message.isEmpty() ? Optional.empty() : Optional.of(new Reason(key, message));
    }
}
