package recoup.rules;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recoup.model.Allocation;
import recoup.model.Redemption;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Redemption.Intent;
import recoup.model.Redemption.Reversal;
import recoup.model.Redemption.State;
import recoup.model.RedemptionId;
import recoup.model.Reward;

/** The redemption that rules are tried on. */
final class Redeemed {
    static final RedemptionId ID = new RedemptionId("red-1");

    private Redeemed() {}

    /** One that took {@code lots} and still stands. */
    static Redemption of(List<Allocation> lots) {
        var spent = lots.stream().mapToLong(lot -> lot.amount().units()).sum();
        return new Redemption(
                ID,
                Worlds.CUSTOMER,
                spent,
                reward(Reward.Provider.SHOPIFY, Reward.Status.ISSUED, true),
                Instant.EPOCH,
                lots,
                new State.Redeemed(),
                1);
    }

    static Redemption of(State state, Reward reward) {
        return of(List.of()).with(reward).with(state);
    }

    static Reward reward(Reward.Provider provider, Reward.Status status, boolean tracked) {
        return new Reward(
                "five-off", "5.00 off", provider, "FIVE-OFF", Optional.empty(), tracked, status, Optional.empty());
    }

    static State reversing(int failures) {
        var intent = new Intent(
                DiscountAction.DEACTIVATE, Optional.empty(), false, Optional.empty(), false, "admin", Instant.EPOCH);
        return new State.Reversing(intent, failures);
    }

    static State reversed() {
        return new State.Reversed(new Reversal(100, "admin", Optional.empty(), Instant.EPOCH, "a note"));
    }
}
