package recoup.operations;

import java.util.function.Function;
import recoup.ledger.Commit;
import recoup.ledger.Facts;
import recoup.ledger.Ledger;
import recoup.ledger.Wanted;
import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;
import recoup.rules.redemption.Verdict;

/** Deletes a code that was only deactivated when its points came back. No points move, so nobody is told. */
final class DeleteCode {
    private final OneWrite oneWrite;
    private final CodeShop shop;

    DeleteCode(Ledger ledger, CodeShop shop) {
        this.oneWrite = new OneWrite(ledger);
        this.shop = shop;
    }

    /** Asks the shop about the code of {@code redemption}, and writes down what it says. */
    Outcome run(Redemption redemption, Request request, Function<Changed, Rendered> rendering) {
        var wanted = Wanted.redemption(redemption.id());
        return switch (shop.ask(request.caller().merchant(), redemption.reward(), DiscountAction.DELETE)) {
            case CodeShop.Told.Revoked() ->
                oneWrite.run(
                        request,
                        wanted,
                        facts -> decide(facts, reward -> reward.with(Reward.Status.DELETED), request),
                        rendering);
            case CodeShop.Told.Used(var order) ->
                used(oneWrite.run(
                        request.unnamed(), wanted, facts -> decide(facts, reward -> reward.usedBy(order), request)));
            case CodeShop.Told.Shared() -> refused(redemption, Verdict.Why.CODE_SHARED);
            case CodeShop.Told.Failed(var _, var _) -> new Outcome.Refused(new Refusal.ShopUnanswered());
        };
    }

    /** Somebody else may have deleted it meanwhile. */
    private static Decision<Changed> decide(Facts facts, Function<Reward, Reward> change, Request request) {
        var redemption = facts.redemption().orElseThrow();
        if (redemption.reward().status() != Reward.Status.DEACTIVATED) {
            return new Decision.Nothing<>(Changed.not(redemption));
        }
        var commit = Commit.of(request.caller().merchant(), redemption.with(change.apply(redemption.reward())));
        return new Decision.Write<>(Changed.by(commit), commit);
    }

    private static Outcome used(Ended<Changed> ended) {
        return switch (ended) {
            case Ended.Written<Changed>(var after) -> refused(after.redemption(), Verdict.Why.REWARD_ALREADY_USED);
            case Ended.Unneeded<Changed>(var after) -> refused(after.redemption(), Verdict.Why.REWARD_ALREADY_USED);
            case Ended.Replayed<Changed>(var _) -> throw new IllegalStateException("no key was named");
            case Ended.Refused<Changed>(var refusal) -> new Outcome.Refused(refusal);
        };
    }

    private static Outcome refused(Redemption redemption, Verdict.Why why) {
        return new Outcome.Refused(new Refusal.NotReversible(redemption, why));
    }
}
