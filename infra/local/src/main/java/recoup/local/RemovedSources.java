package recoup.local;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import recoup.ledger.Ledger;
import recoup.local.shop.Platform;
import recoup.model.MerchantId;
import recoup.model.Reward;
import recoup.model.Trigger;
import recoup.operations.Attempts;
import recoup.operations.Caller;
import recoup.operations.Effect;
import recoup.operations.HearOfReward;
import recoup.operations.HearOfReward.About;
import recoup.operations.HearOfReward.News;
import recoup.operations.Moment;
import recoup.operations.Request;

/** Tells the ledger of a reward that is gone as {@code reward.source-removed} would, before the switch answers. */
final class RemovedSources implements SourceRemoval {
    private static final int MOST_ATTEMPTS = 20;

    private final HearOfReward hearOfReward;
    private final InstantSource businessTime;

    RemovedSources(Ledger ledger, InstantSource businessTime) {
        this.hearOfReward = new HearOfReward(ledger);
        this.businessTime = businessTime;
    }

    /** A code that nobody redeemed has no redemption to tell it of. */
    @Override
    public void apply(String merchantId, Platform platform, String discountId, String code) {
        var caller = new Caller(new MerchantId(merchantId), "local-shop", Trigger.PLATFORM);
        var moment = new Moment(businessTime.instant(), Instant.now());
        var request = new Request(caller, moment, atMost(MOST_ATTEMPTS), Optional.empty());
        var effect = hearOfReward.run(new About.Code(provider(platform), code), new News.SourceRemoved(), request);
        if (effect instanceof Effect.Busy) {
            throw new IllegalStateException("others were faster each time");
        }
    }

    private static Attempts atMost(int most) {
        var made = new AtomicInteger(1);
        return () -> made.incrementAndGet() <= most;
    }

    private static Reward.Provider provider(Platform platform) {
        return switch (platform) {
            case SHOPIFY -> Reward.Provider.SHOPIFY;
            case WOOCOMMERCE -> Reward.Provider.WOOCOMMERCE;
        };
    }
}
