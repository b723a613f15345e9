package recoup.operations;

import java.time.Duration;
import java.util.Optional;
import recoup.model.MerchantId;
import recoup.model.OrderId;
import recoup.model.Redemption.DiscountAction;
import recoup.model.Reward;

/** The shop platform in which a merchant's codes live. It may be asked again: what is done already is done. */
public interface CodeShop {
    /** Makes a reward's code unusable, looks whether it was used, and deletes it if that is asked. */
    Told revoke(MerchantId merchant, Reward reward, DiscountAction action);

    /** The same of any code: one that lives nowhere but here is revoked by what is written of it. */
    default Told ask(MerchantId merchant, Reward reward, DiscountAction action) {
        return reward.provider() == Reward.Provider.NONE ? new Told.Revoked() : revoke(merchant, reward, action);
    }

    /** What became of it. */
    sealed interface Told {
        /** It cannot be used any more, and was not. */
        record Revoked() implements Told {}

        /** It was used before; it cannot be any more. */
        record Used(Optional<OrderId> order) implements Told {}

        /** Others use the same discount: their codes would go with it. */
        record Shared() implements Told {}

        /** As far as anybody can tell it was not done. */
        record Failed(String why, Optional<Duration> retryAfter) implements Told {}
    }
}
