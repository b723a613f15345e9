package recoup.handlers.events;

import java.util.stream.Collectors;
import recoup.handlers.http.ProblemException;
import recoup.ledger.Ledger;
import recoup.operations.CancelInShop;
import recoup.operations.EarnPoints;
import recoup.operations.Effect;
import recoup.operations.EndPayment;
import recoup.operations.HearOfReward;
import recoup.operations.PayOrder;
import recoup.operations.Request;
import recoup.operations.UpdateOrder;

/** Applies events: which operation each type is. */
public final class AppliedEvents {
    /** How the reason begins of what nobody should read out of a log: it may name what somebody sent. */
    public static final String INVALID = "invalid";

    private final PayOrder payOrder;
    private final EndPayment endPayment;
    private final UpdateOrder updateOrder;
    private final CancelInShop cancelInShop;
    private final EarnPoints earnPoints;
    private final HearOfReward hearOfReward;

    public AppliedEvents(Ledger ledger) {
        this.payOrder = new PayOrder(ledger);
        this.endPayment = new EndPayment(ledger);
        this.updateOrder = new UpdateOrder(ledger);
        this.cancelInShop = new CancelInShop(ledger);
        this.earnPoints = new EarnPoints(ledger);
        this.hearOfReward = new HearOfReward(ledger);
    }

    /** What becomes of {@code event}; data at fault can never be done. */
    public Effect apply(CloudEvent event, Request request) {
        try {
            return applied(event, request);
        } catch (ProblemException invalid) {
            return new Effect.Impossible(INVALID + ": " + reason(invalid));
        }
    }

    /** What is wrong, field by field. */
    public static String reason(ProblemException invalid) {
        return invalid.problem().errors().stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; "));
    }

    private Effect applied(CloudEvent event, Request request) {
        var data = event.data();
        return switch (event.type()) {
            case ORDER_PAID -> payOrder.run(EventData.paid(data), request);
            case PAYMENT_FAILED -> endPayment.run(EventData.ended(EndPayment.How.FAILED, data), request);
            case PAYMENT_EXPIRED -> endPayment.run(EventData.ended(EndPayment.How.EXPIRED, data), request);
            case ORDER_UPDATED -> {
                var about = EventData.updated(event.source(), data);
                yield updateOrder.run(about.order(), about.told(), request);
            }
            case ORDER_CANCELLED -> cancelInShop.run(EventData.cancelled(event.source(), data), request);
            case POINTS_EARNED -> earnPoints.run(EventData.earned(data), request);
            case REWARD_USED -> {
                var about = RewardData.used(data);
                yield hearOfReward.run(about.redemption(), about.news(), request);
            }
            case REWARD_SOURCE_REMOVED ->
                hearOfReward.run(RewardData.removed(data), new HearOfReward.News.SourceRemoved(), request);
            case REWARD_REFUNDED_EXTERNALLY -> {
                var about = RewardData.refunded(data);
                yield hearOfReward.run(about.redemption(), about.news(), request);
            }
        };
    }
}
